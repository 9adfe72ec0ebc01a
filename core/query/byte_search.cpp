// SPDX-License-Identifier: Apache-2.0
#include "core/query/byte_search.h"

#include <cstring>

#include "core/base/byte_text.h"

namespace mirrorscope::query {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Finds a byte in either case, in order. Each search goes on from where it stopped, so that a body full of
/// one case is not searched for the other again and again.
class EitherCase {
public:
    EitherCase(std::string_view bytes, char c)
        : m_end(bytes.data() + bytes.size()), m_small(lower(c)), m_hasCase(c >= 'a' && c <= 'z') {}

    /// The first place at or after `from`; the end when there is none.
    const char* next(const char* from) {
        const char* small = advanced(m_nextSmall, from, m_small);
        if (!m_hasCase) {
            return small;
        }
        const char* large = advanced(m_nextLarge, from, static_cast<char>(m_small - 'a' + 'A'));
        return small < large ? small : large;
    }

private:
    const char* advanced(const char*& place, const char* from, char c) const {
        if (place == nullptr || place < from) {
            const void* found = std::memchr(from, c, static_cast<std::size_t>(m_end - from));
            place = found != nullptr ? static_cast<const char*>(found) : m_end;
        }
        return place;
    }

    const char* m_end;
    char m_small;
    bool m_hasCase;
    const char* m_nextSmall = nullptr;
    const char* m_nextLarge = nullptr;
};

}  // namespace

ByteSearch::ByteSearch(std::string_view part) : m_part(base::toLower(part)), m_next(m_part.size(), 0) {
    std::size_t matched = 0;
    for (std::size_t i = 1; i < m_part.size(); ++i) {
        while (matched > 0 && m_part[i] != m_part[matched]) {
            matched = m_next[matched - 1];
        }
        matched += m_part[i] == m_part[matched] ? 1 : 0;
        m_next[i] = matched;
    }
}

bool ByteSearch::occursIn(std::string_view bytes) const {
    return occursIn(bytes, [](char) { return true; });
}

bool ByteSearch::occursIn(std::string_view bytes, Before mayStandBefore) const {
    if (m_part.empty() || bytes.size() < m_part.size()) {
        return m_part.empty();
    }
    EitherCase beginnings(bytes, m_part.front());
    const char* const end = bytes.data() + bytes.size();
    std::size_t matched = 0;
    for (const char* at = bytes.data(); at < end; ++at) {
        if (matched == 0) {
            at = beginnings.next(at);
            if (at == end) {
                return false;
            }
        }
        const char c = lower(*at);
        while (matched > 0 && c != m_part[matched]) {
            matched = m_next[matched - 1];
        }
        matched += c == m_part[matched] ? 1 : 0;
        if (matched == m_part.size()) {
            const char* begin = at + 1 - m_part.size();
            if (begin == bytes.data() || mayStandBefore(begin[-1])) {
                return true;
            }
            matched = m_next[matched - 1];
        }
    }
    return false;
}

}  // namespace mirrorscope::query
