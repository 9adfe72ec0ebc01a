// SPDX-License-Identifier: Apache-2.0
// Lists whose bars stand in the table that has their numbers.
#include <algorithm>
#include <numeric>

#include "core/report/parts.h"
#include "core/report/sections.h"

namespace mirrorscope::report {
namespace {

constexpr double kBarWidth = 200;

/// Parts of a bar: a class of fill and a count.
using BarParts = std::vector<std::pair<std::string, std::uint64_t>>;

void writeBar(HtmlWriter& html, const BarParts& parts, std::uint64_t most) {
    const auto svg = html.element("svg", {{"class", "bar"},
                                          {"viewBox", "0 0 " + numberText(kBarWidth) + " 14"},
                                          {"preserveAspectRatio", "none"},
                                          {"aria-hidden", "true"}});
    double at = 0;
    for (const auto& [fill, count] : parts) {
        const double width =
            kBarWidth * static_cast<double>(count) / static_cast<double>(std::max<std::uint64_t>(most, 1));
        html.single("rect", {{"class", fill},
                             {"x", numberText(at)},
                             {"y", "1"},
                             {"width", numberText(std::max(width, 0.5))},
                             {"height", "12"}});
        at += width;
    }
}

BarParts partsOf(const Report& report, const traffic::TopEntry& entry) {
    BarParts parts;
    std::uint64_t told = 0;
    for (const auto& [source, count] : entry.sources) {
        parts.emplace_back(fillClass(report, source), count);
        told += count;
    }
    if (told < entry.count) {
        parts.emplace_back("s70", entry.count - told);
    }
    return parts;
}

struct TopTitle {
    std::string_view title;
    std::string_view column;
    std::string_view counted;  // "attack requests"
    bool isRules = false;
};

void writeValue(HtmlWriter& html, const traffic::TopEntry& entry, const TopTitle& title) {
    if (entry.value.empty() && entry.host.empty()) {
        html.text("unknown");
        return;
    }
    {
        const auto code = html.element("code");
        html.shown(entry.host + entry.value);
    }
    if (title.isRules && !entry.title.empty()) {
        const auto unit = html.element("span", {{"class", "unit"}});
        html.shown(entry.title);
    }
}

void writeTop(HtmlWriter& html, const Report& report, const traffic::TopList& list, const TopTitle& title) {
    const auto section = html.element("section");
    html.words("h2", title.title);
    if (list.entries.empty()) {
        html.words("p", "None.");
        return;
    }
    const auto table = html.element("table");
    html.words("caption", "The most frequent, in " + std::string(title.counted) +
                              (list.approximate ? ", at least so many" : ""));
    writeHead(html, std::vector<std::string>{std::string(title.column) + ", by source", "#Count"});
    const auto body = html.element("tbody");
    for (const traffic::TopEntry& entry : list.entries) {
        const auto row = html.element("tr");
        {
            const auto cell = html.element("td");
            writeValue(html, entry, title);
            writeBar(html, partsOf(report, entry), list.entries.front().count);
        }
        writeNumber(html, countText(entry.count));
    }
    if (list.rest > 0) {
        const auto row = html.element("tr");
        html.words("td", list.others ? "the " + countOf(*list.others, "other") : std::string("all others"));
        writeNumber(html, (list.approximate ? "at most " : "") + countText(list.rest));
    }
}

}  // namespace

void writeTypes(HtmlWriter& html, const Report& report) {
    if (report.series.types.empty()) {
        return;
    }
    const auto total = [](const traffic::TypeCounts& one) {
        return std::accumulate(one.requests.begin(), one.requests.end(), std::uint64_t{0});
    };
    const auto section = html.element("section");
    html.words("h2", "Attacks by type");
    const auto table = html.element("table");
    html.words("caption", "Requests with an attack of that type; one with two types is in both");
    writeHead(html, std::vector<std::string>{"Type", "CWE", "Share of the most frequent", "#Requests"});
    const auto body = html.element("tbody");
    std::uint64_t most = 0;
    for (const traffic::TypeCounts& one : report.series.types) {
        most = std::max(most, total(one));
    }
    for (const traffic::TypeCounts& one : report.series.types) {
        const traffic::AttackTypeInfo& info = traffic::attackTypeInfo(one.type);
        const auto row = html.element("tr");
        html.words("td", info.title);
        html.words("td", info.cwe == 0 ? "" : "CWE-" + std::to_string(info.cwe), {{"class", "t"}});
        {
            const auto cell = html.element("td", {{"class", "bar"}});
            writeBar(html, {{"typefill", total(one)}}, most);
        }
        writeNumber(html, countText(total(one)));
    }
}

void writeTops(HtmlWriter& html, const Report& report) {
    if (report.series.grid.count == 0 || report.series.attackRequests() == 0) {
        return;
    }
    const auto columns = html.element("div", {{"class", "columns"}});
    writeTop(html, report, report.endpoints,
             {.title = "Most attacked", .column = "Host and path", .counted = "requests with an attack"});
    writeTop(html, report, report.clients,
             {.title = "Attacking clients", .column = "Client", .counted = "requests with an attack"});
    writeTop(html, report, report.rules,
             {.title = "Rules that hit", .column = "Rule", .counted = "hits", .isRules = true});
}

}  // namespace mirrorscope::report
