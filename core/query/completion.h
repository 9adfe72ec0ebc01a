// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/query/field_table.h"

namespace mirrorscope::query {

/// Something that could stand at the cursor.
struct Candidate {
    enum class Kind { Field, Operator, Value, JoiningWord };
    Kind kind = Kind::Field;
    std::string text;     // replaces the span; quoted where it must be
    std::string meaning;  // for people, may be empty
    bool operator==(const Candidate&) const = default;
};

struct Completion {
    std::size_t position = 0;  // of the span that a candidate replaces, in bytes
    std::size_t length = 0;
    std::vector<Candidate> candidates;  // best first, at most kMostCandidates
};

/// More are no help to a person.
inline constexpr std::size_t kMostCandidates = 100;

/// Values that occur, most frequent first: hosts, sources, header names … The word is what was typed of one,
/// and need not be honoured. `header` is set for FieldId::Header. Called on the caller's thread: it must not
/// block, a window answers from what it has.
using ValueProvider = std::function<std::vector<std::string>(const Field& field, std::string_view header,
                                                             std::string_view word)>;

/// What could follow at the cursor (in bytes, cut to the text), however broken the rest of the filter is.
Completion complete(std::string_view filter, std::size_t cursor, const ValueProvider& values = {});

}  // namespace mirrorscope::query
