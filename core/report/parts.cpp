// SPDX-License-Identifier: Apache-2.0
#include "core/report/parts.h"

#include <array>

#include "core/report/source_look.h"

namespace mirrorscope::report {
namespace {

/// Marks of a tile of 8×8, by texture.
constexpr std::array<std::string_view, kTextures> kMarks{"",
                                                         "M-1 5L5 -1M-1 9L9 -1M3 9L9 3",
                                                         "M1 1h2v2h-2zM5 5h2v2h-2z",
                                                         "M0 2h8M0 6h8",
                                                         "M-1 3L5 9M-1 -1L9 9M3 -1L9 5",
                                                         "M-1 -1L9 9M-1 9L9 -1",
                                                         "M2 0v8M6 0v8"};
constexpr int kDots = 2;
constexpr int kYellow = 6;  // white marks are invisible on it

void writePattern(HtmlWriter& html, int colour, int texture) {
    const auto pattern =
        html.element("pattern", {{"id", "p" + std::to_string(colour) + std::to_string(texture)},
                                 {"width", "8"},
                                 {"height", "8"},
                                 {"patternUnits", "userSpaceOnUse"}});
    html.single("rect", {{"width", "8"}, {"height", "8"}, {"fill", std::string(kSourceColours.at(colour))}});
    if (!kMarks.at(texture).empty()) {
        const std::string mark = colour == kYellow ? "#8A7F00" : "#FFFFFF";
        html.single("path", {{"d", std::string(kMarks.at(texture))},
                             {"fill", texture == kDots ? mark : "none"},
                             {"stroke", texture == kDots ? "none" : mark},
                             {"stroke-width", "1.5"},
                             {"opacity", colour == kYellow ? "0.8" : "0.6"}});
    }
}

void writeHatch(HtmlWriter& html, std::string_view id, std::string_view strokeClass) {
    const auto pattern = html.element(
        "pattern",
        {{"id", std::string(id)}, {"width", "6"}, {"height", "6"}, {"patternUnits", "userSpaceOnUse"}});
    html.single("path", {{"class", std::string(strokeClass)}, {"d", "M-1 4L4 -1M-1 7L7 -1M2 7L7 2"}});
}

/// What a severity looks like: octagon, triangle, diamond or ring, and the sign in it; as in the window.
struct Shape {
    std::string_view name;  // of its colour
    std::string_view word;
    std::string_view outline;
    std::string_view sign;
    bool filled = false;
};

constexpr std::string_view kTriangle = "M8 1.5L15 14.2H1z";
constexpr std::string_view kRing = "M8 2a6 6 0 1 0 0.01 0z";
constexpr Shape kCritical{"crit", "Critical", "M5 1h6l4 4v6l-4 4H5l-4-4V5z", "M8 4v5M8 11v1.2", true};
constexpr Shape kHigh{"high", "High", kTriangle, "M8 6v4M8 11.5v1.2", true};
constexpr Shape kMedium{"med", "Medium", "M8 1L15 8L8 15L1 8z", "M8 5v4M8 10v1.2"};
constexpr Shape kLow{"low", "Low", kRing, "M5 8h6"};
constexpr Shape kInfo{"low", "Info", kRing, "M8 7v4M8 4.8v1.2"};
constexpr Shape kError{"crit", "Error", kCritical.outline, kCritical.sign, true};
constexpr Shape kWarning{"high", "Warning", kTriangle, kHigh.sign, true};
constexpr Shape kNote{"low", "Note", kRing, kInfo.sign};

void writeShape(HtmlWriter& html, const Shape& shape) {
    const auto whole = html.element("span", {{"class", "severity " + std::string(shape.name)}});
    {
        const auto svg = html.element("svg", {{"class", shape.filled ? "mark full" : "mark"},
                                              {"viewBox", "0 0 16 16"},
                                              {"width", "14"},
                                              {"height", "14"},
                                              {"aria-hidden", "true"}});
        html.single("path", {{"d", std::string(shape.outline)}});
        html.single("path", {{"class", "sign"}, {"d", std::string(shape.sign)}});
    }
    html.text(shape.word);
}

const Shape& shapeOf(traffic::Severity severity) {
    switch (severity) {
        case traffic::Severity::Critical:
            return kCritical;
        case traffic::Severity::High:
            return kHigh;
        case traffic::Severity::Medium:
            return kMedium;
        case traffic::Severity::Low:
            return kLow;
        default:
            return kInfo;
    }
}

}  // namespace

void writePatterns(HtmlWriter& html) {
    const auto svg = html.element(
        "svg", {{"class", "patterns"}, {"width", "0"}, {"height", "0"}, {"aria-hidden", "true"}});
    const auto defs = html.element("defs");
    for (int colour = 0; colour <= kGrey; ++colour) {
        for (int texture = 0; texture < kTextures; ++texture) {
            writePattern(html, colour, texture);
        }
    }
    writeHatch(html, "gap", "gapline");
    writeHatch(html, "bad", "badline");
    writeHatch(html, "part", "partline");
}

std::string fillClass(const Report& report, traffic::SourceId source) {
    const auto found = report.sources.find(source);
    const int colour = found == report.sources.end() ? kGrey : found->second.colour;
    const int texture = found == report.sources.end() ? 0 : found->second.texture;
    return "s" + std::to_string(colour) + std::to_string(texture);
}

void writeSwatch(HtmlWriter& html, std::string_view fillClass) {
    const auto svg = html.element("svg", {{"class", "swatch"},
                                          {"viewBox", "0 0 12 12"},
                                          {"width", "12"},
                                          {"height", "12"},
                                          {"aria-hidden", "true"}});
    html.single(
        "rect",
        {{"class", std::string(fillClass)}, {"x", "0.5"}, {"y", "0.5"}, {"width", "11"}, {"height", "11"}});
}

void writeSource(HtmlWriter& html, const Report& report, traffic::SourceId source) {
    writeSwatch(html, fillClass(report, source));
    const auto found = report.sources.find(source);
    if (found == report.sources.end()) {
        html.text(source == 0 ? "not attributed yet" : "unknown");
    } else {
        html.shown(found->second.name);
    }
}

void writeSeverity(HtmlWriter& html, traffic::Severity severity) {
    writeShape(html, shapeOf(severity));
}

void writeSeverity(HtmlWriter& html, traffic::FindingSeverity severity) {
    writeShape(html, severity == traffic::FindingSeverity::Error     ? kError
                     : severity == traffic::FindingSeverity::Warning ? kWarning
                                                                     : kNote);
}

void writeHead(HtmlWriter& html, std::span<const std::string> titles) {
    const auto head = html.element("thead");
    const auto row = html.element("tr");
    for (const std::string& title : titles) {
        if (title.starts_with('#')) {
            html.words("th", title.substr(1), {{"scope", "col"}, {"class", "n"}});
        } else {
            html.words("th", title, {{"scope", "col"}});
        }
    }
}

void writeNumber(HtmlWriter& html, std::string_view text) {
    html.words("td", text, {{"class", "n"}});
}

void writeLimit(HtmlWriter& html, std::size_t shown, std::uint64_t all, std::string_view one,
                std::string_view which) {
    if (all > shown) {
        html.words("p",
                   countText(shown) + " of " + countOf(all, one) + ", " + std::string(which) +
                       "; the session has " + countText(all - shown) + " more.",
                   {{"class", "note"}});
    }
}

}  // namespace mirrorscope::report
