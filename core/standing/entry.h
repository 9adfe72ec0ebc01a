// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/query/parse_error.h"
#include "core/standing/day.h"

namespace mirrorscope::standing {

/// Why an entry of a list cannot count. Of the window's sentences and those of the files alike.
struct Complaint {
    enum class Kind {
        NoName,
        BadName,      // too long, with control characters or a colon, which ends it in the log
        NameTaken,    // by an entry before it
        NoFilter,     // it would fit everything
        Unreadable,   // see `place`
        Body,         // asks for the body or free words, which would have to be read for each request
        Decisions,    // asks for what people or findings say, which changes later
        RelativeTime  // -15m means something else each time
    };
    Kind kind{};
    std::optional<query::ParseError> place{};  // of Unreadable

    bool operator==(const Complaint&) const = default;
};

/// What was expected instead, for messages about a file.
std::string expectation(const Complaint& complaint, std::string_view filter);

/// A word on a row, or in a log, is short.
inline constexpr std::size_t kLongestName = 60;  // characters

std::optional<Complaint> complaintAboutName(std::string_view name);
/// Of a known source: it is asked of every row that is looked at.
std::optional<Complaint> complaintAboutLabel(std::string_view filter);
/// Of a rule: it is asked once, when a request was judged.
std::optional<Complaint> complaintAboutRule(std::string_view filter);

}  // namespace mirrorscope::standing
