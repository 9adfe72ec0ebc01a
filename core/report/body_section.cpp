// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/report/body_drawing.h"
#include "core/report/parts.h"
#include "core/report/sections.h"

namespace mirrorscope::report {
namespace {

constexpr std::size_t kMostDrawn = 7;  // sources; the table has the others too

void writeCliffs(HtmlWriter& html, const traffic::SourceBodies& source) {
    if (source.cliffs.empty()) {
        return;
    }
    const auto list = html.element("ul");
    for (const traffic::BodyCliff& cliff : source.cliffs) {
        const auto item = html.element("li");
        html.text("Bodies " + cliffWords(cliff) + ".");
        if (!cliff.limit.empty()) {
            html.text(" The limit may be ");
            html.bytes("code", cliff.limit);
            html.text(cliff.limitBytes ? " (" + exactBytesText(*cliff.limitBytes) + ")." : ".");
        }
        if (!cliff.remedy.empty()) {
            html.text(" ");
            html.shown(cliff.remedy);
        }
    }
}

void writeLegend(HtmlWriter& html) {
    const auto list = html.element("ul", {{"class", "legend"}, {"aria-label", "Legend"}});
    for (const auto& [fill, words] :
         {std::pair("badfill", "cut on the way"), std::pair("none", "announced, but none came"),
          std::pair("partfill", "kept in part, by the listener's own limit"),
          std::pair("swatch", "the source's own: whole")}) {
        if (std::string_view(fill) == "swatch") {
            continue;
        }
        const auto item = html.element("li");
        writeSwatch(html, fill);
        html.text(words);
    }
}

void writeRow(HtmlWriter& html, const Report& report, traffic::SourceId source, std::size_t bin,
              const traffic::BodyBin& counts) {
    const auto row = html.element("tr");
    {
        const auto cell = html.element("td");
        writeSource(html, report, source);
    }
    writeNumber(html, exactBytesText(traffic::bodyBinEnd(bin)));
    writeNumber(html, countText(counts.requests));
    writeNumber(html, countText(counts.cut));
    writeNumber(html, countText(counts.absent));
    writeNumber(html, countText(counts.stored));
}

void writeData(HtmlWriter& html, const Report& report) {
    const auto details = html.element("details");
    html.words("summary", "Numbers of the charts");
    const auto scroll = html.element("div", {{"class", "scroll"}});
    const auto table = html.element("table");
    html.words("caption", "Requests by the size of their body");
    writeHead(html, std::vector<std::string>{"Source", "#Up to", "#Requests", "#Cut", "#Without body",
                                             "#Kept in part"});
    const auto body = html.element("tbody");
    const std::size_t shown = std::min(report.bodies.sources.size(), kMostSources);
    for (std::size_t i = 0; i < shown; ++i) {
        const traffic::SourceBodies& source = report.bodies.sources[i];
        for (std::size_t bin = 0; bin < traffic::kBodyBins; ++bin) {
            if (source.bins[bin].requests > 0) {
                writeRow(html, report, source.source, bin, source.bins[bin]);
            }
        }
    }
}

}  // namespace

void writeBodies(HtmlWriter& html, const Report& report) {
    const BinRange bins = usedBins(report.bodies);
    const bool hasBodies = std::ranges::any_of(
        report.bodies.sources, [](const auto& one) { return one.requests > 0 && one.largest > 0; });
    if (!hasBodies) {
        return;
    }
    const auto section = html.element("section");
    html.words("h2", "Sizes of bodies");
    writeLimit(html, std::min(report.bodies.sources.size(), kMostDrawn), report.bodies.sources.size(),
               "source", "the first ones");
    for (std::size_t i = 0; i < std::min(report.bodies.sources.size(), kMostDrawn); ++i) {
        const traffic::SourceBodies& source = report.bodies.sources[i];
        const auto figure = html.element("figure");
        {
            const auto caption = html.element("figcaption");
            writeSource(html, report, source.source);
            html.text(": " + countOf(source.requests, "request") + ", largest body " +
                      exactBytesText(source.largest));
        }
        drawBodies(html, report, source, bins, i);
        writeCliffs(html, source);
    }
    writeLegend(html);
    writeData(html, report);
}

}  // namespace mirrorscope::report
