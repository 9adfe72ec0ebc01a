// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

#include "core/query/syntax_tree.h"
#include "core/query/time_point.h"

namespace mirrorscope::ui::filter {

/// One condition in the filter bar: its words and a cross that removes it, a pin where it outlives other
/// filters. UI thread.
class FilterChip : public QAbstractButton {
    Q_OBJECT

public:
    FilterChip(const query::Node& condition, const query::Moment& moment, bool pinned,
               QWidget* parent = nullptr);

    /// Relative times count from there: the tooltip says since when.
    void setMoment(const query::Moment& moment);

    QSize sizeHint() const override;

signals:
    /// The cross was pressed, or Delete while the chip has focus.
    void removeRequested();
    /// -1: to the chip before it, 1: to the one behind it or the line.
    void moveRequested(int by);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRect crossRect() const;

    int textLeft() const;

    query::Node m_condition;
    bool m_pinned;
};

}  // namespace mirrorscope::ui::filter
