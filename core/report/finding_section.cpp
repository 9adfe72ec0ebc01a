// SPDX-License-Identifier: Apache-2.0
#include "core/report/parts.h"
#include "core/report/sections.h"

namespace mirrorscope::report {
namespace {

constexpr std::size_t kShownLines = 4096;  // bytes of a patch

void writeFact(HtmlWriter& html, std::string_view name, std::string_view text) {
    if (!text.empty()) {
        html.words("dt", name);
        html.bytes("dd", text);
    }
}

/// Configuration of ours, line by line.
void writeLines(HtmlWriter& html, std::string_view title, std::string_view lines, std::string_view name) {
    if (lines.empty()) {
        return;
    }
    html.words("p", title, {{"class", "note"}});
    const auto block = html.element("pre", {{"class", std::string(name)}});
    lines = lines.substr(0, kShownLines);
    while (!lines.empty()) {
        const std::size_t end = lines.find('\n');
        html.shown(lines.substr(0, end), kShownLines);
        lines.remove_prefix(end == lines.npos ? lines.size() : end + 1);
        if (!lines.empty()) {
            html.lineBreak();
        }
    }
}

void writeValues(HtmlWriter& html, const ReportedEvidence& one) {
    const auto cell = html.element("td");
    if (!one.isThere) {
        html.text("not there");
        return;
    }
    bool isFirst = true;
    for (const std::string& value : one.values) {
        if (!isFirst) {
            html.single("br");
        }
        isFirst = false;
        html.bytes("code", value);
    }
}

void writeEvidence(HtmlWriter& html, const Report& report, const ReportedFinding& finding) {
    if (finding.evidence.empty()) {
        return;
    }
    const auto scroll = html.element("div", {{"class", "scroll"}});
    const auto table = html.element("table");
    html.words("caption", "Evidence: " + countText(finding.evidence.size()) + " of " +
                              countOf(finding.finding.count, "request") + " that showed it");
    writeHead(html, std::vector<std::string>{"#Request", "Time", "Method, path", "The header, as received"});
    const auto body = html.element("tbody");
    for (const ReportedEvidence& one : finding.evidence) {
        const auto row = html.element("tr");
        writeNumber(html, std::to_string(one.request));
        html.words("td", dateTimeText(one.at, report.zone), {{"class", "t"}});
        {
            const auto cell = html.element("td");
            const auto code = html.element("code");
            html.shown(one.method + " " + one.target);
        }
        writeValues(html, one);
    }
}

void writeFinding(HtmlWriter& html, const Report& report, const ReportedFinding& reported) {
    const traffic::Finding& finding = reported.finding;
    const auto article = html.element("article");
    {
        const auto title = html.element("h3");
        writeSeverity(html, finding.severity);
        html.text(" ");
        html.shown(finding.code);
        html.text(", ");
        writeSource(html, report, finding.source);
    }
    {
        const auto facts = html.element("dl");
        writeFact(html, "Seen", finding.seen);
        writeFact(html, "Wanted", finding.wanted);
        writeFact(html, "Cause", finding.cause);
        writeFact(html, "Change", finding.directive);
        writeFact(html, "Time",
                  rangeText(finding.openedAt, finding.lastSeen, report.zone) + ", " +
                      countOf(finding.count, "request") +
                      (finding.closedAt ? ", closed " + dateTimeText(*finding.closedAt, report.zone)
                                        : std::string(", open")));
    }
    writeEvidence(html, report, reported);
    writeLines(html, "Instead of", finding.before, "del");
    writeLines(html, "Write", finding.after, "add");
}

}  // namespace

void writeFindings(HtmlWriter& html, const Report& report) {
    const auto section = html.element("section");
    html.words("h2", "Findings about headers");
    if (report.findings.empty()) {
        html.words("p", "None about the sources of this view.");
        return;
    }
    writeLimit(html, report.findings.size(), report.allFindings, "finding", "open ones and the worst first");
    for (const ReportedFinding& finding : report.findings) {
        writeFinding(html, report, finding);
    }
}

}  // namespace mirrorscope::report
