// SPDX-License-Identifier: Apache-2.0
#include "core/probe/probe_sender.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <optional>
#include <utility>

#include "core/probe/connection.h"
#include "core/probe/name_resolution.h"

namespace mirrorscope::probe {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using namespace std::chrono_literals;
using Deadline = std::chrono::steady_clock::time_point;

/// How often a cancel is looked for.
constexpr auto kLook = 20ms;
/// How long a client waits for 100 before it sends its body anyway (RFC 9110 10.1.1 leaves it open; curl: 1
/// s).
constexpr auto kContinueTime = 1s;
/// An answer that begins before all was written usually says why no more is wanted.
constexpr auto kEarlyAnswerTime = 1s;
/// Of answers: a larger one costs the connection, not memory.
constexpr std::uint64_t kMostAnswerBytes = 1U << 20U;

/// The outcome of an operation that runs; shared with its handler, which may be later than who waits.
struct Operation {
    std::optional<error_code> result;
    bool isDone() const { return result.has_value(); }
    bool isGood() const { return isDone() && !result->failed(); }
};

class HttpSender final : public ProbeSender {
public:
    HttpSender(SenderOptions options, std::unique_ptr<asio::ssl::context> tls, const base::Clock& clock)
        : m_options(std::move(options)), m_tls(std::move(tls)), m_clock(clock) {}
    ~HttpSender() override { disconnect(); }

    SendOutcome send(const ProbeRequest& request, const base::CancelToken& cancel) override;
    void disconnect() override;

private:
    struct Exchange;

    bool connect(SendOutcome& outcome, const base::CancelToken& cancel);
    void exchange(const ProbeRequest& request, SendOutcome& outcome, const base::CancelToken& cancel);
    /// The body waits for 100, or for the time after which one sends anyway.
    void awaitContinue(Exchange& at, const base::CancelToken& cancel);
    void awaitHeader(Exchange& at, const base::CancelToken& cancel);
    bool readRest(Exchange& at, const base::CancelToken& cancel);
    std::shared_ptr<Operation> begin(const std::function<void(OnDone)>& start);
    void beginHeader(Exchange& at);
    void beginWrite(Exchange& at, std::string_view bytes, bool isLast);
    /// Runs handlers until `isOver`, a cancel or the deadline.
    template <typename IsOver>
    void runUntil(const IsOver& isOver, Deadline deadline, const base::CancelToken& cancel);

    const SenderOptions m_options;
    const std::unique_ptr<asio::ssl::context> m_tls;
    const base::Clock& m_clock;
    asio::io_context m_io{1};
    std::vector<asio::ip::tcp::endpoint> m_endpoints;  // once resolved
    std::unique_ptr<Connection> m_connection;
};

/// One request and its answer under way.
struct HttpSender::Exchange {
    const ProbeRequest& request;
    SendOutcome& outcome;
    Deadline deadline;
    boost::beast::flat_buffer buffer{};
    std::optional<ResponseParser> parser{};
    std::shared_ptr<Operation> writing{};
    std::shared_ptr<Operation> reading{};
    bool isAllWritten = false;

