// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/redaction/secret.h"

namespace mirrorscope::redaction {

/// A text with more is hidden whole. Without it a body of `token=a&token=b…` costs a hundred times its size.
inline constexpr std::size_t kMostSecrets = 20'000;

/// Collects what was found in one part of a request, in any order and overlapping. One thread.
class SecretList {
public:
    /// `size`: bytes of the part. What reaches beyond is cut, what is empty is nothing.
    explicit SecretList(std::size_t size) : m_size(size) {}

    void add(std::size_t begin, std::size_t end, std::string reason);
    bool hidesAll() const { return m_hidesAll; }
    bool isEmpty() const { return m_found.empty(); }

    /// Overlapping ones become one, with the reason of the first; `base` is added to the offsets.
    Secrets sorted(std::size_t base) &&;

private:
    void merge();

    std::size_t m_size;
    Secrets m_found;
    bool m_hidesAll = false;
};

}  // namespace mirrorscope::redaction
