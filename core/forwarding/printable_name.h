// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mirrorscope::forwarding {

/// Longest host, version or instance that is kept from a header: they become part of names and keys that
/// live as long as the session.
inline constexpr std::size_t kLongestName = 128;

/// The text when it is visible ASCII and not longer than that; else empty, so that a name is either as sent
/// or not there.
std::string printableName(std::string_view text);

}  // namespace mirrorscope::forwarding
