// SPDX-License-Identifier: Apache-2.0
#include "core/report/rate_drawing.h"

#include <algorithm>

#include "core/report/axes.h"
#include "core/report/parts.h"

namespace mirrorscope::report {
namespace {

constexpr int kSteps = 4;
constexpr std::size_t kTicks = 8;
// Units of the drawing; a page of A4 shows 800 of them a little smaller than a screen does.
constexpr double kWidth = 800;
constexpr double kLeft = 54;
constexpr double kRight = 746;
constexpr double kTop = 24;
constexpr double kBottom = 204;
constexpr double kHeight = 226;

std::uint64_t highest(const std::vector<std::uint64_t>& values) {
    return values.empty() ? 0 : *std::ranges::max_element(values);
}

/// Draws one chart; places are in units of the drawing.
class Drawing {
public:
    Drawing(HtmlWriter& html, const Report& report, const std::vector<RateSeries>& series)
        : m_html(html), m_report(report), m_grid(report.series.grid), m_series(series) {
        m_refused = refusedCounts(report.series);
        m_attacks = attackCounts(report.series);
        std::vector<std::uint64_t> all = m_refused;
        for (const RateSeries& one : series) {
            for (std::size_t i = 0; i < std::min(all.size(), one.requests.size()); ++i) {
                all[i] += one.requests[i];
            }
        }
        m_step = countStep(highest(all), kSteps);
        m_attackStep = countStep(highest(m_attacks), kSteps);
    }

    void draw() {
        drawGrid();
        drawGaps();
        drawBars();
        drawAttacks();
        drawEvents();
        drawTimes();
    }

private:
    double x(std::size_t bucket) const {
        return kLeft + (kRight - kLeft) * static_cast<double>(bucket) / static_cast<double>(m_grid.count);
    }
    double x(base::WallTime time) const {
        const std::chrono::duration<double> since = time - m_grid.start;
        const std::chrono::duration<double> all = m_grid.end() - m_grid.start;
        return kLeft + (kRight - kLeft) * since / all;
    }
    static double y(std::uint64_t value, std::uint64_t step) {
        return kBottom - (kBottom - kTop) * static_cast<double>(value) / static_cast<double>(step * kSteps);
    }
    void words(double at, double height, std::string_view anchor, std::string_view words,
               std::string_view name = "") {
        m_html.words("text", words,
                     {{"x", numberText(at)},
                      {"y", numberText(height)},
                      {"text-anchor", std::string(anchor)},
                      {"class", std::string(name)}});
    }

    void drawGrid();
    void drawGaps();
    void drawBars();
    void drawBar(std::string_view name, const std::vector<std::uint64_t>& values,
                 std::vector<std::uint64_t>& below);
    void drawAttacks();
    void drawEvents();
    void drawTimes();

