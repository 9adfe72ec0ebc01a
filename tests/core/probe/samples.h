// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/probe/probe_request.h"
#include "core/probe/proof_run.h"
#include "core/probe/proof_verdict.h"

namespace mirrorscope::test {

using namespace std::chrono_literals;

inline constexpr const char* kRun = "abcdefghijkl";
inline const base::WallTime kWall{std::chrono::seconds(1'790'000'000)};
inline const base::SteadyTime kSteady{std::chrono::hours(5)};

inline probe::ProbeUrl sampleUrl() {
    return *probe::ProbeUrl::parse("https://shop.example/");
}

/// Answered with 200; probes are sent a second apart and take 2 ms.
inline probe::SentProbe sentProbe(const probe::PlannedProbe& planned) {
    probe::SentProbe out;
    out.probe = planned;
    const auto request = probe::requestOf(planned, sampleUrl());
    out.bodyBytes = request.bodyBytes;
    out.bodyDigest = request.bodyDigest;
    out.head = request.head;
    out.outcome.state = probe::SendOutcome::State::Answered;
    out.outcome.status = 200;
    out.outcome.isCold = planned.isWarmUp || planned.tag.number == 0;
    out.outcome.begun = kWall + std::chrono::seconds(planned.tag.number);
    out.outcome.finished = out.outcome.begun + 2ms;
    out.outcome.finishedAt = kSteady + std::chrono::seconds(planned.tag.number) + 2ms;
    return out;
}

/// A whole copy, `lag` after the probe was sent, seen 10 ms later.
inline probe::Arrival copyOf(const probe::SentProbe& sent, std::chrono::microseconds lag = 3ms) {
    probe::Arrival out;
    out.tag = sent.probe.tag;
    out.receivedAt = sent.outcome.finished + lag;
    out.seenAt = sent.outcome.finishedAt + lag + 10ms;
    out.head =
        "GET / HTTP/1.1\r\nHost: shop.example\r\nX-Forwarded-For: 203.0.113.123, 198.51.100.7\r\n"
        "X-Forwarded-Proto: https\r\nX-Request-ID: " +
        sent.probe.tag.text() + "\r\n\r\n";
    out.bodyBytes = sent.bodyBytes;
    out.bodyDigest = sent.bodyDigest;
    out.context.source = 3;
    out.context.kind = traffic::SourceKind::Nginx;
    return out;
}

/// Everything sent, everything arrived.
inline probe::RunRecord flawlessRun(std::size_t count, std::vector<probe::ProbeKind> kinds = {}) {
    probe::PlanOptions options;
    options.run = kRun;
    options.count = count;
    options.kinds = std::move(kinds);
    options.warmUps = 2;
    probe::RunRecord record;
    record.begun = kWall;
    for (const auto& planned : probe::planProbes(options)) {
        record.sent.push_back(sentProbe(planned));
        record.arrivals.push_back(copyOf(record.sent.back()));
    }
    record.ended = kWall + std::chrono::seconds(record.sent.size());
    return record;
}

}  // namespace mirrorscope::test
