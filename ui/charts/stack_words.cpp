// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/stack_words.h"

#include <QCoreApplication>
#include <QTimeZone>
#include <algorithm>
#include <cmath>

#include "core/base/clock.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"

namespace mirrorscope::ui::charts {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("StackChart", text);
}

QString wholeText(double count) {
    return text::countText(static_cast<std::uint64_t>(std::llround(std::max(0.0, count))));
}

/// What a table has besides its series.
struct Extras {
    bool attacks = false;
    bool refused = false;
    bool earlier = false;
};

Extras extrasOf(const RateData& data, const StackWords& words) {
    return {!words.line.isEmpty(), std::ranges::any_of(data.refused, [](auto count) { return count > 0; }),
            !data.earlier.totals.empty()};
}

std::vector<ChartTable::Column> columnsOf(const RateData& data, const StackWords& words,
                                          const QTimeZone& zone, const Extras& extras) {
    std::vector<ChartTable::Column> columns{
        {tr("Time, %1").arg(text::zoneText(zone, data.start)), QStringLiteral("time"), false}};
    for (const RateSeries& series : data.series) {
        columns.push_back({series.name, series.name, true});
    }
    columns.push_back({words.total, QStringLiteral("total"), true});
    if (extras.attacks) {
        columns.push_back({words.line, QStringLiteral("attacks_per_second"), true});
    }
    if (extras.refused) {
        columns.push_back({tr("Refused"), QStringLiteral("refused"), true});
    }
    if (extras.earlier) {
        columns.push_back({data.earlier.name, QStringLiteral("compared"), true});
    }
    return columns;
}

std::vector<ChartCell> gapRow(ChartCell time, std::size_t columns, std::size_t total) {
    std::vector<ChartCell> row(columns, {text::notApplicableText(), {}});
    row[0] = std::move(time);
    row[total].shown = tr("Listener off");
    return row;
}

}  // namespace

StackWords rateWords() {
    return {tr("Rate chart"),
            tr("Requests per second by source, %1 bars"),
            tr("Requests per second by source"),
            tr("no requests"),
            tr("Requests"),
            tr("Attacks"),
            text::rateText};
}

StackWords typeWords() {
    return {tr("Attacks by type"),
            tr("Attacks per %1 by type"),
            tr("Attacks by type"),
            tr("no attacks"),
            tr("All types"),
            {},
            wholeText};
}

ChartTable stackTable(const RateData& data, const StackWords& words, const QTimeZone& zone) {
    const Extras extras = extrasOf(data, words);
    ChartTable table;
    table.columns = columnsOf(data, words, zone, extras);
    const auto number = [](const QString& shown, double value) {
        return ChartCell{shown, plainNumber(value)};
    };
    for (std::size_t i = data.buckets(); i-- > 0;) {
        ChartCell time{text::clockText(data.timeOf(i), zone),
                       QString::fromStdString(base::isoTime(data.timeOf(i)))};
        if (data.isGap(i)) {
            table.rows.push_back(gapRow(std::move(time), table.columns.size(), data.series.size() + 1));
            continue;
        }
        std::vector<ChartCell> row{std::move(time)};
        for (const RateSeries& series : data.series) {
            const double value = valueAt(series.values, i);
            row.push_back(number(words.value(value), value));
        }
        row.push_back(number(words.value(data.total(i)), data.total(i)));
        if (extras.attacks) {
            row.push_back(data.attacks.empty()
                              ? ChartCell{text::unknownText(), {}}
                              : number(text::rateText(valueAt(data.attacks, i)), valueAt(data.attacks, i)));
        }
        if (extras.refused) {
            const std::uint64_t refused = i < data.refused.size() ? data.refused[i] : 0;
            row.push_back(number(text::countText(refused), static_cast<double>(refused)));
        }
        if (extras.earlier) {
            const double before = valueAt(data.earlier.totals, i);
            row.push_back(std::isnan(before) ? ChartCell{text::notApplicableText(), {}}
                                             : number(words.value(before), before));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace mirrorscope::ui::charts
