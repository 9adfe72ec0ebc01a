// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace mirrorscope::probe {

/// Where probes go: exactly what the user typed, nothing derived from an answer. Plain value.
struct ProbeUrl {
    bool isTls = false;
    std::string host;  // a name or an address, IPv6 without brackets
    std::uint16_t port = 80;
    std::string path = "/";  // with a leading slash
    std::string query;       // without the question mark

    /// "http(s)://HOST[:PORT][/PATH][?QUERY]"; no user, no fragment. InvalidArgument, named as `option`.
    static base::Result<ProbeUrl> parse(std::string_view text, std::string_view option = "--via");

    std::string_view scheme() const { return isTls ? "https" : "http"; }
    /// As the Host header has it: the port only where it is not the scheme's own.
    std::string authority() const;
    std::string text() const;
};

}  // namespace mirrorscope::probe
