// SPDX-License-Identifier: Apache-2.0
#include "core/query/parser.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "core/base/byte_text.h"
#include "core/query/operand_parser.h"
#include "core/query/tokenizer.h"

namespace mirrorscope::query {
namespace {

using Kind = Token::Kind;

/// Puts parts into a group; those that join the same way become part of it, one alone stays what it is.
Node joined(Group::Join join, std::vector<Node> parts) {
    if (parts.size() == 1) {
        return std::move(parts.front());
    }
    Group group{join, {}};
    for (Node& part : parts) {
        auto* inner = std::get_if<Group>(&part.term);
        if (inner != nullptr && !part.negated && inner->join == join) {
            std::ranges::move(inner->parts, std::back_inserter(group.parts));
        } else {
            group.parts.push_back(std::move(part));
        }
    }
    return Node{false, std::move(group)};
}

std::string unknownField(std::string_view word) {
    std::vector<std::string_view> names;
    for (const Field& known : fields()) {
        names.push_back(known.name);
    }
    std::string near(nearest(word, names));
    near += near == field(FieldId::Header).name ? ".NAME" : "";
    return "a field" + (near.empty() ? "" : " (the nearest is " + near + ")") +
           ", or quotes around text to look for";
}

class Parser {
public:
    explicit Parser(std::string_view filter) : m_text(filter), m_list(tokenize(filter)) {}

    Parsed run() {
        Node tree;
        if (next().kind != Kind::End) {
            tree = any(0);
        }
        if (!m_error && next().kind != Kind::End) {
            fail(next(), "the end or another term");
        }
        // The tokenizer goes first through all of it: the fault that stands first is told.
        if (m_list.error && (!m_error || m_error->position >= m_list.error->position)) {
            return *m_list.error;
        }
        if (m_error) {
            return *m_error;
        }
        return tree;
    }

private:
    const Token& next() const { return m_list.tokens[m_at]; }
    bool atEnd() const { return next().kind == Kind::End; }

    const Token& take() {
        const Token& token = next();
        m_at += atEnd() ? 0 : 1;
        return token;
    }

    void fail(const Token& token, std::string expected) {
        if (!m_error) {
            const std::string_view found = m_text.substr(token.position, token.length);
            m_error = ParseError{token.position, token.length, std::move(expected),
                                 std::string(found.substr(0, kFoundBytes))};
        }
    }

    std::optional<JoiningWord> joining() const {
        return next().kind == Kind::Bare ? joiningWord(next().text) : std::nullopt;
    }

    Node any(std::size_t depth) {
        std::vector<Node> parts;
        do {
            parts.push_back(all(depth));
        } while (!m_error && joining() == JoiningWord::Or && (take(), true));
        return joined(Group::Join::Any, std::move(parts));
    }

    Node all(std::size_t depth) {
        std::vector<Node> parts;
        do {
            parts.push_back(term(depth));
        } while (!m_error && ((joining() == JoiningWord::And && (take(), true)) || beginsTerm()));
        return joined(Group::Join::All, std::move(parts));
    }

    bool beginsTerm() const {
        return next().kind != Kind::End && next().kind != Kind::Close && joining() != JoiningWord::Or;
    }

    Node term(std::size_t depth) {
        bool negated = false;
        while (next().kind == Kind::Negation || joining() == JoiningWord::Not) {
            negated = !negated;
            take();
        }
        Node node;
        switch (next().kind) {
            case Kind::Open:
                node = parenthesized(depth + 1);
                break;
            case Kind::Field:
                node = condition();
                break;
            case Kind::Bare:
            case Kind::Quoted:
                node = word();
                break;
            default:
                fail(next(), "a condition, a word or (");
        }
        node.negated = node.negated != negated;
        return node;
    }

    Node parenthesized(std::size_t depth) {
        const Token& open = take();
        if (depth > kDeepestFilter) {
            fail(open, "at most " + std::to_string(kDeepestFilter) + " parentheses in each other");
            return {};
        }
        Node inner = any(depth);
        if (!m_error && next().kind != Kind::Close) {
            fail(next(), ") or another term");
        }
        take();
        return inner;
    }

    Node word() {
        const Token& token = next();
        if (joining()) {
            fail(token, "a condition, a word or (");
        } else if (token.text.empty()) {
            fail(token, "at least one byte to look for");
        }
        take();
        count(token);
        return Node{false, FullText{token.text}};
    }

    Node condition() {
        const Token& name = take();
        const Field* field = fieldByName(name.text);
        if (field == nullptr) {
            fail(name, unknownField(name.text));
            return {};
        }
        const Token& sign = take();
        Condition out;
        out.field = field->id;
        out.relation = sign.relation;
        if (field->id == FieldId::Header) {
            out.header = base::toLower(std::string_view(name.text).substr(kHeaderPrefix.size()));
        }
        if (out.relation == Relation::Contains && next().kind == Kind::Pattern) {
            out.relation = Relation::Matches;
        }
        // "Does not have" is `missing:`, so these two take no "!=".
        const bool deniesHeader = field->kind == FieldKind::HeaderName && sign.negates;
        if (deniesHeader || !isAllowed(field->kind, out.relation)) {
            fail(sign, "an operator of " + std::string(field->name) + ": " + operatorList(field->kind));
        }
        do {
            operand(*field, out);
        } while (!m_error && next().kind == Kind::Comma && (take(), true));
        return Node{sign.negates, std::move(out)};
    }

    void operand(const Field& field, Condition& out) {
        const Token& token = next();
        const bool isValue =
            token.kind == Kind::Bare || token.kind == Kind::Quoted || token.kind == Kind::Pattern;
        if (!isValue) {
            fail(token, std::string(valueExpectation(field.kind)));
            return;
        }
        take();
        count(token);
        auto outcome = parseOperand(field, out.relation, token);
        if (auto* wrong = std::get_if<ParseError>(&outcome)) {
            wrong->found = m_text.substr(wrong->position, std::min(wrong->length, kFoundBytes));
            m_error = m_error ? m_error : std::move(*wrong);
            return;
        }
        out.operands.push_back(std::move(std::get<Operand>(outcome)));
    }

    static std::string operatorList(FieldKind kind) {
        std::string text;
        for (const std::string_view sign : operatorTexts(kind)) {
            text += (text.empty() ? "" : " ") + std::string(sign);
        }
        return text;
    }

    void count(const Token& token) {
        if (++m_terms > kMostTerms) {
            fail(token, "at most " + std::to_string(kMostTerms) + " values and words");
        }
    }

    std::string_view m_text;
    TokenList m_list;
    std::size_t m_at = 0;
    std::size_t m_terms = 0;
    std::optional<ParseError> m_error;
};

}  // namespace

void throw_exception_from_error(const ParseError& error, const boost::source_location&) {
    throw std::runtime_error("expected " + error.expected);
}

Parsed parse(std::string_view filter) {
    return Parser(filter).run();
}

}  // namespace mirrorscope::query
