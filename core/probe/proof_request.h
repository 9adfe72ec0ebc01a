// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/probe/probe_kind.h"
#include "core/probe/proof_run.h"
#include "core/probe/proof_verdict.h"
#include "core/probe/share_law.h"
#include "core/traffic/source.h"

namespace mirrorscope::probe {

/// What a user wants to have proven, as it is said in a command or a window; what is left out is usual. Plain
/// value.
struct ProofRequest {
    std::string via;                // the proxy's public URL, as typed
    std::string caFile{};           // that signed its certificate; empty: the CAs that the system trusts
    std::size_t count = 10;         // of each kind
    std::vector<ProbeKind> only{};  // empty: all kinds
    std::size_t warmUps = 6;
    double perSecond = 10;
    std::chrono::milliseconds answerTime{60'000};  // for one answer
    std::chrono::milliseconds wait{5000};          // for copies that are missing

    double percentage = 100;        // of the requests that the proxy mirrors
    std::optional<ShareLaw> law{};  // unset: that of the kind of proxy
    double maxLoss = 0;             // percent of each kind of probe
    std::chrono::milliseconds lateAfter{250};
    bool hasBodies = true;               // false: copies come without bodies on purpose
    std::vector<std::string> headers{};  // that every copy must carry
    std::string contract{};              // more of them: JSON of `snippet KIND --contract --json`
    traffic::SourceKind kind = traffic::SourceKind::Unknown;  // of the proxy, where its copies do not say it
};

/// Longer nobody waits at a prompt, and a script has its own limit.
inline constexpr std::chrono::hours kLongestWait{1};
/// 8 MiB of each: more is a load test.
inline constexpr std::size_t kMostOfEach = 1000;
inline constexpr std::size_t kMostWarmUps = 100;
/// One connection sends one probe after another; an origin notices little of that.
inline constexpr double kMostPerSecond = 100;

/// With a run of its own. InvalidArgument when the URL cannot be read.
base::Result<RunOptions> runOptionsOf(const ProofRequest& request);
SenderOptions senderOptionsOf(const ProofRequest& request, const ProbeUrl& url);
/// Without headers: who asks for the contract may have to look it up.
Expectations expectationsOf(const ProofRequest& request);

}  // namespace mirrorscope::probe
