// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/clock.h"
#include "core/listener/body_collector.h"
#include "core/listener/chunk_decoder.h"
#include "core/listener/framing.h"
#include "core/listener/head_framer.h"
#include "core/listener/limits.h"
#include "core/listener/request_parser.h"
#include "core/traffic/mirrored_request.h"

namespace mirrorscope::listener {

/// A message that makes a row, and how its sender is answered once the row is stored.
struct ReadMessage {
    traffic::MirroredRequest request;  // listener and peer are the session's to fill
    int status = 204;                  // 0: close without an answer (another protocol)
    bool close = false;                // nothing after it is read
    bool keepAlive10 = false;          // the answer says keep-alive
    bool isGivenUp = false;            // parts of its body were not stored: refused
};

/// Turns the bytes of one connection into messages, without a socket: any cut of the same bytes gives the
/// same messages. Never throws on account of the bytes. One owner, one thread.
class MessageReader {
public:
    enum class Phase { Idle, Head, Body, Closed };
    enum class End { PeerClosed, HeadDeadline, BodyDeadline, Stopped };

    /// `bodies` may be null, `parts` too (whole bodies stay in memory); all outlive the reader.
    MessageReader(const Limits& limits, const base::Clock& clock, BodyBudget* bodies = nullptr,
                  PartSink* parts = nullptr);

    /// Takes bytes from the front, at most up to the end of one message. Ask takeMessage() after each call;
    /// bytes that were not taken are fed again. After a message that closes, everything is taken as trailing
    /// bytes of nothing.
    std::size_t feed(std::string_view bytes);
    std::optional<ReadMessage> takeMessage();

    /// The connection ends or a deadline passed: what came of a message becomes a row. Nothing when there was
    /// nothing.
    std::optional<ReadMessage> finish(End end);

    /// Refuses the head being read because all heads together take too much; phase Head only.
    std::optional<ReadMessage> refuseHead(std::string_view reason);

    /// True once a message is expected to go on only after "100 Continue"; asking resets it.
    bool takeContinue();

    Phase phase() const { return m_phase; }
    /// Of the message being read.
    base::SteadyTime startedAt() const { return m_startedAt; }
    base::SteadyTime headEndedAt() const { return m_headEndedAt; }
    std::uint64_t bodyBytes() const { return m_body.length(); }
    /// Bytes of heads held in memory by this connection.
    std::size_t headBytes() const { return m_head.size(); }
    bool hasMadeRow() const { return m_messages > 0; }

private:
    std::size_t feedHead(std::string_view bytes);
    std::size_t feedBody(std::string_view bytes);
    std::size_t feedChunks(std::string_view bytes);
    void begin();
    void checkLine();
    void endHead();
    void endMessage();
    void refuse(const Violation& violation, traffic::FlagSet flags = {});
    void deliver(traffic::RequestForm form, int status, bool close);
    void noteLine(std::string_view line);

    const Limits* m_limits;
    const base::Clock* m_clock;
    Phase m_phase = Phase::Idle;
    std::size_t m_messages = 0;
    base::WallTime m_receivedAt{};
    base::SteadyTime m_startedAt{};
    base::SteadyTime m_headEndedAt{};

    HeadFramer m_framer;
    std::string m_head;
    ParsedHead m_parsed;
    Framing m_framing;
    std::optional<ChunkDecoder> m_chunks;
    BodyCollector m_body;
    std::uint64_t m_bodyWire = 0;  // body bytes as sent, chunk lines included
    bool m_continueWanted = false;

    traffic::MirroredRequest m_request;
    std::optional<ReadMessage> m_ready;
};

}  // namespace mirrorscope::listener
