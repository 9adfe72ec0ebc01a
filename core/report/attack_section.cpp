// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/report/parts.h"
#include "core/report/sections.h"
#include "core/traffic/triage.h"

namespace mirrorscope::report {
namespace {

constexpr std::size_t kMostRules = 12;
constexpr std::size_t kOpenSamples = 3;  // the first of them need no click
constexpr int kColumns = 7;

std::string ruleWords(const traffic::Attack& attack) {
    std::string text = attack.ruleIds.size() == 1 ? "rule " : "rules ";
    for (std::size_t i = 0; i < std::min(attack.ruleIds.size(), kMostRules); ++i) {
        text += (i == 0 ? "" : ", ") + std::to_string(attack.ruleIds[i]);
    }
    return attack.ruleIds.size() <= kMostRules
               ? text
               : text + " and " + std::to_string(attack.ruleIds.size() - kMostRules) + " more";
}

std::string triageWords(std::string_view triage) {
    return triage == "false-positive" ? "False positive" : capitalised(triage);
}

void writeUnit(HtmlWriter& html, std::string_view words) {
    html.words("span", words, {{"class", "unit"}});
}

void writeWhat(HtmlWriter& html, const traffic::Attack& attack) {
    const auto cell = html.element("td");
    html.words("strong", traffic::attackTypeInfo(attack.type).title);
    if (!attack.message.empty()) {
        html.bytes("span", attack.message, {{"class", "unit"}});
    }
    if (!attack.point.empty()) {
        const auto unit = html.element("span", {{"class", "unit"}});
        html.text("in ");
        html.shown(attack.point);
    }
    writeUnit(html, "attack " + std::to_string(attack.id) + ", " + ruleWords(attack));
}

void writeWho(HtmlWriter& html, const Report& report, const traffic::AttackRow& row) {
    const auto cell = html.element("td");
    html.bytes("code", row.attack.client.empty() ? "unknown" : row.attack.client);
    const auto unit = html.element("span", {{"class", "unit"}});
    html.text("through ");
    writeSource(html, report, row.attack.source);
}

void writeWhere(HtmlWriter& html, const traffic::Attack& attack) {
    const auto cell = html.element("td");
    html.bytes("code", attack.host);
    const auto unit = html.element("span", {{"class", "unit"}});
    html.bytes("code", attack.endpoint);
}

void writeRow(HtmlWriter& html, const Report& report, const traffic::AttackRow& row) {
    const traffic::Attack& attack = row.attack;
    const auto line = html.element("tr");
    {
        const auto cell = html.element("td");
        writeSeverity(html, attack.severity);
    }
    writeWhat(html, attack);
    writeWho(html, report, row);
    writeWhere(html, attack);
    {
        const auto cell = html.element("td", {{"class", "n"}});
        html.text(countText(attack.requests));
        writeUnit(html, countOf(attack.hits, "hit"));
        writeUnit(html, "score " + std::to_string(attack.score));
    }
    {
        const auto cell = html.element("td", {{"class", "t"}});
        html.text(dateTimeText(attack.firstSeen, report.zone));
        writeUnit(html, "to " + dateTimeText(attack.lastSeen, report.zone));
    }
    html.words("td", triageWords(row.triage));
}

/// Piece by piece: shown text is longer than its bytes.
void writePiece(HtmlWriter& html, std::string_view bytes) {
    while (!bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        std::string_view line = bytes.substr(0, end);
        const bool endsLine = end != bytes.npos;
        bytes.remove_prefix(endsLine ? end + 1 : bytes.size());
        if (endsLine && line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        html.shown(line, kSampleHead);
        if (endsLine) {
            html.lineBreak();
        }
    }
}

void writeBytes(HtmlWriter& html, const Sample& sample) {
    std::string_view head = sample.head;
    // The empty line behind a head says nothing here, unless something in it matched.
    const std::size_t kept =
        sample.matches.empty() ? 0 : sample.matches.back().offset + sample.matches.back().length;
    head = head.substr(0, std::max(kept, head.find_last_not_of("\r\n") + 1));
    const auto block = html.element("pre");
    std::size_t at = 0;
    for (const MatchedBytes& match : sample.matches) {
        writePiece(html, head.substr(at, match.offset - at));
        {
            const auto mark = html.element("mark");
            writePiece(html, head.substr(match.offset, match.length));
        }
        at = match.offset + match.length;
    }
    writePiece(html, head.substr(at));
    if (sample.isCut) {
        html.text("…");
    }
}

void writeHits(HtmlWriter& html, const Sample& sample) {
    const auto list = html.element("ul");
    for (const traffic::Hit& hit : sample.hits) {
        const auto item = html.element("li");
        html.text("rule " + std::to_string(hit.ruleId) + " in ");
        html.shown(hit.point);
        html.text(": ");
        html.shown(hit.message);
        if (!hit.matched.empty()) {
            html.text(", matched ");
            const auto code = html.element("code");
            html.shown(hit.matched);
        }
    }
    if (sample.moreHits > 0) {
        html.words("li", "and " + countOf(sample.moreHits, "hit") + " more");
    }
}

void writeSample(HtmlWriter& html, const Report& report, const Sample& sample, bool isOpen) {
    const auto line = html.element("tr", {{"class", "more"}});
    const auto cell = html.element("td", {{"colspan", std::to_string(kColumns)}});
    const auto details = isOpen ? html.element("details", {{"class", "sample"}, {"open", "open"}})
                                : html.element("details", {{"class", "sample"}});
    html.words("summary", "Request " + std::to_string(sample.request) + ", " +
                              dateTimeText(sample.at, report.zone) + ": its head, with what matched");
    writeBytes(html, sample);
    writeHits(html, sample);
}

}  // namespace

void writeAttacks(HtmlWriter& html, const Report& report) {
    const auto section = html.element("section");
    html.words("h2", "Attacks");
    if (report.attacks.empty()) {
        html.words("p", report.series.unjudged > 0 ? "No attack found so far." : "No attack in this view.");
        return;
    }
    writeLimit(html, report.attacks.size(), report.allAttacks, "attack", "the worst");
    const auto scroll = html.element("div", {{"class", "scroll"}});
    const auto table = html.element("table");
    html.words("caption",
               "The worst first. Counts of an attack are those of all of it, also outside of the view.");
    writeHead(html, std::vector<std::string>{"Severity", "Attack", "Client", "Host and path", "#Requests",
                                             "First to last seen", "Triage"});
    const auto body = html.element("tbody");
    std::size_t number = 0;
    for (const ReportedAttack& attack : report.attacks) {
        writeRow(html, report, attack.row);
        if (attack.sample) {
            writeSample(html, report, *attack.sample, number++ < kOpenSamples);
        }
    }
}

}  // namespace mirrorscope::report
