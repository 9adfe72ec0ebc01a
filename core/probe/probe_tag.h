// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/http/head.h"

namespace mirrorscope::probe {

/// Both carry the tag: proxies drop headers, rewrite queries, rarely both. The header has no underscore or
/// dot, which nginx drops; the tag has nothing that is decoded or normalised on the way.
inline constexpr std::string_view kTagHeader = "X-Mirrorscope-Probe";
inline constexpr std::string_view kTagParameter = "mirrorscope-probe";

/// Names one probe of one run: "k3f9a2b7c1d0-17".
struct ProbeTag {
    std::string run;
    std::uint32_t number = 0;

    std::string text() const { return run + "-" + std::to_string(number); }
    bool operator==(const ProbeTag&) const = default;
};

/// Twelve letters and digits that no other run has; only telling runs apart hangs on it.
std::string newRun();

std::optional<ProbeTag> parseTag(std::string_view text);
/// By the parameter in the query of a request target.
std::optional<ProbeTag> tagOfTarget(std::string_view target);
/// By the header, else by the query.
std::optional<ProbeTag> tagOf(const http::Head& head);

}  // namespace mirrorscope::probe
