// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/fuzz_target.h"

#include <cstdio>
#include <cstdlib>

namespace mirrorscope::fuzz {

void require(bool holds, const char* what) {
    if (!holds) {
        std::fprintf(stderr, "does not hold: %s\n", what);
        std::abort();
    }
}

unsigned Input::takeByte() {
    if (m_rest.empty()) {
        return 0;
    }
    const auto byte = static_cast<unsigned char>(m_rest.front());
    m_rest.remove_prefix(1);
    return byte;
}

std::string_view Input::takeWord() {
    const auto end = m_rest.find('\0');
    const std::string_view word = m_rest.substr(0, end);
    m_rest.remove_prefix(end == m_rest.npos ? m_rest.size() : end + 1);
    return word;
}

std::size_t Dice::roll(std::size_t sides) {
    m_state ^= m_state << 13U;  // xorshift64
    m_state ^= m_state >> 7U;
    m_state ^= m_state << 17U;
    return sides == 0 ? 0 : static_cast<std::size_t>(m_state % sides);
}

}  // namespace mirrorscope::fuzz
