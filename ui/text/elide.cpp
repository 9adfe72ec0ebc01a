// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/elide.h"

namespace mirrorscope::ui::text {

constexpr qsizetype kTabCharacters = 24;

Qt::TextElideMode elideMode(Kind kind) {
    switch (kind) {
        case Kind::Path:
            return Qt::ElideMiddle;
        case Kind::ProxyList:
            return Qt::ElideLeft;
        default:
            return Qt::ElideRight;
    }
}

QString elided(const QString& text, Kind kind, const QFontMetrics& metrics, int width) {
    return metrics.elidedText(text, elideMode(kind), width);
}

QString tabTitle(const QString& title) {
    if (title.size() <= kTabCharacters) {
        return title;
    }
    // Never half of a surrogate pair.
    const qsizetype kept = kTabCharacters - 1 - (title.at(kTabCharacters - 2).isHighSurrogate() ? 1 : 0);
    return title.left(kept) + u'…';
}

}  // namespace mirrorscope::ui::text
