// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

namespace mirrorscope::bench {

/// One kind of traffic, the same bytes for everything that is compared.
struct Scenario {
    const char* name;
    const char* method;
    const char* path;
    bool closes;  // one connection a request
    std::string body;

    /// Header lines as a browser sends them through nginx, without Host and lengths.
    static const std::string& headerLines();
    /// The head as the listener keeps it.
    std::string head() const;
    /// A script for wrk that sends it.
    std::string wrkScript() const;
};

std::span<const Scenario> scenarios();

}  // namespace mirrorscope::bench
