// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/redaction/secret.h"
#include "core/traffic/mirrored_request.h"

namespace mirrorscope::redaction {

/// What a user hides besides what is known here.
struct Rules {
    std::vector<std::string> headers;     // names
    std::vector<std::string> parameters;  // names, of queries, forms, JSON and XML alike
    std::vector<std::string> patterns;    // regular expressions (PCRE2, over bytes)
};

/// The same as the settings `redact-…` say it, for all sources: an element is `NAME` for all or `SOURCE=NAME`
/// for one. An empty pattern is none. Plain value.
struct UserRules {
    std::vector<std::string> headers = {};
    std::vector<std::string> parameters = {};
    std::string pattern = {};

    bool operator==(const UserRules&) const = default;
};
Rules rulesFor(std::string_view source, const UserRules& said);

/// What copies and reports hide: the settings `redact…`. Plain value.
struct Privacy {
    bool hides = true;
    UserRules rules = {};
};

/// What one request may cost in patterns of the user; beyond it a text is hidden unseen.
inline constexpr std::chrono::milliseconds kPatternTime{1000};

/// Finds the secrets of requests. Window, curl, JSON, Markdown and every export ask this and nothing else, so
/// that all of them hide the same bytes. Never changes a stored byte. Linear in the bytes; a body of 16 MiB
/// takes seconds at most: off the UI thread. One thread at a time; make one for each.
class Redactor {
public:
    /// InvalidArgument with the pattern, what is wrong with it and where.
    static base::Result<Redactor> make(const Rules& rules);
    static base::Result<Redactor> makeFor(std::string_view source, const UserRules& said);
    Redactor();  // no rules of the user
    Redactor(Redactor&&) noexcept;
    Redactor& operator=(Redactor&&) noexcept;
    ~Redactor();

    /// Of head, body, trailers and trailing bytes; the body must be loaded (bodyParts 0).
    Secrets secretsOf(const traffic::MirroredRequest& request) const;
    /// Of a body whose codings are undone, places counted from its first byte; the head says what it is.
    Secrets secretsOfBody(std::string_view decoded, std::string_view head) const;

    // Of one text of a request without the rest: a matched value; a target, or a text that ends in one; the
    // value of one header; the first bytes of whatever arrived. `patternTime` as kPatternTime.
    Secrets secretsOfText(std::string_view text, std::chrono::milliseconds patternTime = kPatternTime) const;
    Secrets secretsOfTarget(std::string_view text,
                            std::chrono::milliseconds patternTime = kPatternTime) const;
    Secrets secretsOfHeader(std::string_view name, std::string_view value,
                            std::chrono::milliseconds patternTime = kPatternTime) const;
    Secrets secretsOfHead(std::string_view head, std::chrono::milliseconds patternTime = kPatternTime) const;

    /// The value of a parameter of that name is a secret.
    bool hidesParameter(std::string_view name) const;
    bool hidesHeader(std::string_view name) const;
    /// "ARGS:user.password" and the like, as engines name what a rule looked at.
    bool hidesVariable(std::string_view variable) const;

private:
    struct Parts;
    template <typename Find>
    Secrets found(std::string_view text, std::chrono::milliseconds patternTime, const Find& find) const;

    std::unique_ptr<Parts> m_parts;
};

/// Unset: nothing is hidden. A pattern that cannot be read is an error, rather than a copy with what was to
/// be hidden.
base::Result<std::optional<Redactor>> redactorFor(std::string_view source, const Privacy& privacy);

}  // namespace mirrorscope::redaction
