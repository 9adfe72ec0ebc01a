// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/observation.h"

#include <algorithm>
#include <array>
#include <bit>
#include <functional>

#include "core/base/byte_text.h"
#include "core/doctor/address_class.h"
#include "core/forwarding/host_name.h"
#include "core/forwarding/mirror_marker.h"
#include "core/forwarding/source_identification.h"
#include "core/forwarding/source_registry.h"
#include "core/http/request_target.h"

namespace mirrorscope::doctor {
namespace {

using traffic::RequestFlag;
using traffic::SourceKind;
using Form = forwarding::ForwardedAddress::Form;

enum Header : std::size_t {
    kForwardedFor,
    kRealIp,
    kForwardedProto,
    kForwardedHost,
    kForwardedPort,
    kRequestId,
    kScheme,
    kServerAddress,
    kServerPort,
    kForwarded,
    kVia,
    kForwardedServer,
    kExternalAddress,
    kEnvoyInternal,
    kMarkerSource,
    kMarkerClient,
    kMarkerPeer,
    kHost,
    // not remembered by name
    kOrigin,
    kReferer,
    kCloudflareClient,
    kTrueClient,
    kExpect,
    kUserAgent,
    kContentLength,
    kTransferEncoding,
    kHeaderCount
};

constexpr std::array<std::string_view, kHeaderCount> kNames{"X-Forwarded-For",
                                                            "X-Real-IP",
                                                            "X-Forwarded-Proto",
                                                            "X-Forwarded-Host",
                                                            "X-Forwarded-Port",
                                                            "X-Request-ID",
                                                            "X-Scheme",
                                                            "X-SERVER-ADDR",
                                                            "X-SERVER-PORT",
                                                            "Forwarded",
                                                            "Via",
                                                            "X-Forwarded-Server",
                                                            "X-Envoy-External-Address",
                                                            "X-Envoy-Internal",
                                                            forwarding::kMarkerSource,
                                                            forwarding::kMarkerClient,
                                                            forwarding::kMarkerPeer,
                                                            "Host",
                                                            "Origin",
                                                            "Referer",
                                                            "CF-Connecting-IP",
                                                            "True-Client-IP",
                                                            "Expect",
                                                            "User-Agent",
                                                            "Content-Length",
                                                            "Transfer-Encoding"};

/// User agents of the checks of orchestrators and balancers, by what they begin with.
constexpr std::array<std::string_view, 6> kCheckers{"kube-probe/", "ELB-HealthChecker/",  "GoogleHC/",
                                                    "Envoy/HC",    "Consul Health Check", "HAProxy"};

/// For each length the headers of that length, a bit each: a field is compared with two or three names.
constexpr std::size_t kLongestName = 24;
constexpr std::array<std::uint32_t, kLongestName + 1> headersByLength() {
    std::array<std::uint32_t, kLongestName + 1> out{};
    for (std::size_t i = 0; i < kHeaderCount; ++i) {
        out.at(kNames[i].size()) |= 1U << i;
    }
    return out;
}
constexpr auto kByLength = headersByLength();

/// The first value of each header that matters, found in one pass.
class Values {
public:
    explicit Values(const http::Head& head) {
        for (const http::Field& field : head.fields()) {
            if (field.name.size() > kLongestName) {
                continue;
            }
            for (std::uint32_t left = kByLength[field.name.size()]; left != 0; left &= left - 1) {
                const auto i = static_cast<std::size_t>(std::countr_zero(left));
                if (base::equalsIgnoreCase(field.name, kNames[i])) {
                    ++m_lines[i];
                    m_first[i] = m_lines[i] == 1 ? field.value : m_first[i];
                    break;
                }
            }
        }
    }

