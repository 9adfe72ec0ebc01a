// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/number_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <array>
#include <cmath>

namespace mirrorscope::ui::text {
namespace {

struct NumberText {
    Q_DECLARE_TR_FUNCTIONS(NumberText)
};

constexpr std::array kByteUnits{"B", "KiB", "MiB", "GiB", "TiB"};

}  // namespace

QString unknownText() {
    return NumberText::tr("unknown");
}

QString notApplicableText() {
    return QStringLiteral("–");
}

QString countText(std::uint64_t count) {
    return QLocale().toString(static_cast<qulonglong>(count));
}

QString shortCountText(std::uint64_t count, std::uint64_t from) {
    if (count < from || count < 1'000) {
        return countText(count);
    }
    constexpr std::array units{"k", "M", "G", "T"};
    double value = static_cast<double>(count) / 1'000;
    std::size_t unit = 0;
    // 999.95 would be rounded to 1,000.0 of the smaller unit.
    while (value >= 999.95 && unit + 1 < units.size()) {
        value /= 1'000;
        ++unit;
    }
    return QLocale().toString(value, 'f', 1) + u' ' + QLatin1StringView(units[unit]);
}

QString bytesText(std::uint64_t bytes) {
    if (bytes < 1024) {
        return countText(bytes) + QStringLiteral(" B");
    }
    double value = static_cast<double>(bytes) / 1024;
    std::size_t unit = 1;
    while (value >= 1023.95 && unit + 1 < kByteUnits.size()) {
        value /= 1024;
        ++unit;
    }
    return QLocale().toString(value, 'f', 1) + u' ' + QLatin1StringView(kByteUnits[unit]);
}

QString exactBytesText(std::uint64_t bytes) {
    std::size_t unit = kByteUnits.size() - 1;
    while (unit > 0 && bytes < (std::uint64_t{1} << (10 * unit))) {
        --unit;
    }
    const std::uint64_t size = std::uint64_t{1} << (10 * unit);
    const QString whole = countText(bytes / size) + u' ' + QLatin1StringView(kByteUnits[unit]);
    const std::uint64_t rest = bytes % size;
    return rest == 0 ? whole : whole + QStringLiteral(" + ") + exactBytesText(rest);
}

QString rateText(double perSecond) {
    const bool fine = perSecond > 0 && perSecond < 9.95;
    if (fine && perSecond < 0.05) {
        return QStringLiteral("<%1/s").arg(QLocale().toString(0.1, 'f', 1));
    }
    return QLocale().toString(perSecond, 'f', fine ? 1 : 0) + QStringLiteral("/s");
}

QString shareText(std::uint64_t part, std::uint64_t whole) {
    if (part == 0 || whole == 0) {
        return notApplicableText();
    }
    const double percent = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
    if (percent < 1) {
        return QStringLiteral("<1 %");
    }
    if (part < whole && percent > 99) {
        return QStringLiteral(">99 %");
    }
    return QLocale().toString(std::lround(percent)) + QStringLiteral(" %");
}

}  // namespace mirrorscope::ui::text
