// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "ui/charts/chart_table.h"
#include "ui/charts/rate_data.h"

class QTimeZone;

namespace mirrorscope::ui::charts {

/// How a stacked chart speaks of what it shows. Plain value, translated.
struct StackWords {
    QString name;     // of the widget: "Rate chart"
    QString title;    // with %1 for the width of a bar
    QString summary;  // "Requests per second by source"
    QString nothing;  // "no requests"
    QString total;    // "Requests": all series together
    QString line;     // "Attacks": what the line counts per second; empty: there is never one
    QString (*value)(double) = nullptr;
};

StackWords rateWords();
StackWords typeWords();

/// A row a bucket, newest first: time, a column a series, all together, then what the line counts, what was
/// refused and the range compared with, where there are any. A bucket in which nobody listened says so
/// instead of 0.
ChartTable stackTable(const RateData& data, const StackWords& words, const QTimeZone& zone);

}  // namespace mirrorscope::ui::charts
