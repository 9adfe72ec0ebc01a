// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/http/head.h"
#include "core/probe/probe_url.h"

namespace mirrorscope::probe {

/// What is wrong with a forwarding header in one copy, for people; empty: nothing that a single copy shows.
/// `wasForged`: the probe brought kForgedAddress in X-Forwarded-For.
std::string valueProblem(std::string_view name, const http::Head& head, const ProbeUrl& url, bool wasForged);

/// The header by which the proxy itself names kForgedAddress as the client; empty: by none.
std::string forgedClientHeader(const http::Head& head);

}  // namespace mirrorscope::probe
