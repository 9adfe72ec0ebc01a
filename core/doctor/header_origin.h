// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/forwarding/request_attribution.h"
#include "core/traffic/mirrored_request.h"
#include "core/traffic/request_context.h"

namespace mirrorscope::doctor {

/// Who wrote a header line, as far as one head proves it.
enum class HeaderWriter : std::uint8_t {
    Client,         // a header of the client's own, passed on
    Proxy,          // the proxy that made the copy; it overwrites what a client sends
    ProxyAppended,  // the last element is the proxy's, what stands in front of it came with the request
    EarlierHop,     // passed on unchecked: a proxy in front wrote it, or a client forged it
    Unknown         // a client could have written it, and the head does not tell
};

std::string_view headerWriterName(HeaderWriter writer);

/// One received header line. Name and value are bytes as received.
struct HeaderOrigin {
    std::string name;
    std::string value;
    HeaderWriter writer = HeaderWriter::Unknown;
    std::string by;         // where the proxy wrote the line or its end: kind, address, form, how it is known
    bool forgeable = true;  // a client could have chosen the value, or a part of it
    std::string_view why;   // one sentence; empty for headers of the client's own
    std::string_view meaning;  // of well-known headers; else empty
};

/// All lines, in their order. A line is the proxy's only when its sender is trusted (`--trust`, `--token`),
/// its kind is known as surely as a source is pinned by, and this kind in this form overwrites what clients
/// send (docs/forwarding.md): headers of an imitated form are unknown.
std::vector<HeaderOrigin> headerOrigins(const traffic::MirroredRequest& request,
                                        const forwarding::ReadHead& read,
                                        const traffic::RequestContext& context);

}  // namespace mirrorscope::doctor
