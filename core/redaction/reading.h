// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mirrorscope::redaction {

/// Codings undone one inside the other. JSON in a JSON string in a form field is common, more is not; each
/// level doubles the work.
inline constexpr int kReadingDepth = 3;
/// Longest text that is read; where each byte came from is kept in 32 bits. Longer ones are hidden whole.
inline constexpr std::size_t kLongestReading = std::size_t{64} << 20U;

/// A text with codings undone that knows where each of its bytes stands in the source. The source must
/// outlive it.
class Reading {
public:
    explicit Reading(std::string_view source) : m_view(source) {}

    std::string_view bytes() const { return m_owned ? std::string_view(*m_owned) : m_view; }
    /// First byte and end in the source of [begin, end) here.
    std::pair<std::size_t, std::size_t> sourceSpan(std::size_t begin, std::size_t end) const;

    /// %XX undone, or nothing when there is none.
    std::optional<Reading> percentDecoded() const;
    /// Backslash escapes of JSON undone wherever they stand, or nothing when there is none.
    std::optional<Reading> unescaped() const;

private:
    Reading() = default;
    std::size_t sourceOf(std::size_t index) const { return m_starts.empty() ? index : m_starts[index]; }
    void append(char byte, std::size_t from, const Reading& parent);
    void finish(const Reading& parent);

    std::string_view m_view;
    std::optional<std::string> m_owned;
    std::vector<std::uint32_t> m_starts;  // of each byte, and the end
};

/// The text as it is, then with each coding undone that changes something, kReadingDepth deep.
void forEachReading(std::string_view source, const std::function<void(const Reading&)>& visit);

}  // namespace mirrorscope::redaction
