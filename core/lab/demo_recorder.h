// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "core/base/cancel_token.h"
#include "core/lab/child_process.h"
#include "core/lab/lab_failure.h"

namespace mirrorscope::lab {

/// `mirrorscope-cli listen` as a process of its own, with the rules: it can be killed and started again on
/// the same ports. A listener for each proxy, so that each has its name. One owner, one thread.
class DemoRecorder {
public:
    /// `directory`: of the lab, where it finds no settings of the user. `isTemporary`: the session goes with
    /// it, so that nobody needs to know it as one of this user's.
    DemoRecorder(std::filesystem::path program, std::filesystem::path session,
                 std::filesystem::path directory, bool isTemporary);

    /// Blocks until it listens, which is when its rules are loaded. NotStarted, Cancelled.
    LabResult<void> start(const base::CancelToken& cancel);
    /// SIGKILL: it notices nothing.
    void kill() { m_child.reset(); }
    /// As Ctrl+C does: what came is stored.
    void stop();

    std::uint16_t firstPort() const { return m_ports[0]; }
    std::uint16_t secondPort() const { return m_ports[1]; }
    const std::filesystem::path& session() const { return m_session; }
    pid_t id() const { return m_child ? m_child->id() : 0; }

private:
    LabFailure notStarted(const std::string& how) const;

    const std::filesystem::path m_program;
    const std::filesystem::path m_session;
    const std::filesystem::path m_directory;
    const bool m_isTemporary;
    std::uint16_t m_ports[2] = {0, 0};
    std::unique_ptr<ChildProcess> m_child;
};

}  // namespace mirrorscope::lab
