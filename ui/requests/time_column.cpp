// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/time_column.h"

#include <QCoreApplication>
#include <QLocale>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdlib>

#include "ui/text/number_text.h"
#include "ui/text/time_text.h"

namespace mirrorscope::ui::requests {
namespace {

constexpr std::array<const char*, static_cast<std::size_t>(TimeMode::Count)> kNames{
    "window", "local", "utc", "relative", "delta", "reference"};

constexpr QChar kMinus(0x2212);

QString tr(const char* text) {
    return QCoreApplication::translate("TimeColumn", text);
}

}  // namespace

QString timeModeName(TimeMode mode) {
    return QLatin1String(kNames[static_cast<std::size_t>(mode)]);
}

std::optional<TimeMode> timeModeByName(const QString& name) {
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (name == QLatin1String(kNames[i])) {
            return static_cast<TimeMode>(i);
        }
    }
    return std::nullopt;
}

QString timeModeText(TimeMode mode, const QTimeZone& zone) {
    switch (mode) {
        case TimeMode::Window:
            return tr("As in the window (%1)").arg(text::zoneText(zone, base::wallNow()));
        case TimeMode::Local:
            return tr("Local time");
        case TimeMode::Utc:
            return tr("UTC");
        case TimeMode::Relative:
            return tr("Relative to now");
        case TimeMode::Delta:
            return tr("Since the row above");
        case TimeMode::Reference:
            return tr("Since a request");
        case TimeMode::Count:
            break;
    }
    return {};
}

QString timeModeTitle(TimeMode mode, const QTimeZone& zone, base::WallTime now) {
    switch (mode) {
        case TimeMode::Relative:
            return tr("relative");
        case TimeMode::Delta:
            return tr("since above");
        case TimeMode::Local:
            return tr("local");
        default:
            return text::zoneText(zoneOf(mode, zone), now);
    }
}

QTimeZone zoneOf(TimeMode mode, const QTimeZone& window) {
    return mode == TimeMode::Local ? QTimeZone::systemTimeZone()
           : mode == TimeMode::Utc ? QTimeZone::utc()
                                   : window;
}

QString referenceTitle(const TimeReference& reference) {
    return tr("since %1").arg(text::countText(static_cast<std::uint64_t>(reference.request)));
}

QString referenceText(const TimeReference& reference) {
    return tr("Since request %1").arg(text::countText(static_cast<std::uint64_t>(reference.request)));
}

QString measuredText(base::WallTime from, base::WallTime time) {
    constexpr std::int64_t kSecond = 1000;
    constexpr std::int64_t kMinute = 60 * kSecond;
    constexpr std::int64_t kHour = 60 * kMinute;
    const auto difference = std::chrono::duration_cast<std::chrono::milliseconds>(time - from).count();
    const std::int64_t length = std::abs(difference);
    const auto padded = [](std::int64_t number, int digits) {
        return QString::number(number).rightJustified(digits, u'0');
    };
    const QString milliseconds = QLocale().decimalPoint() + padded(length % kSecond, 3);
    const QString whole = length < kMinute
                              ? tr("%1 s").arg(QString::number(length / kSecond) + milliseconds)
                              : QStringLiteral("%1:%2:%3")
                                    .arg(QString::number(length / kHour), padded(length % kHour / kMinute, 2),
                                         padded(length % kMinute / kSecond, 2) + milliseconds);
    return (difference < 0 ? kMinus : QChar(u'+')) + whole;
}

QString agoText(base::WallTime time, base::WallTime now) {
    const QString text = text::relativeText(time, now);
    constexpr auto kNow = std::chrono::seconds(2);
    return now - time < kNow ? text : tr("%1 ago").arg(text);
}

QString sinceText(base::WallTime above, base::WallTime time) {
    const auto length = std::chrono::duration_cast<std::chrono::microseconds>(time - above);
    const QString text = text::durationText(length);
    return length.count() == 0 ? text : (length.count() < 0 ? kMinus : QChar(u'+')) + text;
}

}  // namespace mirrorscope::ui::requests