    bool isInformational() const {
        return reading->isGood() && parser->get().result_int() < 200 && parser->get().result_int() != 101;
    }
};

template <typename IsOver>
void HttpSender::runUntil(const IsOver& isOver, Deadline deadline, const base::CancelToken& cancel) {
    while (!isOver() && !cancel.isCancelled() && std::chrono::steady_clock::now() < deadline) {
        m_io.restart();
        m_io.run_one_for(kLook);
    }
}

std::shared_ptr<Operation> HttpSender::begin(const std::function<void(OnDone)>& start) {
    auto operation = std::make_shared<Operation>();
    start([operation](error_code failed) { operation->result = failed; });
    return operation;
}

void HttpSender::disconnect() {
    if (m_connection) {
        m_connection->close();
        // What runs ends now, before the buffers that it was given go.
        m_io.restart();
        m_io.run();
        m_connection.reset();
    }
}

bool HttpSender::connect(SendOutcome& outcome, const base::CancelToken& cancel) {
    if (m_connection && m_connection->isIdle()) {
        return true;
    }
    disconnect();
    outcome.isCold = true;
    if (m_endpoints.empty()) {
        auto found = resolve(m_options.url.host, m_options.url.port, m_options.connectTime, cancel);
        m_endpoints = std::move(found.endpoints);
        outcome.problem = std::move(found.problem);
    }
    for (const auto& endpoint : m_endpoints) {
        m_connection = m_tls ? tlsConnection(m_io, *m_tls, m_options.url.host) : plainConnection(m_io);
        const auto connecting = begin([&](OnDone done) { m_connection->connect(endpoint, std::move(done)); });
        runUntil([&] { return connecting->isDone(); },
                 std::chrono::steady_clock::now() + m_options.connectTime, cancel);
        if (connecting->isGood()) {
            return true;
        }
        outcome.problem = connecting->isDone() ? connecting->result->message() : "no connection in time";
        disconnect();
        if (cancel.isCancelled()) {
            break;
        }
    }
    return false;
}

SendOutcome HttpSender::send(const ProbeRequest& request, const base::CancelToken& cancel) {
    SendOutcome outcome;
    if (!cancel.isCancelled() && connect(outcome, cancel)) {
        outcome.problem.clear();
        exchange(request, outcome, cancel);
    }
    if (cancel.isCancelled()) {
        outcome.state = SendOutcome::State::Cancelled;
        disconnect();
    }
    return outcome;
}

void HttpSender::beginHeader(Exchange& at) {
    at.parser.emplace();
    at.parser->body_limit(kMostAnswerBytes);
    at.parser->skip(at.request.isHead);
    at.reading =
        begin([&](OnDone done) { m_connection->readHeader(at.buffer, *at.parser, std::move(done)); });
}

void HttpSender::beginWrite(Exchange& at, std::string_view bytes, bool isLast) {
    at.writing = begin([&](OnDone done) {
        m_connection->write(bytes, [&at, isLast, this, done = std::move(done)](error_code failed) {
            if (!failed && isLast) {
                at.isAllWritten = true;
                at.outcome.finished = m_clock.wall();
                at.outcome.finishedAt = m_clock.steady();
            }
            done(failed);
        });
    });
}

void HttpSender::awaitContinue(Exchange& at, const base::CancelToken& cancel) {
    const auto patience = std::min(at.deadline, std::chrono::steady_clock::now() + kContinueTime);
    runUntil([&] { return at.reading->isDone(); }, patience, cancel);
    if (at.reading->isDone() && !at.isInformational()) {
        return;  // a final answer: nobody wants the body
    }
    runUntil([&] { return at.writing->isDone(); }, at.deadline, cancel);
    if (at.writing->isGood()) {
        beginWrite(at, at.request.framedBody, true);
    }
}

void HttpSender::awaitHeader(Exchange& at, const base::CancelToken& cancel) {
    auto deadline = at.deadline;
    while (true) {
        bool hasFailed = false;
        runUntil(
            [&] {
                hasFailed = at.writing->isDone() && !at.writing->isGood();
                return at.reading->isDone() || hasFailed;
            },
            deadline, cancel);
        if (hasFailed && !at.reading->isDone()) {
            deadline = std::min(at.deadline, std::chrono::steady_clock::now() + kEarlyAnswerTime);
            runUntil([&] { return at.reading->isDone(); }, deadline, cancel);
        }
        if (!at.isInformational()) {
            return;
        }
        beginHeader(at);
    }
}

bool HttpSender::readRest(Exchange& at, const base::CancelToken& cancel) {
    const auto rest =
        begin([&](OnDone done) { m_connection->readRest(at.buffer, *at.parser, std::move(done)); });
    runUntil([&] { return rest->isDone(); }, at.deadline, cancel);
    return rest->isGood();
}

void HttpSender::exchange(const ProbeRequest& request, SendOutcome& outcome,
                          const base::CancelToken& cancel) {
    const std::string whole = request.expectsContinue ? request.head : request.head + request.framedBody;
    Exchange at{request, outcome, std::chrono::steady_clock::now() + m_options.answerTime};
    outcome.state = SendOutcome::State::NoAnswer;
    outcome.begun = outcome.finished = m_clock.wall();
    outcome.finishedAt = m_clock.steady();
    beginHeader(at);
    beginWrite(at, whole, !request.expectsContinue);
    if (request.expectsContinue) {
        awaitContinue(at, cancel);
    }
    awaitHeader(at, cancel);
    bool isReusable = false;
    if (at.reading->isGood()) {
        outcome.state = SendOutcome::State::Answered;
        outcome.status = at.parser->get().result_int();
        if (!at.isAllWritten) {
            outcome.finished = m_clock.wall();
            outcome.finishedAt = m_clock.steady();
        }
        isReusable = readRest(at, cancel) && at.isAllWritten && at.parser->get().keep_alive();
    } else {
        outcome.problem = at.reading->isDone() ? at.reading->result->message() : "no answer in time";
    }
    if (!isReusable) {
        disconnect();
    }
}

}  // namespace

base::Result<std::unique_ptr<ProbeSender>> makeSender(SenderOptions options, const base::Clock& clock) {
    std::unique_ptr<asio::ssl::context> tls;
    if (options.url.isTls) {
        tls = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_client);
        error_code failed;
        if (options.caFile.empty()) {
            tls->set_default_verify_paths(failed);
        } else {
            tls->load_verify_file(options.caFile, failed);
        }
        if (failed) {
            return base::Error{base::ErrorCode::TextUnreadable, {options.caFile, failed.message()}};
        }
    }
    return std::unique_ptr<ProbeSender>(
        std::make_unique<HttpSender>(std::move(options), std::move(tls), clock));
}

}  // namespace mirrorscope::probe