    HtmlWriter& m_html;
    const Report& m_report;
    const traffic::BucketGrid& m_grid;
    const std::vector<RateSeries>& m_series;
    std::vector<std::uint64_t> m_refused;
    std::vector<std::uint64_t> m_attacks;
    std::uint64_t m_step = 1;
    std::uint64_t m_attackStep = 1;
};

void Drawing::drawGrid() {
    const std::string width = perText(m_grid.width);
    words(kLeft - 50, 12, "start", "Requests per " + width, "name");
    words(kRight + 50, 12, "end", "Attack requests per " + width, "name");
    for (int i = 0; i <= kSteps; ++i) {
        const double at = y(m_step * i, m_step);
        m_html.single("line", {{"class", i == 0 ? "axis" : "grid"},
                               {"x1", numberText(kLeft)},
                               {"x2", numberText(kRight)},
                               {"y1", numberText(at)},
                               {"y2", numberText(at)}});
        words(kLeft - 6, at + 4, "end", countText(m_step * i));
        words(kRight + 6, at + 4, "start", countText(m_attackStep * i));
    }
}

void Drawing::drawGaps() {
    const std::vector<bool>& gaps = m_report.series.gaps;
    for (std::size_t from = 0; from < std::min(gaps.size(), m_grid.count);) {
        std::size_t until = from;
        while (until < std::min(gaps.size(), m_grid.count) && gaps[until]) {
            ++until;
        }
        if (until > from) {
            const double width = x(until) - x(from);
            m_html.single("rect", {{"class", "gap"},
                                   {"x", numberText(x(from))},
                                   {"y", numberText(kTop)},
                                   {"width", numberText(width)},
                                   {"height", numberText(kBottom - kTop)}});
            constexpr double room = 70;
            if (width > room) {
                words(x(from) + width / 2, kTop + 14, "middle", "Not listening", "name");
            }
        }
        from = std::max(until, from + 1);
    }
}

void Drawing::drawBar(std::string_view name, const std::vector<std::uint64_t>& values,
                      std::vector<std::uint64_t>& below) {
    std::string path;
    const double gap = x(std::size_t{1}) - x(std::size_t{0}) > 4 ? 1 : 0;
    for (std::size_t i = 0; i < std::min(values.size(), m_grid.count); ++i) {
        if (values[i] == 0) {
            continue;
        }
        const double bottom = y(below[i], m_step);
        below[i] += values[i];
        const double top = std::min(y(below[i], m_step), bottom - 0.6);
        path += "M" + numberText(x(i)) + " " + numberText(bottom) + "V" + numberText(top) + "H" +
                numberText(x(i + 1) - gap) + "V" + numberText(bottom) + "z";
    }
    if (!path.empty()) {
        m_html.single("path", {{"class", std::string(name)}, {"d", std::move(path)}});
    }
}

void Drawing::drawBars() {
    std::vector<std::uint64_t> below(m_grid.count);
    for (const RateSeries& one : m_series) {
        drawBar(one.isOther ? "s70" : fillClass(m_report, one.source), one.requests, below);
    }
    drawBar("refused", m_refused, below);
}

void Drawing::drawAttacks() {
    if (highest(m_attacks) == 0) {
        return;
    }
    std::string path;
    bool isAfterGap = true;
    for (std::size_t i = 0; i < m_grid.count; ++i) {
        if (i < m_report.series.gaps.size() && m_report.series.gaps[i]) {
            isAfterGap = true;
            continue;
        }
        const std::string at = numberText(y(m_attacks[i], m_attackStep));
        path += (isAfterGap ? "M" : "L") + numberText((x(i) + x(i + 1)) / 2) + " " + at;
        isAfterGap = false;
    }
    m_html.single("path", {{"class", "halo"}, {"d", path}});
    m_html.single("path", {{"class", "line"}, {"d", path}});
}

void Drawing::drawEvents() {
    using Kind = traffic::Annotation::Kind;
    for (const traffic::Annotation& one : m_report.annotations) {
        if (one.kind == Kind::RulesLoaded || one.kind == Kind::Probed || one.kind == Kind::Removed) {
            const double at = x(one.at);
            m_html.single("path",
                          {{"class", "event"},
                           {"d", "M" + numberText(at - 4) + " " + numberText(kTop - 7) + "h8l-4 7z"}});
        }
    }
}

void Drawing::drawTimes() {
    for (const TimeTick& tick : timeTicks(m_grid.start, m_grid.end(), kTicks, m_report.zone)) {
        const double at = x(tick.at);
        m_html.single("line", {{"class", "axis"},
                               {"x1", numberText(at)},
                               {"x2", numberText(at)},
                               {"y1", numberText(kBottom)},
                               {"y2", numberText(kBottom + 4)}});
        words(at, kBottom + 16, "middle", tick.text);
    }
}

}  // namespace

void drawRates(HtmlWriter& html, const Report& report, const std::vector<RateSeries>& series) {
    const auto svg =
        html.element("svg", {{"class", "chart"},
                             {"viewBox", "0 0 " + numberText(kWidth) + " " + numberText(kHeight)},
                             {"role", "img"},
                             {"aria-labelledby", "rate-title rate-desc"},
                             {"xmlns", "http://www.w3.org/2000/svg"}});
    html.words("title", "Requests by source and attack requests over time", {{"id", "rate-title"}});
    html.words("desc",
               countOf(report.series.requests(), "request") + ", of these " +
                   countText(report.series.attackRequests()) + " with an attack, " +
                   rangeText(report.series.grid.start, report.series.grid.end(), report.zone) +
                   ". The numbers are in the table below.",
               {{"id", "rate-desc"}});
    Drawing(html, report, series).draw();
}

}  // namespace mirrorscope::report
