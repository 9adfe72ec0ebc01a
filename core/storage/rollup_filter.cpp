// SPDX-License-Identifier: Apache-2.0
#include "core/storage/rollup_filter.h"

#include <algorithm>
#include <array>

namespace mirrorscope::storage {
namespace {

using base::WallTime;
using query::FieldId;
using query::Group;
using query::Node;

constexpr std::array<std::int64_t, 4> kResolutions{3600, 60, 10, 1};
constexpr std::int64_t kSecond = 1'000'000;  // microseconds

std::int64_t stamp(WallTime time) {
    return time.time_since_epoch().count();
}

WallTime timeOf(std::int64_t microseconds) {
    return WallTime(std::chrono::microseconds(microseconds));
}

bool isOfNames(const Node& node) {
    if (const auto* group = std::get_if<Group>(&node.term)) {
        return std::ranges::all_of(group->parts, isOfNames);
    }
    const auto* condition = std::get_if<query::Condition>(&node.term);
    return condition != nullptr &&
           (condition->field == FieldId::Source || condition->field == FieldId::Listener);
}

bool asksForListener(const Node& node) {
    if (const auto* group = std::get_if<Group>(&node.term)) {
        return std::ranges::any_of(group->parts, asksForListener);
    }
    const auto* condition = std::get_if<query::Condition>(&node.term);
    return condition != nullptr && condition->field == FieldId::Listener;
}

/// Makes the span narrower; false where the node is no span of time.
bool narrow(RollupFilter& out, const Node& node, const query::Moment& moment) {
    const auto* condition = std::get_if<query::Condition>(&node.term);
    if (condition == nullptr || node.negated || condition->field != FieldId::Time) {
        return false;
    }
    const auto wanted = query::numberCondition(*condition, moment);
    if (wanted.intervals.size() != 1 || wanted.unknown) {
        return false;
    }
    const query::Interval& one = wanted.intervals.front();
    if (one.first) {
        out.from = std::max(out.from, timeOf(*one.first));
    }
    if (one.last && *one.last < stamp(WallTime::max())) {
        out.until = std::min(out.until, timeOf(*one.last + 1));
    }
    return true;
}

std::int64_t floorTo(std::int64_t value, std::int64_t step) {
    const std::int64_t rest = value % step;
    return value - rest - (rest < 0 ? step : 0);
}

std::int64_t ceilTo(std::int64_t value, std::int64_t step) {
    return -floorTo(-value, step);
}

/// The whole buckets of one resolution in the middle, and finer ones around them.
void cover(RollupCover& out, std::span<const std::int64_t> resolutions, std::int64_t from,
           std::int64_t until) {
    if (from >= until) {
        return;
    }
    if (resolutions.empty()) {
        out.fractions.emplace_back(timeOf(from), timeOf(until));
        return;
    }
    const std::int64_t step = resolutions.front() * kSecond;
    const auto finer = resolutions.subspan(1);
    const std::int64_t first = ceilTo(from, step);
    const std::int64_t last = floorTo(until, step);
    if (first >= last) {
        cover(out, finer, from, until);
        return;
    }
    cover(out, finer, from, first);
    out.pieces.push_back({resolutions.front(), timeOf(first), timeOf(last)});
    cover(out, finer, last, until);
}

}  // namespace

std::optional<RollupFilter> rollupFilter(const query::SyntaxTree& tree, const query::Moment& moment) {
    RollupFilter out;
    Group names;
    const auto* group = std::get_if<Group>(&tree.term);
    const bool isAll = group != nullptr && !tree.negated && group->join == Group::Join::All;
    const auto parts = isAll ? std::span<const Node>(group->parts) : std::span<const Node>(&tree, 1);
    for (const Node& part : parts) {
        if (narrow(out, part, moment)) {
            continue;
        }
        if (!isOfNames(part)) {
            return std::nullopt;
        }
        out.asksForListener = out.asksForListener || asksForListener(part);
        names.parts.push_back(part);
    }
    if (!names.parts.empty()) {
        out.names = filterToSql(Node{false, std::move(names)}, moment);
    }
    return out;
}

RollupCover coverOf(const traffic::BucketGrid& grid, base::WallTime from, base::WallTime until) {
    const std::int64_t begin = std::max(stamp(from), stamp(grid.start));
    const std::int64_t end = std::min(stamp(until), stamp(grid.end()));
    std::vector<std::int64_t> fitting;
    std::ranges::copy_if(kResolutions, std::back_inserter(fitting), [&grid](std::int64_t resolution) {
        return grid.width.count() % resolution == 0 && stamp(grid.start) % (resolution * kSecond) == 0;
    });
    RollupCover out;
    cover(out, fitting, begin, end);
    return out;
}

}  // namespace mirrorscope::storage
