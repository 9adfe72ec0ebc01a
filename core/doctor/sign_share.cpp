// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/sign_share.h"

#include "core/base/byte_text.h"

namespace mirrorscope::doctor {
namespace {

/// The newest of those that show the sign, and how many do; null when they are too few.
const Observation* newestOfShare(std::span<const Observation> requests, Sign sign, int percent,
                                 std::uint64_t& count) {
    const Observation* newest = nullptr;
    for (const Observation& one : requests) {
        if (one.has(sign)) {
            ++count;
            newest = &one;
        }
    }
    return count * 100 < requests.size() * static_cast<std::size_t>(percent) ? nullptr : newest;
}

Evidence evidenceFrom(const Observation& newest, std::uint64_t count, std::size_t all,
                      std::string_view what) {
    return {std::string(what) + " in " + countOf(count, all), count, newest.request};
}

}  // namespace

std::string countOf(std::uint64_t count, std::uint64_t all) {
    return std::to_string(count) + " of " + std::to_string(all) + " requests";
}

std::string quote(std::string_view kept) {
    return "\"" + base::shownText(kept) + (kept.size() == kKeptValue ? "…" : "") + "\"";
}

std::optional<Evidence> evidenceOfShare(std::span<const Observation> requests, Sign sign, int percent,
                                        std::string_view what) {
    std::uint64_t count = 0;
    const Observation* newest = newestOfShare(requests, sign, percent, count);
    return newest ? std::optional(evidenceFrom(*newest, count, requests.size(), what)) : std::nullopt;
}

std::optional<Evidence> evidenceOfShare(std::span<const Observation> requests, Sign sign, int percent,
                                        Describe describe) {
    std::uint64_t count = 0;
    const Observation* newest = newestOfShare(requests, sign, percent, count);
    return newest ? std::optional(evidenceFrom(*newest, count, requests.size(), describe(*newest)))
                  : std::nullopt;
}

}  // namespace mirrorscope::doctor
