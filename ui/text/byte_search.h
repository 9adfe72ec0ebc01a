// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mirrorscope::ui::text {

enum class SearchCase : std::uint8_t { Exact, IgnoreAscii };

/// The first place of `needle` at or after `from`, going round once at the end. Linear time for one pass.
std::optional<std::size_t> findForward(std::string_view bytes, std::string_view needle, std::size_t from,
                                       SearchCase searchCase);
/// The last place that begins before `before`, going round once at the start.
std::optional<std::size_t> findBackward(std::string_view bytes, std::string_view needle, std::size_t before,
                                        SearchCase searchCase);

}  // namespace mirrorscope::ui::text
