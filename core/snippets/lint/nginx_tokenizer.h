// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace mirrorscope::snippets::lint {

/// A place in a text; lines and columns from 1, columns in bytes.
struct TextPlace {
    std::size_t offset = 0;
    std::size_t line = 1;
    std::size_t column = 1;
};

struct NginxToken {
    enum class Kind : std::uint8_t { Word, Semicolon, Open, Close, End };
    Kind kind = Kind::End;
    std::string text;  // of a word: without its quotes, escapes resolved
    bool isQuoted = false;
    TextPlace place;      // its first byte, a quote included
    std::size_t end = 0;  // offset behind it
};

/// Words of an nginx configuration, by the rules of ngx_conf_read_token(): quotes only where a word begins,
/// "${" inside a word, "}" and "#" inside a word are part of it. One thread; the text must outlive it.
class NginxTokenizer {
public:
    /// `file` is for errors only.
    NginxTokenizer(std::string_view text, std::string_view file) : m_text(text), m_file(file) {}

    /// End again and again once there is nothing more. TextInvalid names the place of the quote that is not
    /// closed, or of what may not follow one.
    base::Result<NginxToken> next();

    /// Behind the Open of a *_by_lua_block (OpenResty), whose content has Lua's grammar: goes past its Close.
    base::Result<void> skipLuaBlock(const TextPlace& open);

    const TextPlace& place() const { return m_place; }

private:
    bool atEnd() const { return m_place.offset >= m_text.size(); }
    char peek(std::size_t ahead = 0) const;
    void advance();
    void skipSpaceAndComments();
    base::Result<NginxToken> quoted();
    NginxToken plain();
    void skipLuaString();
    base::Error error(const TextPlace& where, std::string_view reason) const;

    std::string_view m_text;
    std::string m_file;
    TextPlace m_place;
};

}  // namespace mirrorscope::snippets::lint
