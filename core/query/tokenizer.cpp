// SPDX-License-Identifier: Apache-2.0
#include "core/query/tokenizer.h"

#include <algorithm>
#include <utility>

#include "core/base/byte_text.h"
#include "core/base/decoding.h"

namespace mirrorscope::query {
namespace {

using Kind = Token::Kind;

bool isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct OperatorText {
    std::string_view text;
    Relation relation;
    bool negates;
};

// Longer ones first.
constexpr OperatorText kOperators[] = {
    {"!=", Relation::Is, true},       {"!~", Relation::Contains, true}, {"<=", Relation::AtMost, false},
    {">=", Relation::AtLeast, false}, {":", Relation::Is, false},       {"=", Relation::Is, false},
    {"~", Relation::Contains, false}, {"<", Relation::Less, false},     {">", Relation::Greater, false},
};

class Tokenizer {
public:
    explicit Tokenizer(std::string_view text) : m_text(text) {}

    TokenList run() {
        if (m_text.size() > kLongestFilter) {
            const std::string most = std::to_string(kLongestFilter);
            fail(kLongestFilter, m_text.size(), "the end: a filter has at most " + most + " bytes");
        }
        for (skipSpaces(); m_at < m_text.size() && !m_out.error; skipSpaces()) {
            term();
        }
        add(Kind::End, std::min(m_at, m_text.size()), m_at);
        return std::move(m_out);
    }

private:
    char here() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    void skipSpaces() {
        while (m_at < m_text.size() && isSpace(m_text[m_at])) {
            ++m_at;
        }
    }

    Token& add(Kind kind, std::size_t from, std::size_t until) {
        Token token;
        token.kind = kind;
        token.position = from;
        token.length = until - from;
        m_out.tokens.push_back(std::move(token));
        return m_out.tokens.back();
    }

    void fail(std::size_t from, std::size_t until, std::string expected) {
        if (!m_out.error) {
            const std::string_view found = m_text.substr(from, until - from);
            m_out.error = ParseError{from, found.size(), std::move(expected),
                                     std::string(found.substr(0, kFoundBytes))};
        }
    }

    const OperatorText* operatorAt(std::size_t at) const {
        const std::string_view rest = m_text.substr(std::min(at, m_text.size()));
        const auto* found = std::ranges::find_if(
            kOperators, [&](const OperatorText& candidate) { return rest.starts_with(candidate.text); });
        return found == std::end(kOperators) ? nullptr : found;
    }

    void term() {
        const char c = here();
        if (c == '(' || c == ')') {
            add(c == '(' ? Kind::Open : Kind::Close, m_at, m_at + 1);
            ++m_at;
        } else if (c == '-' || (c == '!' && operatorAt(m_at) == nullptr)) {
            add(Kind::Negation, m_at, m_at + 1);
            ++m_at;
        } else if (c == '"') {
            quoted();
            wordEnds();
        } else {
            wordOrCondition();
        }
    }

    void wordOrCondition() {
        const std::size_t from = m_at;
        while (m_at < m_text.size() && !endsWord(m_text[m_at]) && operatorAt(m_at) == nullptr) {
            ++m_at;
        }
        const std::size_t until = m_at;
        const auto afterSpaces = [&] {
            const auto next = m_text.find_first_not_of(" \t", until);
            return next == std::string_view::npos ? m_text.size() : next;
        }();
        const OperatorText* found = operatorAt(afterSpaces);
        if (found == nullptr) {
            const std::string_view word = m_text.substr(from, until - from);
            add(Kind::Bare, from, until).text = word;
            if (here() != '(' || !joiningWord(word)) {
                wordEnds();
            }
            return;
        }
        if (until == from) {
            fail(from, from + found->text.size(), "a field before the operator");
            return;
        }
        add(Kind::Field, from, until).text = m_text.substr(from, until - from);
        m_at = afterSpaces + found->text.size();
        Token& token = add(Kind::Operator, afterSpaces, m_at);
        token.relation = found->relation;
        token.negates = found->negates;
        skipSpaces();
        values(found->relation);
    }

