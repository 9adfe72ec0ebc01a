// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hops/mute_words.h"

#include <QCoreApplication>

#include "ui/text/shown_text.h"
#include "ui/text/time_text.h"

namespace mirrorscope::ui::hops {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("MuteWords", text);
}

}  // namespace

QString muteText(const traffic::FindingMute& mute, const QTimeZone& zone) {
    return mute.until
               ? tr("Muted until %1").arg(text::timeText(*mute.until, zone, base::SystemClock().wall()))
               : tr("Muted for good");
}

QString muteWithReason(const traffic::FindingMute& mute, const QTimeZone& zone) {
    const QString until = muteText(mute, zone);
    return mute.reason.empty() ? until : tr("%1: %2").arg(until, text::shownText(mute.reason));
}

}  // namespace mirrorscope::ui::hops
