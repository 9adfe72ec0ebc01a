// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/query/field_table.h"

namespace mirrorscope::query {

// What a filter says, apart from how it was written. Made by parser.h; compiled by predicate.h and
// storage/filter_to_sql.h. Plain values. Captured text and the user's are only ever data in it.

/// Bytes to compare with, without ASCII case.
struct Text {
    std::string bytes;
    bool operator==(const Text&) const = default;
};

/// A regular expression that compiles (pattern.h).
struct PatternText {
    std::string source;
    bool ignoresCase = false;
    bool operator==(const PatternText&) const = default;
};

/// An address or a CIDR block that parses (base/ip_network.h).
struct Network {
    std::string text;
    bool operator==(const Network&) const = default;
};

/// Both ends are part of it; an unset end is open. One number: both ends the same.
struct NumberRange {
    std::optional<std::int64_t> first;
    std::optional<std::int64_t> last;
    bool operator==(const NumberRange&) const = default;
};

/// Times as written, relative ones too: they are resolved when the filter is compiled (time_point.h). A
/// single time has `from` equal to `until`.
struct TimeRange {
    std::string from;   // empty: open
    std::string until;  // empty: open
    bool operator==(const TimeRange&) const = default;
};

/// A name of the field's fixed list.
struct NameIndex {
    std::size_t index = 0;
    bool operator==(const NameIndex&) const = default;
};

/// "Not known": written `unknown` or `""`, for addresses and numbers.
struct Unknown {
    bool operator==(const Unknown&) const = default;
};

using Operand = std::variant<Text, PatternText, Network, NumberRange, TimeRange, NameIndex, Unknown>;

/// Field, relation, values: with more than one value, one of them has to fit.
struct Condition {
    FieldId field = FieldId::Id;
    std::string header;  // of FieldId::Header, lower case
    Relation relation = Relation::Is;
    std::vector<Operand> operands;
    bool operator==(const Condition&) const = default;
};

/// A free word: contained in the target, the head or the kept body as full_text.h says.
struct FullText {
    std::string text;
    bool operator==(const FullText&) const = default;
};

struct Node;

/// All of nothing is true: the empty filter.
struct Group {
    enum class Join : std::uint8_t { All, Any };
    Join join = Join::All;
    std::vector<Node> parts;
    inline bool operator==(const Group&) const;
};

/// Canonical: a group that is part of another is negated or joins otherwise, and has at least two parts.
struct Node {
    bool negated = false;
    std::variant<Group, Condition, FullText> term;
    bool operator==(const Node&) const = default;
};

inline bool Group::operator==(const Group& other) const {
    return join == other.join && parts == other.parts;
}

using SyntaxTree = Node;

/// The conditions and texts that every row of the answer must meet, negated ones too: of a group that joins
/// by and its parts, of one that joins by or none. Nodes of the tree, groups among them.
std::span<const Node> requiredParts(const SyntaxTree& tree);

/// The filter as a person could have typed it: valid UTF-8 on one line; parse(print(tree)) gives the tree.
std::string print(const SyntaxTree& tree);

/// A value as a condition of that relation takes it: quoted where it has to be.
std::string printWord(std::string_view value, Relation relation);

}  // namespace mirrorscope::query
