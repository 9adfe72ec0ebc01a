// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "core/http/head.h"

namespace mirrorscope::forwarding {

/// How the last hop wrote the head. A client chooses its headers, but not the spelling and the place that the
/// mirroring proxy gives them, so these tell a proxy's own header from a look-alike that it passed on.
/// (Measured with nginx 1.22 and 1.31, Envoy 1.40, Traefik 3.7.)

/// Envoy writes every name in lower case.
bool hasLowerCaseNames(const http::Head& head);

/// Go's net/http (Traefik): canonical names; Host first, User-Agent next, the rest sorted.
bool hasGoOrder(const http::Head& head);

/// nginx up to 1.29.6 without proxy_http_version: HTTP/1.0 and its own "Connection: close".
bool isHttp10Close(const http::Head& head);

/// Index of the first field of that name.
std::optional<std::size_t> fieldIndex(const http::Head& head, std::string_view name);

/// nginx writes proxy_set_header lines first, then its own Connection, then what the client sent. True
/// when the field stands before that Connection line, or when there is no such line to tell by.
bool isSetByNginx(const http::Head& head, std::string_view name);

}  // namespace mirrorscope::forwarding
