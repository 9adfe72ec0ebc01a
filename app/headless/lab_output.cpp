// SPDX-License-Identifier: Apache-2.0
#include "app/headless/lab_output.h"

#include <unistd.h>

#include <cstdio>
#include <sstream>

#include "app/headless/command.h"
#include "app/headless/terminal.h"
#include "core/base/byte_text.h"

namespace mirrorscope::headless {
namespace {

int exitCodeOf(lab::LabFailure::Kind kind) {
    using Kind = lab::LabFailure::Kind;
    switch (kind) {
        case Kind::Usage:
            return kUsage;
        case Kind::NotShown:
            return kCheckFailed;
        case Kind::Cancelled:
            return kInterrupted;
        default:
            return kCannotAccess;
    }
}

void line(const std::string& text) {
    std::fprintf(stderr, "mirrorscope-cli: %s\n", base::shownText(text, kTerminalLine).c_str());
}

}  // namespace

void writeLog(const std::string& title, const std::string& log) {
    if (log.empty()) {
        return;
    }
    std::fprintf(stderr, "\n%s\n", title.c_str());
    std::istringstream in(log);
    for (std::string text; std::getline(in, text);) {
        std::fprintf(stderr, "  %s\n", base::shownText(text, kTerminalLine).c_str());
    }
}

int report(const lab::LabFailure& failure) {
    if (failure.kind == lab::LabFailure::Kind::Cancelled) {
        line("stopped; nothing is proven, and nothing is left");
    } else {
        line(failure.what + ". " + failure.todo);
        writeLog("It printed", failure.log);
    }
    return exitCodeOf(failure.kind);
}

LabProgressView::LabProgressView(std::string form)
    : m_form(std::move(form)), m_isTerminal(isatty(STDERR_FILENO) != 0) {}

void LabProgressView::show(const lab::LabProgress& progress) {
    using lab::LabStep;
    const bool isCount = progress.step == LabStep::Proof;
    if (isCount && m_isTerminal) {
        m_isCounting = true;
        std::fprintf(stderr, "\rsent %zu of %zu, arrived %zu ", progress.run.sent, progress.run.all,
                     progress.run.arrived);
    }
    if (isCount) {
        return;
    }
    if (m_isCounting) {
        std::fputs("\n", stderr);
        m_isCounting = false;
    }
    switch (progress.step) {
        case LabStep::Program:
            line(progress.text + ", " + m_form + " form");
            break;
        case LabStep::Directory:
            line("in " + progress.text);
            break;
        case LabStep::Origin:
            line("origin on " + progress.text);
            break;
        case LabStep::Recorder:
            line("recorder on " + progress.text);
            break;
        case LabStep::Proxy:
            line("proxy at " + progress.text);
            break;
        default:
            break;
    }
}

void writeKept(const lab::LabOutcome& outcome) {
    if (!outcome.directory.empty()) {
        line("kept: " + outcome.directory.string() + ", with the configuration" +
             (outcome.configuration.empty() ? std::string()
                                            : " (" + outcome.configuration.filename().string() + ")") +
             " and the log of the proxy (proxy.log); remove it when you are done");
    }
    if (!outcome.session.empty()) {
        const std::string session = base::shownText(outcome.session.string(), kTerminalLine);
        std::fprintf(stderr,
                     "mirrorscope-cli: look at what arrived: mirrorscope --view %s\n"
                     "mirrorscope-cli: or: mirrorscope-cli requests --session %s\n",
                     session.c_str(), session.c_str());
    }
}

}  // namespace mirrorscope::headless
