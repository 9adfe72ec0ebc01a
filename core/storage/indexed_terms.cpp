// SPDX-License-Identifier: Apache-2.0
#include "core/storage/indexed_terms.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "core/base/ip_network.h"
#include "core/query/condition_values.h"
#include "core/storage/request_set.h"
#include "core/traffic/verdict.h"

namespace mirrorscope::storage {
namespace {

using query::Condition;
using query::FieldId;

/// So many question marks.
std::string marks(std::size_t count) {
    std::string out = "?";
    for (std::size_t i = 1; i < count; ++i) {
        out += ",?";
    }
    return out;
}

/// Clients are stored as base::addressText() writes them, so that an address is found by its text.
std::optional<IndexedTerm> clients(const Condition& condition) {
    IndexedTerm term;
    for (const query::Operand& operand : condition.operands) {
        const auto* wanted = std::get_if<query::Network>(&operand);
        const auto network = wanted != nullptr ? base::IpNetwork::parse(wanted->text) : std::nullopt;
        const auto address = network ? network->onlyAddress() : std::nullopt;
        if (!address) {
            return std::nullopt;
        }
        term.values.emplace_back(base::addressText(*address));
    }
    term.ids = "SELECT request FROM context WHERE client IN (" + marks(term.values.size()) + ")";
    return term;
}

/// Over a text column of a table with few rows, or of the sources.
std::optional<IndexedTerm> texts(const Condition& condition, std::string_view before, std::string_view column,
                                 std::string_view after) {
    IndexedTerm term;
    for (const query::TextComparison& comparison : query::textComparisons(condition)) {
        if (comparison.relation == query::TextRelation::Equals && comparison.operand.empty()) {
            return std::nullopt;  // not known: where there is no row at all
        }
        term.ids += term.values.empty() ? "" : " OR ";
        term.ids += "filter_text(?, " + std::string(column) + ", ?)";
        term.values.emplace_back(static_cast<std::int64_t>(comparison.relation));
        term.values.emplace_back(comparison.operand);
    }
    term.ids = std::string(before) + term.ids + std::string(after);
    return term;
}

std::optional<IndexedTerm> attacksOnly(const Condition& condition) {
    const auto fitting = query::fittingNames(condition);
    const bool isOne = fitting.size() == 1 && query::field(condition.field).names()[fitting.front()] ==
                                                  traffic::requestStateName(traffic::RequestState::Attack);
    return isOne ? std::optional(IndexedTerm{"SELECT request FROM verdict WHERE state = 'attack'", {}})
                 : std::nullopt;
}

std::optional<IndexedTerm> oneAttack(const Condition& condition) {
    const auto wanted = query::numberCondition(condition, {});
    const bool isOne = !wanted.unknown && wanted.intervals.size() == 1 && wanted.intervals.front().first &&
                       wanted.intervals.front().first == wanted.intervals.front().last;
    if (!isOne) {
        return std::nullopt;
    }
    // "attack <> 0" is said again: the partial index is not taken otherwise.
    return IndexedTerm{"SELECT request FROM hit WHERE attack = ? AND attack <> 0",
                       {*wanted.intervals.front().first}};
}

/// Of a name that is no row when it is the first of the list: "new" and "none" are the lack of one.
std::optional<IndexedTerm> decided(const Condition& condition, const char* where) {
    IndexedTerm term;
    for (const std::size_t index : query::fittingNames(condition)) {
        if (index == 0) {
            return std::nullopt;
        }
        term.values.emplace_back(std::string(query::field(condition.field).names()[index]));
    }
    term.ids = where + (" IN (" + marks(term.values.size()) + ")");
    return term.values.empty() ? std::nullopt : std::optional(std::move(term));
}

/// About whom such a decision stands; another one may be newer, which the filter itself sees.
std::optional<IndexedTerm> triaged(const Condition& condition) {
    auto term = decided(condition, "SELECT id FROM decision WHERE phase = 'made' AND state");
    if (!term) {
        return std::nullopt;
    }
    const std::string decisions = std::move(term->ids);
    term->ids = "SELECT request FROM triage WHERE decision IN (" + decisions +
                ") UNION ALL SELECT b.block * " + std::to_string(RequestSet::kIdsOfABlock) +
                " + n.value FROM decided b CROSS JOIN json_each(decided_list(b.requests)) n"
                " WHERE b.decision IN (" +
                decisions + ")";
    const auto names = term->values;
    term->values.insert(term->values.end(), names.begin(), names.end());
    return term;
}

std::optional<IndexedTerm> termOf(const Condition& condition) {
    switch (condition.field) {
        case FieldId::Client:
            return clients(condition);
        case FieldId::Source:
            return texts(condition,
                         "SELECT request FROM context WHERE source IN (SELECT id FROM source WHERE ", "name",
                         ")");
        case FieldId::Tag:
            return texts(condition, "SELECT request FROM tag WHERE ", "name", "");
        case FieldId::Note:
            return texts(condition, "SELECT request FROM note WHERE request IS NOT NULL AND (", "text", ")");
        case FieldId::State:
            return attacksOnly(condition);
        case FieldId::Attack:
            return oneAttack(condition);
        case FieldId::Triage:
            return triaged(condition);
        case FieldId::Mark:
            return decided(condition, "SELECT request FROM mark WHERE colour");
        default:
            return std::nullopt;
    }
}

void gather(const query::Node& node, std::vector<IndexedTerm>& terms) {
    const auto* condition = std::get_if<Condition>(&node.term);
    if (condition == nullptr || node.negated) {
        return;
    }
    if (auto term = termOf(*condition)) {
        terms.push_back(std::move(*term));
    }
}

}  // namespace

std::vector<IndexedTerm> indexedTerms(const query::SyntaxTree& tree) {
    std::vector<IndexedTerm> terms;
    for (const query::Node& part : query::requiredParts(tree)) {
        gather(part, terms);
    }
    return terms;
}

}  // namespace mirrorscope::storage
