// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/clock.h"
#include "core/traffic/mirrored_request.h"
#include "core/traffic/source.h"

namespace mirrorscope::traffic {

/// Ascending, given by the doctor; 0: none.
using FindingId = std::int64_t;

/// Note: worth knowing. Warning: something shown here may be wrong or missing. Error: it is.
enum class FindingSeverity : std::uint8_t { Note, Warning, Error };

std::string_view findingSeverityName(FindingSeverity severity);
std::optional<FindingSeverity> findingSeverityByName(std::string_view name);

/// What is wrong with the headers that a source sends, seen in its requests; open until newer requests show
/// that the cause is gone. Texts quote captured bytes only as shown text.
struct Finding {
    FindingId id = 0;
    std::string code;  // "FORWARDED_PORT_EPHEMERAL"
    FindingSeverity severity = FindingSeverity::Warning;
    SourceId source = 0;
    base::WallTime openedAt{};
    base::WallTime lastSeen{};
    std::optional<base::WallTime> closedAt;
    std::uint64_t count = 0;  // requests that showed it since it opened
    RequestId sample = 0;     // one of them
    std::string seen;         // "14 values of X-Forwarded-Port in 20 requests, last 51234"
    std::string wanted;       // "the port the client connected to, e.g. 443"
    std::string cause;        // one sentence, for this kind of proxy
    std::string directive;    // "proxy_set_header X-Forwarded-Port"
    std::string before;       // configuration line that shows the cause; may be empty
    std::string after;        // the line instead

    bool isOpen() const { return !closedAt; }
    bool operator==(const Finding&) const = default;
};

}  // namespace mirrorscope::traffic
