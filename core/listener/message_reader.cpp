// SPDX-License-Identifier: Apache-2.0
#include "core/listener/message_reader.h"

#include <algorithm>
#include <utility>

#include "core/http/request_target.h"
#include "core/listener/head_flags.h"
#include "core/listener/request_line.h"

namespace mirrorscope::listener {
namespace {

using traffic::FlagSet;
using traffic::RequestFlag;
using traffic::RequestForm;

/// Most heads through a proxy fit.
constexpr std::size_t kUsualHead = 1024;
/// Parser's buffers above this are not kept: an idle connection costs at most 16 KiB.
constexpr std::size_t kKeptBuffers = 4096;

/// Flags of other protocols; all others make a malformed request.
bool isForeign(RequestFlag flag) {
    return flag == RequestFlag::NotHttp || flag == RequestFlag::Ssh || flag == RequestFlag::Http2Preface ||
           flag == RequestFlag::TlsOnPlain;
}

}  // namespace

MessageReader::MessageReader(const Limits& limits, const base::Clock& clock, BodyBudget* bodies,
                             PartSink* parts)
    : m_limits(&limits),
      m_clock(&clock),
      m_framer(limits, true),
      m_body(limits.bodyKeptBytes, bodies, parts) {}

std::size_t MessageReader::feed(std::string_view bytes) {
    switch (m_phase) {
        case Phase::Idle:
        case Phase::Head:
            return feedHead(bytes);
        case Phase::Body:
            return m_framing.body == Framing::Body::Chunked ? feedChunks(bytes) : feedBody(bytes);
        case Phase::Closed:
            break;
    }
    return bytes.size();
}

std::optional<ReadMessage> MessageReader::takeMessage() {
    return std::exchange(m_ready, std::nullopt);
}

bool MessageReader::takeContinue() {
    return std::exchange(m_continueWanted, false);
}

void MessageReader::begin() {
    m_phase = Phase::Head;
    m_receivedAt = m_clock->wall();
    m_startedAt = m_clock->steady();
}

std::size_t MessageReader::feedHead(std::string_view bytes) {
    std::size_t taken = 0;
    while (taken < bytes.size() && m_phase != Phase::Closed && m_phase != Phase::Body && !m_ready) {
        const std::size_t count = m_framer.feed(bytes.substr(taken));
        if (m_head.empty()) {
            m_head.reserve(std::min(bytes.size(), kUsualHead));
        }
        m_head.append(bytes.substr(taken, count));
        taken += count;
        if (m_phase == Phase::Idle && m_framer.hasStarted()) {
            begin();
        }
        if (m_framer.state() == HeadFramer::State::RequestLine) {
            checkLine();
        } else if (m_framer.state() == HeadFramer::State::Refused) {
            if (m_phase == Phase::Idle) {
                begin();
            }
            Violation violation = m_framer.violation();
            if (violation.flag == RequestFlag::NotHttp && m_head.starts_with('\x16')) {
                violation.flag = RequestFlag::TlsOnPlain;
                violation.reason = "TLS on a plain port";
            }
            refuse(violation);
        } else if (m_framer.state() == HeadFramer::State::Complete) {
            endHead();
        }
    }
    return taken;
}

void MessageReader::checkLine() {
    const std::size_t start = m_framer.lineStart();
    const std::string_view line = std::string_view(m_head).substr(start, m_framer.taken() - start - 2);
    if (const auto violation = checkRequestLine(line, start, m_messages == 0)) {
        refuse(*violation);
    }
}

void MessageReader::endHead() {
    m_headEndedAt = m_clock->steady();
    const std::size_t start = m_framer.lineStart();
    const std::string_view head = std::string_view(m_head).substr(start);
    FlagSet flags;
    Violation violation;
    m_framing = {};
    if (!RequestParser::parse(head, m_parsed, violation)) {
        violation.offset += start;
        refuse(violation);
        return;
    }
    if (!decideFraming(m_parsed, *m_limits, flags, m_framing, violation)) {
        violation.offset += start;
        refuse(violation, flags);
        return;
    }
    markHead(head, m_parsed, m_framing, flags);
    if (m_framer.hasLeadingLines()) {
        flags.set(RequestFlag::LeadingCrlf);
    }
    m_request.method = m_parsed.method;
    m_request.target = m_parsed.target;
    m_request.version = m_parsed.version;
    m_request.flags = flags;
    m_request.declaredLength = m_framing.declaredLength;
    if (m_parsed.bytes() > kKeptBuffers) {
        m_parsed.release();
    }
    if (m_framing.body == Framing::Body::None) {
        endMessage();
        return;
    }
    m_phase = Phase::Body;
    m_bodyWire = 0;
    m_continueWanted = m_framing.expectsContinue;
    if (m_framing.body == Framing::Body::Chunked) {
        m_chunks.emplace(*m_limits);
    }
}

std::size_t MessageReader::feedBody(std::string_view bytes) {
    const auto count =
        static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), m_framing.length - m_body.length()));
    m_body.add(bytes.substr(0, count));
    m_bodyWire += count;
    if (m_body.length() == m_framing.length) {
        endMessage();
    }
    return count;
}

