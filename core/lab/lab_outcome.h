// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "core/lab/lab_failure.h"
#include "core/lab/proxy_program.h"
#include "core/probe/proof.h"
#include "core/probe/proof_run.h"

namespace mirrorscope::lab {

enum class LabStep : std::uint8_t { Program, Directory, Origin, Recorder, Proxy, Proof, End };

/// Where a lab is. Each step is told when it is done, Proof while it goes on.
struct LabProgress {
    LabStep step = LabStep::Program;
    std::string text;        // "nginx 1.22.1 (/usr/sbin/nginx)"; may hold bytes of strangers
    probe::RunProgress run;  // of Proof
};
using OnLabProgress = std::function<void(const LabProgress&)>;

/// What a lab showed. Plain value.
struct LabOutcome {
    std::optional<LabFailure> failure;  // why there is no proof
    std::optional<probe::Proof> proof;
    ProxyProgram program;                   // without a version: it was not found, or is not such a proxy
    std::string remark{};                   // what the configuration has beside the snippet
    std::filesystem::path directory{};      // where it is kept; empty: it is gone
    std::filesystem::path configuration{};  // in it
    std::filesystem::path session{};        // that is still there; empty: none
    std::string log{};                      // the proxy's last lines, bytes of a stranger
};

}  // namespace mirrorscope::lab
