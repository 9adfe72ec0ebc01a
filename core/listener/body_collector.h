// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/sha256.h"

namespace mirrorscope::listener {

/// Keeps the first bytes of a body, counts and hashes all of it.
class BodyCollector {
public:
    explicit BodyCollector(std::size_t keptBytes) : m_keptBytes(keptBytes) {}

    void add(std::string_view bytes);

    std::uint64_t length() const { return m_length; }
    bool isCut() const { return m_length > m_kept.size(); }
    /// The kept part and the digest of everything; starts anew.
    std::string takeKept();
    base::Sha256 takeDigest();

private:
    std::size_t m_keptBytes;
    std::uint64_t m_length = 0;
    std::string m_kept;
    std::optional<base::Sha256Stream> m_hash;  // made by the first byte: most requests have no body
};

}  // namespace mirrorscope::listener
