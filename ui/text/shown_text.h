// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string_view>

#include "core/base/byte_text.h"

namespace mirrorscope::ui::text {

/// The border between captured bytes and Qt: every model role, label, tooltip and title that shows what a
/// stranger sent gets its QString here. Cut at `limit` bytes first, one line, nothing invisible, nothing that
/// turns the reading direction (base::shownText). Pure; any thread.
QString shownText(std::string_view bytes, std::size_t limit = base::kShownBytes);

/// Text of our own (names, titles, messages that hold no captured bytes), UTF-8.
QString ownText(std::string_view text);

}  // namespace mirrorscope::ui::text
