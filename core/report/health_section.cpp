// SPDX-License-Identifier: Apache-2.0
#include <numeric>

#include "core/report/parts.h"
#include "core/report/sections.h"

namespace mirrorscope::report {
namespace {

void writeState(HtmlWriter& html, const Report& report, const traffic::MirrorHealth& one) {
    const auto cell = html.element("td");
    if (one.mergedInto) {
        html.text("counted as ");
        writeSource(html, report, *one.mergedInto);
        return;
    }
    if (one.mode == traffic::SourceMode::Store) {
        html.text("stored only; ");
    } else if (one.mode == traffic::SourceMode::Ignore) {
        html.text("ignored; ");
    }
    if (one.worst) {
        writeSeverity(html, *one.worst);
        html.text(", ");
    }
    html.text(one.openFindings == 0 ? "no open finding" : countOf(one.openFindings, "open finding"));
}

void writeRow(HtmlWriter& html, const Report& report, const traffic::MirrorHealth& one) {
    const auto row = html.element("tr");
    {
        const auto cell = html.element("th", {{"scope", "row"}});
        writeSource(html, report, one.source.id);
        html.words("span", traffic::sourceKindName(one.source.kind), {{"class", "unit"}});
    }
    const auto& hour = one.lastHour;
    writeNumber(html, countText(std::accumulate(hour.begin(), hour.end(), std::uint64_t{0})));
    writeNumber(html, rateText(one.perSecond));
    writeNumber(html, countText(one.refused) + (one.refusedIsShared ? " shared" : ""));
    writeNumber(html, one.probes ? countText(one.probes->lost) + " of " + countText(one.probes->sent)
                                 : std::string("not probed"));
    writeNumber(html, one.copies ? countText(one.copies->twice) + " of " + countText(one.copies->looked)
                                 : std::string("unknown"));
    for (const auto lag :
         {&traffic::ProbeCounts::p50, &traffic::ProbeCounts::p95, &traffic::ProbeCounts::p99}) {
        writeNumber(html,
                    one.probes && one.probes->hasLag() ? lagText((*one.probes).*lag) : std::string("–"));
    }
    writeState(html, report, one);
}

}  // namespace

void writeHealth(HtmlWriter& html, const Report& report) {
    if (report.health.empty()) {
        return;
    }
    const auto section = html.element("section");
    html.words("h2", "Mirror health");
    writeLimit(html, report.health.size(), report.allSources, "source", "the first ones");
    const auto scroll = html.element("div", {{"class", "scroll"}});
    const auto table = html.element("table");
    html.words("caption", "In the hour up to " + dateTimeText(report.healthAt, report.zone) +
                              ". Shared: others send to that listener too, and who was refused is not read.");
    writeHead(html, std::vector<std::string>{"Source", "#Requests", "#Rate", "#Refused", "#Lost", "#Twice",
                                             "#Lag p50", "#p95", "#p99", "State"});
    const auto body = html.element("tbody");
    for (const traffic::MirrorHealth& one : report.health) {
        writeRow(html, report, one);
    }
}

}  // namespace mirrorscope::report
