// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "core/base/cancel_token.h"
#include "core/lab/lab_failure.h"

namespace mirrorscope::lab {

struct DemoOptions {
    std::filesystem::path recorder;        // mirrorscope-cli: it is killed, so it cannot be this process
    std::filesystem::path session;         // empty: it goes with the lab
    std::string nginx;                     // a file or a name; empty: on PATH
    std::string envoy;                     // likewise; where there is none, a second nginx takes its place
    std::chrono::milliseconds pace{5000};  // behind each line that is said
};

/// A line of the demonstration. Texts may hold bytes of strangers: show them by base::shownText.
struct DemoLine {
    enum class Kind : std::uint8_t {
        Chapter,  // a title
        Said,     // what is going on
        Shown,    // what was measured and checked
        Before,   // a configuration line as it is
        After     // the line instead
    };
    Kind kind = Kind::Said;
    std::string text;
};
using OnDemoLine = std::function<void(const DemoLine&)>;

/// Five chapters for an audience, each checked by itself: a fault of a real nginx found and put right, a
/// second proxy, an attack wave, a recorder that is killed in the middle of traffic. Everything is on
/// 127.0.0.1, and nothing stays but the session that was asked for. Blocks, on a thread that is not a
/// window's; `tell` is called there. Unset when everything was shown, else the first thing that was not
/// (NotShown) and why.
std::optional<LabFailure> runDemo(const DemoOptions& options, const base::CancelToken& cancel,
                                  const OnDemoLine& tell);

}  // namespace mirrorscope::lab
