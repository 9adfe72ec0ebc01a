// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sliding_range.h"

#include <algorithm>
#include <utility>

#include "ui/filter/filter_state.h"
#include "ui/filter/time_range.h"

namespace mirrorscope::ui::shell {

SlidingRange::SlidingRange(filter::FilterState& filter, std::function<bool()> follows, QObject* parent,
                           std::chrono::milliseconds least)
    : QObject(parent), m_filter(filter), m_follows(std::move(follows)), m_least(least) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SlidingRange::moveOn);
    connect(&m_filter, &filter::FilterState::changed, this, &SlidingRange::begin);
    connect(&m_filter, &filter::FilterState::slid, this, &SlidingRange::begin);
    begin();
}

std::chrono::milliseconds SlidingRange::paceOf(std::chrono::microseconds length,
                                               std::chrono::milliseconds least) {
    constexpr int kParts = 60;
    // A longer timer than a day would be no use, and its number has an end.
    return std::clamp(std::chrono::duration_cast<std::chrono::milliseconds>(length / kParts), least,
                      std::chrono::milliseconds(std::chrono::hours(24)));
}

void SlidingRange::begin() {
    m_overdue = false;
    if (const auto length = filter::slidingLength(m_filter.filter())) {
        m_timer.start(paceOf(*length, m_least));
    } else {
        m_timer.stop();
    }
}

void SlidingRange::moveOn() {
    if (m_follows()) {
        m_filter.moveOn();
        if (!m_timer.isActive()) {
            begin();  // the clock stood still
        }
    } else {
        // Looks again soon: a range of a day would stay behind for long.
        m_overdue = true;
        m_timer.start(m_least);
    }
}

void SlidingRange::catchUp() {
    if (m_overdue) {
        moveOn();
    }
}

}  // namespace mirrorscope::ui::shell
