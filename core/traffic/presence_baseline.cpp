// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/presence_baseline.h"

#include <algorithm>

#include "core/base/byte_text.h"

namespace mirrorscope::traffic {

std::optional<PresenceBaseline> presentBaseline(SourceId source, const std::vector<HeaderPresence>& headers) {
    PresenceBaseline baseline;
    for (const HeaderPresence& header : headers) {
        if (header.source != source) {
            continue;
        }
        const std::uint64_t newest = header.counts.recent + header.counts.current;
        if (!header.name.empty()) {
            baseline.with[base::toLower(header.name)] = newest;
        } else if (header.counts.requests >= kPresenceSpan) {
            baseline.requests = newest;
        }
    }
    return baseline.requests == 0 ? std::nullopt : std::optional(std::move(baseline));
}

}  // namespace mirrorscope::traffic
