// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/lint/nginx_tokenizer.h"

#include "core/base/byte_text.h"
#include "core/snippets/lint/lint_finding.h"

namespace mirrorscope::snippets::lint {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

bool isSpace(char c) {
    return kSpace.find(c) != kSpace.npos;
}

/// What a backslash and `c` stand for; other pairs stay as they are.
std::string unescaped(char c) {
    switch (c) {
        case '"':
        case '\'':
        case '\\':
            return {c};
        case 't':
            return "\t";
        case 'r':
            return "\r";
        case 'n':
            return "\n";
        default:
            return {'\\', c};
    }
}

}  // namespace

char NginxTokenizer::peek(std::size_t ahead) const {
    const std::size_t at = m_place.offset + ahead;
    return at < m_text.size() ? m_text[at] : '\0';
}

void NginxTokenizer::advance() {
    if (m_text[m_place.offset] == '\n') {
        ++m_place.line;
        m_place.column = 0;
    }
    ++m_place.offset;
    ++m_place.column;
}

void NginxTokenizer::skipSpaceAndComments() {
    while (!atEnd() && (isSpace(peek()) || peek() == '#')) {
        if (peek() == '#') {
            while (!atEnd() && peek() != '\n') {
                advance();
            }
        } else {
            advance();
        }
    }
}

base::Error NginxTokenizer::error(const TextPlace& where, std::string_view reason) const {
    return unreadableText(m_file, where.line, where.column, reason);
}

base::Result<NginxToken> NginxTokenizer::next() {
    skipSpaceAndComments();
    NginxToken token;
    token.place = m_place;
    if (atEnd()) {
        token.end = m_place.offset;
        return token;
    }
    switch (peek()) {
        case ';':
            token.kind = NginxToken::Kind::Semicolon;
            break;
        case '{':
            token.kind = NginxToken::Kind::Open;
            break;
        case '}':
            token.kind = NginxToken::Kind::Close;
            break;
        case '"':
        case '\'':
            return quoted();
        default:
            return plain();
    }
    advance();
    token.end = m_place.offset;
    return token;
}

base::Result<NginxToken> NginxTokenizer::quoted() {
    NginxToken token;
    token.kind = NginxToken::Kind::Word;
    token.isQuoted = true;
    token.place = m_place;
    const char quote = peek();
    advance();
    while (!atEnd() && peek() != quote) {
        if (peek() == '\\' && m_place.offset + 1 < m_text.size()) {
            token.text += unescaped(peek(1));
            advance();
        } else {
            token.text += peek();
        }
        advance();
    }
    if (atEnd()) {
        return error(token.place, "a quote begins here and is not closed");
    }
    advance();
    token.end = m_place.offset;
    constexpr std::string_view mayFollow = ";{)";
    if (!atEnd() && !isSpace(peek()) && mayFollow.find(peek()) == mayFollow.npos) {
        return error(m_place, "a space or \";\" must follow a quoted word, not \"" +
                                  base::shownText(m_text.substr(m_place.offset, 1)) + "\"");
    }
    return token;
}

NginxToken NginxTokenizer::plain() {
    NginxToken token;
    token.kind = NginxToken::Kind::Word;
    token.place = m_place;
    while (!atEnd() && !isSpace(peek()) && peek() != ';') {
        const bool isVariable = peek() == '$' && peek(1) == '{';
        if (peek() == '{') {
            break;
        }
        if (isVariable) {
            token.text += '$';
            advance();
            token.text += peek();
        } else if (peek() == '\\' && m_place.offset + 1 < m_text.size()) {
            token.text += unescaped(peek(1));
            advance();
        } else {
            token.text += peek();
        }
        advance();
    }
    token.end = m_place.offset;
    return token;
}

void NginxTokenizer::skipLuaString() {
    const char quote = peek();
    advance();
    while (!atEnd() && peek() != quote && peek() != '\n') {
        if (peek() == '\\' && m_place.offset + 1 < m_text.size()) {
            advance();
        }
        advance();
    }
    if (!atEnd()) {
        advance();
    }
}

base::Result<void> NginxTokenizer::skipLuaBlock(const TextPlace& open) {
    for (std::size_t depth = 1; !atEnd();) {
        const char c = peek();
        if (c == '"' || c == '\'') {
            skipLuaString();
            continue;
        }
        if (c == '-' && peek(1) == '-') {
            while (!atEnd() && peek() != '\n') {
                advance();
            }
            continue;
        }
        advance();
        depth += c == '{' ? 1 : 0;
        if (c == '}' && --depth == 0) {
            return {};
        }
    }
    return error(open, "a block begins here and is not closed");
}

}  // namespace mirrorscope::snippets::lint
