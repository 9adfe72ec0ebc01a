// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/pipeline/demo_visits.h"

namespace mirrorscope::pipeline {

/// One invented proxy: which hosts it serves, how fast it sends, and how its copies look on the wire, in the
/// forms that were captured from the real ones (docs/forwarding.md). All do what our snippets promise, but
/// kFaultyDemoProxy.
struct DemoProxy {
    std::string_view name;
    std::string_view peer;  // it connects from there: a peer of its own, within forwarding::kSyntheticPeers
    double rate;            // requests a second in quiet times
    std::vector<std::string> hosts;
    std::string (*copyOf)(const DemoVisit& visit, DemoRandom& random);
};

std::span<const DemoProxy> demoProxies();

/// The only one whose headers are wrong: its port is the client's own, and its scheme contradicts itself.
inline constexpr std::string_view kFaultyDemoProxy = "pay-nginx";

}  // namespace mirrorscope::pipeline
