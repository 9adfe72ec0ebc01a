// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::text {

QString shownText(std::string_view bytes, std::size_t limit) {
    return ownText(base::shownText(bytes, limit));
}

QString ownText(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

}  // namespace mirrorscope::ui::text
