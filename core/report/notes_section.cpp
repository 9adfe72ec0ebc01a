// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/report/parts.h"
#include "core/report/sections.h"

namespace mirrorscope::report {
namespace {

std::vector<std::string> limitations(const Report& report) {
    const traffic::ChartSeries& series = report.series;
    std::vector<std::string> out;
    if (series.unattributed > 0) {
        out.push_back(countOf(series.unattributed, "request") +
                      " had no known source yet when this was made.");
    }
    if (series.unjudged > 0) {
        out.push_back(countOf(series.unjudged, "request") +
                      " waited for analysis when this was made: attacks among them are missing.");
    }
    if (series.removedUntil) {
        out.push_back("Retention removed requests up to " + dateTimeText(*series.removedUntil, report.zone) +
                      ": they are missing from numbers that are counted from requests.");
    }
    if (std::ranges::find(series.gaps, true) != series.gaps.end()) {
        out.emplace_back("Nobody listened in the hatched times; nothing is known of them.");
    }
    if (!report.filter.empty() && series.refusals() > 0) {
        out.emplace_back("The filter does not choose refused requests: all of that time are counted.");
    }
    return out;
}

std::string wordsOf(const traffic::Annotation& one) {
    using Kind = traffic::Annotation::Kind;
    switch (one.kind) {
        case Kind::ListenerOn:
            return "Listening began";
        case Kind::ListenerOff:
            return "Listening ended";
        case Kind::RecorderLost:
            return "The recorder ended without a word";
        case Kind::RulesLoaded:
            return "Rules loaded";
        case Kind::Probed:
            return "Probed";
        case Kind::Removed:
            return countOf(one.count, "request") + " removed by retention";
        case Kind::Refused:
            return countOf(one.count, "request") + " refused";
        case Kind::Count:
            break;
    }
    return "Something else";
}

void writeEvents(HtmlWriter& html, const Report& report) {
    const auto details = html.element("details");
    html.words("summary", "What happened meanwhile (" + countText(report.annotations.size()) + ")");
    writeLimit(html, report.annotations.size(), report.annotations.size() + report.moreAnnotations, "event",
               "the newest");
    const auto scroll = html.element("div", {{"class", "scroll"}});
    const auto table = html.element("table");
    html.words("caption", "What happened to the recording in this time");
    writeHead(html, std::vector<std::string>{"Time", "What", "Which", "Detail"});
    const auto body = html.element("tbody");
    for (const traffic::Annotation& one : report.annotations) {
        const auto row = html.element("tr");
        html.words("td", dateTimeText(one.at, report.zone), {{"class", "t"}});
        html.words("td", wordsOf(one));
        html.bytes("td", one.what);
        html.bytes("td", one.detail);
    }
}

}  // namespace

void writeNotes(HtmlWriter& html, const Report& report) {
    const std::vector<std::string> notes = limitations(report);
    if (!notes.empty()) {
        const auto list = html.element("ul", {{"class", "note"}});
        for (const std::string& note : notes) {
            html.words("li", note);
        }
    }
    if (!report.annotations.empty()) {
        writeEvents(html, report);
    }
}

}  // namespace mirrorscope::report
