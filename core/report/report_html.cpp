// SPDX-License-Identifier: Apache-2.0
#include "core/report/report_html.h"

#include "core/report/parts.h"
#include "core/report/sections.h"
#include "core/report/style_sheet.h"

namespace mirrorscope::report {
namespace {

/// Nothing is fetched, run or sent anywhere, whatever the file holds.
constexpr std::string_view kPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

void writeDocumentHead(HtmlWriter& html, const Report& report) {
    const auto head = html.element("head");
    html.single("meta", {{"charset", "utf-8"}});
    html.single("meta", {{"http-equiv", "Content-Security-Policy"}, {"content", std::string(kPolicy)}});
    html.single("meta", {{"name", "referrer"}, {"content", "no-referrer"}});
    html.single("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
    html.single("meta", {{"name", "generator"}, {"content", "Mirrorscope"}});
    {
        const auto title = html.element("title");
        html.text("Mirrorscope report: ");
        html.shown(report.view);
    }
    html.style(styleSheet());
}

}  // namespace

std::string reportHtml(const Report& report) {
    HtmlWriter html;
    {
        const auto document =
            html.element("html", {{"lang", "en"}, {"xmlns", "http://www.w3.org/1999/xhtml"}});
        writeDocumentHead(html, report);
        const auto body = html.element("body");
        writePatterns(html);
        writeTitle(html, report);
        const auto main = html.element("main");
        for (const auto write : {&writeTiles, &writeNotes, &writeRates, &writeTypes, &writeTops, &writeBodies,
                                 &writeAttacks, &writeFindings, &writeHealth, &writeProofs}) {
            write(html, report);
        }
    }
    return "<!DOCTYPE html>\n" + html.take();
}

}  // namespace mirrorscope::report
