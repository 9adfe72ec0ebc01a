// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <cstdint>

namespace mirrorscope::ui::requests {

/// How far a search through the stored rows has come; what the count bar tells.
struct SearchState {
    enum class Phase : std::uint8_t {
        None,  // no filter
        Running,
        Finished,
        Cancelled,  // the user may continue
        Full,       // kMaxFound rows were found: narrow the filter
        Failed,     // see `error`
    };
    Phase phase = Phase::None;
    std::uint64_t found = 0;
    std::uint64_t searched = 0;
    std::uint64_t total = 0;
    std::uint64_t gaveUp = 0;  // regular expressions that met a limit: the answer is partial
    QString error;             // plain text
};

}  // namespace mirrorscope::ui::requests
