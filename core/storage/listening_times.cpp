// SPDX-License-Identifier: Apache-2.0
#include "core/storage/listening_times.h"

#include <algorithm>
#include <map>
#include <string>

#include "core/storage/recording_events.h"

namespace mirrorscope::storage {
namespace {

using base::WallTime;
using traffic::Annotation;
using Span = std::pair<WallTime, WallTime>;

/// Joins spans that overlap or meet.
std::vector<Span> joined(std::vector<Span> spans) {
    std::ranges::sort(spans);
    std::vector<Span> out;
    for (const Span& span : spans) {
        if (!out.empty() && span.first <= out.back().second) {
            out.back().second = std::max(out.back().second, span.second);
        } else {
            out.push_back(span);
        }
    }
    return out;
}

}  // namespace

bool ListeningTimes::isGap(WallTime from, WallTime until) const {
    if (!knownFrom || from < *knownFrom) {
        return false;
    }
    // The first that ends behind the beginning.
    const auto next = std::ranges::upper_bound(on, from, {}, &Span::second);
    return next == on.end() || next->first >= until;
}

ListeningTimes listeningTimes(const std::vector<Annotation>& events, WallTime alive) {
    ListeningTimes out;
    std::map<std::string, WallTime> since;
    std::vector<Span> spans;
    for (const Annotation& event : events) {
        const bool isOn = event.kind == Annotation::Kind::ListenerOn;
        const bool isOff =
            event.kind == Annotation::Kind::ListenerOff || event.kind == Annotation::Kind::RecorderLost;
        if (!isOn && !isOff) {
            continue;
        }
        out.knownFrom = std::min(out.knownFrom.value_or(event.at), event.at);
        const auto open = since.find(event.what);
        if (isOn && open == since.end()) {
            since.emplace(event.what, event.at);
        } else if (isOff && open != since.end()) {
            // The other way round where the clock was set back in between.
            spans.emplace_back(std::min(open->second, event.at), std::max(open->second, event.at));
            since.erase(open);
        }
    }
    // Its next sign of life may be on its way.
    const auto sign = 2 * RecordingEvents::kBetweenSigns;
    const WallTime end = std::min(alive, WallTime::max() - sign) + sign;
    for (const auto& [listener, begin] : since) {
        spans.emplace_back(begin, std::max(begin, end));
    }
    out.on = joined(std::move(spans));
    return out;
}

base::Result<ListeningTimes> readListeningTimes(QueryRunner& runner, const base::CancelToken& cancel) {
    const auto events = readRecordingEvents(runner, cancel);
    const auto alive = runner.database().number(kRecorderAliveSql);
    if (!events || !alive) {
        return events ? alive.error() : events.error();
    }
    return listeningTimes(*events, WallTime(std::chrono::microseconds(*alive)));
}

}  // namespace mirrorscope::storage
