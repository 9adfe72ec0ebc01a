// SPDX-License-Identifier: Apache-2.0
#include "core/query/predicate.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "core/http/head.h"
#include "core/query/byte_search.h"
#include "core/query/condition_values.h"
#include "core/query/field_values.h"
#include "core/query/full_text.h"

namespace mirrorscope::query {
namespace {

/// Kept between rows, so that testing one allocates nothing.
struct Scratch {
    TextValues texts;
    std::vector<std::int64_t> numbers;
    std::vector<std::size_t> names;
    std::uint64_t gaveUp = 0;
};

struct TextLeaf {
    FieldId field;
    std::string header;
    std::vector<TextTest> tests;

    bool holds(const RowView& row, Scratch& scratch) const {
        readTexts(field, header, row, scratch.texts);
        for (const TextTest& test : tests) {
            const Match match = anyMatch(scratch.texts.views, test);
            scratch.gaveUp += match == Match::GaveUp ? 1 : 0;
            if (match == Match::Yes) {
                return true;
            }
        }
        return false;
    }
};

struct NumberLeaf {
    FieldId field;
    NumberCondition condition;

    bool holds(const RowView& row, Scratch& scratch) const {
        readNumbers(field, row, scratch.numbers);
        if (scratch.numbers.empty()) {
            return condition.unknown;
        }
        return std::ranges::any_of(scratch.numbers, [&](std::int64_t number) {
            return std::ranges::any_of(condition.intervals, [&](const Interval& interval) {
                return number >= interval.first.value_or(number) && number <= interval.last.value_or(number);
            });
        });
    }
};

struct NameLeaf {
    FieldId field;
    std::vector<std::size_t> fitting;

    bool holds(const RowView& row, Scratch& scratch) const {
        readNames(field, row, scratch.names);
        return std::ranges::find_first_of(scratch.names, fitting) != scratch.names.end();
    }
};

struct HeaderLeaf {
    bool isMissing;
    std::vector<std::string> names;

    bool holds(const RowView& row, Scratch&) const {
        const http::Head head(row.head());
        return std::ranges::any_of(names,
                                   [&](const std::string& name) { return head.has(name) != isMissing; });
    }
};

struct WordLeaf {
    WordSearch word;

    bool holds(const RowView& row, Scratch&) const {
        return word.occursIn(row.row().target) || word.occursIn(row.head()) || word.occursIn(row.body());
    }
};

struct Step;

struct GroupStep {
    bool wantsAll;
    std::vector<Step> parts;
};

struct Step {
    bool negated;
    std::variant<GroupStep, TextLeaf, NumberLeaf, NameLeaf, HeaderLeaf, WordLeaf> term;

    bool holds(const RowView& row, Scratch& scratch) const {
        const auto test = [&](const auto& leaf) { return leaf.holds(row, scratch); };
        const bool plain = std::holds_alternative<GroupStep>(term)
                               ? groupHolds(std::get<GroupStep>(term), row, scratch)
                               : visitLeaf(test);
        return plain != negated;
    }

private:
    static bool groupHolds(const GroupStep& group, const RowView& row, Scratch& scratch) {
        const auto part = [&](const Step& step) { return step.holds(row, scratch); };
        return group.wantsAll ? std::ranges::all_of(group.parts, part)
                              : std::ranges::any_of(group.parts, part);
    }

    template <typename Test>
    bool visitLeaf(const Test& test) const {
        return std::visit(
            [&](const auto& leaf) {
                if constexpr (std::is_same_v<std::decay_t<decltype(leaf)>, GroupStep>) {
                    return false;
                } else {
                    return test(leaf);
                }
            },
            term);
    }
};

decltype(Step::term) compiled(const Condition& condition, const Moment& moment) {
    switch (valueClass(field(condition.field).kind)) {
        case ValueClass::Number:
            return NumberLeaf{condition.field, numberCondition(condition, moment)};
        case ValueClass::Name:
            return NameLeaf{condition.field, fittingNames(condition)};
        case ValueClass::HeaderName: {
            HeaderLeaf leaf{condition.field == FieldId::Missing, {}};
            for (const TextComparison& name : textComparisons(condition)) {
                leaf.names.push_back(name.operand);
            }
            return leaf;
        }
        case ValueClass::Text:
            break;
    }
    TextLeaf leaf{condition.field, condition.header, {}};
    for (const auto& [relation, operand] : textComparisons(condition)) {
        if (auto test = TextTest::make(relation, operand)) {
            leaf.tests.push_back(std::move(*test));
        }
    }
    return leaf;
}

Step compiled(const Node& node, const Moment& moment) {
    if (const auto* condition = std::get_if<Condition>(&node.term)) {
        return {node.negated, compiled(*condition, moment)};
    }
    if (const auto* text = std::get_if<FullText>(&node.term)) {
        return {node.negated, WordLeaf{WordSearch(text->text)}};
    }
    const Group& group = std::get<Group>(node.term);
    GroupStep step{group.join == Group::Join::All, {}};
    for (const Node& part : group.parts) {
        step.parts.push_back(compiled(part, moment));
    }
    return {node.negated, std::move(step)};
}

void addNeeds(FieldId id, Needs& out) {
    switch (id) {
        case FieldId::Header:
        case FieldId::Has:
        case FieldId::Missing:
        case FieldId::Head:
            out.head = true;
            return;
        case FieldId::Body:
            out.body = true;
            return;
        case FieldId::Hits:
        case FieldId::Rule:
        case FieldId::Attack:
        case FieldId::Severity:
        case FieldId::Message:
        case FieldId::Point:
        case FieldId::Variable:
        case FieldId::Matched:
            out.hits = true;
            return;
        case FieldId::Finding:
        case FieldId::Triage:
        case FieldId::Tag:
        case FieldId::Note:
        case FieldId::Mark:
            out.marks = true;
            return;
        default:
            return;
    }
}

void addNeeds(const Node& node, Needs& out) {
    if (const auto* condition = std::get_if<Condition>(&node.term)) {
        addNeeds(condition->field, out);
    } else if (const auto* group = std::get_if<Group>(&node.term)) {
        for (const Node& part : group->parts) {
            addNeeds(part, out);
        }
    } else {
        out.head = out.body = true;
    }
}

}  // namespace

Needs needs(const SyntaxTree& tree) {
    Needs out;
    addNeeds(tree, out);
    return out;
}

class Predicate::Impl {
public:
    explicit Impl(Step step) : m_step(std::move(step)) {}
    bool holds(const RowView& row) { return m_step.holds(row, m_scratch); }
    std::uint64_t gaveUp() const { return m_scratch.gaveUp; }

private:
    Step m_step;
    Scratch m_scratch;
};

Predicate::Predicate(const SyntaxTree& tree, const Moment& moment)
    : m_impl(std::make_unique<Impl>(compiled(tree, moment))) {}
Predicate::Predicate(Predicate&&) noexcept = default;
Predicate& Predicate::operator=(Predicate&&) noexcept = default;
Predicate::~Predicate() = default;

bool Predicate::holds(const RowView& row) const {
    return m_impl->holds(row);
}

std::uint64_t Predicate::gaveUp() const {
    return m_impl->gaveUp();
}

}  // namespace mirrorscope::query
