// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/request_attribution.h"

#include <algorithm>

#include "core/forwarding/claims.h"
#include "core/forwarding/client_strategy.h"
#include "core/forwarding/forwarded_facts.h"
#include "core/forwarding/forwarded_hops.h"
#include "core/forwarding/source_identification.h"
#include "core/forwarding/synthetic_marker.h"

namespace mirrorscope::forwarding {
namespace {

using traffic::ClientTrust;
using traffic::RequestContext;
using traffic::RequestFlag;

struct Sender {
    std::optional<base::IpAddress> peer;
    const TrustRule* rule = nullptr;  // null: not trusted
};

Sender readSender(const traffic::MirroredRequest& request, const TrustRules& trust) {
    Sender sender;
    sender.peer = base::parseAddress(request.peer);
    sender.rule = sender.peer ? trust.find(*sender.peer) : nullptr;
    return sender;
}

std::optional<KnownKind> knownKind(const traffic::MirroredRequest& request, const http::Head& head,
                                   const Sender& sender, const KnownSenders& known) {
    if (auto told = known.find(request.listener, head)) {
        return told;
    }
    const bool isPinned = sender.rule != nullptr && sender.rule->kind;
    return isPinned ? std::optional(KnownKind{*sender.rule->kind, kRulePinned, {}}) : std::nullopt;
}

void setIdentification(Identification source, RequestContext& context) {
    context.kind = source.kind;
    context.identifiedBy = source.rule;
    context.confidence = source.confidence;
    context.instance = std::move(source.instance);
    context.version = std::move(source.version);
}

/// A trusted proxy in the list with somebody in front of it spoke for that one: the mirroring proxy was not
/// told of it. Whether the element before it is true nobody says, so the client is not known.
bool isProxyOfAnother(const NamedClient& named, const ClientEvidence& evidence) {
    const auto& hops = evidence.hops.hops;
    const auto isNamed = [&](const ForwardedAddress& hop) {
        return hop.form == ForwardedAddress::Form::Address && hop.address == named.address;
    };
    const auto first = std::ranges::find_if(hops, isNamed);
    return first != hops.end() && first != hops.begin() && evidence.trust.find(named.address) != nullptr;
}

void setClient(const ClientEvidence& evidence, const Sender& sender, RequestContext& context) {
    const bool isConfigured = evidence.realIp != nullptr && sender.rule != nullptr;
    if (const auto named =
            isConfigured ? configuredClient(evidence) : clientStrategy(evidence.source.kind)(evidence)) {
        if (isProxyOfAnother(*named, evidence)) {
            context.flags.set(RequestFlag::ProxyAsClient);
            return;
        }
        context.client = base::addressText(named->address);
        context.clientPort = named->port;
        context.clientFrom = named->from;
        context.clientTrust = sender.rule != nullptr ? ClientTrust::Verified : ClientTrust::Claimed;
        return;
    }
    const bool isDirect = context.kind == traffic::SourceKind::Unknown && sender.rule == nullptr;
    if (isDirect && sender.peer) {
        context.client = base::addressText(*sender.peer);
        context.clientFrom = "peer";
        context.clientTrust = ClientTrust::Peer;
    }
}

void setClaims(Claims claims, const Sender& sender, RequestContext& context) {
    if (claims.invalid) {
        context.flags.set(RequestFlag::ForwardedInvalid);
    }
    if (!claims.addresses.empty() && sender.rule == nullptr) {
        context.flags.set(RequestFlag::UntrustedForwarded);
    }
    for (auto& claim : claims.addresses) {
        if (claim.address != context.client) {
            context.clientAlternatives.push_back(std::move(claim));
        }
    }
}

void setFacts(ForwardedFacts facts, RequestContext& context) {
    context.scheme = std::move(facts.scheme.value);
    context.host = std::move(facts.host.value);
    context.port = facts.port.value;
    context.serverAddress = std::move(facts.serverAddress.value);
    context.serverPort = facts.serverPort.value;
    context.requestIdValue = std::move(facts.requestId.value);
    context.requestIdFrom = facts.requestId.from;
}

}  // namespace

ReadHead readHead(const traffic::MirroredRequest& request) {
    const bool hasHead = request.form != traffic::RequestForm::NotHttp;
    http::Head head(hasHead ? std::string_view(request.head) : std::string_view{});
    ForwardedHops hops = readXForwardedFor(head);
    return {std::move(head), std::move(hops)};
}

RequestContext attribute(const traffic::MirroredRequest& request, const SenderRules& rules) {
    return attribute(request, readHead(request), rules);
}

RequestContext attribute(const traffic::MirroredRequest& request, const ReadHead& read,
                         const SenderRules& rules, const std::optional<KnownKind>& told) {
    const auto& [head, hops] = read;
    const bool hasHead = request.form != traffic::RequestForm::NotHttp;
    const Sender sender = readSender(request, rules.trust);
    const Identification source =
        identify(head, hops, told ? told : knownKind(request, head, sender, rules.known));
    const ClientEvidence evidence{head,
                                  hops,
                                  source,
                                  rules.trust,
                                  sender.rule != nullptr ? sender.rule->trustedHops : 0,
                                  rules.realIp.header.empty() ? nullptr : &rules.realIp};
    RequestContext context;
    context.requestId = request.id;
    setIdentification(source, context);
    setClient(evidence, sender, context);
    setClaims(collectClaims(head, hops), sender, context);
    setFacts(forwardedFacts(evidence, hasHead ? std::string_view(request.target) : std::string_view{}),
             context);
    if (rules.known.hasWrongToken(head)) {
        context.flags.set(RequestFlag::TokenWrong);
    }
    if (isSynthetic(head, request.peer)) {
        context.flags.set(RequestFlag::Synthetic);
    }
    return context;
}

}  // namespace mirrorscope::forwarding
