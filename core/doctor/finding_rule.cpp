// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/finding_rule.h"

#include <vector>

namespace mirrorscope::doctor {

std::span<const FindingRule> findingRules() {
    static const std::vector<FindingRule> kAll = [] {
        std::vector<FindingRule> all;
        for (const auto rules :
             {clientRules(), hostAndSchemeRules(), transferRules(), identityRules(), presenceRules()}) {
            all.insert(all.end(), rules.begin(), rules.end());
        }
        return all;
    }();
    return kAll;
}

}  // namespace mirrorscope::doctor
