// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <vector>

namespace mirrorscope::ui::charts {

/// One value of a chart's data table: as it is read, and as it is written to a file (numbers with a point,
/// times as ISO 8601 in UTC, nothing for what is not known).
struct ChartCell {
    QString shown;
    QString plain;
    bool operator==(const ChartCell&) const = default;
};

/// The numbers behind a chart: what the data table shows and what CSV holds. Plain value.
struct ChartTable {
    struct Column {
        QString title;       // as it is read: "Time, UTC+01:00"
        QString plain;       // in CSV: "time"
        bool number = true;  // right-aligned
        bool operator==(const Column&) const = default;
    };
    std::vector<Column> columns;
    std::vector<std::vector<ChartCell>> rows;
    bool operator==(const ChartTable&) const = default;
};

/// RFC 4180 with a line of titles; `'` before what a spreadsheet would calculate, because names come from
/// captured bytes. UTF-8.
QByteArray csvOf(const ChartTable& table);
/// For the clipboard: tab-separated, as it is read.
QString tabbedOf(const ChartTable& table);

/// "12.5", "3": no separators, a point, at most six digits behind it.
QString plainNumber(double value);

}  // namespace mirrorscope::ui::charts
