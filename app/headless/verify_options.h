// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/ip_network.h"
#include "core/probe/proof_request.h"

namespace mirrorscope::headless {

/// What `verify` is told, as text.
struct VerifyOptions {
    std::string via;
    std::string session;
    std::string listen;
    std::vector<std::string> allow;
    std::size_t count = 10;
    std::vector<std::string> only;
    double maxLoss = 0;
    std::string lateAfter = "250ms";
    double percentage = 100;
    std::string law;
    std::string kind;
    std::vector<std::string> expectHeaders;
    std::string contract;
    bool noBodies = false;
    double rate = 10;
    std::size_t warmUps = 6;
    std::string wait = "5s";
    std::string timeout = "60s";
    std::string caFile;
    std::int64_t kept = 0;
    bool json = false;

    /// InvalidArgument where options do not fit together; TextUnreadable for the file of --contract.
    base::Result<probe::ProofRequest> request() const;
    std::vector<base::IpNetwork> allowed() const;
};

void addVerifyOptions(CLI::App& command, VerifyOptions& options);

// What other verbs take in the same words.

/// Of a time, as CLI::Validator wants it: empty, or what is expected.
std::string validTime(const std::string& text);
/// After validTime().
std::chrono::milliseconds timeOf(const std::string& text);
/// What --only takes.
std::vector<std::string> probeNames();

}  // namespace mirrorscope::headless
