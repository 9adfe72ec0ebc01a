// SPDX-License-Identifier: Apache-2.0
#include "core/detection/modsecurity_engine.h"

#include <algorithm>
#include <utility>

#include "core/detection/modsecurity_inspector.h"
#include "core/detection/modsecurity_rule_set.h"
#include "core/detection/rule_files.h"

namespace mirrorscope::detection {
namespace {

class ModSecurityEngine final : public Engine {
public:
    ModSecurityEngine(std::shared_ptr<const ModSecurityRuleSet> ruleSet, EngineInfo info,
                      ModSecurityInspector::Limits limits)
        : m_ruleSet(std::move(ruleSet)), m_info(std::move(info)), m_limits(limits) {}

    const EngineInfo& info() const override { return m_info; }
    std::unique_ptr<Inspector> newInspector() const override {
        return std::make_unique<ModSecurityInspector>(m_ruleSet, m_limits);
    }

private:
    std::shared_ptr<const ModSecurityRuleSet> m_ruleSet;
    EngineInfo m_info;
    ModSecurityInspector::Limits m_limits;
};

}  // namespace

base::Result<std::shared_ptr<const Engine>> loadModSecurityEngine(const EngineOptions& options) {
    const auto files = readRuleFiles(options);
    if (!files) {
        return files.error();
    }
    auto ruleSet = std::make_shared<ModSecurityRuleSet>();
    if (const auto loaded = ruleSet->load(*files); !loaded) {
        return loaded.error();
    }
    EngineInfo info;
    info.name = "modsecurity";
    info.ruleSet = files->label;
    info.ruleSetHash = files->digest;
    info.ruleCount = ruleSet->ruleCount();
    info.paranoia = options.paranoia;
    info.threshold = options.threshold;
    const ModSecurityInspector::Limits limits{options.paranoia, options.threshold, options.budget,
                                              options.valueBudget};
    return std::make_shared<const ModSecurityEngine>(std::move(ruleSet), std::move(info), limits);
}

}  // namespace mirrorscope::detection
