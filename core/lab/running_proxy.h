// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/lab/child_process.h"
#include "core/lab/echo_origin.h"
#include "core/lab/lab_failure.h"
#include "core/lab/proxy_setup.h"

namespace mirrorscope::lab {

/// A port of 127.0.0.1 that nobody listens on at the moment; 0: there is none.
std::uint16_t freePort();

/// What programs of the lab find in their environment: where to search, and the directory as their home.
std::vector<std::string> labEnvironment(const std::filesystem::path& directory);

/// Text as it is in a file. OutputFailed.
base::Result<void> writeFile(const std::filesystem::path& file, const std::string& text);

/// A proxy on 127.0.0.1 that hands requests to the origin. Stopped when destroyed. One owner, one thread.
class RunningProxy {
public:
    /// Writes the configuration into `directory`, which must exist, starts the program there and returns when
    /// a request came through it to the origin. `request.proxy` is chosen here; when somebody else was
    /// quicker at that port, once more. NotStarted with the program's last words; Usage; NoAccess; Cancelled.
    static LabResult<std::unique_ptr<RunningProxy>> start(SetupRequest request,
                                                          const std::filesystem::path& directory,
                                                          const EchoOrigin& origin,
                                                          const base::CancelToken& cancel);

    const ProxySetup& setup() const { return m_setup; }
    std::uint16_t port() const { return m_port; }
    std::string url() const { return "http://" + onLoopback(m_port) + m_setup.path; }
    std::filesystem::path configuration() const { return m_directory / m_setup.files.front().name; }
    std::filesystem::path log() const;
    /// The last lines of it, at most so many.
    std::string lastWords(std::size_t lines) const;
    /// nginx reads its configuration again, while requests go on.
    void reload();
    bool hasEnded() { return m_child->hasEnded(); }
    void stop();

private:
    RunningProxy() = default;
    LabResult<void> tryOnce(const SetupRequest& request, const EchoOrigin& origin,
                            const base::CancelToken& cancel);
    LabResult<void> waitUntilItAnswers(const SetupRequest& request, const EchoOrigin& origin,
                                       const base::CancelToken& cancel);

    std::filesystem::path m_directory;
    ProxySetup m_setup;
    std::uint16_t m_port = 0;
    std::unique_ptr<ChildProcess> m_child;
};

}  // namespace mirrorscope::lab
