// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/clock.h"

namespace mirrorscope::traffic {

/// Something that happened to the recording and explains what charts show.
struct Annotation {
    enum class Kind : std::uint8_t {
        ListenerOn,    // what: its name; detail: its address
        ListenerOff,   // what: its name
        RecorderLost,  // it ended without a word; what: the listener that was on
        RulesLoaded,   // what: "CRS 4.7"; detail: "PL 1"
        Probed,        // what: the source
        Removed,       // count requests by retention, up to then
        Refused,       // count requests in a row, without a pause of a minute; what: the listener
        Count
    };
    base::WallTime at{};
    Kind kind = Kind::ListenerOn;
    std::string what;
    std::string detail;
    std::uint64_t count = 0;
    std::optional<base::WallTime> until;  // of refusals the last second
    bool operator==(const Annotation&) const = default;
};

std::string_view annotationKindName(Annotation::Kind kind);  // "listener-on", as stored
std::optional<Annotation::Kind> annotationKindByName(std::string_view name);

}  // namespace mirrorscope::traffic
