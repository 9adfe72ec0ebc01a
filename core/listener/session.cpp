// SPDX-License-Identifier: Apache-2.0
#include "core/listener/session.h"

#include <boost/asio/write.hpp>
#include <utility>

#include "core/base/ip_network.h"

namespace mirrorscope::listener {
namespace {

using boost::asio::ip::tcp;
using boost::system::error_code;

/// After our last answer: long enough for the sender to read it before a reset could destroy it (RFC
/// 9112 9.6), whatever it sends meanwhile.
constexpr std::chrono::seconds kLingerTime{1};
/// Buffers above this are given back when a connection becomes idle.
constexpr std::size_t kIdleBuffer = 4096;

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

/// The sender said that this request is its last (RFC 9112 9.6); other ends are our decision.
bool endsByItself(const ReadMessage& message) {
    return message.status == 204 && message.request.form == traffic::RequestForm::Whole &&
           !message.request.flags.has(traffic::RequestFlag::TrailerForbidden);
}

bool isMalformed(traffic::RequestForm form) {
    return form == traffic::RequestForm::Malformed || form == traffic::RequestForm::NotHttp;
}

}  // namespace

/// Knows its connection while that lives; counts its outcome in any case.
class Session::SessionDelivery final : public traffic::Delivery {
public:
    SessionDelivery(std::weak_ptr<Session> session, std::shared_ptr<CounterBook> counters)
        : m_session(std::move(session)), m_counters(std::move(counters)) {}

