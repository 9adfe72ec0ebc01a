// SPDX-License-Identifier: Apache-2.0
#include "core/report/body_drawing.h"

#include <algorithm>
#include <cmath>

#include "core/report/axes.h"
#include "core/report/parts.h"

namespace mirrorscope::report {
namespace {

constexpr double kLeft = 54;
constexpr double kRight = 790;
constexpr double kTop = 22;
constexpr double kBottom = 86;
constexpr int kSteps = 2;

/// Of one bin: what came whole, cut, not at all, and what the listener kept in part.
struct Split {
    std::uint64_t whole = 0;
    std::uint64_t cut = 0;
    std::uint64_t absent = 0;
    std::uint64_t stored = 0;
};

Split splitOf(const traffic::BodyBin& bin) {
    const std::uint64_t broken = bin.cut + bin.absent + bin.stored;
    return {bin.requests - std::min(bin.requests, broken), bin.cut, bin.absent, bin.stored};
}

class Drawing {
public:
    Drawing(HtmlWriter& html, const traffic::SourceBodies& source, BinRange bins)
        : m_html(html), m_source(source), m_bins(bins) {
        std::uint64_t most = 0;
        for (const traffic::BodyBin& bin : source.bins) {
            most = std::max(most, bin.requests);
        }
        m_step = countStep(most, kSteps);
    }

    void drawAxes();
    void drawBins(std::string_view fill);
    void drawCliff(const traffic::BodyCliff& cliff, double height);

private:
    double x(std::size_t bin) const {
        return kLeft + (kRight - kLeft) * static_cast<double>(bin - m_bins.first) /
                           static_cast<double>(m_bins.end - m_bins.first);
    }
    double y(std::uint64_t count) const {
        return kBottom - (kBottom - kTop) * static_cast<double>(count) / static_cast<double>(m_step * kSteps);
    }
    void words(double at, double height, std::string_view anchor, std::string_view words,
               std::string_view name) {
        m_html.words("text", words,
                     {{"x", numberText(at)},
                      {"y", numberText(height)},
                      {"text-anchor", std::string(anchor)},
                      {"class", std::string(name)}});
    }

    HtmlWriter& m_html;
    const traffic::SourceBodies& m_source;
    BinRange m_bins;
    std::uint64_t m_step = 1;
};

void Drawing::drawAxes() {
    for (int i = 0; i <= kSteps; ++i) {
        const double at = y(m_step * i);
        m_html.single("line", {{"class", i == 0 ? "axis" : "grid"},
                               {"x1", numberText(kLeft)},
                               {"x2", numberText(kRight)},
                               {"y1", numberText(at)},
                               {"y2", numberText(at)}});
        words(kLeft - 6, at + 4, "end", countText(m_step * i), "");
    }
    constexpr std::size_t most = 11;
    const std::size_t every = (m_bins.end - m_bins.first + most - 1) / most;
    for (std::size_t bin = m_bins.first; bin < m_bins.end; bin += every) {
        words((x(bin) + x(bin + 1)) / 2, kBottom + 14, "middle",
              bin == 0 ? "0" : exactBytesText(traffic::bodyBinEnd(bin)), "");
    }
}

void Drawing::drawBins(std::string_view fill) {
    for (std::size_t bin = m_bins.first; bin < m_bins.end; ++bin) {
        const Split split = splitOf(m_source.bins[bin]);
        std::uint64_t below = 0;
        for (const auto& [name, count] :
             {std::pair(fill, split.whole), std::pair(std::string_view("partfill"), split.stored),
              std::pair(std::string_view("badfill"), split.cut),
              std::pair(std::string_view("none"), split.absent)}) {
            if (count == 0) {
                continue;
            }
            const double bottom = y(below);
            below += count;
            const double height = std::max(bottom - y(below), 1.5);
            m_html.single("rect", {{"class", std::string(name)},
                                   {"x", numberText(x(bin) + 1)},
                                   {"y", numberText(bottom - height)},
                                   {"width", numberText(x(bin + 1) - x(bin) - 2)},
                                   {"height", numberText(height)}});
        }
    }
}

/// At the edge behind the bin of the largest body that came whole.
void Drawing::drawCliff(const traffic::BodyCliff& cliff, double height) {
    const std::size_t bin = std::clamp(traffic::bodyBinOf(cliff.above) + 1, m_bins.first, m_bins.end);
    const double at = x(bin);
    m_html.single("line", {{"class", "cliff"},
                           {"x1", numberText(at)},
                           {"x2", numberText(at)},
                           {"y1", numberText(height - 8)},
                           {"y2", numberText(kBottom)}});
    const bool isRight = at > (kLeft + kRight) / 2;
    words(at + (isRight ? -5 : 5), height, isRight ? "end" : "start", cliffWords(cliff), "cliffname");
}

}  // namespace

BinRange usedBins(const traffic::BodySizes& bodies) {
    BinRange range{traffic::kBodyBins, 0};
    for (const traffic::SourceBodies& source : bodies.sources) {
        for (std::size_t bin = 0; bin < traffic::kBodyBins; ++bin) {
            if (source.bins[bin].requests > 0) {
                range.first = std::min(range.first, bin);
                range.end = std::max(range.end, bin + 1);
            }
        }
    }
    // A single bar tells no size by its place.
    constexpr std::size_t least = 8;
    range.end = std::min(traffic::kBodyBins, std::max(range.end, range.first + least));
    return range;
}

std::string cliffWords(const traffic::BodyCliff& cliff) {
    const std::string above = exactBytesText(cliff.above);
    switch (cliff.kind) {
        case traffic::BodyCliff::Kind::Absent:
            return "above " + above + " without their body: " + countText(cliff.requests);
        case traffic::BodyCliff::Kind::Cut:
            return "above " + above + " cut: " + countText(cliff.requests);
        case traffic::BodyCliff::Kind::Stored:
            return "above " + above + " kept in part: " + countText(cliff.requests);
        case traffic::BodyCliff::Kind::NoCopies:
            return "above " + above + ": none came in " + countOf(cliff.below, "request");
    }
    return {};
}

void drawBodies(HtmlWriter& html, const Report& report, const traffic::SourceBodies& source, BinRange bins,
                std::size_t number) {
    const std::string id = "body" + std::to_string(number);
    const auto svg = html.element("svg", {{"class", "chart"},
                                          {"viewBox", "0 0 800 108"},
                                          {"role", "img"},
                                          {"aria-labelledby", id + "-title " + id + "-desc"},
                                          {"xmlns", "http://www.w3.org/2000/svg"}});
    html.words("title", "Sizes of bodies of one source", {{"id", id + "-title"}});
    html.words("desc",
               countOf(source.requests, "request") + ", the largest body that came whole has " +
                   exactBytesText(source.largestWhole) + ". The numbers are in the table below.",
               {{"id", id + "-desc"}});
    Drawing drawing(html, source, bins);
    drawing.drawAxes();
    drawing.drawBins(fillClass(report, source.source));
    double height = 10;
    for (const traffic::BodyCliff& cliff : source.cliffs) {
        drawing.drawCliff(cliff, height);
        height += 12;
    }
}

}  // namespace mirrorscope::report
