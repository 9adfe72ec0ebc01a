// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/pairing_entry.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/byte_text.h"
#include "core/base/sha256.h"
#include "core/forwarding/host_name.h"
#include "core/http/head.h"
#include "core/http/request_target.h"

namespace mirrorscope::doctor {
namespace {

/// Of the client, and passed on unchanged by nginx, Envoy, Istio and Traefik (tests/data/captures).
constexpr std::array<std::string_view, 9> kEndToEnd{"User-Agent",   "Cookie", "Authorization",
                                                    "Content-Type", "Accept", "Accept-Language",
                                                    "Referer",      "Origin", "Range"};

/// Parts of a digest, each behind its length so that no two requests make the same bytes.
class Digest {
public:
    void add(std::string_view part) {
        m_stream.update(std::to_string(part.size()) + ":");
        m_stream.update(part);
    }
    PairingKey finish() {
        const base::Sha256 whole = m_stream.finish();
        PairingKey key{};
        std::copy_n(whole.begin(), key.size(), key.begin());
        return key;
    }

private:
    base::Sha256Stream m_stream;
};

bool isHex(std::string_view text) {
    return text.find_first_not_of("0123456789abcdefABCDEF") == text.npos;
}

/// nginx's $request_id, or a UUID (Envoy, Istio).
bool isGenerated(std::string_view id) {
    if (id.size() == 32) {
        return isHex(id);
    }
    std::size_t dashes = 0;
    for (const std::size_t at : {8U, 13U, 18U, 23U}) {
        dashes += id.size() == 36 && id[at] == '-' ? 1 : 0;
    }
    std::string digits(id);
    std::erase(digits, '-');
    return dashes == 4 && digits.size() == 32 && isHex(digits);
}

PairingKey requestIdKey(const traffic::MirroredRequest& request, const std::string& id) {
    if (!isGenerated(id)) {
        return {};
    }
    Digest digest;
    digest.add(base::toLower(id));
    digest.add(request.method);
    return digest.finish();
}

/// Segments without "." and "..", decoded, as Traefik writes them (RFC 3986 5.2.4); empty ones left out.
std::string normalisedPath(std::string_view path) {
    const std::string decoded = http::percentDecoded(path);
    std::vector<std::string_view> segments;
    for (std::string_view rest = decoded; !rest.empty();) {
        const auto slash = rest.find('/');
        const auto segment = rest.substr(0, slash);
        if (segment == ".." && !segments.empty()) {
            segments.pop_back();
        } else if (!segment.empty() && segment != "." && segment != "..") {
            segments.push_back(segment);
        }
        rest.remove_prefix(slash == rest.npos ? rest.size() : slash + 1);
    }
    std::string out;
    for (const auto segment : segments) {
        out += "/" + std::string(segment);
    }
    return out + (decoded.ends_with('/') ? "/" : "");
}

void addTarget(Digest& digest, const std::string& target, bool isRewritten) {
    const http::RequestTarget split = http::splitTarget(target);
    if (split.form == http::TargetForm::Asterisk || split.form == http::TargetForm::Other) {
        digest.add(target);
        return;
    }
    digest.add(isRewritten ? normalisedPath(split.path) : std::string(split.path));
    std::string query(split.query);
    if (isRewritten) {
        std::ranges::replace(query, ';', '&');
    }
    digest.add(split.hasQuery ? "?" + query : query);
}

void addBody(Digest& digest, const traffic::MirroredRequest& request) {
    if (request.form == traffic::RequestForm::HeadOnly) {
        digest.add("head only");
        digest.add(request.declaredLength ? std::to_string(*request.declaredLength) : "");
        return;
    }
    digest.add({reinterpret_cast<const char*>(request.bodyDigest.data()), request.bodyDigest.size()});
    digest.add(std::to_string(request.bodyLength));
}

void addHeaders(Digest& digest, const http::Head& head) {
    for (const std::string_view name : kEndToEnd) {
        std::string joined;
        for (const auto value : head.values(name)) {
            // HTTP/2 splits cookies, and proxies join them so (RFC 9113 8.2.3).
            joined += (joined.empty() ? "" : "; ") + std::string(value);
        }
        digest.add(head.has(name) ? "=" + joined : joined);
    }
}

}  // namespace

bool rewritesTargets(traffic::SourceKind kind) {
    using enum traffic::SourceKind;
    return kind == Traefik || kind == Istio || kind == GatewayApi;
}

std::optional<PairingEntry> pairingEntry(const traffic::MirroredRequest& request,
                                         const traffic::RequestContext& context, bool isTargetRewritten) {
    if (request.form != traffic::RequestForm::Whole && request.form != traffic::RequestForm::HeadOnly) {
        return std::nullopt;
    }
    const http::Head head(request.head);
    const std::string host =
        context.host.empty()
            ? forwarding::normalisedHost(forwarding::splitShadowHost(head.value("Host").value_or("")).host)
            : context.host;
    Digest content;
    content.add(request.method);
    addTarget(content, request.target, isTargetRewritten);
    content.add(host);
    addBody(content, request);
    addHeaders(content, head);
    return PairingEntry{request.id, request.receivedAt, requestIdKey(request, context.requestIdValue),
                        content.finish()};
}

}  // namespace mirrorscope::doctor
