// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/listener/limits.h"
#include "core/listener/violation.h"
#include "core/traffic/request_flags.h"

namespace mirrorscope::listener {

/// Takes a chunked body apart (RFC 9112 7.1) strictly, byte by byte where lines are, so that cuts change
/// nothing. Our own because Beast's leaves extensions and trailers unbounded and accepts what others refuse.
class ChunkDecoder {
public:
    explicit ChunkDecoder(const Limits& limits) : m_limits(&limits) {}

    /// Takes bytes from the front of `bytes` up to the next piece of body data, the end or a violation. The
    /// piece is a view into what was taken and may be empty.
    struct Step {
        std::size_t taken = 0;
        std::string_view data;
    };
    Step feed(std::string_view bytes);

    bool isDone() const { return m_state == State::Done; }
    bool isRefused() const { return m_state == State::Refused; }
    const Violation& violation() const { return m_violation; }  // its offset counts from the first byte fed
    const traffic::FlagSet& flags() const { return m_flags; }
    /// Raw lines behind the last chunk, without the empty line that ends them.
    const std::string& trailers() const { return m_trailers; }

private:
    enum class State { Size, Extension, LineEnd, Data, DataCr, DataLf, Trailer, Done, Refused };

    void take(char c);
    void takeSize(char c);
    void takeExtension(char c);
    void takeLineEnd(char c);
    void takeDataEnd(char c);
    void takeTrailer(char c);
    void endSize();
    void endTrailerLine();
    void refuse(traffic::RequestFlag flag, std::string_view reason, int status = 400);

    const Limits* m_limits;
    State m_state = State::Size;
    Violation m_violation;
    traffic::FlagSet m_flags;
    std::uint64_t m_taken = 0;
    std::uint64_t m_received = 0;  // of the body
    std::uint64_t m_size = 0;      // of this chunk, then what is left of it
    std::size_t m_digits = 0;
    std::size_t m_extension = 0;
    bool m_extensionNamed = false;
    std::string m_trailers;
    std::string m_line;
    bool m_afterCr = false;
};

}  // namespace mirrorscope::listener
