// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "core/forwarding/forwarded_hops.h"
#include "core/forwarding/known_senders.h"
#include "core/http/head.h"
#include "core/traffic/request_context.h"

namespace mirrorscope::forwarding {

/// A head taken apart once, for all that derive something from it. Views into the request, which must outlive
/// it.
struct ReadHead {
    http::Head head;  // empty when the bytes are not HTTP: they have no headers, whatever they look like
    ForwardedHops hops;
};
ReadHead readHead(const traffic::MirroredRequest& request);

/// Everything that the head of one request says about its sender and its client, without memory of other
/// requests: kind by the header rules, client by that kind's strategy, scheme, host, ports, request id,
/// flags. `source` stays 0; the SourceRegistry gives it. `told`: the kind is known from elsewhere
/// (SourceRegistry::attribute). Pure; any thread.
traffic::RequestContext attribute(const traffic::MirroredRequest& request, const ReadHead& read,
                                  const SenderRules& rules, const std::optional<KnownKind>& told = {});
traffic::RequestContext attribute(const traffic::MirroredRequest& request, const SenderRules& rules);

/// Names of headers that a kind of proxy adds to its copies and the client did not send. Only those which no
/// application reads from clients: dropping one hides it from the rules.
std::span<const std::string_view> proxyHeaders(traffic::SourceKind kind);

}  // namespace mirrorscope::forwarding
