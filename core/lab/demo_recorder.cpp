// SPDX-License-Identifier: Apache-2.0
#include "core/lab/demo_recorder.h"

#include <chrono>
#include <thread>
#include <utility>

#include "core/lab/running_proxy.h"
#include "core/storage/own_sessions.h"

namespace mirrorscope::lab {
namespace {

using namespace std::chrono_literals;

constexpr auto kLook = 50ms;
/// Loading the rules takes about a second, on a busy machine many.
constexpr auto kStartTime = 90s;
constexpr auto kStopTime = 20s;
constexpr std::size_t kShownLog = 4096;
/// A line a request: senders may be quicker than we look.
constexpr std::size_t kMostLog = 16U << 20U;

}  // namespace

DemoRecorder::DemoRecorder(std::filesystem::path program, std::filesystem::path session,
                           std::filesystem::path directory, bool isTemporary)
    : m_program(std::move(program)),
      m_session(std::move(session)),
      m_directory(std::move(directory)),
      m_isTemporary(isTemporary) {
    for (std::uint16_t& port : m_ports) {
        port = freePort();
    }
}

LabFailure DemoRecorder::notStarted(const std::string& how) const {
    return {LabFailure::Kind::NotStarted, "The recorder " + how,
            "Try what it says with: mirrorscope-cli listen --session FILE.",
            m_child ? m_child->output(kShownLog) : std::string()};
}

LabResult<void> DemoRecorder::start(const base::CancelToken& cancel) {
    auto environment = labEnvironment(m_directory);
    if (!m_isTemporary) {
        const auto state = storage::ownSessionsDirectory().parent_path().parent_path();
        environment.push_back("XDG_STATE_HOME=" + state.string());
    }
    const ChildOptions options{
        m_program,
        {"listen", "--listen", "shop=" + onLoopback(m_ports[0]), "--listen", "edge=" + onLoopback(m_ports[1]),
         "--session", m_session.string(), "--trust", "127.0.0.1", "--set", "limits.patience=5s", "--json"},
        m_directory,
        std::move(environment),
        {}};
    auto child = ChildProcess::start(options);
    if (!child) {
        return notStarted("cannot be started: " + child.error().message());
    }
    m_child = std::move(*child);
    const auto end = std::chrono::steady_clock::now() + kStartTime;
    // Its first line says that it listens.
    while (m_child->output(kMostLog).find("\"listening\"") == std::string::npos) {
        if (cancel.isCancelled()) {
            return failureOf({base::ErrorCode::Cancelled, {}});
        }
        if (m_child->hasEnded()) {
            return notStarted("ended with " + m_child->endText());
        }
        if (std::chrono::steady_clock::now() > end) {
            return notStarted("does not listen");
        }
        std::this_thread::sleep_for(kLook);
    }
    return {};
}

void DemoRecorder::stop() {
    if (m_child) {
        m_child->stop(kStopTime);
        m_child.reset();
    }
}

}  // namespace mirrorscope::lab
