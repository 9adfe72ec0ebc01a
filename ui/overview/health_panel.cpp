// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/health_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/charts/chart_legend.h"
#include "ui/overview/health_delegate.h"
#include "ui/overview/health_model.h"
#include "ui/theme/spacing.h"
#include "ui/theme/table_look.h"

namespace mirrorscope::ui::overview {
namespace {

using Column = HealthModel::Column;

constexpr std::array<int, HealthModel::ColumnCount> kWidths{150, 84, 150, 68, 92, 62, 72, 70, 70, 160};
constexpr int kLeastRows = 3;

}  // namespace

HealthPanel::HealthPanel(QWidget* parent)
    : QFrame(parent), m_model(new HealthModel(this)), m_view(new QTableView(this)) {
    setObjectName(QStringLiteral("health"));
    setFrameShape(QFrame::StyledPanel);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(buildTitle());
    column->addWidget(m_view, 1);
    buildTable();
    setMinimumHeight(sizeHint().height());
}

QWidget* HealthPanel::buildTitle() {
    auto* title = new charts::ChartLegend(this);
    title->setTitle(tr("Mirror health by source"), tr("last hour; lost and lag come from probes"));
    return title;
}

void HealthPanel::buildTable() {
    m_view->setObjectName(QStringLiteral("health.table"));
    m_view->setAccessibleName(tr("Mirror health by source"));
    theme::dressTable(*m_view, theme::kRowHeight);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new HealthDelegate(m_view));
    for (int column = 0; column < HealthModel::ColumnCount; ++column) {
        m_view->horizontalHeader()->resizeSection(column, kWidths[static_cast<std::size_t>(column)]);
    }
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->installEventFilter(this);
    m_view->viewport()->installEventFilter(this);
}

QSize HealthPanel::sizeHint() const {
    constexpr int kTitleHeight = 32;
    const int rows = std::max(kLeastRows, m_model->rowCount());
    return {QFrame::sizeHint().width(), kTitleHeight + theme::kHeaderHeight + rows * theme::kRowHeight + 2};
}

void HealthPanel::setAnswer(const HealthAnswer& answer) {
    const int before = m_model->rowCount();
    m_model->setHealth(answer.sources, answer.at);
    if (m_model->rowCount() != before) {
        setMinimumHeight(sizeHint().height());  // the page scrolls, the table does not
    }
}

void HealthPanel::setSilent(const std::set<traffic::SourceId>& silent) {
    m_model->setSilent(silent);
}

void HealthPanel::setNarrow(bool narrow) {
    for (const Column column : {Column::HourColumn, Column::P50Column, Column::P99Column}) {
        m_view->setColumnHidden(column, narrow);
    }
}

void HealthPanel::ask(const QModelIndex& index, bool exclude) {
    if (const traffic::MirrorHealth* row = m_model->health(index)) {
        emit sourceRequested(row->source.name, exclude);
    }
}

void HealthPanel::openMenu(const QModelIndex& index, QPoint at) {
    QMenu menu(this);
    menu.setObjectName(QStringLiteral("health.menu"));
    menu.addAction(tr("Show only"), this, [this, index] { ask(index, false); });
    menu.addAction(tr("Exclude"), this, [this, index] { ask(index, true); });
    menu.addAction(tr("Open findings"), this, [this, index] {
        emit findingsRequested(index.data(HealthModel::SourceIdRole).toLongLong());
    });
    menu.addAction(tr("Prove…"), this, [this, index] {
        emit proofRequested(index.data(HealthModel::SourceIdRole).toLongLong());
    });
    menu.addSeparator();
    menu.addAction(tr("Copy table"), this,
                   [this] { QApplication::clipboard()->setText(charts::tabbedOf(m_model->table())); });
    menu.exec(at);
}

bool HealthPanel::eventFilter(QObject* watched, QEvent* event) {
    const bool onCells = watched == m_view->viewport();
    if (onCells && event->type() == QEvent::MouseButtonRelease) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const QModelIndex index = m_view->indexAt(mouse->position().toPoint());
        const bool asks = mouse->button() == Qt::MiddleButton ||
                          (mouse->button() == Qt::LeftButton && index.column() == Column::SourceColumn);
        if (index.isValid() && asks) {
            ask(index, mouse->modifiers().testFlag(Qt::ControlModifier));
        } else if (index.isValid() && index.column() == Column::StateColumn &&
                   mouse->button() == Qt::LeftButton && m_model->health(index)->openFindings > 0) {
            emit findingsRequested(m_model->health(index)->source.id);
        }
    } else if (onCells && event->type() == QEvent::ContextMenu) {
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
