// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/fact_origins.h"

#include "core/forwarding/forwarded_facts.h"

namespace mirrorscope::forwarding {

FactOrigins factOrigins(const traffic::MirroredRequest& request, const ReadHead& read,
                        const traffic::RequestContext& context, const SenderRules& rules) {
    const Identification source{context.kind, context.identifiedBy, context.confidence, context.instance,
                                context.version};
    const auto peer = base::parseAddress(request.peer);
    const TrustRule* rule = peer ? rules.trust.find(*peer) : nullptr;
    const ClientEvidence evidence{read.head,
                                  read.hops,
                                  source,
                                  rules.trust,
                                  rule != nullptr ? rule->trustedHops : 0,
                                  rules.realIp.header.empty() ? nullptr : &rules.realIp};
    const bool hasHead = request.form != traffic::RequestForm::NotHttp;
    const ForwardedFacts facts =
        forwardedFacts(evidence, hasHead ? std::string_view(request.target) : std::string_view{});
    return {facts.scheme.from, facts.host.from};
}

}  // namespace mirrorscope::forwarding
