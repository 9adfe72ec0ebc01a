// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/report/parts.h"
#include "core/report/sections.h"

namespace mirrorscope::report {
namespace {

void writeVerdict(HtmlWriter& html, std::string_view verdict) {
    if (verdict == "passed" || verdict == "failed") {
        html.text(capitalised(verdict));
    } else if (verdict == "not-proven") {
        html.text("Not proven");
    } else {
        html.shown(verdict);  // of a later version
    }
}

void writeFact(HtmlWriter& html, std::string_view name, std::string_view words) {
    html.words("dt", name);
    html.words("dd", words);
}

void writeFigures(HtmlWriter& html, const traffic::ProbeCounts& proof) {
    writeFact(html, "Probes",
              countText(proof.sent) + " sent, " + countText(proof.arrived) + " arrived, " +
                  countText(proof.lost) + " lost, " + countText(proof.twice) + " twice, " +
                  countText(proof.late) + " late");
    if (proof.hasLag()) {
        writeFact(
            html, "Lag",
            "p50 " + lagText(proof.p50) + ", p95 " + lagText(proof.p95) + ", p99 " + lagText(proof.p99));
    }
}

void writeProof(HtmlWriter& html, const Report& report, const traffic::MirrorHealth& one) {
    const traffic::ProbeCounts& proof = *one.probes;
    const auto article = html.element("article");
    {
        const auto title = html.element("h3");
        writeVerdict(html, proof.verdict);
        html.text(", ");
        writeSource(html, report, one.source.id);
    }
    {
        const auto facts = html.element("dl");
        html.words("dt", "Result");
        html.bytes("dd", proof.headline);
        writeFact(html, "Time", dateTimeText(proof.at, report.zone));
        writeFigures(html, proof);
    }
    if (proof.reasons.empty()) {
        return;
    }
    const auto list = html.element("ul");
    for (const traffic::ProofReason& reason : proof.reasons) {
        const auto item = html.element("li");
        html.shown(reason.what, kMostReasonBytes);
        html.text(" ");
        html.shown(reason.todo, kMostReasonBytes);
    }
}

}  // namespace

void writeProofs(HtmlWriter& html, const Report& report) {
    const auto isProbed = [](const traffic::MirrorHealth& one) { return one.probes.has_value(); };
    if (std::ranges::none_of(report.health, isProbed)) {
        return;
    }
    const auto section = html.element("section");
    html.words("h2", "Proof results");
    html.words("p", "The newest proof of each source that was probed, whatever the time of the view.",
               {{"class", "note"}});
    for (const traffic::MirrorHealth& one : report.health) {
        if (isProbed(one)) {
            writeProof(html, report, one);
        }
    }
}

}  // namespace mirrorscope::report
