// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_ticks.h"

#include <QDateTime>
#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/text/time_text.h"

namespace mirrorscope::ui::charts {
namespace {

constexpr std::array kMantissas{1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 8.0, 10.0};
constexpr int kMinute = 60;
constexpr int kHour = 60 * kMinute;
constexpr int kDay = 24 * kHour;
constexpr std::array kTimeSteps{1,       2,           5,           10,           15,           30,
                                kMinute, 2 * kMinute, 5 * kMinute, 10 * kMinute, 15 * kMinute, 30 * kMinute,
                                kHour,   2 * kHour,   3 * kHour,   6 * kHour,    12 * kHour,   kDay};
constexpr std::size_t kMostTicks = 200;  // a span that nobody chose must not fill the memory with labels

int offsetAt(base::WallTime time, const QTimeZone& zone) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count();
    return zone.offsetFromUtc(QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC));
}

}  // namespace

double levelStep(double highest, int steps) {
    const double rough = highest / std::max(1, steps);
    if (!(rough > 0) || !std::isfinite(rough)) {
        return 1;
    }
    const double power = std::pow(10, std::floor(std::log10(rough)));
    for (const double mantissa : kMantissas) {
        const double step = mantissa * power;
        // 0, 2.5, 5, 7.5 attacks read worse than 0, 3, 6, 9.
        const bool readsWell = rough < 1 || step == std::floor(step);
        if (readsWell && step >= rough * (1 - 1e-9)) {
            return step;
        }
    }
    return 10 * power;
}

QString levelText(double value, double step) {
    const bool whole = std::abs(step - std::round(step)) < 1e-9;
    const int decimals = whole ? 0 : std::max(1, static_cast<int>(std::ceil(-std::log10(step))) + 1);
    QString text = QLocale().toString(value, 'f', value == 0 ? 0 : decimals);
    const QString point = QLocale().decimalPoint();
    while (text.contains(point) && (text.endsWith(u'0') || text.endsWith(point))) {
        text.chop(1);
    }
    return text;
}

int timeStep(double roughly) {
    const auto step = std::ranges::lower_bound(kTimeSteps, roughly);
    if (step != kTimeSteps.end()) {
        return *step;
    }
    return static_cast<int>(std::min(std::ceil(roughly / kDay), 10'000.0)) * kDay;
}

std::vector<base::WallTime> timeTicks(const TimeSpan& span, int step, const QTimeZone& zone) {
    // Hours of half-hour zones and days begin by the zone's clock, not by UTC.
    const std::chrono::seconds offset{offsetAt(span.from, zone)};
    const std::chrono::seconds distance{step};
    const auto local = std::chrono::ceil<std::chrono::seconds>(span.from) + offset;
    const auto behind = local.time_since_epoch() % distance;
    auto at = behind.count() > 0 ? local + (distance - behind) : local;
    std::vector<base::WallTime> ticks;
    for (; at - offset <= span.until && ticks.size() < kMostTicks; at += distance) {
        ticks.emplace_back(at - offset);
    }
    return ticks;
}

QString timeTickText(base::WallTime time, int step, const QTimeZone& zone) {
    if (step >= kDay) {
        const auto ms = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
        return QLocale().toString(QDateTime::fromMSecsSinceEpoch(ms, zone), QStringLiteral("d MMM"));
    }
    return step < kMinute ? text::clockText(time, zone) : text::minuteText(time, zone);
}

QString spanText(const TimeSpan& span, const QTimeZone& zone) {
    return QStringLiteral("%1 – %2, %3")
        .arg(text::clockText(span.from, zone), text::clockText(span.until, zone),
             text::durationText(span.length()));
}

}  // namespace mirrorscope::ui::charts
