// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/time_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <array>
#include <cmath>

#include "ui/text/number_text.h"

namespace mirrorscope::ui::text {
namespace {

using std::chrono::microseconds;

struct TimeText {
    Q_DECLARE_TR_FUNCTIONS(TimeText)
};

QDateTime dateTime(base::WallTime time, const QTimeZone& zone) {
    const auto ms = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(ms, zone);
}

struct Unit {
    std::int64_t microseconds;
    const char* name;
};

constexpr std::array<Unit, 5> kUnits{
    {{86'400'000'000, "d"}, {3'600'000'000, "h"}, {60'000'000, "min"}, {1'000'000, "s"}, {1'000, "ms"}}};

QString inUnit(std::int64_t count, const char* unit) {
    return QString::number(count) + u' ' + QLatin1StringView(unit);
}

}  // namespace

QString timeText(base::WallTime time, const QTimeZone& zone, base::WallTime now) {
    const QDateTime local = dateTime(time, zone);
    const QDate today = dateTime(now, zone).date();
    if (local.date() == today) {
        return local.toString(u"HH:mm:ss.zzz");
    }
    // Month names come from the locale, the order stays: columns have a fixed width.
    return QLocale().toString(local, local.date().year() == today.year()
                                         ? QStringLiteral("d MMM HH:mm:ss")
                                         : QStringLiteral("d MMM yyyy HH:mm"));
}

QString fullTimeText(base::WallTime time, const QTimeZone& zone) {
    const QDateTime local = dateTime(time, zone);
    const auto inSecond = (time - std::chrono::floor<std::chrono::seconds>(time)).count();
    return QLocale().toString(local, QStringLiteral("d MMM yyyy HH:mm:ss")) +
           QStringLiteral(".%1").arg(inSecond, 6, 10, QLatin1Char('0'));
}

QString clockText(base::WallTime time, const QTimeZone& zone) {
    return dateTime(time, zone).toString(u"HH:mm:ss");
}

QString minuteText(base::WallTime time, const QTimeZone& zone) {
    return dateTime(time, zone).toString(u"HH:mm");
}

QString zoneText(const QTimeZone& zone, base::WallTime at) {
    const int offset = zone.offsetFromUtc(dateTime(at, zone));
    if (offset == 0) {
        return QStringLiteral("UTC");
    }
    const int minutes = std::abs(offset) / 60;
    return QStringLiteral("UTC%1%2:%3")
        .arg(QLatin1Char(offset < 0 ? '-' : '+'))
        .arg(minutes / 60, 2, 10, QLatin1Char('0'))
        .arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

QString relativeText(base::WallTime time, base::WallTime now) {
    const std::int64_t age = (now - time).count();
    if (age < 2'000'000) {
        return TimeText::tr("Now");
    }
    for (const Unit& unit : kUnits) {
        if (age >= unit.microseconds) {
            return inUnit(age / unit.microseconds, unit.name);
        }
    }
    return TimeText::tr("Now");
}

QString durationText(microseconds length) {
    const std::int64_t total = std::abs(length.count());
    for (std::size_t i = 0; i < kUnits.size(); ++i) {
        if (total < kUnits[i].microseconds) {
            continue;
        }
        const QString first = inUnit(total / kUnits[i].microseconds, kUnits[i].name);
        const bool whole = i + 1 >= kUnits.size() || kUnits[i].microseconds == 1'000'000;
        const std::int64_t rest = whole ? 0 : total % kUnits[i].microseconds / kUnits[i + 1].microseconds;
        return rest == 0 ? first : first + u' ' + inUnit(rest, kUnits[i + 1].name);
    }
    return total == 0 ? QStringLiteral("0 s") : QStringLiteral("<1 ms");
}

QString lagText(std::optional<microseconds> lag) {
    if (!lag) {
        return notApplicableText();
    }
    double value = static_cast<double>(lag->count()) / 1'000;
    const char* unit = "ms";
    // 999.5 ms would be shown as 1000 ms.
    if (value >= 999.5) {
        value /= 1'000;
        unit = "s";
    }
    return QLocale().toString(value, 'f', value < 9.95 ? 1 : 0) + u' ' + QLatin1StringView(unit);
}

}  // namespace mirrorscope::ui::text
