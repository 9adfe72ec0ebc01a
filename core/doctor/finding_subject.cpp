// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/finding_subject.h"

#include <algorithm>
#include <array>

#include "core/base/byte_text.h"

namespace mirrorscope::doctor {
namespace {

struct Subject {
    std::string_view code;
    std::array<std::string_view, 2> headers;
};

/// What is not in here is about bodies, connections or many headers.
constexpr std::array kSubjects{
    Subject{"XFF_MISSING", {"X-Forwarded-For"}},
    Subject{"CLIENT_UNKNOWN", {"X-Forwarded-For"}},
    Subject{"XFF_ONLY_PROXY", {"X-Forwarded-For"}},
    Subject{"BALANCER_AS_CLIENT", {"X-Forwarded-For"}},
    Subject{"XFF_CHAIN_LOST", {"X-Forwarded-For", "X-Real-IP"}},
    Subject{"XFF_DUPLICATE", {"X-Forwarded-For"}},
    Subject{"XFF_NOT_PLAIN_IP", {"X-Forwarded-For"}},
    Subject{"CLIENT_CDN", {"CF-Connecting-IP", "True-Client-IP"}},
    Subject{"TRUST_TOO_WIDE", {"X-Forwarded-For"}},
    Subject{"CLIENT_SNAT", {"X-Forwarded-For"}},
    Subject{"HOPS_MISMATCH", {"X-Forwarded-For", "x-envoy-external-address"}},
    Subject{"HOST_UPSTREAM_NAME", {"Host"}},
    Subject{"HOST_IS_LISTENER", {"Host"}},
    Subject{"HOST_SHADOW", {"Host"}},
    Subject{"SCHEME_LOST", {"X-Forwarded-Proto", "Origin"}},
    Subject{"SCHEME_CONTRADICTION", {"X-Forwarded-Proto", "X-Scheme"}},
    Subject{"PROTO_MISSING", {"X-Forwarded-Proto"}},
    Subject{"FORWARDED_PORT_EPHEMERAL", {"X-Forwarded-Port"}},
    Subject{"MIRROR_BODY_OFF", {"Content-Length"}},
    Subject{"EXPECT_FORWARDED", {"Expect"}},
    Subject{"HEALTH_CHECKS", {"User-Agent"}},
    Subject{"DOUBLE_MIRROR", {"X-Request-ID"}},
    Subject{"REQUEST_ID_REPEATED", {"X-Request-ID"}},
    Subject{"MIRROR_LOOP", {"Host", "X-Mirrorscope-Source"}},
};

/// Findings about many headers name them in their sentence.
std::vector<std::string> namedIn(std::string_view sentence) {
    const std::string words = base::toLower(sentence);
    std::vector<std::string> names;
    for (const std::string_view name : forwardingHeaders()) {
        const std::size_t at = words.find(base::toLower(name));
        if (at == std::string::npos) {
            continue;
        }
        const char next = at + name.size() < words.size() ? words[at + name.size()] : ' ';
        if (next != '-') {  // not X-Forwarded for X-Forwarded-For
            names.emplace_back(name);
        }
    }
    return names;
}

}  // namespace

std::vector<std::string> subjectHeaders(const traffic::Finding& finding) {
    const auto found = std::ranges::find(kSubjects, finding.code, &Subject::code);
    if (found == kSubjects.end()) {
        const bool isAboutMany = finding.code == "HEADER_DRIFT" || finding.code == "HEADERS_NOT_INHERITED" ||
                                 finding.code == "CONTRACT_BROKEN";
        return isAboutMany ? namedIn(finding.seen) : std::vector<std::string>{};
    }
    std::vector<std::string> names;
    for (const std::string_view name : found->headers) {
        if (!name.empty()) {
            names.emplace_back(name);
        }
    }
    return names;
}

const FindingRule* findingRule(std::string_view code) {
    const auto rules = findingRules();
    const auto found = std::ranges::find(rules, code, &FindingRule::code);
    return found == rules.end() ? nullptr : &*found;
}

bool showsFinding(const FindingRule& rule, const Observation& one, traffic::SourceKind kind) {
    return rule.look({std::span(&one, 1), kind, nullptr, std::nullopt}).has_value();
}

}  // namespace mirrorscope::doctor
