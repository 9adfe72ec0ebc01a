// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mirrorscope::config {

/// Decimal, optional sign, nothing else.
std::optional<std::int64_t> parseInteger(std::string_view text);
/// "512", "512KiB", "16MiB", "2GiB" (also K, M, G): bytes.
std::optional<std::int64_t> parseBytes(std::string_view text);
/// "250ms", "10s", "2m", "1h"; a bare number is milliseconds.
std::optional<std::int64_t> parseMilliseconds(std::string_view text);

}  // namespace mirrorscope::config
