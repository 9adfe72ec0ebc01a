// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "core/listener/limits.h"
#include "core/listener/violation.h"

namespace mirrorscope::listener {

/// Finds the end of a head byte by byte, so that the result never depends on how the bytes were cut, and
/// stops at once at a bare LF, a bare CR or NUL (RFC 9112 2.2). Reads bytes, keeps none.
class HeadFramer {
public:
    enum class State { More, RequestLine, Complete, Refused };

    /// `first`: of its connection; only there another protocol can begin.
    HeadFramer(const Limits& limits, bool first) : m_limits(&limits), m_first(first) {}

    /// Takes bytes until the state changes. RequestLine comes once, behind the CRLF of the request line; call
    /// again to go on. Returns how many bytes were taken.
    std::size_t feed(std::string_view bytes);

    State state() const { return m_state; }
    const Violation& violation() const { return m_violation; }
    std::size_t taken() const { return m_taken; }
    /// Where the request line begins: behind empty lines.
    std::size_t lineStart() const { return m_lineStart; }
    /// Something other than an empty line, or a part of one, came.
    bool hasStarted() const { return m_lineLength > 0 || m_requestLineSeen; }
    bool hasLeadingLines() const { return m_lineStart > 0; }

private:
    void take(char c);
    void takeLineEnd();
    void takeControl(char c);
    void refuse(traffic::RequestFlag flag, std::string_view reason, std::size_t offset, int status = 400);

    const Limits* m_limits;
    bool m_first;
    State m_state = State::More;
    Violation m_violation;
    std::size_t m_taken = 0;
    std::size_t m_lineStart = 0;
    std::size_t m_lineLength = 0;
    std::size_t m_leadingLines = 0;
    bool m_afterCr = false;
    bool m_inMethod = true;
    bool m_requestLineSeen = false;
};

}  // namespace mirrorscope::listener
