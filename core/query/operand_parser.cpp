// SPDX-License-Identifier: Apache-2.0
#include "core/query/operand_parser.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "core/base/byte_text.h"
#include "core/base/ip_network.h"
#include "core/query/pattern.h"
#include "core/query/quantity.h"
#include "core/query/time_point.h"

namespace mirrorscope::query {
namespace {

using Outcome = std::variant<Operand, ParseError>;

/// Lists up to this long are spelled out in an error.
constexpr std::size_t kNamedInError = 10;
/// Longer words are not compared with candidates.
constexpr std::size_t kLongestCompared = 40;
constexpr std::string_view kUnknownWord = "unknown";
constexpr std::string_view kRangeDots = "..";

/// What was found is filled in by the parser, which has the text.
ParseError fault(const Token& word, std::string expected) {
    return {word.position, word.length, std::move(expected), {}};
}

/// Levenshtein's distance, without case.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j < row.size(); ++j) {
        row[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = base::equalsIgnoreCase(a.substr(i - 1, 1), b.substr(j - 1, 1));
            const std::size_t changed = diagonal + (same ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

std::string nameExpectation(const Field& field, std::string_view word) {
    const auto names = field.names();
    std::string text;
    if (names.size() <= kNamedInError) {
        for (const std::string_view name : names) {
            text += (text.empty() ? "one of " : ", ") + std::string(name);
        }
        return text;
    }
    const std::string_view near = nearest(word, names);
    text = "a known " + std::string(field.name);
    return near.empty() ? text : text + " (the nearest is " + std::string(near) + ")";
}

Outcome parseName(const Field& field, const Token& word) {
    if (const auto index = nameIndex(field, word.text)) {
        return NameIndex{*index};
    }
    return fault(word, nameExpectation(field, word.text));
}

bool meansUnknown(const Token& word) {
    return word.text.empty() ||
           (word.kind == Token::Kind::Bare && base::equalsIgnoreCase(word.text, kUnknownWord));
}

/// A prefix that is too long is the usual slip: the place is the prefix alone.
ParseError addressFault(const Token& word) {
    const auto slash = word.text.find('/');
    const auto address = base::parseAddress(std::string_view(word.text).substr(0, slash));
    if (!address || slash == std::string::npos || word.kind != Token::Kind::Bare) {
        return fault(word, std::string(valueExpectation(FieldKind::Address)));
    }
    const std::string most = address->is_v4() ? "32" : "128";
    return {word.position + slash + 1, word.text.size() - slash - 1, "a prefix length of 0 to " + most, {}};
}

Outcome parseNetwork(const Token& word) {
    if (meansUnknown(word)) {
        return Unknown{};
    }
    if (const auto network = base::IpNetwork::parse(word.text)) {
        return Network{word.text};
    }
    return addressFault(word);
}

struct Ends {
    std::string first;
    std::string last;
    bool isRange = false;
};

Ends endsOf(const std::string& text) {
    const auto dots = text.find(kRangeDots);
    if (dots == std::string::npos) {
        return {text, text, false};
    }
    return {text.substr(0, dots), text.substr(dots + kRangeDots.size()), true};
}

Outcome parseNumbers(const Field& field, Relation relation, const Token& word) {
    if (relation == Relation::Is && meansUnknown(word)) {
        return Unknown{};
    }
    const Ends ends = endsOf(word.text);
    NumberRange range;
    range.first = parseQuantity(field.kind, ends.first);
    range.last = parseQuantity(field.kind, ends.last);
    const std::string expectation(valueExpectation(field.kind));
    const bool firstFine = range.first || (ends.isRange && ends.first.empty());
    const bool lastFine = range.last || (ends.isRange && ends.last.empty());
    if (!firstFine || !lastFine || (!range.first && !range.last)) {
        return fault(word, ends.isRange ? expectation + " on either side of .." : expectation);
    }
    if (ends.isRange && relation != Relation::Is) {
        return fault(word, expectation + " without .. (a range goes with :)");
    }
    if (range.first && range.last && *range.first > *range.last) {
        return fault(word, "a range whose first value is not above its last");
    }
    return range;
}

Outcome parseTimes(const Field& field, Relation relation, const Token& word) {
    const Ends ends = endsOf(word.text);
    const std::string expectation(valueExpectation(field.kind));
    // Whether a text is a time does not depend on the moment it is read at.
    const auto isFine = [&](const std::string& end) {
        return (ends.isRange && end.empty()) || resolveTime(end, Moment{}).has_value();
    };
    if (!isFine(ends.first) || !isFine(ends.last) || (ends.first.empty() && ends.last.empty())) {
        return fault(word, ends.isRange ? expectation + " on either side of .." : expectation);
    }
    if (ends.isRange && relation != Relation::Is) {
        return fault(word, expectation + " without .. (a range goes with :)");
    }
    if (!ends.isRange && relation == Relation::Is && isRelativeTime(ends.first)) {
        return fault(word, "a time that lasts, or a range (for everything since then write >)");
    }
    return TimeRange{ends.first, ends.last};
}

Outcome parsePattern(const Token& word) {
    const auto compiled = Pattern::compile(word.text, word.ignoresCase);
    if (const auto* wrong = std::get_if<Pattern::Fault>(&compiled)) {
        return fault(word, "a regular expression: " + wrong->reason + " at its byte " +
                               std::to_string(wrong->offset + 1));
    }
    return PatternText{word.text, word.ignoresCase};
}

}  // namespace

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
    std::string_view best;
    std::size_t least = word.size() / 3 + 1;  // more changes than that are another word
    if (word.size() > kLongestCompared) {
        return best;
    }
    for (const std::string_view candidate : candidates) {
        const std::size_t changes = distance(word, candidate);
        if (changes < least) {
            least = changes;
            best = candidate;
        }
    }
    return best;
}

std::variant<Operand, ParseError> parseOperand(const Field& field, Relation relation, const Token& word) {
    if (relation == Relation::Matches) {
        return parsePattern(word);
    }
    if (relation == Relation::Contains) {
        if (word.text.empty()) {
            return fault(word, "at least one byte to look for");
        }
        return Text{word.text};
    }
    switch (field.kind) {
        case FieldKind::Text:
            return Text{word.text};
        case FieldKind::HeaderName:
            if (word.text.empty()) {
                return fault(word, std::string(valueExpectation(field.kind)));
            }
            return Text{base::toLower(word.text)};
        case FieldKind::Name:
        case FieldKind::Rank:
            return parseName(field, word);
        case FieldKind::Address:
            return parseNetwork(word);
        case FieldKind::Time:
            return parseTimes(field, relation, word);
        default:
            return parseNumbers(field, relation, word);
    }
}

}  // namespace mirrorscope::query
