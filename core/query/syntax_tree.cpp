// SPDX-License-Identifier: Apache-2.0
#include "core/query/syntax_tree.h"

#include <string_view>

#include "core/base/byte_text.h"
#include "core/query/quantity.h"
#include "core/query/tokenizer.h"

namespace mirrorscope::query {
namespace {

bool isPlain(char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || (c >= '0' && c <= '9') ||
           std::string_view("_-./%@+*#&?;$").find(c) != std::string_view::npos;
}

/// Where a word stands decides what would be read otherwise.
enum class Place { Free, Value, PartLookedFor };

bool isPlainWord(std::string_view text, Place place) {
    const bool isValue = place != Place::Free;
    const std::string_view more = isValue ? ":=<>" : "";
    const bool startsPlain = !text.empty() && (isValue || text.front() != '-') &&
                             (place != Place::PartLookedFor || text.front() != '/');
    if (!startsPlain || joiningWord(text)) {
        return false;
    }
    for (std::size_t i = 0; i < text.size();) {
        const base::ShownUnit unit = base::shownUnit(text, i);
        const bool isAscii = unit.bytes == 1;
        if (unit.escaped || (isAscii && !isPlain(text[i]) && more.find(text[i]) == std::string_view::npos)) {
            return false;
        }
        i += unit.bytes;
    }
    return true;
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (std::size_t i = 0; i < text.size();) {
        const base::ShownUnit unit = base::shownUnit(text, i);
        const char c = text[i];
        if (c == '"' || c == '\\') {
            out += {'\\', c};
        } else if (unit.escaped) {
            for (const char byte : text.substr(i, unit.bytes)) {
                out += "\\x" + base::toHex(std::string_view(&byte, 1));
            }
        } else {
            out += text.substr(i, unit.bytes);
        }
        i += unit.bytes;
    }
    return out + "\"";
}

std::string word(std::string_view text, Place place) {
    return isPlainWord(text, place) ? std::string(text) : quoted(text);
}

std::string patternText(const PatternText& pattern) {
    std::string out = "/";
    for (std::size_t i = 0; i < pattern.source.size(); ++i) {
        const char c = pattern.source[i];
        if (c == '\\' && i + 1 < pattern.source.size()) {
            out += {c, pattern.source[++i]};
        } else {
            out += c == '/' ? "\\/" : std::string(1, c);
        }
    }
    return out + (pattern.ignoresCase ? "/i" : "/");
}

std::string rangeText(const std::string& first, const std::string& last) {
    return first == last ? first : first + ".." + last;
}

struct OperandText {
    const Field& field;
    Relation relation;

    std::string operator()(const Text& text) const { return printWord(text.bytes, relation); }
    std::string operator()(const PatternText& pattern) const { return patternText(pattern); }
    std::string operator()(const Network& network) const { return network.text; }
    std::string operator()(const NumberRange& range) const {
        const auto text = [&](const std::optional<std::int64_t>& end) {
            return end ? quantityText(field.kind, *end) : std::string();
        };
        return rangeText(text(range.first), text(range.last));
    }
    std::string operator()(const TimeRange& range) const { return rangeText(range.from, range.until); }
    std::string operator()(const NameIndex& name) const { return std::string(field.names()[name.index]); }
    std::string operator()(const Unknown&) const { return "unknown"; }
};

std::string_view sign(Relation relation, bool negated) {
    switch (relation) {
        case Relation::Is:
            return negated ? "!=" : ":";
        case Relation::Contains:
        case Relation::Matches:
            return negated ? "!~" : "~";
        case Relation::Less:
            return "<";
        case Relation::AtMost:
            return "<=";
        case Relation::Greater:
            return ">";
        case Relation::AtLeast:
            return ">=";
    }
    return ":";
}

std::string conditionText(const Condition& condition, bool negated) {
    const Field& of = field(condition.field);
    const bool hasSign = condition.relation <= Relation::Matches && of.kind != FieldKind::HeaderName;
    std::string out = negated && !hasSign ? "-" : "";
    out += condition.field == FieldId::Header ? std::string(kHeaderPrefix) + condition.header
                                              : std::string(of.name);
    out += sign(condition.relation, negated && hasSign);
    for (std::size_t i = 0; i < condition.operands.size(); ++i) {
        out += (i == 0 ? "" : ",") + std::visit(OperandText{of, condition.relation}, condition.operands[i]);
    }
    return out;
}

std::string nodeText(const Node& node, bool inAll);

std::string groupText(const Group& group) {
    const std::string_view between = group.join == Group::Join::Any ? " or " : " ";
    std::string out;
    for (std::size_t i = 0; i < group.parts.size(); ++i) {
        out += i == 0 ? "" : between;
        out += nodeText(group.parts[i], group.join == Group::Join::All);
    }
    return out;
}

/// `inAll`: stands beside others that all have to hold, where "or" needs parentheses.
std::string nodeText(const Node& node, bool inAll) {
    if (const auto* condition = std::get_if<Condition>(&node.term)) {
        return conditionText(*condition, node.negated);
    }
    if (const auto* text = std::get_if<FullText>(&node.term)) {
        return (node.negated ? "-" : "") + word(text->text, Place::Free);
    }
    const Group& group = std::get<Group>(node.term);
    const std::string inside = groupText(group);
    if (node.negated) {
        return "-(" + inside + ")";
    }
    return inAll && group.join == Group::Join::Any ? "(" + inside + ")" : inside;
}

}  // namespace

std::string printWord(std::string_view value, Relation relation) {
    return word(value, relation == Relation::Contains ? Place::PartLookedFor : Place::Value);
}

std::string print(const SyntaxTree& tree) {
    return nodeText(tree, false);
}

std::span<const Node> requiredParts(const SyntaxTree& tree) {
    const auto* group = std::get_if<Group>(&tree.term);
    if (group == nullptr) {
        return std::span(&tree, 1);
    }
    const bool isAll = !tree.negated && group->join == Group::Join::All;
    return isAll ? std::span<const Node>(group->parts) : std::span<const Node>();
}

}  // namespace mirrorscope::query
