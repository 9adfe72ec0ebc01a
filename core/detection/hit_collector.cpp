// SPDX-License-Identifier: Apache-2.0
#include "core/detection/hit_collector.h"

#include <algorithm>
#include <array>
#include <filesystem>

namespace mirrorscope::detection {
namespace {

using modsecurity::RuleMessage;
using modsecurity::RuleWithActions;
using modsecurity::Transaction;

/// Rules may put matched bytes into their message.
constexpr std::size_t kMessageBytes = 512;

/// CRS files 949, 959, 980 only add up what others found.
bool isScore(std::int64_t ruleId) {
    const std::int64_t file = ruleId / 1000;
    return file == 949 || file == 959 || file == 980;
}

/// The numbers of syslog, as SecLang's severity. The library says 0 for a rule without one, and EMERGENCY (0)
/// is used by no rule set we know.
traffic::Severity severityOf(int severity) {
    switch (severity) {
        case 1:
        case 2:
            return traffic::Severity::Critical;
        case 3:
            return traffic::Severity::High;
        case 4:
            return traffic::Severity::Medium;
        case 5:
            return traffic::Severity::Low;
        default:
            return traffic::Severity::Info;
    }
}

std::string_view withoutPrefix(std::string_view name) {
    static constexpr std::string_view kPrefix = "MATCHED_VARS:";
    while (name.starts_with(kPrefix)) {
        name.remove_prefix(kPrefix.size());
    }
    return name;
}

std::string textOf(modsecurity::AnchoredVariable& variable) {
    const std::string* text = variable.evaluate();
    return text == nullptr ? std::string() : *text;
}

/// Not a value of the request: the rules' own variables, and counts (&ARGS), which the library names like the
/// collection.
bool isInternal(std::string_view variable) {
    static constexpr std::array<std::string_view, 5> kCollections{"ARGS", "ARGS_GET", "ARGS_POST",
                                                                  "REQUEST_HEADERS", "REQUEST_COOKIES"};
    return variable.empty() || variable.starts_with("TX:") || variable == "REQBODY_PROCESSOR" ||
           std::ranges::find(kCollections, variable) != kCollections.end();
}

BodyKind bodyKindOf(const Transaction& transaction) {
    switch (transaction.m_requestBodyProcessor) {
        case Transaction::JSONRequestBody:
            return BodyKind::Json;
        case Transaction::XMLRequestBody:
            return BodyKind::Xml;
        default:
            break;
    }
    switch (transaction.m_requestBodyType) {
        case Transaction::WWWFormUrlEncoded:
            return BodyKind::Form;
        case Transaction::MultiPartRequestBody:
            return BodyKind::Multipart;
        default:
            return BodyKind::Other;
    }
}

modsecurity::AnchoredSetVariable* collectionNamed(Transaction& transaction, std::string_view name) {
    if (name == "ARGS") {
        return &transaction.m_variableArgs;
    }
    if (name == "ARGS_GET") {
        return &transaction.m_variableArgsGet;
    }
    if (name == "ARGS_POST") {
        return &transaction.m_variableArgsPost;
    }
    if (name == "REQUEST_HEADERS") {
        return &transaction.m_variableRequestHeaders;
    }
    if (name == "REQUEST_COOKIES") {
        return &transaction.m_variableRequestCookies;
    }
    if (name == "FILES") {
        return &transaction.m_variableFiles;
    }
    return nullptr;
}

std::string keyOf(const std::string& variable) {
    const auto colon = variable.find(':');
    return colon == std::string::npos ? std::string() : variable.substr(colon + 1);
}

}  // namespace

void HitCollector::onRuleMessage(void* self, const void* message) noexcept {
    auto& collector = *static_cast<HitCollector*>(self);
    try {
        collector.take(*static_cast<const RuleMessage*>(message));
    } catch (...) {
        collector.m_full = true;  // out of memory at worst; the verdict says that it is partial
    }
}

void HitCollector::take(const RuleMessage& message) {
    const RuleWithActions& rule = *message.m_rule;
    const bool midChain = rule.hasMultimatch() && rule.m_chainedRuleChild != nullptr;
    if (!isScore(rule.m_ruleId)) {
        traffic::Hit hit;
        hit.ruleId = rule.m_ruleId;
        hit.type = AttackClassifier::builtIn().typeOf(hit.ruleId, message.m_tags);
        hit.severity = severityOf(message.m_severity);
        hit.message = message.m_message.substr(0, kMessageBytes);
        if (message.m_ruleFile) {
            hit.ruleFile = std::filesystem::path(*message.m_ruleFile).filename().string() + ":" +
                           std::to_string(m_ruleSet.lineIn(*message.m_ruleFile, message.m_ruleLine));
        }
        const std::vector<MatchReference> references = readRuleReference(message.m_reference);
        for (const Matched& matched : matchesOf(message, references)) {
            add(matched, references, hit);
        }
    }
    // The library keeps the matches of rules that follow each other; only those of one rule are wanted next
    // time. A chain that is still being evaluated may read them.
    if (!midChain) {
        m_transaction->m_variableMatchedVars.unset();
    }
}

std::vector<HitCollector::Matched> HitCollector::matchesOf(
    const RuleMessage& message, const std::vector<MatchReference>& references) const {
    std::vector<Matched> matches;
    std::set<std::pair<std::string, std::string>> seen;
    const auto note = [&](std::string_view variable, std::string_view value) {
        if (!isInternal(variable) && seen.emplace(variable, value).second) {
            matches.push_back({references.size(), std::string(variable), std::string(value)});
        }
    };
    const std::string last = textOf(m_transaction->m_variableMatchedVarName);
    const std::string lastValue = textOf(m_transaction->m_variableMatchedVar);
    const RuleWithActions& rule = *message.m_rule;
    const bool chain = rule.m_chainedRuleChild != nullptr;
    // A multiMatch rule reports each match when it happens, any other reports once for all. Of a chain the
    // last link names the value, unless it only counts or compares.
    if (rule.hasMultimatch() || (chain && !isInternal(withoutPrefix(last)))) {
        note(withoutPrefix(last), lastValue);
    } else {
        for (const auto& [key, value] : m_transaction->m_variableMatchedVars) {
            note(withoutPrefix(value->getKey()), value->getValue());
        }
    }
    if (matches.empty()) {
        matches.push_back({references.size(), std::string(withoutPrefix(last)), lastValue});
    }
    assignReferences(references, matches);
    return matches;
}

void HitCollector::assignReferences(const std::vector<MatchReference>& references,
                                    std::vector<Matched>& matches) const {
    if (matches.size() == 1 && !references.empty()) {
        matches.front().reference = references.size() - 1;
        return;
    }
    std::vector<bool> used(references.size() + 1, false);
    Matched* open = nullptr;
    std::size_t openCount = 0;
    for (Matched& matched : matches) {
        matched.reference = referenceOf(matched.variable, references);
        used[matched.reference] = true;
        if (matched.reference == references.size()) {
            open = &matched;
            ++openCount;
        }
    }
    // What is left over belongs together when it is one of each.
    const auto unused = std::count(used.begin(), used.end() - 1, false);
    if (openCount == 1 && unused == 1) {
        open->reference = static_cast<std::size_t>(std::find(used.begin(), used.end(), false) - used.begin());
    }
    std::ranges::stable_sort(matches, {}, &Matched::reference);
}

std::size_t HitCollector::referenceOf(const std::string& variable,
                                      const std::vector<MatchReference>& references) const {
    auto* collection =
        collectionNamed(*m_transaction, std::string_view(variable).substr(0, variable.find(':')));
    if (collection == nullptr) {
        return references.size();
    }
    const auto [first, end] = collection->equal_range(keyOf(variable));
    for (auto it = first; it != end; ++it) {
        for (const auto& origin : it->second->getOrigin()) {
            const Span span{origin->m_offset, static_cast<std::size_t>(std::max(origin->m_length, 0))};
            const auto found = std::ranges::find(references, std::optional(span), &MatchReference::origin);
            if (found != references.end()) {
                return static_cast<std::size_t>(found - references.begin());
            }
        }
    }
    return references.size();
}

void HitCollector::add(const Matched& matched, const std::vector<MatchReference>& references,
                       traffic::Hit hit) {
    if (m_hits.size() == kHitsPerRequest) {
        m_full = true;
        return;
    }
    EngineMatch match;
    match.variable = matched.variable;
    match.value = matched.value;
    match.reference = matched.reference < references.size() ? &references[matched.reference] : nullptr;
    match.body = bodyKindOf(*m_transaction);
    match.isQueryArgument = m_transaction->m_variableArgsGet.contains(keyOf(matched.variable));
    traceHit(match, m_places, m_hits.size() < kTracedHits, hit);
    if (m_seen.emplace(hit.ruleId, hit.variable, hit.matched).second) {
        m_hits.push_back(std::move(hit));
    }
}

}  // namespace mirrorscope::detection
