// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace mirrorscope::base {

/// The newest `capacity` items, each with a sequence number from 1. Readers ask for what is new since N and
/// learn how much they missed. Not synchronised: its owner is (see pipeline/live_feed.h).
template <typename T>
class BoundedRing {
public:
    struct Slice {
        std::vector<T> items;
        std::uint64_t last = 0;    // ask with this next time
        std::uint64_t missed = 0;  // items that left the ring unread
    };

    /// Goes on behind `last`, of a ring before it.
    explicit BoundedRing(std::size_t capacity, std::uint64_t last = 0)
        : m_items(std::max<std::size_t>(capacity, 1)), m_first(last), m_last(last) {}

    void push(T item) {
        m_items[m_last % m_items.size()] = std::move(item);
        ++m_last;
    }

    Slice since(std::uint64_t sequence) const {
        Slice slice;
        slice.last = m_last;
        const std::uint64_t oldest = m_last - m_first > m_items.size() ? m_last - m_items.size() : m_first;
        const std::uint64_t from = std::min(std::max(sequence, oldest), m_last);
        slice.missed = from > sequence ? from - sequence : 0;
        slice.items.reserve(static_cast<std::size_t>(m_last - from));
        for (std::uint64_t i = from; i < m_last; ++i) {
            slice.items.push_back(m_items[i % m_items.size()]);
        }
        return slice;
    }

    std::uint64_t last() const { return m_last; }

private:
    std::vector<T> m_items;
    std::uint64_t m_first;  // before the first item ever pushed here
    std::uint64_t m_last;
};

}  // namespace mirrorscope::base
