// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/known_senders.h"

#include <algorithm>

namespace mirrorscope::forwarding {
namespace {

constexpr std::string_view kKinds =
    "nginx, envoy, istio, traefik, haproxy, trafficserver, gateway-api, ingress-nginx or other";

std::optional<traffic::SourceKind> kindNamed(std::string_view name) {
    const auto kind = traffic::sourceKindByName(name);
    return kind == traffic::SourceKind::Unknown ? std::nullopt : kind;
}

base::Error invalid(std::string_view option, std::string_view shown, std::string_view expectation) {
    return {base::ErrorCode::InvalidArgument,
            {std::string(option), std::string(shown), std::string(expectation)}};
}

/// Takes as long for every text of that length, so that answers' times tell nothing about a secret.
bool isSame(std::string_view a, std::string_view b) {
    unsigned different = 0;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        different |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
    }
    return a.size() == b.size() && different == 0;
}

}  // namespace

base::Result<ListenerKind> ListenerKind::parse(std::string_view text) {
    const auto equals = text.find('=');
    const auto kind = equals == text.npos ? std::nullopt : kindNamed(text.substr(equals + 1));
    if (!kind || equals == 0) {
        return invalid("--listener-kind", text,
                       "a listener's name, \"=\" and a kind: " + std::string(kKinds));
    }
    return ListenerKind{std::string(text.substr(0, equals)), *kind};
}

base::Result<SenderToken> SenderToken::parse(std::string_view text) {
    const auto equals = text.find('=');
    const auto colon = text.find(':', equals == text.npos ? 0 : equals);
    const bool hasAll = equals != text.npos && colon != text.npos && equals > 0 && colon + 1 < text.size();
    const auto kind = hasAll ? kindNamed(text.substr(equals + 1, colon - equals - 1)) : std::nullopt;
    if (!kind) {
        const std::string shown = std::string(text.substr(0, std::min(equals, text.size()))) + "=…";
        return invalid("--token", shown, "NAME=KIND:SECRET with a kind: " + std::string(kKinds));
    }
    return SenderToken{std::string(text.substr(0, equals)), *kind, std::string(text.substr(colon + 1))};
}

std::optional<KnownKind> KnownSenders::find(std::string_view listener, const http::Head& head) const {
    const SenderToken* token = tokenOf(head);
    const auto named = std::ranges::find(m_listeners, listener, &ListenerKind::listener);
    if (named != m_listeners.end()) {
        const bool agrees = token != nullptr && token->kind == named->kind;
        return KnownKind{named->kind, kRuleListener, agrees ? token->name : std::string()};
    }
    return token == nullptr ? std::nullopt : std::optional(KnownKind{token->kind, kRuleToken, token->name});
}

bool KnownSenders::hasWrongToken(const http::Head& head) const {
    return !m_tokens.empty() && head.has(kTokenHeader) && tokenOf(head) == nullptr;
}

/// A second token is a client's, passed on beside the proxy's own: then neither counts.
const SenderToken* KnownSenders::tokenOf(const http::Head& head) const {
    if (m_tokens.empty()) {
        return nullptr;
    }
    const auto values = head.values(kTokenHeader);
    if (values.size() != 1) {
        return nullptr;
    }
    const SenderToken* found = nullptr;
    for (const SenderToken& one : m_tokens) {
        found = isSame(values.front(), one.secret) ? &one : found;
    }
    return found;
}

}  // namespace mirrorscope::forwarding
