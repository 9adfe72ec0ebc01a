// SPDX-License-Identifier: Apache-2.0
#include "core/report/hiding.h"

#include <algorithm>
#include <utility>

#include "core/redaction/redacted_copy.h"

namespace mirrorscope::report {

base::Result<Hiding> Hiding::make(redaction::Privacy privacy) {
    Hiding hiding(std::move(privacy));
    auto general = redaction::Redactor::makeFor({}, hiding.m_privacy.rules);
    if (!general) {
        return general.error();  // rather than a report with what was to be hidden
    }
    hiding.m_redactors.emplace(std::string(), std::move(*general));
    return hiding;
}

const redaction::Redactor& Hiding::redactorFor(std::string_view source) {
    const auto known = m_redactors.find(source);
    if (known != m_redactors.end()) {
        return known->second;
    }
    // The only thing that can be wrong is the pattern, and that was read before.
    auto made = redaction::Redactor::makeFor(source, m_privacy.rules);
    return made ? m_redactors.emplace(std::string(source), std::move(*made)).first->second
                : m_redactors.find(std::string_view())->second;
}

std::string Hiding::text(std::string_view bytes, std::string_view source) {
    if (!m_privacy.hides || bytes.empty()) {
        return std::string(bytes);
    }
    const redaction::Secrets secrets = redactorFor(source).secretsOfText(bytes);
    // What another source's rules hid before is found again.
    m_count += static_cast<std::size_t>(std::ranges::count_if(secrets, [bytes](const auto& secret) {
        return bytes.substr(secret.offset, secret.length) != redaction::kPlainMark;
    }));
    return redaction::hidden(bytes, secrets, redaction::kPlainMark);
}

std::string Hiding::headerValue(std::string_view name, std::string_view value, std::string_view source) {
    if (!m_privacy.hides || value.empty()) {
        return std::string(value);
    }
    // In a head of its own, so that it is read as one of a request would be.
    traffic::MirroredRequest request;
    request.head = "GET / HTTP/1.1\r\n" + std::string(name) + ": ";
    const std::size_t begin = request.head.size();
    request.head += std::string(value) + "\r\n\r\n";
    redaction::Secrets inside;
    for (redaction::Secret secret : redactorFor(source).secretsOf(request)) {
        const std::size_t end = std::min(secret.offset + secret.length, begin + value.size());
        const std::size_t from = std::max(secret.offset, begin);
        if (from < end) {
            inside.push_back({from - begin, end - from, std::move(secret.reason)});
        }
    }
    m_count += inside.size();
    return redaction::hidden(value, inside, redaction::kPlainMark);
}

traffic::RequestDetail Hiding::request(const traffic::RequestDetail& detail) {
    if (!m_privacy.hides) {
        return detail;
    }
    redaction::RedactedCopy copy =
        redaction::redactedCopy(detail, redactorFor(detail.row.sourceName), redaction::kPlainMark);
    // Only the head is quoted.
    m_count += static_cast<std::size_t>(std::ranges::count_if(
        copy.secrets,
        [&detail](const redaction::Secret& secret) { return secret.offset < detail.request.head.size(); }));
    return std::move(copy.detail);
}

}  // namespace mirrorscope::report
