// SPDX-License-Identifier: Apache-2.0
#include "core/probe/probe_plan.h"

#include <random>
#include <utility>

namespace mirrorscope::probe {
namespace {

/// As std::shuffle, whose order the standard leaves to the library.
void shuffle(std::vector<ProbeKind>& kinds, std::mt19937& random) {
    for (std::size_t left = kinds.size(); left > 1; --left) {
        std::swap(kinds[left - 1], kinds[random() % left]);
    }
}

}  // namespace

std::vector<PlannedProbe> planProbes(const PlanOptions& options) {
    std::vector<ProbeKind> kinds = options.kinds;
    if (kinds.empty()) {
        for (const ProbeForm& form : probeForms()) {
            kinds.push_back(form.kind);
        }
    }
    std::vector<PlannedProbe> plan;
    const auto add = [&](ProbeKind kind, bool isWarmUp) {
        plan.push_back({{options.run, static_cast<std::uint32_t>(plan.size())}, kind, isWarmUp});
    };
    for (std::size_t i = 0; i < options.warmUps; ++i) {
        add(ProbeKind::Get, true);
    }
    std::seed_seq seed(options.run.begin(), options.run.end());
    std::mt19937 random(seed);
    for (std::size_t round = 0; round < options.count; ++round) {
        shuffle(kinds, random);
        for (const ProbeKind kind : kinds) {
            add(kind, false);
        }
    }
    return plan;
}

}  // namespace mirrorscope::probe
