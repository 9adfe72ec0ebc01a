// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/redaction/redactor.h"
#include "core/traffic/rows.h"

namespace mirrorscope::report {

/// Takes the secrets out of everything that a report quotes, by the rules of the source that sent it, and
/// counts them. One thread.
class Hiding {
public:
    /// InvalidArgument with the pattern, what is wrong with it and where.
    static base::Result<Hiding> make(redaction::Privacy privacy);

    /// A text of a request, or one that quotes it. `source` empty: the rules for all.
    std::string text(std::string_view bytes, std::string_view source);
    /// The value of that header.
    std::string headerValue(std::string_view name, std::string_view value, std::string_view source);
    traffic::RequestDetail request(const traffic::RequestDetail& detail);

    std::size_t count() const { return m_count; }

private:
    explicit Hiding(redaction::Privacy privacy) : m_privacy(std::move(privacy)) {}
    const redaction::Redactor& redactorFor(std::string_view source);

    redaction::Privacy m_privacy;
    std::map<std::string, redaction::Redactor, std::less<>> m_redactors;
    std::size_t m_count = 0;
};

}  // namespace mirrorscope::report
