// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/http/head.h"
#include "core/traffic/source.h"

namespace mirrorscope::forwarding {

/// Headers that our hardened configurations add to each copy (snippets/). Names are fixed on this side.
inline constexpr std::string_view kMarkerSource = "X-Mirrorscope-Source";  // "nginx/1.31.3; host=web-1"
inline constexpr std::string_view kMarkerClient =
    "X-Mirrorscope-Client";                                            // the client as the proxy trusts it
inline constexpr std::string_view kMarkerPeer = "X-Mirrorscope-Peer";  // the proxy's socket peer, ip:port

struct MirrorMarker {
    traffic::SourceKind kind = traffic::SourceKind::Unknown;
    std::string version;   // empty when not named
    std::string instance;  // host= or node=; empty when not named
};

/// Text of "KIND[/VERSION][; host=NAME]"; unset when KIND is none of ours.
std::optional<MirrorMarker> readMarker(std::string_view value);

/// The marker of a head, unless the head shows that the mirroring proxy did not write it: a client can send
/// the same header, and a proxy without our configuration passes it on. No proof; that needs a trusted peer
/// whose configuration overwrites it.
std::optional<MirrorMarker> findMarker(const http::Head& head);

}  // namespace mirrorscope::forwarding
