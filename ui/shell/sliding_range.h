// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <chrono>
#include <functional>

namespace mirrorscope::ui::filter {
class FilterState;
}

namespace mirrorscope::ui::shell {

/// Moves a sliding filter ("last 15 min") on while the view follows what arrives. Owned by the page; UI
/// thread; the filter outlives it.
class SlidingRange : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kLeastPace{5000};

    /// `follows`: whether the view may lose its oldest rows now. It never moves on faster than `least`.
    SlidingRange(filter::FilterState& filter, std::function<bool()> follows, QObject* parent = nullptr,
                 std::chrono::milliseconds least = kLeastPace);

    /// A sixtieth of the range is as good as nothing to a person, and at least `least`.
    static std::chrono::milliseconds paceOf(std::chrono::microseconds length,
                                            std::chrono::milliseconds least = kLeastPace);

    /// The view may follow again: what is overdue happens now.
    void catchUp();

private:
    void begin();
    void moveOn();

    filter::FilterState& m_filter;
    std::function<bool()> m_follows;
    std::chrono::milliseconds m_least;
    QTimer m_timer;
    bool m_overdue = false;
};

}  // namespace mirrorscope::ui::shell