    void answer() override {
        const bool stored = state() == State::Stored;
        if (stored) {
            m_counters->stored(isLate());
        } else {
            m_counters->refused();
        }
        if (const auto session = m_session.lock()) {
            session->guarded([&] { session->settled(*this, stored); });
        }
        m_session.reset();
    }

private:
    std::weak_ptr<Session> m_session;
    std::shared_ptr<CounterBook> m_counters;
};

Session::Session(tcp::socket socket, std::shared_ptr<SessionHost> host)
    : m_socket(std::move(socket)),
      m_host(std::move(host)),
      m_bodies(makeBodySender()),
      m_reader(m_host->limits, m_host->clock, &m_host->bodies, m_bodies.get()) {
    error_code failed;
    const auto peer = m_socket.remote_endpoint(failed);
    m_peerAddress = base::parseAddress(peer.address().to_string()).value_or(peer.address());
    m_peer = m_peerAddress.to_string();
    m_peerPort = peer.port();
    m_socket.set_option(tcp::no_delay(true), failed);
    m_socket.non_blocking(true, failed);
    m_lastSeen = m_host->clock.steady();
    m_host->counters->connectionOpened();
}

Session::~Session() {
    m_host->headsBeingRead -= m_headBytes;
    if (m_reader.hasMadeRow()) {
        m_host->counters->connectionClosed();
    } else {
        m_host->counters->connectionClosedEmpty(m_peerAddress, m_host->clock.wall());
    }
}

std::shared_ptr<BodySender> Session::makeBodySender() {
    return std::make_shared<BodySender>(
        m_host->sink, m_host->parts, m_host->clock,
        [this] {
            const auto self = shared_from_this();
            guarded([this] { goOn(); });
        },
        [this] { m_host->counters->incident(); });
}

/// Whatever goes wrong inside (no memory, a bug) ends this connection and is counted, never the process.
template <typename Work>
void Session::guarded(const Work& work) {
    try {
        work();
    } catch (const std::exception&) {
        m_host->counters->incident();
        close();
    }
}

void Session::start() {
    waitForBytes();
}

void Session::waitForBytes() {
    notePause();
    const bool full = !m_unread.empty() || m_isPaused || m_ready.size() > m_host->limits.unsentBytes;
    if (m_waiting || m_peerDone || full || m_state == State::Closed) {
        return;
    }
    m_waiting = true;
    m_socket.async_wait(tcp::socket::wait_read, [self = shared_from_this()](const error_code& failed) {
        self->m_waiting = false;
        if (!failed) {
            self->guarded([&] { self->readSome(); });
        }
    });
}

/// While its parts wait for the disk a connection is not read: TCP slows the sender. That time is ours, not
/// the sender's: see timeInBody().
void Session::notePause() {
    const bool pauses = m_state == State::Open && m_bodies->isFull();
    if (pauses == m_isPaused) {
        return;
    }
    const auto now = m_host->clock.steady();
    if (pauses) {
        m_pausedSince = now;
    } else {
        m_paused += now - m_pausedSince;
    }
    m_isPaused = pauses;
}

/// What the sender of the body being read had for sending it. No sender gains time by this: while the disk
/// stores, a pause is the disk's time; when it stalls, all bodies are given up within `patience` for each 32
/// of them (see PartGate), and one that was given up is not paused again.
base::SteadyTime::duration Session::timeInBody(base::SteadyTime now) const {
    const auto current = m_isPaused ? now - m_pausedSince : base::SteadyTime::duration{};
    return now - m_reader.headEndedAt() - m_paused - current;
}

void Session::readSome() {
    if (m_state == State::Closed) {
        return;
    }
    error_code failed;
    std::string& buffer = m_host->readBuffer;
    const std::size_t count = m_socket.read_some(boost::asio::buffer(buffer), failed);
    if (failed == boost::asio::error::would_block) {
        waitForBytes();
        return;
    }
    if (failed) {
        m_peerDone = true;
        ended(MessageReader::End::PeerClosed);
        return;
    }
    if (m_state != State::Open) {
        waitForBytes();
        return;
    }
    // Bytes behind the last message keep no connection open.
    if (m_reader.phase() != MessageReader::Phase::Closed) {
        m_lastSeen = m_host->clock.steady();
    }
    process(std::string_view(buffer).substr(0, count));
    goOn();
}

void Session::process(std::string_view bytes) {
    while (!bytes.empty() && m_answers.size() < m_host->limits.pipelined) {
        bytes.remove_prefix(m_reader.feed(bytes));
        if (auto message = m_reader.takeMessage()) {
            if (message->close) {
                message->request.trailing = bytes.substr(0, m_host->limits.trailingBytes);
                bytes = {};
                if (!message->request.trailing.empty() && endsByItself(*message)) {
                    message->request.flags.set(traffic::RequestFlag::BytesAfterClose);
                }
            }
            submit(std::move(*message));
        }
    }
    m_unread.assign(bytes);
    countHeads();
}

/// After anything happened: writes the answers that are ready, takes up what had to wait for them, ends or
/// waits.
void Session::goOn() {
    writeAnswers();
    while (m_state == State::Open && !m_unread.empty() && m_answers.size() < m_host->limits.pipelined) {
        process(std::exchange(m_unread, {}));
        writeAnswers();
    }
    endWhenDone();
    waitForBytes();
}

void Session::submit(ReadMessage message) {
    auto delivery = std::make_shared<SessionDelivery>(weak_from_this(), m_host->counters);
    delivery->request = std::move(message.request);
    delivery->request.listener = m_host->name;
    delivery->request.peer = m_peer;
    delivery->request.peerPort = m_peerPort;
    m_host->counters->arrived(isMalformed(delivery->request.form));
    if (!std::exchange(m_begun, true) && isMalformed(delivery->request.form)) {
        m_host->counters->connectionUnreadable(m_peerAddress, delivery->request.head, m_host->clock.wall());
    }
    const bool taken = !message.isGivenUp && offer(delivery);
    if (!taken) {
        countRefused();
        if (delivery->request.bodyParts != 0) {
            m_bodies->abandon(delivery->request.bodyParts);
        }
    }
    m_paused = {};
    const bool early = taken && m_host->acknowledge == Acknowledge::Enqueue;
    message.status = early && message.status == 204 ? 202 : message.status;
    m_answers.expect(message, taken ? delivery : nullptr, m_host->clock.steady());
    if (early) {
        m_answers.settle(*delivery, true);
    }
}

void Session::countRefused() {
    m_host->counters->refused();
    m_host->sink.refused(m_host->name);
}

/// A sink that fails refuses, so that what has arrived is counted once.
bool Session::offer(const std::shared_ptr<SessionDelivery>& delivery) {
    try {
        return m_host->sink.offer(delivery);
    } catch (const std::exception&) {
        m_host->counters->incident();
        return false;
    }
}

void Session::settled(const traffic::Delivery& delivery, bool stored) {
    if (m_state == State::Open) {
        m_answers.settle(delivery, stored);
        goOn();
    }
}

/// The peer is done or a deadline passed: what came of a message is kept.
void Session::ended(MessageReader::End end) {
    if (m_state != State::Open) {
        close();
        return;
    }
    if (auto message = m_reader.finish(end)) {
        submit(std::move(*message));
    }
    countHeads();
    m_endAfterAnswers = true;
    goOn();
}

/// Keeps the sum over all connections, heads that wait for their bodies included; refuses the head that
/// breaks the common limit.
void Session::countHeads() {
    const MessageReader::Phase phase = m_reader.phase();
    const bool isHead = phase == MessageReader::Phase::Head;
    const std::size_t now = isHead || phase == MessageReader::Phase::Body ? m_reader.headBytes() : 0;
    m_host->headsBeingRead += now;
    m_host->headsBeingRead -= m_headBytes;
    m_headBytes = now;
    if (isHead && m_host->headsBeingRead > m_host->limits.allHeadsBytes) {
        submit(std::move(*m_reader.refuseHead("All heads being read together are over their limit")));
        m_host->headsBeingRead -= std::exchange(m_headBytes, 0);
    }
}

void Session::writeAnswers() {
    if (m_state != State::Open) {
        return;
    }
    m_endAfterAnswers = m_answers.takeReady(m_ready) || m_endAfterAnswers;
    if (m_answers.isEmpty() && m_reader.takeContinue()) {
        m_ready += kContinue;
    }
    if (m_deaf) {
        m_ready.clear();
    }
    if (!m_writing.empty() || m_ready.empty()) {
        return;  // wrote() goes on
    }
    m_writing.swap(m_ready);
    boost::asio::async_write(m_socket, boost::asio::buffer(m_writing),
                             [self = shared_from_this()](const error_code& failed, std::size_t) {
                                 self->guarded([&] { self->wrote(failed); });
                             });
}

void Session::wrote(const error_code& failed) {
    m_writing.clear();
    if (m_state != State::Open) {
        return;
    }
    if (m_writing.capacity() > kIdleBuffer) {
        m_writing.shrink_to_fit();
    }
    if (failed) {
        m_deaf = true;  // what it sent before is still read
    } else {
        m_lastSeen = m_host->clock.steady();
    }
    goOn();
}

void Session::endWhenDone() {
    if (m_state != State::Open || !m_answers.isEmpty() || !m_unread.empty()) {
        return;
    }
    if (m_stopping && !m_endAfterAnswers) {
        m_endAfterAnswers = true;
        if (auto message = m_reader.finish(MessageReader::End::Stopped)) {
            submit(std::move(*message));
            writeAnswers();
        }
    }
    const bool allSaid = m_answers.isEmpty() && m_ready.empty() && m_writing.empty();
    if (m_endAfterAnswers && allSaid) {
        linger();
    }
}

void Session::linger() {
    if (m_peerDone || m_deaf || !m_reader.hasMadeRow()) {
        close();
        return;
    }
    m_state = State::Lingering;
    m_lingersUntil = m_host->clock.steady() + kLingerTime;
    error_code failed;
    m_socket.shutdown(tcp::socket::shutdown_send, failed);
}

void Session::stop() {
    guarded([&] {
        m_stopping = true;
        goOn();
    });
}

void Session::checkDeadlines(base::SteadyTime now) {
    guarded([&] { endWhatIsOver(now); });
}

void Session::endWhatIsOver(base::SteadyTime now) {
    const Limits& limits = m_host->limits;
    if (m_state == State::Lingering) {
        if (now > m_lingersUntil) {
            close();
        }
        return;
    }
    if (m_state == State::Closed) {
        return;
    }
    const bool bodyGivenUp = m_bodies->giveUp(now - limits.patience);
    if (m_answers.giveUp(now - limits.patience, [this] { countRefused(); }) || bodyGivenUp) {
        goOn();
    }
    if (m_state != State::Open) {
        return;
    }
    const MessageReader::Phase phase = m_reader.phase();
    if (phase == MessageReader::Phase::Head && now - m_reader.startedAt() > limits.headDeadline) {
        ended(MessageReader::End::HeadDeadline);
    } else if (phase == MessageReader::Phase::Body) {
        const auto time = timeInBody(now);
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time).count();
        const auto wanted = static_cast<std::uint64_t>(seconds) * limits.bodyBytesPerSecond;
        const bool tooSlow = time > limits.headDeadline && m_reader.bodyBytes() < wanted;
        if (time > limits.bodyDeadline || tooSlow) {
            ended(MessageReader::End::BodyDeadline);
        }
    } else if (phase != MessageReader::Phase::Head && m_answers.isEmpty() &&
               now - m_lastSeen > limits.idleTime) {
        close();  // also a sender that never takes its answers
    }
}

void Session::close() {
    m_state = State::Closed;
    error_code failed;
    m_socket.close(failed);
}

}  // namespace mirrorscope::listener
