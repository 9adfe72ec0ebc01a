// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string>
#include <string_view>
#include <vector>

#include "ui/text/byte_rows.h"

namespace mirrorscope::ui::text {

/// Bytes whose content is not shown: sorted, not overlapping, none empty.
using HiddenBytes = std::vector<ByteRange>;

/// What stands in place of each range, as long for every length: "••••••••".
QString hiddenText();

/// The range that begins at or behind `offset`, or holds it; the end when there is none.
HiddenBytes::const_iterator hiddenFrom(const HiddenBytes& hidden, std::size_t offset);
/// The range that holds `offset`; null when it is shown.
const ByteRange* hiddenAt(const HiddenBytes& hidden, std::size_t offset);

/// The bytes of a range as copied (byte_copy.h), hiddenText() in place of what is hidden in it.
QString copiedText(std::string_view bytes, ByteRange range, const HiddenBytes& hidden);
QString copiedHex(std::string_view bytes, ByteRange range, const HiddenBytes& hidden);

}  // namespace mirrorscope::ui::text
