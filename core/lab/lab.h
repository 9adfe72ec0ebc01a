// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/lab/lab_failure.h"
#include "core/lab/proxy_program.h"
#include "core/probe/proof.h"
#include "core/probe/proof_run.h"
#include "core/snippets/snippet_catalogue.h"

namespace mirrorscope::lab {

struct LabOptions {
    ProxyKind kind = ProxyKind::Nginx;
    snippets::Variant variant = snippets::Variant::Hardened;
    std::string program;                           // a file or a name; empty: the kind's name on PATH
    std::vector<snippets::OptionValue> options{};  // of the snippet, names with their dashes
    std::filesystem::path session;                 // empty: in the lab's directory
    bool keeps = false;                            // the directory stays

    std::size_t count = 5;                  // of each kind of probe
    std::vector<probe::ProbeKind> kinds{};  // empty: all
    double perSecond = 50;                  // nobody but the lab is at that origin
    std::chrono::milliseconds wait{5000};
    /// A lab shares its machine with the proxy, and with whatever else runs there.
    std::chrono::milliseconds lateAfter{1000};
};

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
    ProxyProgram program;
    std::string remark{};                   // what the configuration has beside the snippet
    std::filesystem::path directory{};      // where it is kept; empty: it is gone
    std::filesystem::path configuration{};  // in it
    std::filesystem::path session{};        // that is still there; empty: none
    std::string log{};                      // the proxy's last lines, bytes of a stranger
};

/// Tries a generated configuration with a real proxy: an origin, a recorder of this process and the proxy,
/// all on 127.0.0.1, probes through it, a verdict, and nothing left behind. Talks to nobody else.
class Lab {
public:
    explicit Lab(LabOptions options) : m_options(std::move(options)) {}
    ~Lab();

    /// Blocks until all of it has ended again, on a thread that is not a window's; `progress` is called
    /// there. Ends within a second after a cancel.
    LabOutcome run(const base::CancelToken& cancel, const OnLabProgress& progress);

private:
    struct Parts;
    LabResult<void> prepare(Parts& parts, LabOutcome& outcome, const base::CancelToken& cancel);
    LabResult<void> prove(Parts& parts, LabOutcome& outcome, const base::CancelToken& cancel);
    void end(Parts& parts, LabOutcome& outcome);
    void tell(LabStep step, std::string text) const;

    const LabOptions m_options;
    OnLabProgress m_progress;
};

}  // namespace mirrorscope::lab
