// SPDX-License-Identifier: Apache-2.0
#include "core/query/completion.h"

#include <algorithm>

#include "core/base/byte_text.h"
#include "core/query/syntax_tree.h"
#include "core/query/tokenizer.h"
#include "core/traffic/attack_type.h"
#include "core/traffic/request_flags.h"

namespace mirrorscope::query {
namespace {

using Kind = Token::Kind;

bool beginsWith(std::string_view text, std::string_view word) {
    return base::equalsIgnoreCase(text.substr(0, word.size()), word);
}

/// Where the cursor stands: behind which tokens, and in which word.
struct Place {
    std::vector<Token> before;  // whole tokens before the word
    std::string word;           // what was typed of it
    std::size_t from = 0;       // where it begins
    bool isQuoted = false;      // the word's quote is still open
    bool isBroken = false;      // nothing that could follow makes sense
};

bool isValueWord(const Token& token) {
    return token.kind == Kind::Bare || token.kind == Kind::Quoted || token.kind == Kind::Pattern;
}

Place placeAt(std::string_view filter, std::size_t cursor) {
    Place place;
    const std::string_view typed = filter.substr(0, cursor);
    TokenList list = tokenize(typed);
    list.tokens.pop_back();  // End
    place.before = std::move(list.tokens);
    place.from = cursor;
    if (list.error) {
        // A quote that is still open is the word that is being typed.
        const std::size_t last =
            place.before.empty() ? 0 : place.before.back().position + place.before.back().length;
        const std::size_t rest = typed.find_first_not_of(" \t", last);
        place.isQuoted = list.error->position == cursor && rest < cursor && typed[rest] == '"';
        place.isBroken = !place.isQuoted;
        place.from = place.isQuoted ? rest : cursor;
        place.word = place.isQuoted ? typed.substr(rest + 1) : "";
        return place;
    }
    if (!place.before.empty()) {
        const Token& last = place.before.back();
        if (isValueWord(last) && last.position + last.length == cursor) {
            place.word = last.text;
            place.from = last.position;
            place.before.pop_back();
        }
    }
    return place;
}

/// The condition whose value is being typed: its field and operator are the last tokens but for values.
struct OpenCondition {
    const Token* field = nullptr;
    const Token* sign = nullptr;
};

OpenCondition openCondition(const std::vector<Token>& before) {
    std::size_t at = before.size();
    bool afterValue = false;  // a value is open only behind an operator or a comma
    while (at > 0 && (before[at - 1].kind == Kind::Comma || isValueWord(before[at - 1]))) {
        afterValue = afterValue || (at == before.size() && isValueWord(before[at - 1]));
        --at;
    }
    const bool isOpen = !afterValue && at >= 2 && before[at - 1].kind == Kind::Operator;
    return isOpen ? OpenCondition{&before[at - 2], &before[at - 1]} : OpenCondition{};
}

class Collector {
public:
    Collector(Place place, std::size_t cursor, const ValueProvider& values)
        : m_place(std::move(place)), m_values(values) {
        m_out.position = m_place.from;
        m_out.length = cursor - m_place.from;
    }

    Completion run() {
        const OpenCondition open = openCondition(m_place.before);
        if (m_place.isBroken) {
            return std::move(m_out);
        }
        if (open.field != nullptr) {
            valuesOf(*open.field, *open.sign);
        } else if (!m_place.isQuoted) {
            fieldsAndOperators();
            joiningWords();
        }
        if (m_out.candidates.size() > kMostCandidates) {
            m_out.candidates.resize(kMostCandidates);
        }
        return std::move(m_out);
    }

private:
    void add(Candidate::Kind kind, std::string text, std::string_view meaning) {
        const Candidate candidate{kind, std::move(text), std::string(meaning)};
        if (std::ranges::find(m_out.candidates, candidate.text, &Candidate::text) == m_out.candidates.end()) {
            m_out.candidates.push_back(candidate);
        }
    }

