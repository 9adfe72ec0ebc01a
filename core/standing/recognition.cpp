// SPDX-License-Identifier: Apache-2.0
#include "core/standing/recognition.h"

#include <algorithm>
#include <span>

#include "core/base/byte_text.h"
#include "core/query/parser.h"

namespace mirrorscope::standing {
namespace {

using query::Condition;
using query::FieldId;
using query::Relation;

constexpr std::string_view kUserAgent = "user-agent";

void add(std::string& filter, const std::string& condition) {
    filter += (filter.empty() ? "" : " ") + condition;
}

/// The only text that a condition compares with.
const std::string* onlyText(const Condition& condition) {
    const auto* text =
        condition.operands.size() == 1 ? std::get_if<query::Text>(&condition.operands.front()) : nullptr;
    return text != nullptr && !text->bytes.empty() ? &text->bytes : nullptr;
}

bool takeNetworks(const Condition& condition, Recognition& out) {
    if (condition.relation != Relation::Is || !out.networks.empty()) {
        return false;
    }
    for (const query::Operand& operand : condition.operands) {
        const auto* network = std::get_if<query::Network>(&operand);
        if (network == nullptr) {
            return false;
        }
        out.networks.push_back(network->text);
    }
    return true;
}

bool takeHeader(const Condition& condition, Recognition& out) {
    const std::string* text = onlyText(condition);
    if (text == nullptr) {
        return false;
    }
    if (condition.header == kUserAgent && condition.relation == Relation::Contains && out.userAgent.empty()) {
        out.userAgent = *text;
        return true;
    }
    const bool isWhole = condition.relation == Relation::Is;
    if ((!isWhole && condition.relation != Relation::Contains) || !out.header.empty()) {
        return false;
    }
    out.header = condition.header;
    out.headerValue = *text;
    out.headerIsWhole = isWhole;
    return true;
}

bool take(const query::Node& node, Recognition& out) {
    const auto* condition = std::get_if<Condition>(&node.term);
    if (condition == nullptr || node.negated) {
        return false;
    }
    return condition->field == FieldId::Client   ? takeNetworks(*condition, out)
           : condition->field == FieldId::Header ? takeHeader(*condition, out)
                                                 : false;
}

}  // namespace

std::string filterOf(const Recognition& recognition) {
    std::string filter;
    if (!recognition.networks.empty()) {
        std::string networks;
        for (const std::string& one : recognition.networks) {
            networks += (networks.empty() ? "" : ",") + query::printWord(one, Relation::Is);
        }
        add(filter, "client:" + networks);
    }
    if (!recognition.userAgent.empty()) {
        add(filter, "header.user-agent~" + query::printWord(recognition.userAgent, Relation::Contains));
    }
    if (!recognition.header.empty()) {
        const Relation relation = recognition.headerIsWhole ? Relation::Is : Relation::Contains;
        add(filter, std::string(query::kHeaderPrefix) + base::toLower(recognition.header) +
                        (recognition.headerIsWhole ? ":" : "~") +
                        query::printWord(recognition.headerValue, relation));
    }
    return filter;
}

std::optional<Recognition> recognitionOf(std::string_view filter) {
    const auto tree = query::parse(filter);
    if (!tree) {
        return std::nullopt;
    }
    Recognition out;
    const auto* group = std::get_if<query::Group>(&tree->term);
    const bool isAll = group != nullptr && !tree->negated && group->join == query::Group::Join::All;
    if (group != nullptr && !isAll) {
        return std::nullopt;
    }
    const auto parts = isAll ? std::span<const query::Node>(group->parts) : std::span(&*tree, 1);
    const bool isForm = std::ranges::all_of(parts, [&](const query::Node& node) { return take(node, out); });
    return isForm ? std::optional(std::move(out)) : std::nullopt;
}

std::vector<std::string> networksOf(std::string_view text) {
    constexpr std::string_view kBetween = ", \t\r\n;";
    std::vector<std::string> out;
    for (std::size_t at = text.find_first_not_of(kBetween); at != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(kBetween, at), text.size());
        out.emplace_back(text.substr(at, end - at));
        at = text.find_first_not_of(kBetween, end);
    }
    return out;
}

}  // namespace mirrorscope::standing
