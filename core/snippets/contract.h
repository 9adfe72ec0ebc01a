// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace mirrorscope::snippets {

struct NginxConfiguration;
struct EnvoyConfiguration;

/// A header that every copy carries, or may carry.
struct ContractHeader {
    std::string name;
    std::string from;        // what the proxy writes into it, in its own words: "$server_port"
    bool always = true;      // false: only when the client sent one, or in some requests
    bool forgeable = false;  // holds something that a client wrote
    bool operator==(const ContractHeader&) const = default;
};

/// What copies made by a configuration look like: header by header, whom to believe, and what this kind of
/// proxy cannot do. The doctor compares what comes with it (CONTRACT_BROKEN).
struct Contract {
    std::vector<ContractHeader> headers;
    std::string client;  // the header that names the client, and when; empty: none can be believed
    std::vector<std::string> limits;
    bool operator==(const Contract&) const = default;
};

/// From the proxy_set_header directives of the mirror location, so that it cannot say anything else than they
/// do.
Contract contractOf(const NginxConfiguration& configuration);
/// What Envoy adds to every copy by itself, and the mutations of the mirror policy.
Contract contractOf(const EnvoyConfiguration& configuration);
Contract traefikContract(bool marksCopies, bool hasToken, bool hasBalancers, bool hasBody);
Contract istioContract(bool hasGateway, bool hasMesh);
Contract gatewayApiContract();
Contract ingressNginxContract();

/// For people: a line a header, then client and limits.
std::string contractText(const Contract& contract);
/// As it is kept with a source: one object of headers, client and limits, with a line end.
std::string contractJson(const Contract& contract);

}  // namespace mirrorscope::snippets
