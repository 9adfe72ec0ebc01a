// SPDX-License-Identifier: Apache-2.0
#include "tests/core/query/random_filter.h"

#include <array>

#include "core/base/ip_network.h"
#include "core/query/condition_values.h"
#include "core/query/field_values.h"
#include "core/query/text_test.h"

namespace mirrorscope::test {
namespace {

using namespace query;

constexpr std::array<std::string_view, 5> kHeaders{"x-forwarded-for", "x-request-id", "user-agent", "cookie",
                                                   "x-never"};
constexpr std::array<std::string_view, 6> kAges{"-2d", "-36h", "-1d", "-12h30m", "-3h", "now"};

std::string swapCase(std::string text) {
    for (char& c : text) {
        const char small = static_cast<char>(c | 0x20);
        c = small >= 'a' && small <= 'z' ? static_cast<char>(c ^ 0x20) : c;
    }
    return text;
}

/// A pattern that matches this text alone. "/" stands for itself: how it is escaped is a matter of printing.
std::string literalPattern(std::string_view text) {
    constexpr std::string_view kSpecial = "\\^$.[]|()?*+{}";
    std::string out;
    for (const char c : text) {
        out += kSpecial.find(c) != std::string_view::npos ? "\\" : "";
        out += c;
    }
    return out;
}

}  // namespace

std::size_t RandomFilter::below(std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(m_random);
}

bool RandomFilter::chance(int percent) {
    return below(100) < static_cast<std::size_t>(percent);
}

const StoredRow& RandomFilter::row() {
    return m_rows[below(m_rows.size())];
}

Node RandomFilter::node(int depth) {
    if (depth == 0 || chance(35)) {
        return leaf();
    }
    Group group{chance(50) ? Group::Join::All : Group::Join::Any, {}};
    for (std::size_t i = 2 + below(2); i > 0; --i) {
        Node part = node(depth - 1);
        if (const auto* inner = std::get_if<Group>(&part.term);
            inner != nullptr && inner->join == group.join) {
            part.negated = true;  // the parser would make one group of both
        }
        group.parts.push_back(std::move(part));
    }
    return {chance(25), std::move(group)};
}

Node RandomFilter::leaf() {
    if (chance(8)) {
        const auto id = std::array{FieldId::Target, FieldId::Body, FieldId::Head, FieldId::Path}[below(4)];
        std::string piece = pieceOf(textOf(field(id), ""));
        return {chance(40), FullText{piece.empty() ? "e" : piece}};
    }
    Condition made = condition();
    return {chance(35), std::move(made)};
}

Condition RandomFilter::condition() {
    const Field& chosen = fields()[below(fields().size())];
    switch (valueClass(chosen.kind)) {
        case ValueClass::Number:
            return numberCondition(chosen);
        case ValueClass::Name:
            return nameCondition(chosen);
        case ValueClass::HeaderName:
            return headerName(chosen);
        case ValueClass::Text:
            break;
    }
    return textCondition(chosen);
}

std::string RandomFilter::textOf(const Field& field, const std::string& header) {
    TextValues values;
    for (int attempt = 0; attempt < 6; ++attempt) {
        readTexts(field.id, header, row(), values);
        if (!values.views.empty()) {
            return std::string(values.views[below(values.views.size())]);
        }
    }
    return "none";
}

std::string RandomFilter::pieceOf(const std::string& text) {
    if (text.empty()) {
        return "e";
    }
    const std::size_t from = below(text.size());
    std::string piece = text.substr(from, 1 + below(4));
    return chance(30) ? swapCase(piece) : piece;
}

std::string RandomFilter::patternFor(const std::string& text) {
    const std::string piece = literalPattern(pieceOf(text));
    switch (below(6)) {
        case 0:
            return "^" + piece;
        case 1:
            return piece + "$";
        case 2:
            return "(" + piece + "|zz+)";
        case 3:
            return piece + ".*[0-9a-e]";
        case 4:
            return "[^x]" + piece;
        default:
            return piece;
    }
}

Operand RandomFilter::textOperand(const Field& field, const std::string& value, Relation relation) {
    if (relation == Relation::Contains) {
        return Text{pieceOf(value)};
    }
    if (relation == Relation::Matches) {
        return PatternText{patternFor(value), chance(50)};
    }
    if (field.kind == FieldKind::Text) {
        return Text{chance(30) ? swapCase(value) : value};
    }
    const auto address = base::parseAddress(value);
    if (!address) {
        return Unknown{};
    }
    const std::array<std::string_view, 4> lengths =
        address->is_v4() ? std::array<std::string_view, 4>{"", "/8", "/16", "/31"}
                         : std::array<std::string_view, 4>{"", "/16", "/32", "/0"};
    return Network{value + std::string(lengths[below(lengths.size())])};
}

Condition RandomFilter::textCondition(const Field& field) {
    constexpr std::array kRelations{Relation::Is, Relation::Contains, Relation::Matches};
    Condition out;
    out.field = field.id;
    out.header = field.id == FieldId::Header ? kHeaders[below(kHeaders.size())] : "";
    out.relation = kRelations[below(kRelations.size())];
    const std::size_t count = out.relation == Relation::Is && chance(30) ? 2 : 1;
    while (out.operands.size() < count) {
        out.operands.push_back(textOperand(field, textOf(field, out.header), out.relation));
    }
    return out;
}

Operand RandomFilter::timeOperand(Relation relation) {
    const auto first = base::isoTime(row().row().time);
    const auto cut = [&](std::string time) { return chance(50) ? time : time.substr(0, 16) + "Z"; };
    switch (below(4)) {
        case 0:
            return TimeRange{"today", "today"};
        case 1: {
            const std::string age(kAges[below(kAges.size())]);
            return relation == Relation::Is ? TimeRange{age, ""} : TimeRange{age, age};
        }
        case 2:
            if (relation == Relation::Is) {
                return chance(50) ? TimeRange{"yesterday", "now"} : TimeRange{"", cut(first)};
            }
            [[fallthrough]];
        default: {
            const std::string time = relation == Relation::Is ? first.substr(0, 10) : cut(first);
            return TimeRange{time, time};
        }
    }
}

Operand RandomFilter::numberOperand(const Field& field, Relation relation) {
    if (field.kind == FieldKind::Time) {
        return timeOperand(relation);
    }
    std::vector<std::int64_t> numbers;
    readNumbers(field.id, row(), numbers);
    if (numbers.empty() && relation == Relation::Is) {
        return Unknown{};
    }
    const std::int64_t number = numbers.empty() ? 3 : numbers[below(numbers.size())];
    if (relation != Relation::Is || chance(40)) {
        return NumberRange{number, number};
    }
    const auto span = static_cast<std::int64_t>(below(40));
    switch (below(3)) {
        case 0:
            return NumberRange{number, std::nullopt};
        case 1:
            return NumberRange{std::nullopt, number};
        default:
            return NumberRange{number, number + span};
    }
}

Condition RandomFilter::numberCondition(const Field& field) {
    constexpr std::array kRelations{Relation::Is,      Relation::Is,      Relation::Less,
                                    Relation::Greater, Relation::AtLeast, Relation::AtMost};
    Condition out;
    out.field = field.id;
    out.relation = kRelations[below(kRelations.size())];
    const std::size_t count = chance(30) ? 2 : 1;
    while (out.operands.size() < count) {
        out.operands.push_back(numberOperand(field, out.relation));
        if (out.relation != Relation::Is) {
            break;
        }
    }
    return out;
}

Condition RandomFilter::nameCondition(const Field& field) {
    Condition out;
    out.field = field.id;
    if (field.kind == FieldKind::Rank) {
        constexpr std::array kRelations{Relation::Is, Relation::Less, Relation::Greater, Relation::AtLeast,
                                        Relation::AtMost};
        out.relation = kRelations[below(kRelations.size())];
    }
    std::vector<std::size_t> names;
    const std::size_t count = out.relation == Relation::Is && chance(40) ? 2 : 1;
    while (out.operands.size() < count) {
        readNames(field.id, row(), names);
        const bool taken = !names.empty() && chance(85);
        out.operands.push_back(NameIndex{taken ? names[below(names.size())] : below(field.names().size())});
    }
    return out;
}

Condition RandomFilter::headerName(const Field& field) {
    Condition out;
    out.field = field.id;
    out.operands.push_back(Text{std::string(kHeaders[below(kHeaders.size())])});
    return out;
}

std::string operatorName(const Node& node) {
    const std::string sign = node.negated ? "not " : "";
    if (const auto* group = std::get_if<Group>(&node.term)) {
        return sign + (group->join == Group::Join::All ? "and" : "or");
    }
    if (std::holds_alternative<FullText>(node.term)) {
        return sign + "free word";
    }
    const Condition& condition = std::get<Condition>(node.term);
    const Field& of = field(condition.field);
    if (of.kind == FieldKind::HeaderName) {
        return sign + std::string(of.name);
    }
    constexpr std::array<std::string_view, 7> kSigns{":", "~", "~/re/", "<", "<=", ">", ">="};
    constexpr std::array<std::string_view, 9> kKinds{"text",    "number", "size", "duration",   "time",
                                                     "address", "name",   "rank", "header name"};
    std::string name = sign + std::string(kSigns[static_cast<std::size_t>(condition.relation)]);
    if (condition.relation == Relation::Is) {
        const Operand& first = condition.operands.front();
        const auto* range = std::get_if<NumberRange>(&first);
        const bool isRange = range != nullptr && range->first != range->last;
        name += condition.operands.size() > 1            ? " list"
                : std::holds_alternative<Unknown>(first) ? " unknown"
                : isRange                                ? " range"
                                                         : "";
    }
    return name + " " + std::string(kKinds[static_cast<std::size_t>(of.kind)]);
}

}  // namespace mirrorscope::test
