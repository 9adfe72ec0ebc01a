// SPDX-License-Identifier: Apache-2.0
#include "core/probe/matching.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace mirrorscope::probe {
namespace {

using std::chrono::microseconds;

/// Two clocks that are read one after the other differ by what the scheduler does in between.
constexpr microseconds kClockTolerance{50'000};

BodyState bodyStateOf(const SentProbe& sent, const Arrival& arrival) {
    if (sent.bodyBytes == 0) {
        return arrival.bodyBytes == 0 ? BodyState::None : BodyState::Different;
    }
    if (arrival.bodyBytes == 0) {
        return BodyState::Missing;
    }
    if (arrival.bodyBytes < sent.bodyBytes) {
        return BodyState::Cut;
    }
    const bool isEqual = arrival.bodyBytes == sent.bodyBytes && arrival.bodyDigest == sent.bodyDigest;
    return isEqual ? BodyState::Equal : BodyState::Different;
}

/// By the wall clock, because receiver and sender may be two processes; unset where it contradicts the steady
/// clock, by which the copy cannot have come later than it was seen here.
std::optional<microseconds> lagOf(const SentProbe& sent, const Arrival& arrival) {
    const auto lag = arrival.receivedAt - sent.outcome.finished;
    const auto seen = std::chrono::duration_cast<microseconds>(arrival.seenAt - sent.outcome.finishedAt);
    const bool isBeforeSent = arrival.receivedAt + kClockTolerance < sent.outcome.begun;
    if (isBeforeSent || lag > seen + kClockTolerance) {
        return std::nullopt;
    }
    return std::max(lag, microseconds(0));
}

void add(Match& match, const SentProbe& sent, const Arrival& arrival, std::size_t index,
         microseconds lateAfter) {
    const BodyState body = bodyStateOf(sent, arrival);
    if (match.arrivals.empty()) {
        const auto seen = std::chrono::duration_cast<microseconds>(arrival.seenAt - sent.outcome.finishedAt);
        match.lag = lagOf(sent, arrival);
        match.isLate = match.lag.value_or(seen) > lateAfter;
    }
    if (match.arrivals.empty() || body < match.body) {
        match.body = body;
        match.bodyBytes = arrival.bodyBytes;
    }
    match.arrivals.push_back(index);
}

}  // namespace

bool isRefusal(int status) {
    constexpr std::array kStatuses{301, 302, 303, 307, 308, 400, 401, 403,
                                   411, 413, 414, 417, 421, 426, 429, 431};
    return std::ranges::find(kStatuses, status) != kStatuses.end();
}

bool SentProbe::isExpected() const {
    return outcome.state == SendOutcome::State::Answered && !isRefusal(outcome.status);
}

bool SentProbe::isRefused() const {
    return outcome.state == SendOutcome::State::Answered && isRefusal(outcome.status);
}

std::string_view bodyStateName(BodyState state) {
    constexpr std::array<std::string_view, 5> kNames{"none", "equal", "cut", "missing", "different"};
    return kNames[static_cast<std::size_t>(state)];
}

std::vector<Match> matchProbes(std::span<const SentProbe> sent, std::span<const Arrival> arrivals,
                               microseconds lateAfter) {
    std::map<std::uint32_t, std::size_t> places;
    for (std::size_t i = 0; i < sent.size(); ++i) {
        places.emplace(sent[i].probe.tag.number, i);
    }
    std::vector<Match> out(sent.size());
    for (std::size_t i = 0; i < arrivals.size(); ++i) {
        const auto place = places.find(arrivals[i].tag.number);
        if (place != places.end() && sent[place->second].probe.tag == arrivals[i].tag) {
            add(out[place->second], sent[place->second], arrivals[i], i, lateAfter);
        }
    }
    return out;
}

microseconds percentile(std::vector<microseconds>& lags, double percent) {
    if (lags.empty()) {
        return microseconds(0);
    }
    std::ranges::sort(lags);
    const auto rank = static_cast<std::size_t>(std::ceil(percent / 100 * static_cast<double>(lags.size())));
    return lags[std::clamp<std::size_t>(rank, 1, lags.size()) - 1];
}

}  // namespace mirrorscope::probe
