// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/probe/arrival.h"
#include "core/probe/matching.h"
#include "core/probe/probe_url.h"
#include "core/probe/proof.h"

namespace mirrorscope::probe {

/// What is wanted of a mirror.
struct Expectations {
    double maxLoss = 0;                        // percent of each kind of probe
    std::chrono::milliseconds lateAfter{250};  // as the listener's patience: what proxies wait for
    double percentage = 100;
    std::optional<ShareLaw> law{};  // unset: that of the kind of proxy that sent the copies
    bool hasBodies = true;
    std::vector<std::string> headers{};                       // that every copy must carry
    traffic::SourceKind kind = traffic::SourceKind::Unknown;  // of the proxy, where its copies do not say it
};

/// One run, before it is judged.
struct RunRecord {
    std::vector<SentProbe> sent;
    std::vector<Arrival> arrivals;
    base::WallTime begun{};
    base::WallTime ended{};
};

/// Who sent most of the copies.
struct Sender {
    traffic::SourceId source = 0;
    traffic::SourceKind kind = traffic::SourceKind::Unknown;
};
Sender senderOf(std::span<const Arrival> arrivals);

/// Pure: the same evidence gives the same verdict. Passed: every kind of probe arrived as often as the law
/// says, once, whole, in time and with its headers. Failed: something did not. Not proven: nothing failed,
/// and something could not be shown.
Proof judge(const RunRecord& record, const ProbeUrl& url, const Expectations& wanted);

}  // namespace mirrorscope::probe
