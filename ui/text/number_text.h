// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <cstdint>
#include <optional>

/// Numbers as people read them (locale separators from QLocale()). An absent value is a word, never 0.
namespace mirrorscope::ui::text {

QString unknownText();        // "unknown": it exists but nobody told us
QString notApplicableText();  // "–": there is no such value here

/// Whole, with the locale's separator: tables and sentences. Never for ports, rule ids or versions.
QString countText(std::uint64_t count);
/// For status bar and tiles: whole to 9,999,999, then "12.3 M", "4.1 G". `from`: the first number to shorten.
QString shortCountText(std::uint64_t count, std::uint64_t from = 10'000'000);

/// "114 B", "2.1 KiB", "1.0 MiB".
QString bytesText(std::uint64_t bytes);
/// For limits, where the last byte counts: "1 MiB", "1 MiB + 1 B".
QString exactBytesText(std::uint64_t bytes);

/// "412/s", below 10 "3.4/s", "0/s" only for none at all.
QString rateText(double perSecond);

/// "38 %", "<1 %", ">99 %" (so that 100 % means all), "–" when `part` or `whole` is 0.
QString shareText(std::uint64_t part, std::uint64_t whole);

}  // namespace mirrorscope::ui::text
