// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/top_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/overview/top_delegate.h"
#include "ui/overview/top_model.h"
#include "ui/text/plain_label.h"
#include "ui/theme/cell_delegate.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/theme/table_look.h"

namespace mirrorscope::ui::overview {
namespace {

using traffic::TopBy;

constexpr int kTitleHeight = 32;
constexpr int kCountWidth = 72;
constexpr int kShareWidth = 56;

QString titleOf(TopBy by) {
    switch (by) {
        case TopBy::Client:
            return TopPanel::tr("Clients");
        case TopBy::Host:
            return TopPanel::tr("Hosts");
        case TopBy::Rule:
            return TopPanel::tr("Rules");
        default:
            return TopPanel::tr("Endpoints");
    }
}

QString measureOf(TopBy by, traffic::TopOf of) {
    return by == TopBy::Rule                ? TopPanel::tr("hits")
           : of == traffic::TopOf::Requests ? TopPanel::tr("requests")
                                            : TopPanel::tr("attack requests");
}

}  // namespace

TopPanel::TopPanel(const QString& objectName, std::vector<TopBy> kinds, QWidget* parent)
    : QFrame(parent), m_view(new QTableView(this)), m_empty(new text::PlainLabel(m_view->viewport())) {
    setObjectName(objectName);
    setFrameShape(QFrame::StyledPanel);
    for (const TopBy by : kinds) {
        m_models.push_back(new TopModel(by, this));
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(buildTitle());
    column->addWidget(m_view, 1);
    buildTable();
    showTitle();
}

QWidget* TopPanel::buildTitle() {
    auto* bar = new QWidget(this);
    bar->setFixedHeight(kTitleHeight);
    bar->setAutoFillBackground(true);
    bar->setBackgroundRole(QPalette::Base);
    m_title = new QToolButton(bar);
    m_title->setObjectName(objectName() + QStringLiteral(".kind"));
    m_title->setAutoRaise(true);
    QFont strong = theme::font(theme::TextStyle::Small);
    strong.setWeight(theme::kStrongWeight);
    m_title->setFont(strong);
    if (m_models.size() > 1) {
        m_title->setPopupMode(QToolButton::InstantPopup);
        auto* menu = new QMenu(m_title);
        for (const TopModel* model : m_models) {
            menu->addAction(titleOf(model->by()), this, [this, by = model->by()] { setKind(by); });
        }
        m_title->setMenu(menu);
    } else {
        m_title->setFocusPolicy(Qt::NoFocus);
        m_title->setAttribute(Qt::WA_TransparentForMouseEvents);
    }
    m_note = new text::PlainLabel(bar);
    m_note->setFont(theme::font(theme::TextStyle::Small));
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->setElided(text::Kind::Sentence);
    m_line = new QHBoxLayout(bar);
    auto* line = m_line;
    line->setContentsMargins(theme::kInside, 0, theme::kBarSide, 0);
    line->setSpacing(theme::kInside);
    line->addWidget(m_title);
    line->addWidget(m_note, 1);
    return bar;
}

void TopPanel::buildTable() {
    m_view->setObjectName(objectName() + QStringLiteral(".table"));
    theme::dressTable(*m_view, theme::kRowHeight);
    m_view->setAlternatingRowColors(false);
    m_view->horizontalHeader()->hide();
    m_view->setModel(m_models.front());
    m_view->setItemDelegate(new theme::CellDelegate(m_view));
    m_view->setItemDelegateForColumn(TopModel::ValueColumn, new TopDelegate(m_view));
    m_view->horizontalHeader()->setSectionResizeMode(TopModel::ValueColumn, QHeaderView::Stretch);
    m_view->horizontalHeader()->resizeSection(TopModel::CountColumn, kCountWidth);
    m_view->horizontalHeader()->resizeSection(TopModel::ShareColumn, kShareWidth);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setFont(theme::font(theme::TextStyle::Small));
    m_view->installEventFilter(this);
    m_view->viewport()->installEventFilter(this);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->move(theme::kBarSide, theme::kInside);
}

void TopPanel::addControl(QWidget* control) {
    m_line->addWidget(control);
}

void TopPanel::setKind(TopBy by) {
    const auto found = std::ranges::find(m_models, by, &TopModel::by);
    if (found != m_models.end()) {
        m_shown = static_cast<std::size_t>(found - m_models.begin());
        m_view->setModel(&model());
        m_view->horizontalHeader()->setSectionResizeMode(TopModel::ValueColumn, QHeaderView::Stretch);
        showTitle();
    }
}

void TopPanel::setAnswer(const TopAnswer& answer) {
    const auto found = std::ranges::find(m_models, answer.by, &TopModel::by);
    if (found == m_models.end()) {
        return;
    }
    m_answered[answer.by] = answer.of;
    (*found)->setList(answer.list, answer.attacks ? &*answer.attacks : nullptr);
    if (*found == &model()) {
        showTitle();
    }
}

void TopPanel::showTitle() {
    const TopBy by = model().by();
    const auto answered = m_answered.find(by);
    const auto of = answered == m_answered.end() ? traffic::TopOf::AttackRequests : answered->second;
    m_title->setText(titleOf(by));
    m_title->setAccessibleName(tr("%1; choose another list").arg(titleOf(by)));
    QString note = measureOf(by, of);
    note += model().isApproximate() ? tr(", approximate") : QString();
    const QString rest = model().restText();
    note += rest.isEmpty() ? QString() : QStringLiteral(", ") + rest;
    m_note->setText(note);
    m_view->setAccessibleName(tr("%1 by %2").arg(titleOf(by), measureOf(by, of)));
    m_empty->setText(m_answered.contains(by) ? tr("None in this time") : QString());
    m_empty->adjustSize();
    m_empty->setVisible(model().rowCount() == 0);
}

void TopPanel::ask(const QModelIndex& index, bool exclude) {
    if (const auto conditions = model().conditionsOf(index); !conditions.empty()) {
        emit conditionsRequested(conditions, exclude);
    }
}

void TopPanel::openMenu(const QModelIndex& index, QPoint at) {
    QMenu menu(this);
    menu.setObjectName(QStringLiteral("top.menu"));
    const bool canAsk = !model().conditionsOf(index).empty();
    menu.addAction(tr("Show only"), this, [this, index] { ask(index, false); })->setEnabled(canAsk);
    menu.addAction(tr("Exclude"), this, [this, index] { ask(index, true); })->setEnabled(canAsk);
    menu.addSeparator();
    menu.addAction(tr("Copy"), this, [index] {
        QApplication::clipboard()->setText(index.siblingAtColumn(TopModel::ValueColumn).data().toString());
    });
    menu.addAction(tr("Copy list"), this,
                   [this] { QApplication::clipboard()->setText(charts::tabbedOf(model().table())); });
    menu.exec(at);
}

bool TopPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_view->viewport() && event->type() == QEvent::MouseButtonRelease) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const QModelIndex index = m_view->indexAt(mouse->position().toPoint());
        if (index.isValid() && (mouse->button() == Qt::LeftButton || mouse->button() == Qt::MiddleButton)) {
            ask(index, mouse->modifiers().testFlag(Qt::ControlModifier));
        }
    } else if (watched == m_view->viewport() && event->type() == QEvent::ContextMenu) {
        const auto* menu = static_cast<QContextMenuEvent*>(event);
        if (const QModelIndex index = m_view->indexAt(menu->pos()); index.isValid()) {
            openMenu(index, menu->globalPos());
        }
        return true;
    } else if (watched == m_view && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            ask(m_view->currentIndex(), key->modifiers().testFlag(Qt::ControlModifier));
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

}  // namespace mirrorscope::ui::overview
