// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorscope::config {

/// The lines of a YAML text, each with its own end, so that what is not touched stays byte for byte. Knows
/// where a value ends on a line and nothing else of YAML. Plain value.
class YamlLines {
public:
    explicit YamlLines(std::string_view text);

    std::string text() const;
    std::size_t size() const { return m_lines.size(); }
    std::string_view at(std::size_t line) const { return m_lines[line].content; }
    std::size_t indent(std::size_t line) const;
    /// Nothing but a comment or white space.
    bool isIdle(std::size_t line) const;
    bool isComment(std::size_t line) const;

    void setContent(std::size_t line, std::string content) { m_lines[line].content = std::move(content); }
    void replace(std::size_t line, std::size_t begin, std::size_t end, std::string_view text);
    /// Before that line (size(): at the end), with the line end that the text has; a text that ends without
    /// one still does.
    void insert(std::size_t line, std::string content);
    /// A comment behind its value stays, on a line of its own.
    void removeKeepingComment(std::size_t line);
    void remove(std::size_t line);

private:
    struct Line {
        std::string content;
        std::string end;  // "\n", "\r\n", empty at the end of the text
    };
    std::vector<Line> m_lines;
    std::string m_standardEnd;
};

/// Where the key that begins at `column` has its colon; npos: not on this line.
std::size_t colonOf(std::string_view line, std::size_t column);

/// [begin, end) of a value on one line; empty where there is none.
struct InlineValue {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool isEmpty() const { return begin == end; }
};

/// Of the value behind the colon. nullopt: it does not end on this line, or it has an anchor, an alias or a
/// tag. `inFlow`: between braces.
std::optional<InlineValue> inlineValue(std::string_view line, std::size_t colon, bool inFlow);

/// A scalar so that YAML reads the same text, quoted where it must be.
std::string yamlScalar(std::string_view text, bool inFlow);

}  // namespace mirrorscope::config
