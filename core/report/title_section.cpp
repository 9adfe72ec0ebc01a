// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/report/sections.h"

namespace mirrorscope::report {
namespace {

void writeFact(HtmlWriter& html, std::string_view name, std::string_view words) {
    html.words("dt", name);
    html.words("dd", words);
}

/// All times of the report are told in it.
std::string zoneWords(base::WallTime at, const Zone& zone) {
    const std::string offset = offsetText(at, zone);
    return zone.name.empty() || zone.name == offset ? offset : zone.name + " (" + offset + ")";
}

void writeFilter(HtmlWriter& html, const Report& report) {
    html.words("dt", "Filter");
    const auto value = html.element("dd");
    if (report.filter.empty()) {
        html.text("none: every request");
    } else {
        const auto code = html.element("code");
        constexpr std::size_t whole = 16'384;  // a filter is not longer than a parser takes
        html.shown(report.filter, whole);
    }
}

void writeHiding(HtmlWriter& html, const Report& report) {
    if (!report.hidesSecrets) {
        html.words("p", "Secrets are not hidden: what follows may hold passwords, tokens and cookies.",
                   {{"class", "warn"}});
        return;
    }
    const std::string found = report.hiddenSecrets == 0
                                  ? std::string("None was found in what is quoted here.")
                                  : "Hidden here: " + countText(report.hiddenSecrets) + ".";
    html.words(
        "p",
        "Secrets are hidden: REDACTED stands in place of credentials, cookies, tokens, card numbers and "
        "what the settings name besides. " +
            found + " Bodies of requests are not in it, except for what a rule matched.",
        {{"class", "note"}});
}

struct Tile {
    std::string name;
    std::string number;
    std::string more;
};

Tile lostTile(const Report& report) {
    std::uint64_t sent = 0;
    std::uint64_t lost = 0;
    for (const traffic::MirrorHealth& one : report.health) {
        if (one.probes) {
            sent += one.probes->sent;
            lost += one.probes->lost;
        }
    }
    return sent == 0 ? Tile{"Lost", "not probed", "no probe went through a source"}
                     : Tile{"Lost", countText(lost), "of " + countOf(sent, "probe")};
}

void writeTile(HtmlWriter& html, const Tile& tile) {
    const auto item = html.element("li", {{"class", "tile"}});
    html.words("span", tile.name, {{"class", "name"}});
    html.words("b", tile.number);
    html.words("span", tile.more);
}

}  // namespace

void writeTitle(HtmlWriter& html, const Report& report) {
    const auto header = html.element("header");
    {
        const auto title = html.element("h1");
        html.shown(report.view.empty() ? std::string_view("Report") : std::string_view(report.view));
    }
    {
        const traffic::BucketGrid& grid = report.series.grid;
        const auto facts = html.element("dl");
        writeFilter(html, report);
        writeFact(html, "Time",
                  grid.count == 0 ? std::string("nothing was received in it")
                                  : rangeText(grid.start, grid.end(), report.zone) + ", " +
                                        zoneWords(grid.start, report.zone) +
                                        (report.hasTimeRange ? "" : "; the whole session"));
        html.words("dt", "Session");
        html.bytes("dd", report.session);
        writeFact(html, "Made",
                  dateTimeText(report.madeAt, report.zone) + ", " + zoneWords(report.madeAt, report.zone) +
                      ", by Mirrorscope " + report.version);
    }
    writeHiding(html, report);
}

void writeTiles(HtmlWriter& html, const Report& report) {
    const auto sources = static_cast<std::uint64_t>(std::ranges::count_if(
        report.series.sources, [](const traffic::SourceCounts& one) { return one.source != 0; }));
    const auto list = html.element("ul", {{"class", "tiles"}, {"aria-label", "Figures"}});
    writeTile(html, {"Requests", countText(report.series.requests()), "received and stored"});
    writeTile(html, {"Attacks", countText(report.allAttacks),
                     "in " + countOf(report.series.attackRequests(), "request")});
    writeTile(html, {"Sources", countText(sources), "that sent something"});
    writeTile(html, {"Refused", countText(report.series.refusals()), "got 503, are not stored"});
    writeTile(html, lostTile(report));
}

}  // namespace mirrorscope::report
