// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <string>

#include "core/base/clock.h"
#include "core/listener/answer_queue.h"
#include "core/listener/body_sender.h"
#include "core/listener/counter_book.h"
#include "core/listener/message_reader.h"

namespace mirrorscope::listener {

/// What the sessions of one listener share. I/O thread only, but for the counters and the sink.
struct SessionHost {
    std::string name;
    Limits limits;
    Acknowledge acknowledge;
    traffic::RequestSink& sink;
    const base::Clock& clock;
    std::shared_ptr<CounterBook> counters;
    std::string readBuffer;          // one for all: a read is taken apart before the next begins
    BodyBudget bodies;               // of the kept parts being read
    std::size_t headsBeingRead = 0;  // bytes
    std::shared_ptr<PartGate> parts = std::make_shared<PartGate>();
};

/// One connection of a proxy: reads, hands messages to the sink, answers in order, minds the deadlines. Lives
/// on the listener's I/O thread.
class Session : public std::enable_shared_from_this<Session> {
public:
    Session(boost::asio::ip::tcp::socket socket, std::shared_ptr<SessionHost> host);
    ~Session();

    void start();
    /// Closes as soon as nothing waits for an answer; what is being read becomes a row as far as it came.
    void stop();
    /// Looks at every deadline; called some hundred times a second by the listener.
    void checkDeadlines(base::SteadyTime now);
    bool isClosed() const { return m_state == State::Closed; }

private:
    class SessionDelivery;
    enum class State { Open, Lingering, Closed };

    template <typename Work>
    void guarded(const Work& work);
    void endWhatIsOver(base::SteadyTime now);
    std::shared_ptr<BodySender> makeBodySender();
    void waitForBytes();
    void notePause();
    base::SteadyTime::duration timeInBody(base::SteadyTime now) const;
    void readSome();
    void process(std::string_view bytes);
    void goOn();
    void submit(ReadMessage message);
    bool offer(const std::shared_ptr<SessionDelivery>& delivery);
    void countRefused();
    void settled(const traffic::Delivery& delivery, bool stored);
    void ended(MessageReader::End end);
    void countHeads();
    void writeAnswers();
    void endWhenDone();
    void wrote(const boost::system::error_code& failed);
    void linger();
    void close();

    boost::asio::ip::tcp::socket m_socket;
    std::shared_ptr<SessionHost> m_host;
    base::IpAddress m_peerAddress;
    std::string m_peer;  // its text
    std::uint16_t m_peerPort = 0;
    std::shared_ptr<BodySender> m_bodies;  // outlives the reader, which drops what it holds
    MessageReader m_reader;
    AnswerQueue m_answers;
    State m_state = State::Open;
    std::string m_unread;   // bytes beyond the requests that may wait at once
    std::string m_writing;  // on its way
    std::string m_ready;    // next
    std::size_t m_headBytes = 0;
    base::SteadyTime m_lastSeen{};
    base::SteadyTime m_lingersUntil{};
    base::SteadyTime m_pausedSince{};
    base::SteadyTime::duration m_paused{};  // of the body being read, ended pauses
    bool m_isPaused = false;                // for the disk
    bool m_waiting = false;
    bool m_peerDone = false;
    bool m_deaf = false;  // the peer takes no more answers
    bool m_endAfterAnswers = false;
    bool m_stopping = false;
    bool m_begun = false;  // its first message came
};

}  // namespace mirrorscope::listener
