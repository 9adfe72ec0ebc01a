// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPersistentModelIndex>
#include <QTreeView>
#include <optional>

#include "core/query/syntax_tree.h"
#include "core/traffic/rows.h"

namespace mirrorscope::ui::attacks {

class AttacksModel;

/// Campaigns and attacks in groups, worst first (UI.md section 2). Selection and scroll never move by
/// themselves. UI thread.
class AttacksView : public QTreeView {
    Q_OBJECT

public:
    explicit AttacksView(QWidget* parent = nullptr);

    void setAttacksModel(AttacksModel* model);  // not owned, once
    AttacksModel* attacksModel() const { return m_model; }

    /// Below 1400 px: Hits, Score and First seen are hidden.
    void setNarrow(bool narrow);
    /// 0: nothing or a group is selected.
    traffic::AttackId selectedAttack() const { return m_selected; }

    /// All that the selected rows stand for; each once.
    std::vector<traffic::AttackId> selectedAttacks() const;
    /// Selects the row with the keyboard beside those that are selected, or takes it out; until somebody
    /// selects otherwise, going up and down leaves the selection as it is.
    void togglePicked();
    /// What the menu of a row offers beside its own.
    void setRowActions(const QList<QAction*>& actions) { m_rowActions = actions; }

    /// Typing does not search.
    void keyboardSearch(const QString&) override {}

signals:
    /// `sample` is the selected request of it, else the newest known to belong to it, 0 while that is being
    /// looked up: the signal comes again with it.
    void attackSelected(mirrorscope::traffic::AttackId id, mirrorscope::traffic::RequestId sample);
    void attackActivated(mirrorscope::traffic::AttackId id, mirrorscope::traffic::RequestId sample);
    /// What the client of that request did.
    void clientAroundRequested(mirrorscope::traffic::RequestId request);
    /// The attack of a row as a report.
    void markdownRequested(mirrorscope::traffic::AttackId id);
    /// "Show only" of a cell, or "Exclude"; the filter belongs to somebody else.
    void conditionRequested(const mirrorscope::query::Node& condition, bool exclude);
    void rowsSelected();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    void rowsInserted(const QModelIndex& parent, int first, int last) override;
    void drawRow(QPainter* painter, const QStyleOptionViewItem& option,
                 const QModelIndex& index) const override;

private:
    void nameByGrouping();
    void restoreAfterReset();
    void setUpColumns();
    void expandGroups(int first, int last);
    /// The row at the top stays at the top while rows above it come and go.
    void rememberTop();
    void restoreTop();
    void activateRow(const QModelIndex& index);
    void moveCurrent(int by);
    void openCellMenu(const QModelIndex& index, const QPoint& position);
    void addAttackActions(QMenu& menu, const QModelIndex& index, traffic::AttackId id);
    static std::optional<query::Node> conditionOf(const QModelIndex& index);

    AttacksModel* m_model = nullptr;
    QList<QAction*> m_rowActions;
    bool m_isPicking = false;
    traffic::AttackId m_selected = 0;
    traffic::RequestId m_request = 0;  // of the selected hit or request, 0 for other rows
    QPersistentModelIndex m_top;
    int m_topOffset = 0;
};

}  // namespace mirrorscope::ui::attacks
