// SPDX-License-Identifier: GPL-3.0-or-later
// What the filter says of the time: its span, its moment, its zone, and the range that is pinned.
#include <QDateTime>
#include <algorithm>

#include "ui/filter/filter_state.h"
#include "ui/filter/time_range.h"

namespace mirrorscope::ui::filter {
namespace {

bool isTime(const query::Node& node) {
    return fieldOf(node) == query::FieldId::Time;
}

}  // namespace

query::Moment FilterState::moment() const {
    const base::WallTime now = m_clock.wall();
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(now.time_since_epoch());
    const int seconds = m_zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(milliseconds.count(), Qt::UTC));
    return {now, std::chrono::floor<std::chrono::minutes>(std::chrono::seconds(seconds))};
}

std::optional<TimeSpan> FilterState::timeSpan() const {
    std::optional<TimeSpan> span;
    for (const query::Node& node : m_filter.conditions()) {
        if (isTime(node)) {
            if (span) {
                return std::nullopt;
            }
            span = timeSpanOf(node, m_filter.moment());
        }
    }
    return span;
}

void FilterState::setTimeZone(const QTimeZone& zone) {
    const auto before = moment().zone;
    m_zone = zone;
    if (before != moment().zone && !m_filter.isEmpty()) {
        moveTo(m_filter.tree());
    }
}

void FilterState::moveOn() {
    const query::Moment now = moment();
    if (!dependsOnMoment(m_filter, now)) {
        return;
    }
    const Filter before = m_filter;
    m_filter = Filter::of({m_filter.tree()}, now).value();  // it is in force
    if (hasOnlySlid(before, m_filter)) {
        emit slid();
    } else {
        emit changed();
    }
}

void FilterState::setTimePinned(bool pinned) {
    pinned = pinned && hasTimeRange(m_filter);
    if (pinned != m_timePinned) {
        m_timePinned = pinned;
        updateActions();
        emit timePinnedChanged(pinned);
    }
}

std::optional<query::SyntaxTree> FilterState::underPin(const query::SyntaxTree& tree) const {
    Conditions pinned = conditions();
    std::erase_if(pinned, [](const query::Node& node) { return !isTime(node); });
    const Filter other = Filter::of({tree}, moment()).value();  // it was in force or is the parser's
    Conditions all(other.conditions().begin(), other.conditions().end());
    // In the place of the other's own, so that a step that only differs there is none.
    const auto place = std::ranges::find_if(all, isTime) - all.begin();
    std::erase_if(all, isTime);
    all.insert(all.begin() + place, pinned.begin(), pinned.end());
    const auto both = Filter::of(all, moment());
    return both ? std::optional(both->tree()) : std::nullopt;
}

query::SyntaxTree FilterState::withPinnedTime(const query::SyntaxTree& tree) {
    if (!m_timePinned) {
        return tree;
    }
    const auto both = underPin(tree);
    if (!both) {
        setTimePinned(false);  // together they are more than a filter may have
    }
    return both.value_or(tree);
}

QString FilterState::inForce(const QString& text) const {
    const auto read = parsed(text);
    if (!read) {
        return text;
    }
    const auto both = m_timePinned ? underPin(read->tree()) : std::nullopt;
    return QString::fromStdString(query::print(both.value_or(read->tree())));
}

}  // namespace mirrorscope::ui::filter
