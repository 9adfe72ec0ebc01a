// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <boost/system/result.hpp>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace mirrorscope::lab {

struct ChildOptions {
    std::filesystem::path program;         // a file, not searched for
    std::vector<std::string> arguments{};  // without the program's own name
    std::filesystem::path directory{};     // where it runs; empty: here
    /// NAME=VALUE. Nothing of our own is inherited: programs take settings from there (TRAEFIK_*, *_PROXY).
    std::vector<std::string> environment{};
    std::filesystem::path output{};  // both streams are appended to it; empty: they are kept in memory
};

/// A program that we started, with all that it starts itself. It gets no descriptor of ours, nothing to read,
/// and a process group of its own, so that Ctrl+C of a terminal reaches us alone. Ends when destroyed, and
/// when this process ends in whatever way: a guard process in that group, which shares nothing with us but a
/// pipe, kills the group when the pipe breaks. One owner, one thread, which must outlive it (PR_SET_PDEATHSIG
/// looks at the thread).
class ChildProcess {
public:
    /// The system's error when it cannot be started: no such file, not permitted, wrong format.
    static boost::system::result<std::unique_ptr<ChildProcess>, std::error_code> start(
        const ChildOptions& options);
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    pid_t id() const { return m_program; }
    bool hasEnded();
    /// "exit code 1", "signal 9"; empty while it runs.
    std::string endText();
    /// The exit code; unset while it runs and when a signal ended it.
    std::optional<int> exitCode();
    void signal(int number);
    /// SIGTERM, and SIGKILL for what is left of its group after that time.
    void stop(std::chrono::milliseconds within);
    /// SIGKILL to the group, at once.
    void kill();

    /// The last bytes that it printed, at most so many.
    std::string output(std::size_t most) const;

private:
    ChildProcess() = default;

    pid_t m_program = -1;
    pid_t m_guard = -1;  // names the group
    int m_life = -1;     // our end of the guard's pipe
    int m_output = -1;
    std::optional<int> m_end;  // as waitpid() gives it
};

}  // namespace mirrorscope::lab
