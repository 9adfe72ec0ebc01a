// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/clock.h"
#include "core/query/syntax_tree.h"
#include "core/query/time_point.h"

namespace mirrorscope::ui::filter {

/// From `from` on and before `until`.
struct TimeSpan {
    base::WallTime from{};
    base::WallTime until{};
    bool operator==(const TimeSpan&) const = default;
};

/// "The field is this value": what "Show only" of a cell asks for. The value is as received; empty is "not
/// known". `header` is the name for FieldId::Header. Unset for what no filter can say.
std::optional<query::Node> conditionOn(query::FieldId field, std::string_view value,
                                       std::string_view header = {});
/// Whole milliseconds: the first one of the span to its last.
query::Node timeCondition(const TimeSpan& span);

query::Node negation(query::Node node);

/// As written: "host", "header.x-request-id".
std::string fieldName(const query::Condition& condition);

/// The field, where the node is one condition and no group or word.
std::optional<query::FieldId> fieldOf(const query::Node& node);
/// Whether both are single conditions on the same field, of headers the same name.
bool isOnSameField(const query::Node& a, const query::Node& b);

/// The span that a condition on the time is, where it has two ends and is not negated.
std::optional<TimeSpan> timeSpanOf(const query::Node& node, const query::Moment& moment);

/// "14:08:20", on another day than the moment's "22 Nov 14:08:20".
QString momentText(base::WallTime time, const query::Moment& moment);

/// As a chip shows it: "host shop.example", "not path /a b", "time 14:08:20 – 14:13:40", "score>=10".
QString conditionLabel(const query::Node& node, const query::Moment& moment);

}  // namespace mirrorscope::ui::filter
