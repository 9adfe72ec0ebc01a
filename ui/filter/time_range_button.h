// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace mirrorscope::ui::filter {

class FilterState;

/// "Last 15 min ▾" in the filter line: says which time the filter shows and chooses another one. Has no range
/// of its own. UI thread; the state outlives it.
class TimeRangeButton : public QToolButton {
    Q_OBJECT

public:
    explicit TimeRangeButton(FilterState& state, QWidget* parent = nullptr);

    /// Fewer words, where the window is narrow.
    void setShort(bool isShort);

private:
    void showRange();
    void askForRange();

    FilterState& m_state;
    bool m_short = false;
};

}  // namespace mirrorscope::ui::filter
