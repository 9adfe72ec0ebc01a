// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/sign_share.h"

namespace mirrorscope::doctor {

std::string countOf(std::uint64_t count, std::uint64_t all) {
    return std::to_string(count) + " of " + std::to_string(all) + " requests";
}

std::optional<Evidence> evidenceOfShare(std::span<const Observation> requests, Sign sign, int percent,
                                        std::string_view what) {
    Evidence evidence;
    for (const Observation& one : requests) {
        if (one.has(sign)) {
            ++evidence.count;
            evidence.sample = one.request;
        }
    }
    if (evidence.count == 0 || evidence.count * 100 < requests.size() * static_cast<std::size_t>(percent)) {
        return std::nullopt;
    }
    evidence.seen = std::string(what) + " in " + countOf(evidence.count, requests.size());
    return evidence;
}

}  // namespace mirrorscope::doctor
