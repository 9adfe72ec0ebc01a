// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <modsecurity/rule_message.h>
#include <modsecurity/transaction.h>

#include <cstddef>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "core/detection/attack_classifier.h"
#include "core/detection/hit_tracer.h"
#include "core/detection/modsecurity_rule_set.h"
#include "core/detection/received_places.h"
#include "core/traffic/verdict.h"

namespace mirrorscope::detection {

/// What a verdict keeps: a request of ten thousand hostile arguments would otherwise make more rows than the
/// requests of a day.
inline constexpr std::size_t kHitsPerRequest = 512;
/// Each offset may cost a walk through the body, so only the first hits get one.
inline constexpr std::size_t kTracedHits = 64;

/// Takes the rule messages of one transaction as they come and makes hits of them. Lives as long as the
/// transaction whose log data it is; one thread.
class HitCollector {
public:
    HitCollector(const ReceivedPlaces& places, const ModSecurityRuleSet& ruleSet)
        : m_places(places), m_ruleSet(ruleSet) {}

    void watch(modsecurity::Transaction& transaction) { m_transaction = &transaction; }
    std::vector<traffic::Hit> takeHits() { return std::move(m_hits); }
    bool isFull() const { return m_full; }

    /// The library's log callback (RuleMessageLogProperty); `self` is the HitCollector of the transaction.
    static void onRuleMessage(void* self, const void* message) noexcept;

private:
    struct Matched {
        std::size_t reference = 0;  // index, or the number of references
        std::string variable;
        std::string value;
    };

    void take(const modsecurity::RuleMessage& message);
    std::vector<Matched> matchesOf(const modsecurity::RuleMessage& message,
                                   const std::vector<MatchReference>& references) const;
    void assignReferences(const std::vector<MatchReference>& references, std::vector<Matched>& matches) const;
    std::size_t referenceOf(const std::string& variable, const std::vector<MatchReference>& references) const;
    void add(const Matched& matched, const std::vector<MatchReference>& references, traffic::Hit hit);

    const ReceivedPlaces& m_places;
    const ModSecurityRuleSet& m_ruleSet;
    modsecurity::Transaction* m_transaction = nullptr;
    std::vector<traffic::Hit> m_hits;
    std::set<std::tuple<std::int64_t, std::string, std::string>> m_seen;  // rule, variable, matched bytes
    bool m_full = false;
};

}  // namespace mirrorscope::detection
