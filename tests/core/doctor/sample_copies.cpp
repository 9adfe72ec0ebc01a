// SPDX-License-Identifier: Apache-2.0
#include "tests/core/doctor/sample_copies.h"

#include <algorithm>
#include <chrono>

#include "core/forwarding/forwarded_hops.h"
#include "core/forwarding/request_attribution.h"
#include "core/http/head.h"

namespace mirrorscope::tests {
namespace {

using traffic::SourceKind;

/// The peer of every copy, trusted as a proxy.
constexpr const char* kPeer = "10.0.0.5";

std::string clientOf(int i) {
    return "198.18." + std::to_string(i / 200 % 250) + "." + std::to_string(1 + i % 200);
}

std::string hex32(int i) {
    std::string digits = std::to_string(i);
    return std::string(32 - digits.size(), 'a') + digits;
}

std::vector<std::pair<std::string, std::string>> nginxFields(int i) {
    return {{"Host", "shop.example"},
            {"X-Forwarded-For", clientOf(i)},
            {"X-Real-IP", clientOf(i)},
            {"X-Forwarded-Proto", "https"},
            {"X-Forwarded-Host", "shop.example"},
            {"X-Forwarded-Port", "443"},
            {"X-Request-ID", hex32(i)},
            {"X-Scheme", "https"},
            {"X-SERVER-ADDR", "10.0.0.5"},
            {"X-SERVER-PORT", "443"},
            {"User-Agent", "Mozilla/5.0"}};
}

std::vector<std::pair<std::string, std::string>> envoyFields(int i) {
    return {{"host", "shop.example"},
            {"user-agent", "Mozilla/5.0"},
            {"x-request-id", "5b0d7a1e-0000-4000-8000-" + std::to_string(100'000'000'000 + i)},
            {"x-forwarded-proto", "https"},
            {"x-envoy-external-address", clientOf(i)},
            {"x-forwarded-for", clientOf(i) + ",10.0.0.5"},
            {"x-envoy-internal", "true"}};
}

std::vector<std::pair<std::string, std::string>> traefikFields(int i) {
    return {{"Host", "shop.example"},         {"User-Agent", "Mozilla/5.0"},
            {"X-Forwarded-For", clientOf(i)}, {"X-Forwarded-Host", "shop.example"},
            {"X-Forwarded-Port", "443"},      {"X-Forwarded-Proto", "https"},
            {"X-Forwarded-Server", "edge-1"}, {"X-Real-Ip", clientOf(i)}};
}

std::vector<std::pair<std::string, std::string>> fieldsOf(SourceKind kind, int i) {
    if (kind == SourceKind::Envoy) {
        return envoyFields(i);
    }
    return kind == SourceKind::Traefik ? traefikFields(i) : nginxFields(i);
}

}  // namespace

void SampleCopy::set(const std::string& name, const std::string& value) {
    const auto found = std::ranges::find(fields, name, &std::pair<std::string, std::string>::first);
    if (found != fields.end()) {
        found->second = value;
    } else {
        fields.emplace_back(name, value);
    }
}

void SampleCopy::remove(const std::string& name) {
    std::erase_if(fields, [&](const auto& field) { return field.first == name; });
}

void SampleCopy::write() {
    request.head = request.method + " " + request.target + " " + request.version + "\r\n";
    for (const auto& [name, value] : fields) {
        request.head += name + ": " + value + "\r\n";
    }
    request.head += "\r\n";
}

SampleCopy healthyCopy(SourceKind kind, int i) {
    SampleCopy copy;
    copy.fields = fieldsOf(kind, i);
    auto& request = copy.request;
    request.id = i + 1;
    request.receivedAt = base::WallTime(std::chrono::seconds(1'700'000'000 + i));
    request.listener = "default";
    request.peer = kPeer;
    request.peerPort = static_cast<std::uint16_t>(40'000 + i / 10);
    request.method = "GET";
    request.target = "/item?id=" + std::to_string(i);
    request.version = "HTTP/1.1";
    return copy;
}

Patient::Patient(SourceKind kind, const std::vector<traffic::Finding>& known) : m_doctor(known) {
    m_source.id = 1;
    m_source.kind = kind;
}

void Patient::send(int count, const Change& change) {
    const forwarding::SenderRules rules(
        forwarding::TrustRules({*forwarding::TrustRule::parse(kPeer)}),
        forwarding::KnownSenders({}, {*forwarding::SenderToken::parse("edge=nginx:expected")}));
    for (int end = m_sent + count; m_sent < end; ++m_sent) {
        SampleCopy copy = healthyCopy(m_source.kind, m_sent);
        if (change) {
            change(copy, m_sent);
        }
        copy.write();
        const http::Head head(copy.request.head);
        const auto context = forwarding::attribute(copy.request, rules);
        m_doctor.examine(copy.request, head, forwarding::readXForwardedFor(head), context, m_source);
        take();
    }
}

void Patient::take() {
    for (traffic::Finding& changed : m_doctor.takeChanges()) {
        const auto known = std::ranges::find(m_findings, changed.id, &traffic::Finding::id);
        if (known != m_findings.end()) {
            *known = std::move(changed);
        } else {
            m_findings.push_back(std::move(changed));
        }
    }
}

std::vector<std::string> Patient::open() const {
    std::vector<std::string> codes;
    for (const auto& finding : m_findings) {
        if (finding.isOpen()) {
            codes.push_back(finding.code);
        }
    }
    return codes;
}

const traffic::Finding* Patient::find(const std::string& code) const {
    const auto found = std::ranges::find(m_findings, code, &traffic::Finding::code);
    return found == m_findings.end() ? nullptr : &*found;
}

}  // namespace mirrorscope::tests
