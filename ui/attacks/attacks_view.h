// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

#include "core/traffic/rows.h"
#include "ui/filter/filter_terms.h"

namespace mirrorscope::ui::attacks {

class AttacksModel;

/// Attacks grouped by type, worst first (UI.md section 2). Selection and scroll never move by themselves.
/// UI thread.
class AttacksView : public QTreeView {
    Q_OBJECT

public:
    explicit AttacksView(QWidget* parent = nullptr);

    void setAttacksModel(AttacksModel* model);  // not owned
    AttacksModel* attacksModel() const { return m_model; }

    /// Below 1400 px: Hits, Score and First seen are hidden.
    void setNarrow(bool narrow);
    /// 0: nothing or a group is selected.
    traffic::AttackId selectedAttack() const;

signals:
    /// `sample` is the newest request known to belong to it, 0 while that is being looked up: the signal
    /// comes again with it.
    void attackSelected(mirrorscope::traffic::AttackId id, mirrorscope::traffic::RequestId sample);
    void attackActivated(mirrorscope::traffic::AttackId id, mirrorscope::traffic::RequestId sample);
    void filterTermRequested(const mirrorscope::ui::filter::FilterTerm& term);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void drawRow(QPainter* painter, const QStyleOptionViewItem& option,
                 const QModelIndex& index) const override;

private:
    void activateIndex(const QModelIndex& index);
    void tellSelection(bool activated);

    AttacksModel* m_model = nullptr;
};

}  // namespace mirrorscope::ui::attacks
