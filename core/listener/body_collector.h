// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/sha256.h"

namespace mirrorscope::listener {

/// Memory for the kept parts of all bodies of one listener that are being read. I/O thread only.
class BodyBudget {
public:
    explicit BodyBudget(std::size_t bytes) : m_left(bytes) {}

    /// As much of `wanted` as there is.
    std::size_t take(std::size_t wanted);
    void giveBack(std::size_t bytes) { m_left += bytes; }

private:
    std::size_t m_left;
};

/// Keeps the first bytes of a body, counts and hashes all of it.
class BodyCollector {
public:
    /// `budget` may be null; it outlives the collector.
    explicit BodyCollector(std::size_t keptBytes, BodyBudget* budget = nullptr)
        : m_keptBytes(keptBytes), m_budget(budget) {}
    ~BodyCollector();
    BodyCollector(const BodyCollector&) = delete;
    BodyCollector& operator=(const BodyCollector&) = delete;

    void add(std::string_view bytes);

    std::uint64_t length() const { return m_length; }
    bool isCut() const { return m_length > m_kept.size(); }
    /// The kept part and the digest of everything; starts anew.
    std::string takeKept();
    base::Sha256 takeDigest();

private:
    std::size_t m_keptBytes;
    BodyBudget* m_budget;
    std::uint64_t m_length = 0;
    std::string m_kept;
    std::optional<base::Sha256Stream> m_hash;  // made by the first byte: most requests have no body
};

}  // namespace mirrorscope::listener
