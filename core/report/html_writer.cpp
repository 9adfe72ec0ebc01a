// SPDX-License-Identifier: Apache-2.0
#include "core/report/html_writer.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace mirrorscope::report {
namespace {

/// A line end behind these changes nothing that is seen, and keeps lines of the file readable.
bool endsLine(std::string_view tag) {
    static constexpr std::array<std::string_view, 23> kTags{
        "html",    "head", "body",   "title",      "style",   "header", "main",  "section",
        "article", "h1",   "h2",     "h3",         "p",       "table",  "thead", "caption",
        "tbody",   "tr",   "figure", "figcaption", "details", "pre",    "li"};
    return std::ranges::find(kTags, tag) != kTags.end() || tag == "meta" || tag == "svg" || tag == "div" ||
           tag == "ul";
}

/// U+FDD0 to U+FDEF and the last two of each plane are no characters: a reader of XML refuses some of them.
/// 0 where none begins; else its bytes.
std::size_t noncharacterAt(std::string_view text, std::size_t at, std::uint32_t& code) {
    const auto byte = [&](std::size_t i) -> std::uint32_t {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
    };
    const std::uint32_t first = byte(0);
    if (first == 0xEF) {
        code = (first & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
        return code >= 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF) ? 3 : 0;
    }
    if (first >= 0xF0) {
        code =
            (first & 0x07U) << 18U | (byte(1) & 0x3FU) << 12U | (byte(2) & 0x3FU) << 6U | (byte(3) & 0x3FU);
        return (code & 0xFFFFU) >= 0xFFFE ? 4 : 0;
    }
    return 0;
}

std::string hexOf(std::uint32_t code) {
    std::string out;
    for (; code != 0; code >>= 4U) {
        out.insert(out.begin(), "0123456789abcdef"[code & 0xFU]);
    }
    return out;
}

}  // namespace

std::string escaped(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        std::uint32_t code = 0;
        if (const std::size_t length = noncharacterAt(utf8, i, code); length != 0) {
            out += "\\u{" + hexOf(code) + "}";
            i += length - 1;
            continue;
        }
        switch (utf8[i]) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += utf8[i];
        }
    }
    return out;
}

void HtmlWriter::begin(std::string_view tag, Attributes attributes) {
    m_out += '<';
    m_out += tag;
    for (const Attribute& attribute : attributes) {
        m_out += ' ';
        m_out += attribute.name;
        m_out += "=\"" + escaped(attribute.value) + "\"";
    }
}

HtmlWriter::Element HtmlWriter::element(std::string_view tag, Attributes attributes) {
    begin(tag, attributes);
    m_out += '>';
    m_open.push_back(tag);
    return Element(*this);
}

void HtmlWriter::close() {
    const std::string_view tag = m_open.back();
    m_open.pop_back();
    m_out += "</";
    m_out += tag;
    m_out += endsLine(tag) ? ">\n" : ">";
}

void HtmlWriter::single(std::string_view tag, Attributes attributes) {
    begin(tag, attributes);
    m_out += endsLine(tag) ? "/>\n" : "/>";
}

void HtmlWriter::words(std::string_view tag, std::string_view text, Attributes attributes) {
    const auto scope = element(tag, attributes);
    this->text(text);
}

void HtmlWriter::bytes(std::string_view tag, std::string_view bytes, Attributes attributes) {
    const auto scope = element(tag, attributes);
    shown(bytes);
}

void HtmlWriter::text(std::string_view text) {
    m_out += escaped(text);
}

void HtmlWriter::shown(std::string_view bytes, std::size_t limit) {
    m_out += escaped(base::shownText(bytes, limit));
}

void HtmlWriter::style(std::string_view sheet) {
    assert(sheet.find_first_of("<&") == sheet.npos);
    const auto scope = element("style");
    m_out += sheet;
}

std::string HtmlWriter::take() {
    assert(m_open.empty());
    return std::exchange(m_out, {});
}

}  // namespace mirrorscope::report
