// SPDX-License-Identifier: Apache-2.0
// Who sent any bytes, and for whom: two control bytes choose the peer and what is known of it, the rest is
// the head.
#include <arpa/inet.h>

#include <array>
#include <string>

#include "core/base/ip_network.h"
#include "core/forwarding/host_name.h"
#include "core/forwarding/printable_name.h"
#include "core/forwarding/request_attribution.h"
#include "core/http/head.h"
#include "core/http/request_target.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using namespace mirrorscope;
using fuzz::require;
using traffic::ClientTrust;

/// By the C library, which core does not ask.
bool isAddress(const std::string& text) {
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    return text.find('\0') == text.npos && (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1 ||
                                            inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1);
}

traffic::MirroredRequest requestOf(std::string_view head, unsigned how) {
    traffic::MirroredRequest request;
    request.head = head;
    const auto line = http::splitRequestLine(http::Head(request.head).requestLine());
    request.method = line.method;
    request.target = line.target;
    request.version = line.version;
    request.listener = "default";
    request.peer = (how & 1U) != 0 ? "::1" : "127.0.0.1";
    request.form = static_cast<traffic::RequestForm>((how >> 1U) % traffic::kRequestForms);
    return request;
}

forwarding::TrustRules trusting(unsigned how) {
    std::vector<forwarding::TrustRule> rules;
    for (const char* network : {"127.0.0.0/8", "::1", "192.0.2.0/24"}) {
        forwarding::TrustRule rule = *forwarding::TrustRule::parse(network);
        rule.trustedHops = how >> 6U;
        if (const unsigned kind = how % 16; kind < static_cast<unsigned>(traffic::SourceKind::Count)) {
            rule.kind = static_cast<traffic::SourceKind>(kind);
        }
        rules.push_back(rule);
    }
    return forwarding::TrustRules(std::move(rules));
}

void requireSober(const traffic::RequestContext& context) {
    require(context.client.empty() || isAddress(context.client), "a client is an address or unknown");
    require(context.client.empty() == (context.clientTrust == ClientTrust::Unknown),
            "an unknown client is not believed, a known one comes from somewhere");
    require(context.client.empty() == context.clientFrom.empty(), "a client says where it was read");
    for (const traffic::ClientAlternative& other : context.clientAlternatives) {
        require(isAddress(other.address) && !other.from.empty(), "so does each other address");
        require(other.address != context.client, "the client is not its own alternative");
    }
    require(context.confidence >= 0 && context.confidence <= 100, "confidence is a share of 100");
    require(context.host.size() <= forwarding::kLongestHost, "a host is cut");
    require(context.version.size() <= forwarding::kLongestName, "a version is cut");
}

}  // namespace

std::vector<std::string> fuzz::inputsOf(std::string_view connection) {
    using namespace std::string_literals;
    const auto end = connection.find("\r\n\r\n");
    const std::string_view head = connection.substr(0, end == connection.npos ? end : end + 4);
    std::vector<std::string> inputs;
    for (const char* control : {"\x00\x0f", "\x01\x01", "\x00\x42", "\x00\x84", "\x01\x45"}) {
        inputs.push_back(std::string(control, 2).append(head));
    }
    return inputs;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input(data, size);
    const unsigned who = input.takeByte();
    const unsigned how = input.takeByte();
    const traffic::MirroredRequest request = requestOf(input.rest(), who);
    const auto believed = forwarding::attribute(request, trusting(how));
    requireSober(believed);
    require(believed.clientTrust != ClientTrust::Claimed, "what a trusted peer says is no mere claim");
    const auto claimed = forwarding::attribute(request, {});
    requireSober(claimed);
    require(claimed.clientTrust != ClientTrust::Verified, "what another peer says is not verified");
    return 0;
}
