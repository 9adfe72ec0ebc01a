// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string_view>

namespace mirrorscope::ui::text {

/// More than a clipboard partner wants to paste; whole bodies are exported, not copied.
inline constexpr std::size_t kCopiedBytes = 4 << 20;

/// What is seen: escapes as shown, lines divided by LF, so that nothing in it is obeyed by a terminal it is
/// pasted into. An ellipsis marks a cut.
QString copiedText(std::string_view bytes);
/// "47 45 54".
QString copiedHex(std::string_view bytes);

}  // namespace mirrorscope::ui::text
