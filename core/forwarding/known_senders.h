// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/forwarding/source_identification.h"
#include "core/forwarding/trust.h"
#include "core/http/head.h"
#include "core/traffic/source.h"

namespace mirrorscope::forwarding {

/// The secret that a hardened configuration puts on each copy (snippets/, option --token). Its proxy
/// overwrites what a client sends under this name.
inline constexpr std::string_view kTokenHeader = "X-Mirrorscope-Token";

/// What comes to a listener comes from that kind of proxy: `--listener-kind NAME=KIND`. For proxies that
/// cannot mark their copies.
struct ListenerKind {
    std::string listener;
    traffic::SourceKind kind = traffic::SourceKind::Other;

    static base::Result<ListenerKind> parse(std::string_view text);
};

/// The proxy that sends a token: `--token NAME=KIND:SECRET`.
struct SenderToken {
    std::string name;  // of the instance
    traffic::SourceKind kind = traffic::SourceKind::Other;
    std::string secret;

    /// An error never repeats the secret.
    static base::Result<SenderToken> parse(std::string_view text);
};

/// Senders that a user told of, ahead of all that headers say. Plain value; any thread.
class KnownSenders {
public:
    KnownSenders() = default;
    KnownSenders(std::vector<ListenerKind> listeners, std::vector<SenderToken> tokens)
        : m_listeners(std::move(listeners)), m_tokens(std::move(tokens)) {}

    /// By kRuleListener or kRuleToken; the listener decides over the token.
    std::optional<KnownKind> find(std::string_view listener, const http::Head& head) const;

    /// Tokens are expected and this is none of them. A head without one is not wrong.
    bool hasWrongToken(const http::Head& head) const;

private:
    const SenderToken* tokenOf(const http::Head& head) const;

    std::vector<ListenerKind> m_listeners;
    std::vector<SenderToken> m_tokens;
};

/// nginx's real_ip_header and real_ip_recursive.
struct RealIp {
    std::string header;  // empty: each kind of proxy is read by its own habits
    bool recursive = true;
};

/// All that a user says about who may be believed to be whom.
struct SenderRules {
    SenderRules() = default;
    SenderRules(TrustRules trusted, KnownSenders senders = {})  // NOLINT: trust alone is common
        : trust(std::move(trusted)), known(std::move(senders)) {}

    TrustRules trust;
    KnownSenders known;
    RealIp realIp;  // of the source whose request it is
};

}  // namespace mirrorscope::forwarding
