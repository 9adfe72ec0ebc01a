// SPDX-License-Identifier: Apache-2.0
#include "core/redaction/redactor.h"

#include <iterator>
#include <utility>
#include <variant>

#include "core/redaction/request_parts.h"

namespace mirrorscope::redaction {
namespace {

std::vector<std::string> elementsFor(std::string_view source, const std::vector<std::string>& elements) {
    std::vector<std::string> names;
    for (const std::string_view element : elements) {
        const auto equals = element.find('=');
        if (equals == element.npos) {
            names.emplace_back(element);
        } else if (element.substr(0, equals) == source) {
            names.emplace_back(element.substr(equals + 1));
        }
    }
    return names;
}

}  // namespace

struct Redactor::Parts {
    SecretNames names;
    std::vector<query::Pattern> patterns;
};

Rules rulesFor(std::string_view source, const UserRules& said) {
    Rules rules{elementsFor(source, said.headers), elementsFor(source, said.parameters), {}};
    if (!said.pattern.empty()) {
        rules.patterns.push_back(said.pattern);
    }
    return rules;
}

base::Result<std::optional<Redactor>> redactorFor(std::string_view source, const Privacy& privacy) {
    if (!privacy.hides) {
        return std::optional<Redactor>();
    }
    auto made = Redactor::makeFor(source, privacy.rules);
    if (!made) {
        return made.error();
    }
    return std::optional(std::move(*made));
}

Redactor::Redactor() : m_parts(new Parts{SecretNames({}, {}), {}}) {}
Redactor::Redactor(Redactor&&) noexcept = default;
Redactor& Redactor::operator=(Redactor&&) noexcept = default;
Redactor::~Redactor() = default;

base::Result<Redactor> Redactor::makeFor(std::string_view source, const UserRules& said) {
    return make(rulesFor(source, said));
}

base::Result<Redactor> Redactor::make(const Rules& rules) {
    Redactor made;
    made.m_parts->names = SecretNames(rules.headers, rules.parameters);
    for (const std::string& source : rules.patterns) {
        auto compiled = query::Pattern::compile(source, false);
        if (const auto* fault = std::get_if<query::Pattern::Fault>(&compiled)) {
            return base::Error{
                base::ErrorCode::InvalidArgument,
                {"redact-pattern", source,
                 "a regular expression: " + fault->reason + " at " + std::to_string(fault->offset)}};
        }
        made.m_parts->patterns.push_back(std::move(std::get<query::Pattern>(compiled)));
    }
    return made;
}

Secrets Redactor::secretsOf(const traffic::MirroredRequest& request) const {
    Search search{m_parts->names, m_parts->patterns, kPatternTime};
    Secrets all;
    std::size_t base = 0;
    const auto take = [&](std::string_view part, const auto& find) {
        SecretList list(part.size());
        find(part, list);
        Secrets found = std::move(list).sorted(base);
        all.insert(all.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
        base += part.size();
    };
    const auto findHead = [&](std::string_view part, SecretList& list) {
        findHeadSecrets(part, search, list);
    };
    take(request.head, findHead);
    take(request.body,
         [&](std::string_view body, SecretList& list) { findBodySecrets(body, request.head, search, list); });
    take(request.trailers,
         [&](std::string_view part, SecretList& list) { findTrailerSecrets(part, search, list); });
    take(request.trailing, findHead);  // often another request
    return all;
}

template <typename Find>
Secrets Redactor::found(std::string_view text, std::chrono::milliseconds patternTime,
                        const Find& find) const {
    Search search{m_parts->names, m_parts->patterns, patternTime};
    SecretList list(text.size());
    find(search, list);
    return std::move(list).sorted(0);
}

Secrets Redactor::secretsOfBody(std::string_view decoded, std::string_view head) const {
    return found(decoded, kPatternTime, [&](Search& search, SecretList& list) {
        findDecodedBodySecrets(decoded, head, search, list);
    });
}

Secrets Redactor::secretsOfText(std::string_view text, std::chrono::milliseconds patternTime) const {
    return found(text, patternTime,
                 [&](Search& search, SecretList& list) { findTextSecrets(text, 0, {}, search, list); });
}

Secrets Redactor::secretsOfTarget(std::string_view text, std::chrono::milliseconds patternTime) const {
    return found(text, patternTime,
                 [&](Search& search, SecretList& list) { findTargetSecrets(text, search, list); });
}

Secrets Redactor::secretsOfHeader(std::string_view name, std::string_view value,
                                  std::chrono::milliseconds patternTime) const {
    return found(value, patternTime,
                 [&](Search& search, SecretList& list) { findHeaderSecrets(name, value, search, list); });
}

Secrets Redactor::secretsOfHead(std::string_view head, std::chrono::milliseconds patternTime) const {
    return found(head, patternTime,
                 [&](Search& search, SecretList& list) { findHeadSecrets(head, search, list); });
}

bool Redactor::hidesParameter(std::string_view name) const {
    return m_parts->names.isParameter(name);
}

bool Redactor::hidesHeader(std::string_view name) const {
    return m_parts->names.isHeader(name);
}

bool Redactor::hidesVariable(std::string_view variable) const {
    const auto colon = variable.find(':');
    const std::string_view name = colon == variable.npos ? std::string_view() : variable.substr(colon + 1);
    return variable.starts_with("REQUEST_COOKIES:") || hidesParameter(name) ||
           (variable.starts_with("REQUEST_HEADERS") && hidesHeader(name));
}

}  // namespace mirrorscope::redaction
