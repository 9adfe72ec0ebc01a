// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/attacks_view.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include "ui/attacks/attack_columns.h"
#include "ui/attacks/attacks_model.h"
#include "ui/attacks/group_button.h"
#include "ui/filter/condition.h"
#include "ui/filter/condition_actions.h"
#include "ui/theme/cell_delegate.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::attacks {
namespace {

constexpr int kIndentation = 12;  // px: an attack of a campaign has its severity in full

/// Every row 24 px, whatever its icon.
class AttackDelegate final : public theme::CellDelegate {
public:
    using CellDelegate::CellDelegate;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        return {CellDelegate::sizeHint(option, index).width(), theme::kRowHeight};
    }
};

RowKind kindOf(const QModelIndex& index) {
    return static_cast<RowKind>(index.data(AttacksModel::RowKindRole).toInt());
}

}  // namespace

AttacksView::AttacksView(QWidget* parent) : QTreeView(parent) {
    setObjectName(QStringLiteral("attacks.table"));
    setUniformRowHeights(true);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setAlternatingRowColors(true);
    setAllColumnsShowFocus(true);
    setExpandsOnDoubleClick(false);
    setFrameShape(QFrame::NoFrame);
    setIndentation(kIndentation);
    setIconSize({theme::kIcon, theme::kIcon});
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    header()->setFixedHeight(theme::kHeaderHeight);
    header()->setSectionsClickable(false);
    header()->setStretchLastSection(false);
    header()->setAccessibleName(tr("Columns of the attacks table"));

    auto* delegate = new AttackDelegate(this);
    for (const AttackColumnInfo& info : attackColumns()) {
        delegate->setElide(static_cast<int>(info.column), info.elide);
    }
    setItemDelegate(delegate);
    connect(this, &QTreeView::clicked, this, [this](const QModelIndex& index) {
        if (kindOf(index) == RowKind::More) {
            activateRow(index);
        }
    });
    connect(&theme::Theme::instance(), &theme::Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void AttacksView::setAttacksModel(AttacksModel* model) {
    m_model = model;
    setModel(model);
    setUpColumns();
    nameByGrouping();
    expandGroups(0, m_model->rowCount() - 1);
    connect(this, &QTreeView::expanded, model,
            [model](const QModelIndex& index) { model->setOpen(index, true); });
    connect(this, &QTreeView::collapsed, model,
            [model](const QModelIndex& index) { model->setOpen(index, false); });
    // After the selection model, which forgets the current row.
    connect(model, &AttacksModel::modelReset, this, &AttacksView::restoreAfterReset);
    connect(model, &AttacksModel::aboutToArrange, this, &AttacksView::rememberTop);
    connect(model, &AttacksModel::arranged, this, &AttacksView::restoreTop);
    connect(model, &AttacksModel::sampleFound, this, [this](traffic::AttackId id, traffic::RequestId sample) {
        if (id == m_selected && m_request == 0) {
            emit attackSelected(id, sample);
        }
    });
}

void AttacksView::nameByGrouping() {
    setAccessibleName(tr("Attacks, %1").arg(GroupButton::sentence(m_model->grouping())));
}

void AttacksView::setUpColumns() {
    for (const AttackColumnInfo& info : attackColumns()) {
        const int section = static_cast<int>(info.column);
        header()->setSectionResizeMode(section,
                                       info.takesRest ? QHeaderView::Stretch : QHeaderView::Interactive);
        header()->resizeSection(section, info.width);
    }
}

void AttacksView::setNarrow(bool narrow) {
    for (const AttackColumnInfo& info : attackColumns()) {
        setColumnHidden(static_cast<int>(info.column), narrow && !info.shownWhenNarrow);
    }
}

void AttacksView::rowsInserted(const QModelIndex& parent, int first, int last) {
    QTreeView::rowsInserted(parent, first, last);
    if (m_model && !parent.isValid()) {
        expandGroups(first, last);
    }
}

void AttacksView::expandGroups(int first, int last) {
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = m_model->index(row, 0);
        if (kindOf(index) == RowKind::Group) {
            expand(index);
        }
    }
}

void AttacksView::rememberTop() {
    // At the very top the worst are what the reader wants to see.
    m_top = verticalScrollBar()->value() > 0 ? indexAt({0, 0}).siblingAtColumn(0) : QModelIndex();
    m_topOffset = m_top.isValid() ? visualRect(m_top).top() : 0;
}

void AttacksView::restoreTop() {
    if (m_top.isValid()) {
        executeDelayedItemsLayout();
        const int moved = visualRect(m_top).top() - m_topOffset;
        verticalScrollBar()->setValue(verticalScrollBar()->value() + moved);
    }
    m_top = QModelIndex();
}

void AttacksView::restoreAfterReset() {
    nameByGrouping();
    expandGroups(0, m_model->rowCount() - 1);
    const QModelIndex selected = m_model->indexOf(m_selected);
    m_request = 0;
    if (selected.isValid()) {
        setCurrentIndex(selected);
        m_model->setPinned(selected);
    } else {
        m_selected = 0;
    }
}

void AttacksView::drawRow(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    if (kindOf(index) != RowKind::Group) {
        QTreeView::drawRow(painter, option, index);
        return;
    }
    // The group's colour replaces the alternation below all of its cells and its arrow.
    QStyleOptionViewItem group = option;
    group.palette.setColor(QPalette::Base, theme::color(theme::Role::Head));
    group.palette.setColor(QPalette::AlternateBase, theme::color(theme::Role::Head));
    painter->fillRect(option.rect, theme::color(theme::Role::Head));
    QTreeView::drawRow(painter, group, index);
}

void AttacksView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTreeView::currentChanged(current, previous);
    if (!m_model || !current.isValid()) {
        return;
    }
    // Queued: the model may not change its rows while the view is told of the new current one.
    QMetaObject::invokeMethod(this, [this] { m_model->setPinned(currentIndex()); }, Qt::QueuedConnection);
    const traffic::AttackId id = current.data(AttacksModel::AttackIdRole).toLongLong();
    const traffic::RequestId request = current.data(AttacksModel::RequestIdRole).toLongLong();
    if (id == m_selected && request == m_request) {
        return;
    }
    m_selected = id;
    m_request = request;
    if (request != 0) {
        emit attackSelected(id, request);
    } else if (id != 0) {
        const traffic::RequestId sample = m_model->sampleOf(id);
        emit attackSelected(id, sample);
        if (sample == 0) {
            m_model->findSample(id);
        }
    }
}

