// SPDX-License-Identifier: Apache-2.0
#include "core/listener/head_framer.h"

namespace mirrorscope::listener {
namespace {

using traffic::RequestFlag;

/// How many bytes from the front need no decision: they only make the line longer. A space ends the method.
std::size_t plainLength(std::string_view bytes, bool inMethod) {
    const unsigned char lowest = inMethod ? 0x21 : 0x20;
    std::size_t length = 0;
    while (length < bytes.size() && static_cast<unsigned char>(bytes[length]) >= lowest &&
           bytes[length] != 0x7F) {
        ++length;
    }
    return length;
}

}  // namespace

std::size_t HeadFramer::feed(std::string_view bytes) {
    if (m_state == State::RequestLine) {
        m_state = State::More;
    }
    std::size_t i = 0;
    while (i < bytes.size() && m_state == State::More) {
        if (m_taken >= m_limits->headBytes) {
            refuse(RequestFlag::HeadTooLarge, "The head is longer than its limit", m_taken,
                   m_requestLineSeen ? 431 : 414);
            break;
        }
        const std::size_t room = m_limits->headBytes - m_taken;
        if (const auto plain = m_afterCr ? 0 : plainLength(bytes.substr(i, room), m_inMethod); plain > 0) {
            m_lineLength += plain;
            m_taken += plain;
            i += plain;
            continue;
        }
        take(bytes[i]);
        // A refused byte belongs to the evidence.
        ++i;
        ++m_taken;
    }
    return i;
}

void HeadFramer::take(char c) {
    if (m_afterCr && c != '\n') {
        refuse(RequestFlag::BareCr, "CR without LF", m_taken - 1);
        return;
    }
    switch (c) {
        case '\r':
            m_afterCr = true;
            return;
        case '\n':
            takeLineEnd();
            return;
        case ' ':
            m_inMethod = m_inMethod && m_lineLength == 0;
            ++m_lineLength;
            return;
        default:
            takeControl(c);
    }
}

void HeadFramer::takeLineEnd() {
    if (!m_afterCr) {
        refuse(RequestFlag::BareLf, "LF without CR", m_taken);
        return;
    }
    m_afterCr = false;
    if (m_lineLength == 0 && m_requestLineSeen) {
        m_state = State::Complete;
    } else if (m_lineLength == 0) {
        m_lineStart = m_taken + 1;
        if (++m_leadingLines > m_limits->leadingLines) {
            refuse(RequestFlag::BadRequestLine, "Too many empty lines before the request", m_taken);
        }
    } else if (!m_requestLineSeen) {
        m_requestLineSeen = true;
        m_state = State::RequestLine;
    }
    m_lineLength = 0;
}

void HeadFramer::takeControl(char c) {
    ++m_lineLength;
    if (m_inMethod && !m_requestLineSeen && m_first && c == '\0' && m_leadingLines == 2 &&
        m_lineLength == 1) {
        refuse(RequestFlag::ProxyProtocol, "A PROXY protocol v2 preamble; this listener does not expect one",
               m_taken);
    } else if (m_inMethod && !m_requestLineSeen && m_first) {
        refuse(RequestFlag::NotHttp, "A control byte where a method belongs", m_taken);
    } else if (m_inMethod && !m_requestLineSeen) {
        refuse(RequestFlag::BadRequestLine, "A control byte where a method belongs", m_taken);
    } else if (c == '\0') {
        refuse(RequestFlag::Nul, "NUL in the head", m_taken);
    }
}

void HeadFramer::refuse(RequestFlag flag, std::string_view reason, std::size_t offset, int status) {
    m_state = State::Refused;
    m_violation = {flag, reason, offset, status};
}

}  // namespace mirrorscope::listener