    void values(Relation relation) {
        const bool list = relation == Relation::Is;
        while (!m_out.error) {
            if (here() == '"') {
                quoted();
            } else if (here() == '/' && relation == Relation::Contains) {
                pattern();
            } else if (!bareValue(list)) {
                return;
            }
            if (!list || here() != ',') {
                break;
            }
            add(Kind::Comma, m_at, m_at + 1);
            ++m_at;
            skipSpaces();
        }
        wordEnds();
    }

    bool bareValue(bool list) {
        const std::size_t from = m_at;
        while (m_at < m_text.size() && !endsWord(m_text[m_at]) && !(list && m_text[m_at] == ',')) {
            ++m_at;
        }
        if (m_at == from) {
            return false;  // the parser says which value it expects
        }
        add(Kind::Bare, from, m_at).text = m_text.substr(from, m_at - from);
        return true;
    }

    static bool endsWord(char c) { return isSpace(c) || c == '(' || c == ')' || c == '"'; }

    /// A parenthesis or quote inside a word is a slip more often than meant.
    void wordEnds() {
        if (m_at < m_text.size() && !isSpace(here()) && here() != ')') {
            fail(m_at, m_at + 1, "a space (put \" around a value that holds it)");
        }
    }

    void quoted() {
        const std::size_t from = m_at++;
        std::string bytes;
        while (m_at < m_text.size() && m_text[m_at] != '"' && !m_out.error) {
            if (m_text[m_at] == '\\') {
                escape(bytes);
            } else {
                bytes += m_text[m_at++];
            }
        }
        if (m_at >= m_text.size()) {
            fail(m_text.size(), m_text.size(), "\" that ends the text");
            return;
        }
        add(Kind::Quoted, from, ++m_at).text = std::move(bytes);
    }

    void escape(std::string& bytes) {
        const std::size_t from = m_at++;
        const char c = here();
        const int high = m_at + 2 < m_text.size() ? base::hexValue(m_text[m_at + 1]) : -1;
        const int low = m_at + 2 < m_text.size() ? base::hexValue(m_text[m_at + 2]) : -1;
        ++m_at;
        if (c == '"' || c == '\\') {
            bytes += c;
        } else if (c == 'n' || c == 'r' || c == 't') {
            bytes += c == 'n' ? '\n' : c == 'r' ? '\r' : '\t';
        } else if (c == 'x' && high >= 0 && low >= 0) {
            bytes += static_cast<char>(high * 16 + low);
            m_at += 2;
        } else {
            fail(from, std::min(from + 2, m_text.size()), "\\\", \\\\, \\n, \\r, \\t or \\x and two digits");
        }
    }

    /// The bytes between the slashes; only "\/" is resolved, everything else is the pattern's own.
    void pattern() {
        const std::size_t from = m_at++;
        std::string source;
        while (m_at < m_text.size() && m_text[m_at] != '/') {
            const bool escapes = m_text[m_at] == '\\' && m_at + 1 < m_text.size();
            if (escapes && m_text[m_at + 1] != '/') {
                source += m_text[m_at];
            }
            m_at += escapes ? 1 : 0;
            source += m_text[m_at++];
        }
        if (m_at >= m_text.size()) {
            fail(m_text.size(), m_text.size(),
                 "/ that ends the regular expression (to look for text that begins with /, put it in \")");
            return;
        }
        ++m_at;
        const bool ignoresCase = here() == 'i';
        m_at += ignoresCase ? 1 : 0;
        if (m_at < m_text.size() && !isSpace(here()) && here() != ')') {
            fail(m_at, m_at + 1,
                 "a space after the regular expression (write \\/ for / in it; to look for text that begins "
                 "with /, put it in \")");
            return;
        }
        Token& token = add(Kind::Pattern, from, m_at);
        token.text = std::move(source);
        token.ignoresCase = ignoresCase;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    TokenList m_out;
};

}  // namespace

std::optional<JoiningWord> joiningWord(std::string_view word) {
    constexpr std::pair<std::string_view, JoiningWord> kWords[] = {
        {"and", JoiningWord::And}, {"or", JoiningWord::Or}, {"not", JoiningWord::Not}};
    const auto* found = std::ranges::find_if(
        kWords, [&](const auto& known) { return base::equalsIgnoreCase(known.first, word); });
    return found == std::end(kWords) ? std::nullopt : std::optional(found->second);
}

TokenList tokenize(std::string_view filter) {
    return Tokenizer(filter).run();
}

}  // namespace mirrorscope::query