void AttacksView::activateRow(const QModelIndex& index) {
    switch (kindOf(index)) {
        case RowKind::Group:
        case RowKind::Campaign:
            setExpanded(index.siblingAtColumn(0), !isExpanded(index.siblingAtColumn(0)));
            break;
        case RowKind::More: {
            // The first of the new rows takes the place of "Show N more".
            const int row = index.row();
            const QPersistentModelIndex group = index.parent();
            m_model->showMore(index);
            const QModelIndex next = m_model->index(row, 0, group);
            setCurrentIndex(next.isValid() ? next : QModelIndex(group));
            break;
        }
        case RowKind::Attack: {
            const traffic::AttackId id = index.data(AttacksModel::AttackIdRole).toLongLong();
            emit attackActivated(id, m_model->sampleOf(id));
            break;
        }
        case RowKind::Hit:
        case RowKind::Request: {
            const traffic::RequestId request = index.data(AttacksModel::RequestIdRole).toLongLong();
            if (request != 0) {  // else it is still being read
                emit attackActivated(index.data(AttacksModel::AttackIdRole).toLongLong(), request);
            }
            break;
        }
    }
}

void AttacksView::moveCurrent(int by) {
    const QModelIndex current = currentIndex();
    const QModelIndex next = !current.isValid() ? m_model->index(0, 0)
                             : by > 0           ? indexBelow(current)
                                                : indexAbove(current);
    if (next.isValid()) {
        setCurrentIndex(next);
    }
}

void AttacksView::keyPressEvent(QKeyEvent* event) {
    const QModelIndex current = currentIndex();
    const bool isPlain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    if (!m_model) {
        QTreeView::keyPressEvent(event);
    } else if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(current.data(AttacksModel::CopyRole).toString());
    } else if (event->modifiers() == Qt::ShiftModifier && event->key() == Qt::Key_Right &&
               current.isValid()) {
        m_model->showMore(current, true);
    } else if (event->key() == Qt::Key_Asterisk) {
        event->ignore();  // would open, and read, every attack below
    } else if (isPlain && event->key() == Qt::Key_J) {
        moveCurrent(1);
    } else if (isPlain && event->key() == Qt::Key_K) {
        moveCurrent(-1);
    } else if (isPlain && event->key() == Qt::Key_Period && current.isValid()) {
        openCellMenu(current, viewport()->mapToGlobal(visualRect(current).bottomLeft()));
    } else if (isPlain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
               current.isValid()) {
        activateRow(current);
    } else {
        QTreeView::keyPressEvent(event);
    }
}

std::optional<query::Node> AttacksView::conditionOf(const QModelIndex& index) {
    const QVariant value = index.data(AttacksModel::FilterValueRole);
    if (!value.isValid()) {
        return std::nullopt;
    }
    const auto field = static_cast<query::FieldId>(index.data(AttacksModel::FilterFieldRole).toInt());
    return filter::conditionOn(field, value.toByteArray().toStdString());
}

void AttacksView::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::MiddleButton) {
        if (const auto condition = conditionOf(indexAt(event->position().toPoint()))) {
            emit conditionRequested(*condition, false);
        }
        return;
    }
    QTreeView::mousePressEvent(event);
}

void AttacksView::mouseDoubleClickEvent(QMouseEvent* event) {
    QTreeView::mouseDoubleClickEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index.isValid() && kindOf(index) != RowKind::More) {
        activateRow(index);
    }
}

void AttacksView::contextMenuEvent(QContextMenuEvent* event) {
    const QModelIndex index =
        event->reason() == QContextMenuEvent::Keyboard ? currentIndex() : indexAt(event->pos());
    if (index.isValid()) {
        openCellMenu(index, event->globalPos());
    }
}

void AttacksView::openCellMenu(const QModelIndex& index, const QPoint& position) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("attacks.cellMenu"));
    if (const auto condition = conditionOf(index)) {
        filter::addConditionActions(*menu, *condition, [this](const query::Node& asked, bool exclude) {
            emit conditionRequested(asked, exclude);
        });
        menu->addSeparator();
    }
    const QString text = index.data(AttacksModel::CopyRole).toString();
    QAction* copy = menu->addAction(theme::icon(theme::Icon::Copy), tr("Copy"), this,
                                    [text] { QGuiApplication::clipboard()->setText(text); });
    copy->setEnabled(!text.isEmpty());
    if (const traffic::AttackId id = index.data(AttacksModel::AttackIdRole).toLongLong(); id != 0) {
        menu->addAction(tr("Copy as Markdown"), this, [this, id] { emit reportRequested(id); });
        const traffic::RequestId request = index.data(AttacksModel::RequestIdRole).toLongLong();
        const traffic::RequestId sample = request != 0 ? request : m_model->sampleOf(id);
        menu->addSeparator();
        menu->addAction(tr("What the client did around it"), this,
                        [this, sample] { emit clientAroundRequested(sample); })
            ->setEnabled(sample != 0);
    }
    menu->popup(position);
}

}  // namespace mirrorscope::ui::attacks
