// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "core/traffic/rows.h"

namespace mirrorscope::exchange {

struct CurlOptions {
    /// "https://staging.example:8443", which the user typed; empty: the scheme, host and port that the client
    /// asked for.
    std::string destination;
    /// The Host line of the copy also where the proxy wrote another than the client did.
    bool asReceived = false;
    /// Secrets that were hidden before, for the comment that says so.
    std::size_t hiddenSecrets = 0;
};

/// A command for POSIX sh that sends the request again with curl (7.55 or later): header lines in their order
/// and case, the target as sent, the body byte for byte, and nothing that curl adds by itself. What curl
/// cannot send is said in `#` lines in front, which hold no byte of the request. Only comments when no
/// command can send it. Never executed here. The body must be loaded.
std::string curlCommand(const traffic::RequestDetail& detail, const CurlOptions& options);

}  // namespace mirrorscope::exchange
