// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/lab/proxy_program.h"
#include "core/probe/probe_kind.h"
#include "core/snippets/snippet_catalogue.h"

namespace mirrorscope::lab {

/// What a lab is to try. Plain value.
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

/// Options that the lab gives itself, in either direction: whoever gives one is told so.
bool isLabsOwnOption(std::string_view option);

}  // namespace mirrorscope::lab
