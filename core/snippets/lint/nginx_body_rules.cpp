// SPDX-License-Identifier: Apache-2.0
// Bodies: are they copied, whole, and with the length that they have? Measured with nginx 1.22.1.
#include <algorithm>
#include <array>

#include "core/snippets/lint/nginx_rule_sets.h"

namespace mirrorscope::snippets::lint {
namespace {

using enum LintSeverity;

constexpr std::array kRules{
    LintRule{
        "NGINX_BODY_LENGTH_WITHOUT_BODY", Error, "copies announce a body that does not come",
        "Without the body nginx still sends the client's Content-Length: the listener waits for bytes that "
        "never come, and takes each copy for incomplete."},
    LintRule{
        "NGINX_BODY_WITHOUT_LENGTH", Error, "copies carry a body without a length",
        "With Content-Length set to something else the listener cannot tell where the body ends; its bytes "
        "are lost or read as the next request."},
    LintRule{"NGINX_BODY_NOT_COPIED", Warning, "bodies are read but not copied",
             "mirror_request_body is on, so nginx reads each body before it copies, and "
             "proxy_pass_request_body off then leaves it out: attacks in bodies are not seen."},
    LintRule{
        "NGINX_BODY_LIMIT", Error, "large bodies vanish from the copies",
        "The mirror location has a limit of its own, 1 MB by default: over it the client is served and the "
        "copy is dropped without a word (measured with 1.1 MB)."},
    LintRule{"NGINX_BODY_LIMIT_UNSET", Note, "the mirror location inherits its body limit",
             "As soon as the mirrored location is given a larger client_max_body_size, larger copies vanish "
             "silently."},
    LintRule{"NGINX_BODY_BUFFERED", Warning, "uploads are buffered in spite of proxy_request_buffering off",
             "To copy a body nginx reads all of it first, so unbuffered uploads are switched off silently "
             "(ngx_http_mirror_module)."},
};
constexpr const LintRule& kLengthOnly = kRules[0];
constexpr const LintRule& kBodyOnly = kRules[1];
constexpr const LintRule& kNotCopied = kRules[2];
constexpr const LintRule& kLimit = kRules[3];
constexpr const LintRule& kLimitUnset = kRules[4];
constexpr const LintRule& kBuffered = kRules[5];

constexpr std::uint64_t kDefaultLimit = 1U << 20U;
constexpr std::string_view kLimitName = "client_max_body_size";
constexpr std::string_view kClearedLength = "proxy_set_header Content-Length \"\";";

bool isOff(const NginxItem& scope, std::string_view name) {
    const NginxItem* set = effective(scope, name);
    return set != nullptr && set->argument(0) == "off";
}

void checkLength(const NginxMirror& mirror, std::vector<LintFinding>& findings) {
    const NginxItem& copy = *mirror.location;
    const NginxItem* length = NginxSetup::header(copy, "Content-Length");
    const NginxItem* coding = NginxSetup::header(copy, "Transfer-Encoding");
    const bool isRead = !isOff(*mirror.scope, "mirror_request_body");
    const bool isSent = isRead && !isOff(copy, "proxy_pass_request_body");
    const bool isCleared = length != nullptr && length->argument(1).empty();
    if (!isSent && !isCleared && unreadInclude(copy) == nullptr) {
        const std::string why = isRead ? "proxy_pass_request_body off" : "mirror_request_body off";
        findings.push_back(
            findingOfMissingOr(length, kLengthOnly, copy, "proxy_set_header", std::string(kClearedLength),
                               "with " + why + " " + nameOf(copy) + " must clear Content-Length"));
    }
    if (isRead && !isSent) {
        const NginxItem* pass = effective(copy, "proxy_pass_request_body");
        LintFinding finding =
            findingAt(kNotCopied, *pass, "\"" + asText(*pass) + "\" with mirror_request_body on");
        replaceWith(finding, *pass, "");
        finding.wanted = "mirror_request_body off; or proxy_pass_request_body on;";
        findings.push_back(std::move(finding));
    }
    const bool isOwnLength = length != nullptr && isSent && length->argument(1) != "$content_length";
    const bool isOwnCoding = coding != nullptr && !coding->argument(1).empty();
    for (const NginxItem* header : {isOwnLength ? length : nullptr, isOwnCoding ? coding : nullptr}) {
        if (header != nullptr) {
            LintFinding finding = findingAt(kBodyOnly, *header, "\"" + asText(*header) + "\" on copies");
            replaceWith(finding, *header, "");
            findings.push_back(std::move(finding));
        }
    }
}

/// 0 stands for no limit, as in the directive.
std::uint64_t limitOf(const NginxItem& scope) {
    const NginxItem* set = effective(scope, kLimitName);
    return set == nullptr ? kDefaultLimit : nginxSize(set->argument(0)).value_or(kDefaultLimit);
}

void checkLimit(const NginxMirror& mirror, std::vector<LintFinding>& findings) {
    const NginxItem& copy = *mirror.location;
    if (isOff(*mirror.scope, "mirror_request_body") || unreadInclude(copy) != nullptr) {
        return;
    }
    const std::uint64_t here = limitOf(*mirror.scope);
    const std::uint64_t there = limitOf(copy);
    const NginxItem* set = effective(copy, kLimitName);
    const std::string seen = set == nullptr ? "1m" : std::string(set->argument(0));
    if (there != 0 && (here == 0 || here > there)) {
        const NginxItem* main = effective(*mirror.scope, kLimitName);
        LintFinding finding = findingOfMissingOr(
            set, kLimit, copy, kLimitName, "client_max_body_size 0;",
            nameOf(*mirror.scope) + " takes " + (main == nullptr ? "1m" : std::string(main->argument(0))) +
                ", " + nameOf(copy) + " only " + seen);
        finding.seen = seen;
        findings.push_back(std::move(finding));
    } else if (set == nullptr) {
        findings.push_back(findingOfMissing(kLimitUnset, copy, kLimitName, "client_max_body_size 0;",
                                            nameOf(copy) + " has no client_max_body_size: 1 MB"));
    }
}

void checkBuffering(const NginxMirror& mirror, std::vector<LintFinding>& findings) {
    for (const std::string_view name : {"proxy_request_buffering", "fastcgi_request_buffering"}) {
        const NginxItem* set = effective(*mirror.scope, name);
        if (set == nullptr || set->argument(0) != "off" || isOff(*mirror.scope, "mirror_request_body")) {
            continue;
        }
        LintFinding finding =
            findingAt(kBuffered, *set, "\"" + asText(*set) + "\" has no effect while bodies are mirrored");
        finding.wanted = "mirror_request_body off;";
        finding.fix.after = finding.wanted;
        findings.push_back(std::move(finding));
    }
}

void check(const NginxSetup& setup, std::vector<LintFinding>& findings) {
    for (const NginxMirror& mirror : setup.mirrors()) {
        checkBuffering(mirror, findings);
        if (mirror.location != nullptr && mirror.location->child("proxy_pass") != nullptr) {
            checkLength(mirror, findings);
            checkLimit(mirror, findings);
        }
    }
}

}  // namespace

const NginxRuleSet kNginxBodyRules{kRules, check};

}  // namespace mirrorscope::snippets::lint
