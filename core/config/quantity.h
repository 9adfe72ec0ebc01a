// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mirrorscope::config {

/// Decimal, optional sign, nothing else.
std::optional<std::int64_t> parseInteger(std::string_view text);
/// "512", "512KiB", "16MiB", "2GiB" (also K, M, G): bytes.
std::optional<std::int64_t> parseBytes(std::string_view text);
/// "250ms", "10s", "2m", "1h", "7d"; a bare number is milliseconds.
std::optional<std::int64_t> parseMilliseconds(std::string_view text);

/// In the largest unit that needs no fraction: "512KiB", "1024GiB"; "250ms", "7d". Read back as the same
/// number.
std::string bytesText(std::int64_t bytes);
std::string millisecondsText(std::int64_t milliseconds);

}  // namespace mirrorscope::config
