// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>

#include "core/detection/engine.h"

namespace modsecurity {
class Transaction;
}

namespace mirrorscope::detection {

class HitCollector;
class ModSecurityRuleSet;
struct JudgedRequest;

/// One transaction of libmodsecurity a request, request phases only. One thread at a time.
class ModSecurityInspector final : public Inspector {
public:
    struct Limits {
        int paranoia = 1;
        int threshold = 5;
        std::chrono::milliseconds budget{250};
        std::size_t valueBudget = 10000;
    };

    ModSecurityInspector(std::shared_ptr<const ModSecurityRuleSet> ruleSet, Limits limits);

    traffic::Verdict inspect(const ClientRequest& request) override;

private:
    void judge(const ClientRequest& request, traffic::Verdict& verdict) const;
    /// False when a budget kept something from the rules.
    bool runPhases(const ClientRequest& request, const JudgedRequest& judged,
                   modsecurity::Transaction& transaction) const;
    int scoreOf(modsecurity::Transaction& transaction, const std::vector<traffic::Hit>& hits) const;

    std::shared_ptr<const ModSecurityRuleSet> m_ruleSet;
    Limits m_limits;
};

}  // namespace mirrorscope::detection
