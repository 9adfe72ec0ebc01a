// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/storage/database.h"
#include "core/traffic/mirrored_request.h"

namespace mirrorscope::storage {

/// Ids of requests as the table `decided` holds them: a bit each, in blocks of consecutive ids. A million
/// neighbours take 128 KiB, a lonely one half a KiB.
class RequestSet {
public:
    static constexpr std::int64_t kIdsOfABlock = 4096;
    static constexpr std::size_t kBytesOfABlock = kIdsOfABlock / 8;
    using Blocks = std::map<std::int64_t, std::string>;

    /// Ids below 0 are none of a request and left out.
    void add(traffic::RequestId request);
    bool contains(traffic::RequestId request) const;
    std::uint64_t count() const { return m_count; }
    bool isEmpty() const { return m_count == 0; }
    const Blocks& blocks() const { return m_blocks; }

    /// Whether the bit is set in what a file holds for a block, which may be anything.
    static bool hasBit(std::string_view block, std::int64_t bit);

private:
    Blocks m_blocks;
    std::uint64_t m_count = 0;
};

/// The SQL functions decided_has(block, bit), and decided_list(block): a JSON list of the bits. Every
/// connection has them; a schema cannot call them.
base::Result<void> registerRequestSetFunctions(Database& database);

}  // namespace mirrorscope::storage
