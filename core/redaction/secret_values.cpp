// SPDX-License-Identifier: Apache-2.0
#include "core/redaction/secret_values.h"

#include <algorithm>

#include "core/http/request_target.h"

namespace mirrorscope::redaction {
namespace {

/// A request with more hides all its matched values: each would be looked for in each.
constexpr std::size_t kMostCompared = 200;
/// Shorter ones occur everywhere.
constexpr std::size_t kShortestCompared = 4;

}  // namespace

SecretValues::SecretValues(const Secrets& secrets, std::string_view bytes)
    : m_areTooMany(secrets.size() > kMostCompared) {
    for (const Secret& one : secrets) {
        if (m_values.size() < kMostCompared && one.length >= kShortestCompared) {
            m_values.emplace_back(bytes.substr(one.offset, one.length));
            m_values.push_back(http::percentDecoded(m_values.back()));
        }
    }
}

bool SecretValues::areIn(const traffic::Hit& hit, const Redactor& redactor) const {
    const std::string_view matched = hit.matched;
    return m_areTooMany || redactor.hidesVariable(hit.variable) ||
           std::ranges::any_of(
               m_values,
               [matched](const std::string& value) {
                   return matched.find(value) != matched.npos ||
                          (matched.size() >= kShortestCompared && value.find(matched) != value.npos);
               }) ||
           !redactor.secretsOfText(matched).empty();
}

}  // namespace mirrorscope::redaction
