// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/report/parts.h"
#include "core/report/rate_drawing.h"
#include "core/report/sections.h"

namespace mirrorscope::report {
namespace {

constexpr std::string_view kOther = "Other";

void writeEntry(HtmlWriter& html, std::string_view fill, std::string_view words) {
    const auto item = html.element("li");
    writeSwatch(html, fill);
    html.text(words);
}

void writeLegend(HtmlWriter& html, const Report& report, const std::vector<RateSeries>& series) {
    const auto list = html.element("ul", {{"class", "legend"}, {"aria-label", "Legend"}});
    for (const RateSeries& one : series) {
        if (one.isOther) {
            writeEntry(html, "s70", kOther);
        } else {
            const auto item = html.element("li");
            writeSource(html, report, one.source);
        }
    }
    if (report.series.attackRequests() > 0) {
        const auto item = html.element("li");
        {
            const auto svg = html.element("svg", {{"class", "swatch"},
                                                  {"viewBox", "0 0 20 12"},
                                                  {"width", "20"},
                                                  {"height", "12"},
                                                  {"aria-hidden", "true"}});
            html.single("path", {{"class", "line"}, {"d", "M1 9L8 3L13 7L19 2"}});
        }
        html.text("Requests with an attack, right axis");
    }
    if (report.series.refusals() > 0) {
        writeEntry(html, "refused", "Refused");
    }
    if (std::ranges::find(report.series.gaps, true) != report.series.gaps.end()) {
        writeEntry(html, "gap", "Not listening");
    }
}

void writeCells(HtmlWriter& html, const Report& report, const std::vector<RateSeries>& series,
                std::size_t bucket, const std::vector<std::uint64_t>& attacks,
                const std::vector<std::uint64_t>& refused) {
    const traffic::ChartSeries& all = report.series;
    const auto row = html.element("tr");
    html.words("th", dateTimeText(all.grid.timeOf(bucket), report.zone), {{"scope", "row"}, {"class", "t"}});
    for (const RateSeries& one : series) {
        writeNumber(html, countText(bucket < one.requests.size() ? one.requests[bucket] : 0));
    }
    writeNumber(html, countText(attacks[bucket]));
    writeNumber(html, countText(refused[bucket]));
    const bool isGap = bucket < all.gaps.size() && all.gaps[bucket];
    html.words("td", isGap ? "not listening" : all.counting == bucket ? "still counting" : "");
}

void writeData(HtmlWriter& html, const Report& report, const std::vector<RateSeries>& series) {
    const auto details = html.element("details");
    html.words("summary", "Numbers of the chart");
    const auto scroll = html.element("div", {{"class", "scroll"}});
    const auto table = html.element("table");
    html.words("caption", "Requests per " + perText(report.series.grid.width) + ", by source");
    {
        const auto head = html.element("thead");
        const auto row = html.element("tr");
        html.words("th", "From", {{"scope", "col"}});
        for (const RateSeries& one : series) {
            const auto cell = html.element("th", {{"scope", "col"}, {"class", "n"}});
            if (one.isOther) {
                html.text(kOther);
            } else {
                writeSource(html, report, one.source);
            }
        }
        html.words("th", "With an attack", {{"scope", "col"}, {"class", "n"}});
        html.words("th", "Refused", {{"scope", "col"}, {"class", "n"}});
        html.words("th", "State", {{"scope", "col"}});
    }
    const auto body = html.element("tbody");
    const auto attacks = attackCounts(report.series);
    const auto refused = refusedCounts(report.series);
    for (std::size_t bucket = 0; bucket < report.series.grid.count; ++bucket) {
        writeCells(html, report, series, bucket, attacks, refused);
    }
}

}  // namespace

void writeRates(HtmlWriter& html, const Report& report) {
    if (report.series.grid.count == 0) {
        return;
    }
    const std::vector<RateSeries> series = rateSeries(report.series);
    const auto section = html.element("section");
    html.words("h2", "Requests over time");
    {
        const auto figure = html.element("figure");
        drawRates(html, report, series);
        writeLegend(html, report, series);
    }
    writeData(html, report, series);
}

}  // namespace mirrorscope::report
