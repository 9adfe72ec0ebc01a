// SPDX-License-Identifier: GPL-3.0-or-later
// Which rows of the attacks tree are selected, and their menu.
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <unordered_set>
#include <utility>

#include "ui/attacks/attacks_model.h"
#include "ui/attacks/attacks_view.h"
#include "ui/filter/condition_actions.h"
#include "ui/theme/icons.h"

namespace mirrorscope::ui::attacks {

std::vector<traffic::AttackId> AttacksView::selectedAttacks() const {
    std::vector<traffic::AttackId> ids;
    std::unordered_set<traffic::AttackId> seen;
    for (const QModelIndex& row : selectionModel()->selectedRows()) {
        for (const traffic::AttackId id : m_model->attacksOf(row)) {
            if (seen.insert(id).second) {
                ids.push_back(id);
            }
        }
    }
    return ids;
}

void AttacksView::togglePicked() {
    const QModelIndex current = currentIndex();
    if (!current.isValid()) {
        return;
    }
    // The row with the keyboard is selected already: the first time, it only stays so.
    if (std::exchange(m_isPicking, true) || !selectionModel()->isSelected(current)) {
        selectionModel()->select(current, QItemSelectionModel::Toggle | QItemSelectionModel::Rows);
    }
}

void AttacksView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) {
    QTreeView::selectionChanged(selected, deselected);
    if (m_model) {
        // Rows that are selected stay, although others have become worse.
        m_model->setSelected(selectionModel()->selectedRows());
        emit rowsSelected();
    }
}

void AttacksView::moveCurrent(int by) {
    const QModelIndex current = currentIndex();
    const QModelIndex next = !current.isValid() ? m_model->index(0, 0)
                             : by > 0           ? indexBelow(current)
                                                : indexAbove(current);
    if (next.isValid() && m_isPicking) {
        selectionModel()->setCurrentIndex(next, QItemSelectionModel::NoUpdate);
    } else if (next.isValid()) {
        setCurrentIndex(next);
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
    if (!m_rowActions.isEmpty()) {
        menu->addActions(m_rowActions);
        menu->addSeparator();
    }
    const QString text = index.data(AttacksModel::CopyRole).toString();
    QAction* copy = menu->addAction(theme::icon(theme::Icon::Copy), tr("Copy"), this,
                                    [text] { QGuiApplication::clipboard()->setText(text); });
    copy->setEnabled(!text.isEmpty());
    if (const traffic::AttackId id = index.data(AttacksModel::AttackIdRole).toLongLong(); id != 0) {
        addAttackActions(*menu, index, id);
    }
    menu->popup(position);
}

void AttacksView::addAttackActions(QMenu& menu, const QModelIndex& index, traffic::AttackId id) {
    menu.addAction(tr("Copy as Markdown"), this, [this, id] { emit markdownRequested(id); });
    const traffic::RequestId request = index.data(AttacksModel::RequestIdRole).toLongLong();
    const traffic::RequestId sample = request != 0 ? request : m_model->sampleOf(id);
    menu.addSeparator();
    menu.addAction(tr("What the client did around it"), this,
                   [this, sample] { emit clientAroundRequested(sample); })
        ->setEnabled(sample != 0);
}

}  // namespace mirrorscope::ui::attacks
