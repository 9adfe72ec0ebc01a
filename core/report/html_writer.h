// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/byte_text.h"

namespace mirrorscope::report {

/// Of an element: our own words and numbers only. Bytes of strangers never stand in an attribute.
struct Attribute {
    std::string_view name;
    std::string value;
};
using Attributes = std::initializer_list<Attribute>;

/// Writes HTML that is well-formed XML as well, so that it means the same to every reader of it: elements end
/// in the order they began, and no text can begin one. One thread at a time.
class HtmlWriter {
public:
    /// Ends with its scope.
    class [[nodiscard]] Element {
    public:
        explicit Element(HtmlWriter& writer) : m_writer(writer) {}
        Element(const Element&) = delete;
        Element& operator=(const Element&) = delete;
        ~Element() { m_writer.close(); }

    private:
        HtmlWriter& m_writer;
    };

    /// `tag` outlives the element.
    Element element(std::string_view tag, Attributes attributes = {});
    /// An element without content: a void one of HTML, or any of SVG.
    void single(std::string_view tag, Attributes attributes = {});
    /// An element with a text of our own.
    void words(std::string_view tag, std::string_view text, Attributes attributes = {});
    /// An element with bytes of strangers.
    void bytes(std::string_view tag, std::string_view bytes, Attributes attributes = {});

    /// Text of our own, UTF-8.
    void text(std::string_view text);
    /// Bytes of strangers as shown text, cut at `limit` of them.
    void shown(std::string_view bytes, std::size_t limit = base::kShownBytes);
    /// The text of a style sheet, which has no characters of markup in it.
    void style(std::string_view sheet);
    void lineBreak() { m_out += '\n'; }

    std::size_t size() const { return m_out.size(); }
    /// All elements have ended.
    std::string take();

private:
    void begin(std::string_view tag, Attributes attributes);
    void close();

    std::string m_out;
    std::vector<std::string_view> m_open;
};

/// With &, <, >, both quotes and what no document may hold (noncharacters) written as harmless text.
std::string escaped(std::string_view utf8);

}  // namespace mirrorscope::report
