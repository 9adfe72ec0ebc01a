// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/cell_text.h"

#include <QCoreApplication>

#include "ui/text/number_text.h"
#include "ui/text/shown_text.h"
#include "ui/text/time_text.h"

namespace mirrorscope::ui::attacks {
QString severityWord(traffic::Severity severity) {
    using enum traffic::Severity;
    switch (severity) {
        case Critical:
            return QCoreApplication::translate("AttackCell", "Critical");
        case High:
            return QCoreApplication::translate("AttackCell", "High");
        case Medium:
            return QCoreApplication::translate("AttackCell", "Medium");
        case Low:
            return QCoreApplication::translate("AttackCell", "Low");
        case Info:
        case Count:
            break;
    }
    return QCoreApplication::translate("AttackCell", "Info");
}

QString seenText(base::WallTime time, const QTimeZone& zone) {
    const auto now = base::wallNow();
    const QString clock = text::clockText(time, zone);
    const QString whole = text::timeText(time, zone, now);
    return whole.startsWith(clock) ? clock : whole;
}

QVariant askedBytes(std::string_view bytes) {
    return QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

}  // namespace mirrorscope::ui::attacks
