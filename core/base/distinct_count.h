// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mirrorscope::base {

/// How many different values were added, in 128 bytes whatever was: linear counting (Whang, Vander-Zanden and
/// Taylor, 1990). Off by a few percent; up to about thirty nearly always exact. Plain value.
class DistinctCount {
public:
    static constexpr std::size_t kBytes = 128;
    /// More can no longer be told apart.
    static constexpr std::size_t kMost = 4000;

    void add(std::string_view value);

    /// At most kMost.
    std::size_t estimate() const;
    bool isMore() const { return estimate() == kMost; }

    /// As stored, kBytes long; what has another length counts nothing.
    std::string bytes() const;
    static DistinctCount fromBytes(std::string_view bytes);

    bool operator==(const DistinctCount&) const = default;

private:
    static constexpr std::size_t kWords = kBytes / sizeof(std::uint64_t);
    std::array<std::uint64_t, kWords> m_seen{};
};

}  // namespace mirrorscope::base
