// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace mirrorscope::query {

/// Every field of the filter language; names, kinds and sentences: fields().
enum class FieldId : std::uint8_t {
    Id,
    Time,
    Duration,
    Listener,
    Peer,
    PeerPort,
    Form,
    Method,
    Target,
    Path,
    Query,
    Version,
    Flag,
    HeadBytes,
    BodyBytes,
    BodyKept,
    Reason,
    Offset,
    Sha256,
    Source,
    SourceKind,
    Client,
    ClientTrust,
    ClientFrom,
    ClientAlternatives,
    ClientPort,
    Scheme,
    Host,
    Port,
    ServerAddr,
    ServerPort,
    RequestId,
    RequestIdFrom,
    State,
    Score,
    Type,
    Hits,
    Rule,
    Attack,
    Severity,
    Message,
    Point,
    Variable,
    Matched,
    Finding,
    Triage,
    Tag,
    Note,
    Mark,
    Header,
    Has,
    Missing,
    Head,
    Body,
    Count
};

/// Decides which values and operators a field takes.
enum class FieldKind : std::uint8_t {
    Text,        // bytes
    Number,      // decimal digits
    Bytes,       // a number with B, kB, MB, GB, KiB, MiB or GiB
    Duration,    // a number with us, ms, s, m, h or d; kept in microseconds
    Time,        // time_point.h
    Address,     // an address or a CIDR block
    Name,        // one of a fixed list
    Rank,        // one of a fixed list that has an order
    HeaderName,  // of `has:` and `missing:`
    Count
};

/// One line of the table that parser, completion, both compilers and docs/filters.md read.
struct Field {
    FieldId id;
    std::string_view name;
    std::string_view alias;  // a second name, may be empty
    FieldKind kind;
    bool several;              // a request may have many values: a condition holds when one of them fits
    std::string_view example;  // a whole condition
    std::string_view meaning;  // for docs and completion
    /// The fixed list of Name and Rank, ascending for Rank; null for other kinds.
    std::span<const std::string_view> (*names)();
};

const std::array<Field, static_cast<std::size_t>(FieldId::Count)>& fields();
const Field& field(FieldId id);
/// By name or alias, without case; `header.NAME` is FieldId::Header.
const Field* fieldByName(std::string_view name);
/// "header.": what begins a condition on a header by its name.
inline constexpr std::string_view kHeaderPrefix = "header.";

/// The index in the field's fixed list, without case.
std::optional<std::size_t> nameIndex(const Field& field, std::string_view name);

/// How a condition compares. "Not" is a property of the node, `!=` and `!~` are ways to write it.
enum class Relation : std::uint8_t { Is, Contains, Matches, Less, AtMost, Greater, AtLeast };

bool isAllowed(FieldKind kind, Relation relation);
/// True for kinds that have an order: ranges and `<` make sense.
bool isOrdered(FieldKind kind);
/// The operators that a kind takes, as written, for docs and completion: ":", "!=", "~" …
std::vector<std::string_view> operatorTexts(FieldKind kind);

/// What a value of this kind looks like, for error messages: "a number", "an address or a CIDR block".
std::string_view valueExpectation(FieldKind kind);

}  // namespace mirrorscope::query
