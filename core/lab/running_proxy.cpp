// SPDX-License-Identifier: Apache-2.0
#include "core/lab/running_proxy.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <thread>
#include <utility>

#include "core/base/clock.h"
#include "core/probe/probe_sender.h"

namespace mirrorscope::lab {
namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

constexpr auto kLook = 50ms;
/// Envoy is a large program: on a busy machine its first start takes seconds.
constexpr auto kStartTime = 60s;
constexpr auto kAnswerTime = 5s;
constexpr auto kStopTime = 3s;
constexpr int kTries = 3;
constexpr std::size_t kMostLog = 64U << 10U;
constexpr std::size_t kShownLines = 12;
constexpr std::string_view kLogName = "proxy.log";

std::string lastLines(std::string text, std::size_t lines) {
    while (text.ends_with('\n')) {
        text.pop_back();
    }
    auto from = text.size();
    for (std::size_t i = 0; i < lines && from != text.npos && from > 0; ++i) {
        from = text.rfind('\n', from - 1);
    }
    return from == text.npos || from == 0 ? text : text.substr(from + 1);
}

bool isPortTaken(const std::string& log) {
    return log.find("ddress already in use") != log.npos;
}

LabFailure notStarted(const ProxyProgram& program, const std::string& how, std::string log) {
    return {LabFailure::Kind::NotStarted, program.text() + " " + how,
            log.empty() ? "It printed nothing; --keep leaves its configuration to be looked at."
                        : "Its last words are below; --keep leaves its configuration to be looked at.",
            std::move(log)};
}

probe::ProbeRequest greeting(const probe::ProbeUrl& url) {
    probe::ProbeRequest request;
    request.head = "GET " + url.path + " HTTP/1.1\r\nHost: " + url.authority() +
                   "\r\nUser-Agent: mirrorscope-lab\r\nAccept: */*\r\n\r\n";
    return request;
}

}  // namespace

std::uint16_t freePort() {
    using boost::asio::ip::tcp;
    boost::asio::io_context io;
    tcp::acceptor acceptor(io);
    boost::system::error_code failed;
    acceptor.open(tcp::v4(), failed);
    acceptor.bind({boost::asio::ip::address_v4::loopback(), 0}, failed);
    const auto place = acceptor.local_endpoint(failed);
    return failed ? 0 : place.port();
}

std::vector<std::string> labEnvironment(const std::filesystem::path& directory) {
    std::vector<std::string> out{"PATH=" + usualSearchPath(), "HOME=" + directory.string(),
                                 "TMPDIR=" + directory.string(), "LANG=C.UTF-8"};
    if (const char* libraries = std::getenv("LD_LIBRARY_PATH")) {
        out.push_back("LD_LIBRARY_PATH=" + std::string(libraries));
    }
    return out;
}

base::Result<void> writeFile(const std::filesystem::path& file, const std::string& text) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    if (!out) {
        return base::Error{base::ErrorCode::OutputFailed, {file.string(), std::strerror(errno)}};
    }
    return {};
}

LabResult<std::unique_ptr<RunningProxy>> RunningProxy::start(SetupRequest request,
                                                             const std::filesystem::path& directory,
                                                             const EchoOrigin& origin,
                                                             const base::CancelToken& cancel) {
    std::unique_ptr<RunningProxy> proxy(new RunningProxy);
    proxy->m_directory = directory;
    for (int attempt = 1;; ++attempt) {
        request.proxy = freePort();
        auto started = proxy->tryOnce(request, origin, cancel);
        if (started) {
            return proxy;
        }
        if (attempt == kTries || !isPortTaken(started.error().log)) {
            return started.error();
        }
    }
}

LabResult<void> RunningProxy::tryOnce(const SetupRequest& request, const EchoOrigin& origin,
                                      const base::CancelToken& cancel) {
    auto setup = makeSetup(request);
    if (!setup) {
        return failureOf(setup.error());
    }
    m_setup = std::move(*setup);
    m_port = request.proxy;
    for (const SetupFile& file : m_setup.files) {
        if (auto written = writeFile(m_directory / file.name, file.text); !written) {
            return failureOf(written.error());
        }
    }
    std::error_code failed;
    std::filesystem::remove(log(), failed);
    auto child = ChildProcess::start(
        {request.program.file, m_setup.arguments, m_directory, labEnvironment(m_directory), log()});
    if (!child) {
        return notStarted(request.program, "cannot be started: " + child.error().message(), {});
    }
    m_child = std::move(*child);
    return waitUntilItAnswers(request, origin, cancel);
}

LabResult<void> RunningProxy::waitUntilItAnswers(const SetupRequest& request, const EchoOrigin& origin,
                                                 const base::CancelToken& cancel) {
    const base::SystemClock clock;
    const auto place = probe::ProbeUrl::parse(url());
    if (!place) {
        return failureOf(place.error());
    }
    auto sender = probe::makeSender({*place, {}, kAnswerTime, kAnswerTime}, clock);
    if (!sender) {
        return failureOf(sender.error());
    }
    const auto end = Steady::now() + kStartTime;
    int status = 0;
    while (Steady::now() < end) {
        if (cancel.isCancelled()) {
            return failureOf({base::ErrorCode::Cancelled, {}});
        }
        if (m_child->hasEnded()) {
            return notStarted(request.program, "ended with " + m_child->endText(), lastWords(kShownLines));
        }
        // Somebody else's server at that port reaches no origin of ours.
        const auto before = origin.requests();
        const auto outcome = (*sender)->send(greeting(*place), cancel);
        if (outcome.status == 200 && origin.requests() > before) {
            return {};
        }
        status = outcome.status;
        (*sender)->disconnect();
        std::this_thread::sleep_for(kLook);
    }
    return notStarted(request.program,
                      status == 0 ? "does not answer at " + onLoopback(m_port)
                                  : "answers " + std::to_string(status) + " and not what the origin says",
                      lastWords(kShownLines));
}

std::filesystem::path RunningProxy::log() const {
    return m_directory / kLogName;
}

std::string RunningProxy::lastWords(std::size_t lines) const {
    return m_child ? lastLines(m_child->output(kMostLog), lines) : std::string();
}

void RunningProxy::reload() {
    m_child->signal(SIGHUP);
}

void RunningProxy::stop() {
    if (m_child) {
        m_child->stop(kStopTime);
    }
}

}  // namespace mirrorscope::lab
