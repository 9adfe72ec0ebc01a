// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/sha256.h"
#include "core/listener/part_sink.h"

namespace mirrorscope::listener {

/// Memory for what is kept of all bodies of one listener that are being read. I/O thread only.
class BodyBudget {
public:
    explicit BodyBudget(std::size_t bytes) : m_left(bytes) {}

    /// As much of `wanted` as there is.
    std::size_t take(std::size_t wanted);
    void giveBack(std::size_t bytes) { m_left += bytes; }

private:
    std::size_t m_left;
};

/// What became of the kept bytes of a body.
struct KeptBody {
    std::string bytes;           // all of them, unless they went into parts
    traffic::BodyKey parts = 0;  // not 0: they are there
    std::uint64_t length = 0;    // how many are kept
    bool isGivenUp = false;      // they were for parts that could not be stored
};

/// Keeps the first bytes of a body, counts and hashes all of it. What exceeds one part goes away in parts.
class BodyCollector {
public:
    /// `budget` may be null; `parts` too: then all kept bytes stay in memory. Both outlive the collector.
    explicit BodyCollector(std::size_t keptBytes, BodyBudget* budget = nullptr, PartSink* parts = nullptr)
        : m_keptBytes(keptBytes), m_budget(budget), m_parts(parts) {}
    ~BodyCollector();
    BodyCollector(const BodyCollector&) = delete;
    BodyCollector& operator=(const BodyCollector&) = delete;

    void add(std::string_view bytes);

    std::uint64_t length() const { return m_length; }
    bool isCut() const { return m_length > keptLength(); }
    /// The kept part and the digest of everything; starts anew.
    KeptBody takeKept();
    base::Sha256 takeDigest();

private:
    std::uint64_t keptLength() const { return m_inParts + m_kept.size(); }
    void keep(std::string_view bytes);
    void handOut();
    std::string takeMemory();

    std::size_t m_keptBytes;
    BodyBudget* m_budget;
    PartSink* m_parts;
    std::uint64_t m_length = 0;
    std::uint64_t m_inParts = 0;
    std::string m_kept;
    bool m_givenUp = false;
    std::optional<base::Sha256Stream> m_hash;  // made by the first byte: most requests have no body
};

}  // namespace mirrorscope::listener
