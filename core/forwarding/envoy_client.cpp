// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/client_strategy.h"
#include "core/forwarding/wire_form.h"

namespace mirrorscope::forwarding {

/// Envoy appends its own address to the X-Forwarded-For of every copy. With use_remote_address the element
/// before it is the address that connected (xff_num_trusted_hops N: the N-th before that; here N is told, or
/// found by the trusted addresses that stand there), and x-envoy-external-address repeats the client. Without
/// use_remote_address the client is not in the request; all that stands in front of Envoy's element is the
/// client's own text. One head cannot prove which of the two it is, so the external address must agree with
/// the list and must not stand among the client's headers, in front of the x-forwarded-proto that Envoy adds.
/// (Private clients get no external address: unknown.)
std::optional<NamedClient> envoyClient(const ClientEvidence& evidence) {
    if (auto client = markedClient(evidence)) {
        return client;
    }
    const auto& hops = evidence.hops.hops;
    std::size_t fromTheRight = 2 + evidence.trustedHops;
    const auto external = base::parseAddress(evidence.head.value("x-envoy-external-address").value_or(""));
    if (!external || hops.size() < fromTheRight) {
        return std::nullopt;
    }
    const auto isTrusted = [&](const ForwardedAddress& hop) {
        return hop.form == ForwardedAddress::Form::Address && hop.address != *external &&
               evidence.trust.find(hop.address) != nullptr;
    };
    while (evidence.trustedHops == 0 && fromTheRight < hops.size() &&
           isTrusted(hops[hops.size() - fromTheRight])) {
        ++fromTheRight;
    }
    const ForwardedAddress& hop = hops[hops.size() - fromTheRight];
    const auto proto = fieldIndex(evidence.head, "x-forwarded-proto");
    if (hop.form != ForwardedAddress::Form::Address || hop.address != *external ||
        (proto && *fieldIndex(evidence.head, "x-envoy-external-address") < *proto)) {
        return std::nullopt;
    }
    return NamedClient{hop.address, hop.port, "x-envoy-external-address"};
}

}  // namespace mirrorscope::forwarding