    void fieldsAndOperators() {
        const Field* whole = fieldByName(m_place.word);
        if (whole != nullptr && whole->id == FieldId::Header) {
            headers(*whole);  // every beginning of a name is a name, too
        }
        if (whole != nullptr) {
            for (const std::string_view sign : operatorTexts(whole->kind)) {
                add(Candidate::Kind::Operator, m_place.word + std::string(sign), whole->meaning);
            }
        }
        for (const Field& field : fields()) {
            if (field.id == FieldId::Header) {
                headers(field);
            } else if (beginsWith(field.name, m_place.word)) {
                add(Candidate::Kind::Field, std::string(field.name) + ":", field.meaning);
            }
        }
    }

    void headers(const Field& field) {
        if (beginsWith(kHeaderPrefix, m_place.word)) {
            add(Candidate::Kind::Field, std::string(kHeaderPrefix), field.meaning);
        }
        if (!m_values || !beginsWith(m_place.word, kHeaderPrefix)) {
            return;
        }
        const std::string_view name = std::string_view(m_place.word).substr(kHeaderPrefix.size());
        for (const std::string& known : m_values(query::field(FieldId::Has), "", name)) {
            if (beginsWith(known, name)) {
                add(Candidate::Kind::Field, std::string(kHeaderPrefix) + base::toLower(known) + ":",
                    field.meaning);
            }
        }
    }

    void joiningWords() {
        const bool afterTerm = !m_place.before.empty() && (isValueWord(m_place.before.back()) ||
                                                           m_place.before.back().kind == Kind::Close);
        for (const std::string_view word : {"or", "and", "not"}) {
            if ((afterTerm || word == "not") && beginsWith(word, m_place.word)) {
                add(Candidate::Kind::JoiningWord, std::string(word), "");
            }
        }
    }

    void valuesOf(const Token& name, const Token& sign) {
        const Field* field = fieldByName(name.text);
        if (field == nullptr || !isAllowed(field->kind, sign.relation)) {
            return;
        }
        if (field->names != nullptr) {
            for (const std::string_view known : field->names()) {
                value(*field, sign.relation, std::string(known));
            }
            return;
        }
        if (field->kind == FieldKind::Time) {
            times(sign.relation);
            return;
        }
        if (m_values) {
            const std::string header =
                field->id == FieldId::Header
                    ? base::toLower(std::string_view(name.text).substr(kHeaderPrefix.size()))
                    : std::string();
            for (const std::string& known : m_values(*field, header, m_place.word)) {
                value(*field, sign.relation, known);
            }
        }
    }

    void times(Relation relation) {
        for (const std::string_view time : {"today", "yesterday", "-15m", "-1h", "-24h", "-7d"}) {
            const bool lasts = !time.starts_with('-');
            const std::string text =
                relation == Relation::Is && !lasts ? std::string(time) + ".." : std::string(time);
            if (beginsWith(text, m_place.word)) {
                add(Candidate::Kind::Value, text, "");
            }
        }
    }

    void value(const Field& field, Relation relation, const std::string& known) {
        if (!beginsWith(known, m_place.word)) {
            return;
        }
        add(Candidate::Kind::Value, printValue(field, relation, known), meaningOf(field, known));
    }

    static std::string printValue(const Field& field, Relation relation, const std::string& known) {
        return field.names != nullptr ? known : printWord(known, relation);
    }

    static std::string meaningOf(const Field& field, std::string_view name) {
        if (field.id == FieldId::Flag) {
            const auto flag = traffic::flagByName(name);
            return flag ? std::string(traffic::flagMeaning(*flag)) : std::string();
        }
        if (field.id == FieldId::Type) {
            const auto type = traffic::attackTypeByName(name);
            return type ? std::string(traffic::attackTypeInfo(*type).title) : std::string();
        }
        return {};
    }

    Place m_place;
    const ValueProvider& m_values;
    Completion m_out;
};

}  // namespace

Completion complete(std::string_view filter, std::size_t cursor, const ValueProvider& values) {
    cursor = std::min(cursor, filter.size());
    if (filter.size() > kLongestFilter) {
        return {cursor, 0, {}};
    }
    return Collector(placeAt(filter, cursor), cursor, values).run();
}

}  // namespace mirrorscope::query
