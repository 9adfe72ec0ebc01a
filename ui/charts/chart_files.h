// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>
#include <optional>

namespace mirrorscope::ui::charts {

class Chart;

/// What a file of a chart can be.
enum class ChartFile : std::uint8_t { Png, Svg, Csv };

/// By the suffix, without case; unset for another one.
std::optional<ChartFile> chartFileOf(const QString& path);

/// Twice the size on the screen, so that print and slides are sharp.
QImage pictureOf(const Chart& chart);
/// Numbers as CSV, or the picture. Replaces the file only when all is written; a sentence when it is not.
std::optional<QString> writeChart(const Chart& chart, ChartFile kind, const QString& path);

/// "Requests per second by source, 10 s bars" as "requests-per-second-by-source-10-s-bars".
QString fileNameOf(const QString& title);

}  // namespace mirrorscope::ui::charts
