// SPDX-License-Identifier: Apache-2.0
#include "core/listener/chunk_decoder.h"

#include <algorithm>

#include "core/base/byte_text.h"
#include "core/base/decoding.h"
#include "core/listener/token.h"

namespace mirrorscope::listener {
namespace {

using traffic::RequestFlag;

/// 64 bits need sixteen digits; more are leading zeros.
constexpr std::size_t kUsefulDigits = 16;

/// Fields that must not come behind a body because they frame, route or authenticate (RFC 9110 6.5.1).
constexpr std::string_view kForbiddenTrailers[] = {"content-length",   "transfer-encoding", "host",
                                                   "content-encoding", "authorization",     "content-type",
                                                   "trailer"};

}  // namespace

ChunkDecoder::Step ChunkDecoder::feed(std::string_view bytes) {
    Step step;
    while (step.taken < bytes.size() && m_state != State::Done && m_state != State::Refused) {
        if (m_state == State::Data) {
            const auto count =
                static_cast<std::size_t>(std::min<std::uint64_t>(m_size, bytes.size() - step.taken));
            step.data = bytes.substr(step.taken, count);
            step.taken += count;
            m_taken += count;
            m_size -= count;
            m_received += count;
            m_state = m_size == 0 ? State::DataCr : State::Data;
            return step;
        }
        take(bytes[step.taken]);
        ++step.taken;
        ++m_taken;
    }
    return step;
}

void ChunkDecoder::take(char c) {
    switch (m_state) {
        case State::Size:
            return takeSize(c);
        case State::Extension:
            return takeExtension(c);
        case State::LineEnd:
            return takeLineEnd(c);
        case State::DataCr:
        case State::DataLf:
            return takeDataEnd(c);
        case State::Trailer:
            return takeTrailer(c);
        default:
            return;
    }
}

void ChunkDecoder::takeSize(char c) {
    if (const int digit = base::hexValue(c); digit >= 0) {
        if (++m_digits > m_limits->chunkSizeDigits) {
            refuse(RequestFlag::ChunkInvalid, "A chunk size of endless digits");
        } else if (m_size >> 60U != 0) {
            refuse(RequestFlag::ChunkOverflow, "A chunk size that does not fit 64 bits");
        } else {
            m_size = m_size * 16 + static_cast<std::uint64_t>(digit);
        }
        return;
    }
    if (m_digits > 0 && c == ';') {
        m_flags.set(RequestFlag::ChunkExtension);
        m_state = State::Extension;
    } else if (m_digits > 0 && c == '\r') {
        m_state = State::LineEnd;
    } else if (c == '\n') {
        refuse(RequestFlag::BareLf, "LF without CR behind a chunk size");
    } else {
        refuse(RequestFlag::ChunkInvalid, "A chunk size that is not a hexadecimal number");
    }
}

void ChunkDecoder::takeExtension(char c) {
    if (c == '\r') {
        if (m_extensionNamed) {
            m_state = State::LineEnd;
        } else {
            refuse(RequestFlag::ChunkInvalid, "A chunk extension without a name");
        }
    } else if (c == '\n') {
        refuse(RequestFlag::BareLf, "LF without CR in a chunk extension");
    } else if (c == '\0') {
        refuse(RequestFlag::Nul, "NUL in a chunk extension");
    } else if (++m_extension > m_limits->chunkExtensionBytes) {
        refuse(RequestFlag::ChunkExtensionTooLong, "A chunk extension over its limit", 431);
    } else if (!m_extensionNamed && c != ' ' && c != '\t') {
        m_extensionNamed = isTokenChar(c);
        if (!m_extensionNamed) {
            refuse(RequestFlag::ChunkInvalid, "A chunk extension without a name");
        }
    }
}

void ChunkDecoder::takeLineEnd(char c) {
    if (c != '\n') {
        refuse(RequestFlag::BareCr, "CR without LF behind a chunk size");
        return;
    }
    endSize();
}

void ChunkDecoder::endSize() {
    if (m_digits > kUsefulDigits) {
        m_flags.set(RequestFlag::ChunkZeros);
    }
    if (m_size > m_limits->bodyAnnouncedBytes - std::min(m_received, m_limits->bodyAnnouncedBytes)) {
        refuse(RequestFlag::BodyTooLarge, "A chunk that is over every limit", 413);
        return;
    }
    m_state = m_size == 0 ? State::Trailer : State::Data;
    m_digits = 0;
    m_extension = 0;
    m_extensionNamed = false;
}

void ChunkDecoder::takeDataEnd(char c) {
    const char wanted = m_state == State::DataCr ? '\r' : '\n';
    if (c == wanted) {
        m_state = m_state == State::DataCr ? State::DataLf : State::Size;
    } else if (c == '\n') {
        refuse(RequestFlag::BareLf, "LF without CR behind a chunk");
    } else {
        refuse(RequestFlag::ChunkInvalid, "A chunk that is longer than its size");
    }
}

void ChunkDecoder::takeTrailer(char c) {
    if (m_afterCr) {
        m_afterCr = false;
        if (c == '\n') {
            endTrailerLine();
        } else {
            refuse(RequestFlag::BareCr, "CR without LF in the trailers");
        }
        return;
    }
    if (m_trailers.size() + m_line.size() >= m_limits->trailerBytes) {
        refuse(RequestFlag::TrailerTooLarge, "Trailers over their limit", 431);
    } else if (c == '\r') {
        m_afterCr = true;
    } else if (c == '\n') {
        refuse(RequestFlag::BareLf, "LF without CR in the trailers");
    } else if (c == '\0') {
        refuse(RequestFlag::Nul, "NUL in the trailers");
    } else {
        m_line += c;
    }
}

void ChunkDecoder::endTrailerLine() {
    if (m_line.empty()) {
        m_state = State::Done;
        return;
    }
    const auto colon = m_line.find(':');
    const std::string_view name = std::string_view(m_line).substr(0, colon);
    if (colon == m_line.npos || !isToken(name)) {
        refuse(RequestFlag::BadField, "A trailer line without a valid name");
        return;
    }
    const bool forbidden = std::ranges::any_of(
        kForbiddenTrailers, [&](std::string_view one) { return base::equalsIgnoreCase(one, name); });
    m_flags.set(forbidden ? RequestFlag::TrailerForbidden : RequestFlag::Trailer);
    m_trailers += m_line + "\r\n";
    m_line.clear();
}

void ChunkDecoder::refuse(RequestFlag flag, std::string_view reason, int status) {
    m_state = State::Refused;
    m_violation = {flag, reason, m_taken, status};
}

}  // namespace mirrorscope::listener
