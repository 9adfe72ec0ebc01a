// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "core/base/cancel_token.h"
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/probe/probe_request.h"
#include "core/probe/probe_url.h"

namespace mirrorscope::probe {

/// How one probe went, as its client saw it.
struct SendOutcome {
    enum class State : std::uint8_t {
        Answered,
        NoAnswer,  // it went out, at least in part: it may have been mirrored
        NotSent,   // no connection
        Cancelled
    };
    State state = State::NotSent;
    int status = 0;                 // of the answer; redirects are answers
    std::string problem;            // unless answered: why, for people
    bool isCold = false;            // the first request of its connection
    base::WallTime begun{};         // before the first byte
    base::WallTime finished{};      // after the last byte, or after the answer if that was first
    base::SteadyTime finishedAt{};  // the same moment
};

/// Sends probes one after another. One owner, one thread.
class ProbeSender {
public:
    virtual ~ProbeSender() = default;
    /// Blocks until the answer is there, a time is over or, within 100 ms, the token is cancelled.
    virtual SendOutcome send(const ProbeRequest& request, const base::CancelToken& cancel) = 0;
    /// The next probe gets a connection of its own.
    virtual void disconnect() = 0;
};

struct SenderOptions {
    ProbeUrl url;
    std::string caFile;  // empty: the CAs that the system trusts
    std::chrono::milliseconds connectTime{10'000};
    /// From the first byte to the end of the answer: 8 MiB over a slow line take their time.
    std::chrono::milliseconds answerTime{60'000};
};

/// Over HTTP/1.1 to that URL and nowhere else: no redirect is followed, no proxy of the environment is used.
/// Keeps its connection while the other side does. TextUnreadable when the CA file cannot be used.
base::Result<std::unique_ptr<ProbeSender>> makeSender(SenderOptions options, const base::Clock& clock);

}  // namespace mirrorscope::probe