std::size_t MessageReader::feedChunks(std::string_view bytes) {
    std::size_t taken = 0;
    while (taken < bytes.size() && m_phase == Phase::Body) {
        const auto step = m_chunks->feed(bytes.substr(taken));
        taken += step.taken;
        m_bodyWire += step.taken;
        m_body.add(step.data);
        if (m_chunks->isRefused()) {
            Violation violation = m_chunks->violation();
            violation.offset += m_head.size();
            refuse(violation);
        } else if (m_chunks->isDone()) {
            endMessage();
        }
    }
    return taken;
}

void MessageReader::endMessage() {
    if (m_chunks) {
        m_request.flags |= m_chunks->flags();
        m_request.trailers = m_chunks->trailers();
    }
    const bool close = m_framing.close || m_request.flags.has(RequestFlag::TrailerForbidden);
    deliver(RequestForm::Whole, m_framing.status, close);
}

void MessageReader::refuse(const Violation& violation, FlagSet flags) {
    flags.set(violation.flag);
    m_request.flags = flags;
    m_request.reason = violation.reason;
    m_request.offset = violation.offset;
    if (m_request.method.empty()) {
        noteLine(std::string_view(m_head).substr(std::min(m_framer.lineStart(), m_head.size())));
    }
    const bool foreign = isForeign(violation.flag);
    deliver(foreign ? RequestForm::NotHttp : RequestForm::Malformed, foreign ? 0 : violation.status, true);
}

std::optional<ReadMessage> MessageReader::refuseHead(std::string_view reason) {
    refuse({RequestFlag::HeadTooLarge, reason, m_head.size(), 431});
    return takeMessage();
}

/// Method and target of evidence, as far as the first line shows them.
void MessageReader::noteLine(std::string_view line) {
    const auto parts = http::splitRequestLine(line.substr(0, line.find_first_of("\r\n")));
    if (!parts.version.empty()) {
        m_request.method = parts.method;
        m_request.target = parts.target;
        m_request.version = parts.version;
    }
}

std::optional<ReadMessage> MessageReader::finish(End end) {
    const bool nothing = m_phase == Phase::Closed || m_phase == Phase::Idle;
    if (nothing) {
        m_phase = Phase::Closed;
        return std::nullopt;
    }
    FlagSet& flags = m_request.flags;
    RequestForm form = RequestForm::Incomplete;
    if (end == End::PeerClosed && m_phase == Phase::Body && m_bodyWire == 0) {
        form = RequestForm::HeadOnly;
        flags.set(RequestFlag::HeadOnly);
        m_request.reason = "The sender announced a body and closed without it";
    } else if (end == End::PeerClosed || end == End::Stopped) {
        flags.set(RequestFlag::Truncated);
        m_request.reason = end == End::Stopped ? "The listener was stopped before the end"
                                               : "The sender closed before the end";
    } else {
        const bool head = m_phase == Phase::Head;
        flags.set(head ? RequestFlag::HeadTimeout : RequestFlag::BodyTimeout);
        m_request.reason = head ? "The head did not end in time" : "The body did not end in time";
    }
    m_request.offset = m_head.size() + (m_phase == Phase::Body ? m_bodyWire : 0);
    if (m_request.method.empty()) {
        noteLine(std::string_view(m_head).substr(std::min(m_framer.lineStart(), m_head.size())));
    }
    deliver(form, end == End::PeerClosed ? 204 : end == End::Stopped ? 503 : 408, true);
    return takeMessage();
}

void MessageReader::deliver(RequestForm form, int status, bool close) {
    m_request.form = form;
    m_request.receivedAt = m_receivedAt;
    m_request.duration =
        std::chrono::duration_cast<std::chrono::microseconds>(m_clock->steady() - m_startedAt);
    m_request.head = std::exchange(m_head, {});
    m_request.bodyLength = m_body.length();
    if (m_body.isCut()) {
        m_request.flags.set(RequestFlag::BodyCut);
    }
    m_request.bodyDigest = m_body.takeDigest();
    KeptBody kept = m_body.takeKept();
    m_request.body = std::move(kept.bytes);
    m_request.bodyParts = kept.parts;
    m_request.partsBytes = kept.parts != 0 ? kept.length : 0;
    m_ready.emplace(
        ReadMessage{std::move(m_request), status, close, m_framing.keepAlive10 && !close, kept.isGivenUp});
    m_request = {};
    m_chunks.reset();
    m_continueWanted = false;
    m_framer = HeadFramer(*m_limits, false);
    m_phase = close ? Phase::Closed : Phase::Idle;
    ++m_messages;
}

}  // namespace mirrorscope::listener
