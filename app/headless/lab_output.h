// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/lab/lab.h"
#include "core/lab/lab_failure.h"

namespace mirrorscope::headless {

/// What went wrong, what to do, and what the proxy printed, on stderr; returns the exit code.
int report(const lab::LabFailure& failure);

/// Steps of a lab on stderr: lines, and numbers that move where it is a terminal.
class LabProgressView {
public:
    explicit LabProgressView(std::string form);
    void show(const lab::LabProgress& progress);

private:
    const std::string m_form;
    const bool m_isTerminal;
    bool m_isCounting = false;
};

/// Where what stays is, and how to look at it, on stderr.
void writeKept(const lab::LabOutcome& outcome);
/// The last lines of the proxy's log, on stderr; nothing when it printed none.
void writeLog(const std::string& title, const std::string& log);

}  // namespace mirrorscope::headless