    bool has(Header header) const { return m_lines[header] > 0; }
    unsigned lines(Header header) const { return m_lines[header]; }
    std::string_view operator[](Header header) const { return m_first[header]; }
    HeaderPresence presence() const {
        HeaderPresence out;
        for (std::size_t i = 0; i < kForwardingHeaderCount; ++i) {
            out.set(i, m_lines[i] > 0);
        }
        return out;
    }

private:
    std::array<std::string_view, kHeaderCount> m_first{};
    std::array<unsigned, kHeaderCount> m_lines{};
};

struct Input {
    const traffic::MirroredRequest& request;
    const forwarding::ForwardedHops& hops;
    const traffic::RequestContext& context;
    const Surroundings& around;
    const Values& values;
};

bool isEnvoy(SourceKind kind) {
    return kind == SourceKind::Envoy || kind == SourceKind::Istio;
}

void set(Observation& out, Sign sign, bool shown) {
    if (shown) {
        out.signs.set(static_cast<std::size_t>(sign));
    }
}

/// Clients of X-Forwarded-For without the element that Envoy adds about itself.
std::span<const forwarding::ForwardedAddress> clientHops(const Input& in) {
    std::span<const forwarding::ForwardedAddress> hops(in.hops.hops);
    return isEnvoy(in.around.sourceKind) && !hops.empty() ? hops.first(hops.size() - 1) : hops;
}

bool namesPublic(std::string_view value) {
    const auto address = base::parseAddress(value);
    return address && !isPrivate(*address);
}

void lookAtForwardedFor(const Input& in, Observation& out) {
    const auto hops = clientHops(in);
    const bool unclean = std::ranges::any_of(
        hops, [](const auto& hop) { return hop.form != Form::Address || hop.port.has_value(); });
    set(out, Sign::ForwardedForTwice, in.values.lines(kForwardedFor) > 1);
    set(out, Sign::ForwardedForUnclean, unclean || in.hops.invalid);
    const bool last = !hops.empty() && hops.back().form == Form::Address;
    if (last && hops.size() > 1) {
        const auto& before = hops[hops.size() - 2];
        set(out, Sign::LastTwoEqual, before.form == Form::Address && before.address == hops.back().address);
    }
    const auto peer = base::parseAddress(in.request.peer);
    const bool fromPeer = peer && last && hops.back().address == *peer;
    // The page's nginx writes who connected; that one is not the client when it is a trusted balancer.
    const bool fromBalancer = last && in.context.client.empty() &&
                              in.around.sourceKind == SourceKind::Nginx && in.values.has(kServerAddress);
    set(out, Sign::OnlyTheProxy, hops.size() == 1 && (fromPeer || fromBalancer));
    set(out, Sign::ChainLost,
        last && hops.size() == 1 && isPrivate(hops.back().address) && namesPublic(in.values[kRealIp]));
}

void lookAtClient(const Input& in, Observation& out) {
    const auto client = base::parseAddress(in.context.client);
    set(out, Sign::ClientUnknown, !client);
    set(out, Sign::ProxyAsClient, in.context.flags.has(RequestFlag::ProxyAsClient));
    if (!client) {
        return;
    }
    out.client = *client;
    set(out, Sign::ClientPrivate, isPrivate(*client));
    set(out, Sign::ClientReserved, isReserved(*client));
    for (const Header header : {kCloudflareClient, kTrueClient}) {
        const auto named = base::parseAddress(in.values[header]);
        set(out, Sign::ClientElsewhere, named && *named != *client);
    }
}

/// Where Envoy's own idea of the client stands in the list, and whether that is where the hops setting looks.
void lookAtExternalAddress(const Input& in, Observation& out) {
    const auto external = base::parseAddress(in.values[kExternalAddress]);
    const auto& hops = in.hops.hops;
    if (!external || !isEnvoy(in.around.sourceKind)) {
        return;
    }
    for (std::size_t i = hops.size(); i-- > 0;) {
        if (hops[i].form == Form::Address && hops[i].address == *external) {
            out.externalPosition = static_cast<std::int8_t>(std::min<std::size_t>(hops.size() - i, 100));
            break;
        }
    }
    set(out, Sign::ExternalElsewhere,
        out.externalPosition > 0 && !out.has(Sign::ProxyAsClient) && out.client != *external);
}

bool isHttpsOf(std::string_view url, std::string_view host) {
    constexpr std::string_view kHttps = "https://";
    if (url.size() < kHttps.size() || !base::equalsIgnoreCase(url.substr(0, kHttps.size()), kHttps)) {
        return false;
    }
    const std::string_view rest = url.substr(kHttps.size());
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
    return base::equalsIgnoreCase(http::splitHostPort(authority).host, host);
}

void lookAtScheme(const Input& in, Observation& out) {
    const std::string& host = in.context.host;
    const bool saysHttps =
        !host.empty() && (isHttpsOf(in.values[kOrigin], host) || isHttpsOf(in.values[kReferer], host));
    set(out, Sign::SchemeHttpOriginHttps, in.context.scheme == "http" && saysHttps);
    set(out, Sign::SchemeContradiction,
        in.values.has(kForwardedProto) && in.values.has(kScheme) &&
            !base::equalsIgnoreCase(in.values[kForwardedProto], in.values[kScheme]));
    out.forwardedPort = http::parsePort(in.values[kForwardedPort]);
}

void lookAtHost(const Input& in, Observation& out) {
    const std::string_view value = in.values[kHost];
    const auto shadow = forwarding::splitShadowHost(value);
    set(out, Sign::HostShadow, shadow.hadSuffix);
    set(out, Sign::HostShadowTwice, shadow.hadSuffix && forwarding::splitShadowHost(shadow.host).hadSuffix);
    set(out, Sign::TokenWrong, in.context.flags.has(traffic::RequestFlag::TokenWrong));
    set(out, Sign::MarkerTwice, in.values.lines(kMarkerSource) > 1);
    const auto [host, port] = http::splitHostPort(value);
    const auto address = base::parseAddress(host);
    const bool ours =
        port && std::ranges::find(in.around.listenerPorts, *port) != in.around.listenerPorts.end();
    set(out, Sign::HostIsListener, address && ours);
    set(out, Sign::HostWithoutDot,
        !host.empty() && !address && host.find('.') == host.npos &&
            !base::equalsIgnoreCase(host, "localhost"));
    out.host = value.substr(0, kKeptHost);
}

bool isChecker(std::string_view agent) {
    return std::ranges::any_of(kCheckers,
                               [&](std::string_view checker) { return agent.starts_with(checker); });
}

void lookAtMessage(const Input& in, Observation& out) {
    const auto& request = in.request;
    const bool mayHaveBody = request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
    const bool framed = in.values.has(kContentLength) || in.values.has(kTransferEncoding);
    set(out, Sign::Http10, request.version == "HTTP/1.0");
    set(out, Sign::HeadOnly, request.form == traffic::RequestForm::HeadOnly);
    set(out, Sign::PostWithoutLength, mayHaveBody && !framed);
    set(out, Sign::BodyCame, request.bodyLength > 0);
    set(out, Sign::ExpectContinue, base::equalsIgnoreCase(in.values[kExpect], "100-continue"));
    set(out, Sign::HealthCheck, isChecker(in.values[kUserAgent]));
    set(out, Sign::ProxyProtocol, request.flags.has(RequestFlag::ProxyProtocol));
    out.bodyLength = request.bodyLength;
    out.peerPort = request.peerPort;
    const std::string& id = in.context.requestIdValue;
    out.requestIdHash = id.empty() ? 0 : std::hash<std::string_view>()(id) | 1U;
}

/// Istio is an Envoy, and the two interfaces are kept by proxies of every kind.
bool mayLookLike(SourceKind source, SourceKind looks) {
    return source == looks || source == SourceKind::Other || source == SourceKind::GatewayApi ||
           (source == SourceKind::Istio && looks == SourceKind::Envoy) ||
           (source == SourceKind::IngressNginx && looks == SourceKind::Nginx);
}

/// Signs whose findings quote a header.
constexpr std::array kQuoting{Sign::ForwardedForTwice,   Sign::ForwardedForUnclean,
                              Sign::LastTwoEqual,        Sign::OnlyTheProxy,
                              Sign::ChainLost,           Sign::ClientElsewhere,
                              Sign::ExternalElsewhere,   Sign::SchemeHttpOriginHttps,
                              Sign::SchemeContradiction, Sign::HealthCheck,
                              Sign::ClientUnknown};

std::shared_ptr<const QuotedValues> quoted(const Values& values, const Observation& shown) {
    if (std::ranges::none_of(kQuoting, [&](Sign sign) { return shown.has(sign); })) {
        return nullptr;
    }
    const auto start = [&](Header header) { return std::string(values[header].substr(0, kKeptValue)); };
    const auto either = [&](Header first, Header second) {
        return start(values.has(first) ? first : second);
    };
    return std::make_shared<const QuotedValues>(
        QuotedValues{start(kForwardedFor), start(kRealIp), start(kForwardedProto), start(kScheme),
                     either(kOrigin, kReferer), either(kCloudflareClient, kTrueClient), start(kUserAgent),
                     either(kMarkerClient, kExternalAddress)});
}

/// What the head says by itself: the context says so too, unless the kind was told from elsewhere.
void lookAtKind(const Input& in, const http::Head& head, Observation& out) {
    const SourceKind source = in.around.sourceKind;
    const auto judge = [&](SourceKind looks, int confidence, std::string_view rule) {
        const bool other = source != SourceKind::Unknown && confidence >= forwarding::kPinConfidence &&
                           !mayLookLike(source, looks);
        set(out, Sign::OtherKind, other);
        if (other) {
            out.likeness = std::string(traffic::sourceKindName(looks)) + " (" + std::string(rule) + ")";
        }
    };
    if (forwarding::isHeaderRule(in.context.identifiedBy)) {
        judge(in.context.kind, in.context.confidence, in.context.identifiedBy);
    } else {
        const auto alone = forwarding::identify(head, in.hops, std::nullopt);
        judge(alone.kind, alone.confidence, alone.rule);
    }
}

}  // namespace

std::span<const std::string_view, kForwardingHeaderCount> forwardingHeaders() {
    return std::span(kNames).first<kForwardingHeaderCount>();
}

Observation observe(const traffic::MirroredRequest& request, const http::Head& head,
                    const forwarding::ForwardedHops& hops, const traffic::RequestContext& context,
                    const Surroundings& surroundings) {
    Observation out;
    out.request = request.id;
    out.at = request.receivedAt;
    const Values values(head);
    const Input in{request, hops, context, surroundings, values};
    out.headers = values.presence();
    lookAtForwardedFor(in, out);
    lookAtClient(in, out);
    lookAtExternalAddress(in, out);
    lookAtScheme(in, out);
    lookAtHost(in, out);
    lookAtMessage(in, out);
    lookAtKind(in, head, out);
    out.values = quoted(values, out);
    return out;
}

}  // namespace mirrorscope::doctor
