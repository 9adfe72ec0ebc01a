// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFontMetrics>
#include <QString>
#include <cstdint>

namespace mirrorscope::ui::text {

/// What a text is decides which end may go.
enum class Kind : std::uint8_t {
    Sentence,   // names, sentences, messages: the end goes
    Path,       // host, path, point, file names: the middle goes
    ProxyList,  // X-Forwarded-For: the left goes, the trusted end stays
};

Qt::TextElideMode elideMode(Kind kind);
QString elided(const QString& text, Kind kind, const QFontMetrics& metrics, int width);

/// Cut at 24 characters (tabs, chips).
QString tabTitle(const QString& title);

}  // namespace mirrorscope::ui::text
