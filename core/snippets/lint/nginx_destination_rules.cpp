// SPDX-License-Identifier: Apache-2.0
// proxy_pass of the mirror location: does the copy reach the listener, once, and under its own address?
#include <algorithm>
#include <array>

#include "core/base/ip_network.h"
#include "core/snippets/lint/nginx_rule_sets.h"

namespace mirrorscope::snippets::lint {
namespace {

using enum LintSeverity;

constexpr std::array kRules{
    LintRule{
        "NGINX_COPY_NO_PORT", Error, "copies go to port 80",
        "Without a port proxy_pass and server mean port 80; the listener is at 8445 unless told otherwise."},
    LintRule{
        "NGINX_COPY_PATH_LOST", Error, "copies lose the address that was asked for",
        "Without $request_uri every copy asks for the mirror location itself, and the query may go too."},
    LintRule{"NGINX_COPY_NO_RESOLVER", Error, "a host name with a variable and no resolver",
             "With a variable in proxy_pass names are looked up at run time: nginx starts, and every copy "
             "fails. An upstream group is resolved at start."},
    LintRule{
        "NGINX_COPY_LOOP", Error, "copies come back to this nginx",
        "A copy that reaches a server of this file is served again, and mirrored again where that server "
        "mirrors."},
    LintRule{"NGINX_COPY_RETRIED", Warning, "a copy may be sent twice",
             "With several servers in the group nginx tries the next one when the first fails: copies arrive "
             "twice and the client waits longer."},
};
constexpr const LintRule& kNoPort = kRules[0];
constexpr const LintRule& kPathLost = kRules[1];
constexpr const LintRule& kNoResolver = kRules[2];
constexpr const LintRule& kLoop = kRules[3];
constexpr const LintRule& kRetried = kRules[4];

constexpr std::string_view kDefaultPort = ":8445";

bool isAddress(std::string_view host) {
    return base::parseAddress(host).has_value();
}

/// "name", "10.0.0.1", "[::1]" without a port.
bool lacksPort(std::string_view server) {
    const std::size_t bracket = server.rfind(']');
    const std::size_t from = bracket == server.npos ? 0 : bracket;
    return server.find(':', from) == server.npos && !server.starts_with("unix:") &&
           server.find('$') == server.npos;
}

void checkGroup(const NginxItem& group, std::vector<LintFinding>& findings) {
    for (const NginxItem* server : group.all("server")) {
        if (server->argument(0).empty() || !lacksPort(server->argument(0))) {
            continue;
        }
        LintFinding finding =
            findingAt(kNoPort, *server, "\"" + asText(*server) + "\" of " + nameOf(group) + " names no port");
        replaceWith(finding, *server,
                    "server " + std::string(server->argument(0)) + std::string(kDefaultPort) + ";");
        findings.push_back(std::move(finding));
    }
}

/// proxy_pass as the rules want it: with a port and $request_uri.
std::string wantedPass(const NginxDestination& to) {
    const std::string host = to.host.find(':') == to.host.npos ? to.host : '[' + to.host + ']';
    const bool needsPort = to.group == nullptr && !to.hasVariableHost();
    const std::string port = to.port     ? ':' + std::to_string(*to.port)
                             : needsPort ? std::string(kDefaultPort)
                                         : std::string();
    return "proxy_pass " + to.scheme + "://" + host + port + "$request_uri;";
}

void checkPort(const NginxItem& pass, const NginxDestination& to, std::vector<LintFinding>& findings) {
    if (to.group != nullptr) {
        checkGroup(*to.group, findings);
        return;
    }
    const bool mayBeGroup = !isAddress(to.host) && unreadInclude(pass) != nullptr;
    if (to.scheme != "http" || to.port || to.isSocket || to.hasVariableHost() || to.host.empty() ||
        mayBeGroup) {
        return;
    }
    LintFinding finding = findingAt(kNoPort, pass, "\"" + asText(pass) + "\" names no port");
    replaceWith(finding, pass, wantedPass(to));
    findings.push_back(std::move(finding));
}

void checkPath(const NginxSetup& setup, const NginxItem& pass, const NginxDestination& to,
               std::vector<LintFinding>& findings) {
    if (setup.uses(pass.argument(0), "$request_uri") || to.scheme.empty()) {
        return;
    }
    LintFinding finding = findingAt(kPathLost, pass, "\"" + asText(pass) + "\" lacks $request_uri");
    if (to.isSocket) {
        finding.wanted = "$request_uri behind the socket and a colon";
    } else {
        replaceWith(finding, pass, wantedPass(to));
    }
    findings.push_back(std::move(finding));
}

void checkResolver(const NginxItem& pass, const NginxDestination& to, std::vector<LintFinding>& findings) {
    const bool isLookedUp = pass.argument(0).find('$') != std::string_view::npos && to.group == nullptr &&
                            !to.isSocket && !to.host.empty() && !to.hasVariableHost() && !isAddress(to.host);
    if (!isLookedUp || effective(*pass.parent, "resolver") != nullptr || unreadInclude(pass) != nullptr) {
        return;
    }
    LintFinding finding = findingAt(kNoResolver, pass,
                                    "\"" + to.host + "\" is looked up at run time, and there is no resolver");
    const std::string server =
        to.host + (to.port ? ':' + std::to_string(*to.port) : std::string(kDefaultPort));
    replaceWith(finding, pass, "proxy_pass " + to.scheme + "://mirrorscope$request_uri;");
    finding.wanted = "upstream mirrorscope { server " + server + "; keepalive 32; }";
    findings.push_back(std::move(finding));
}

bool isThisMachine(std::string_view host) {
    const auto address = base::parseAddress(host);
    return host == "localhost" || (address && address->is_loopback());
}

/// The port of "127.0.0.1:80", "[::]:80", "80", "localhost"; 80 unless named.
std::string portOf(std::string_view listen) {
    const std::size_t colon = listen.rfind(':');
    const bool isInBrackets = colon != listen.npos && listen.find(']', colon) != listen.npos;
    const std::string_view last = colon == listen.npos || isInBrackets ? listen : listen.substr(colon + 1);
    return last.find_first_not_of("0123456789") == last.npos ? std::string(last) : "80";
}

/// Where this text's servers listen and copies could come back to.
void checkLoop(const NginxSetup& setup, const NginxItem& pass, std::string_view host, const std::string& port,
               std::vector<LintFinding>& findings) {
    if (!isThisMachine(host)) {
        return;
    }
    for (const NginxItem* item : setup.items()) {
        const NginxItem* server = item->is("listen") ? item->parent : nullptr;
        const bool isHttp =
            server != nullptr && item->enclosing("stream") == nullptr && item->enclosing("mail") == nullptr;
        if (!isHttp || portOf(item->argument(0)) != port) {
            continue;
        }
        LintFinding finding = findingAt(kLoop, pass,
                                        "copies go to port " + port + " of this machine, where line " +
                                            std::to_string(item->place.line) + " listens");
        finding.wanted = "the address of the listener, such as http://127.0.0.1:8445$request_uri";
        findings.push_back(std::move(finding));
        return;
    }
}

void checkLoops(const NginxSetup& setup, const NginxItem& pass, const NginxDestination& to,
                std::vector<LintFinding>& findings) {
    if (to.group == nullptr) {
        checkLoop(setup, pass, to.host,
                  to.port                ? std::to_string(*to.port)
                  : to.scheme == "https" ? "443"
                                         : "80",
                  findings);
        return;
    }
    for (const NginxItem* server : to.group->all("server")) {
        const std::string_view address = server->argument(0);
        const std::size_t colon = lacksPort(address) ? address.size() : address.rfind(':');
        checkLoop(setup, pass, address.substr(0, colon), portOf(address), findings);
    }
}

void checkRetries(const NginxItem& pass, const NginxDestination& to, std::vector<LintFinding>& findings) {
    if (to.group == nullptr || to.group->all("server").size() < 2) {
        return;
    }
    const NginxItem* next = effective(*pass.parent, "proxy_next_upstream");
    if (next != nullptr && next->argument(0) == "off") {
        return;
    }
    const std::string count = std::to_string(to.group->all("server").size());
    findings.push_back(findingOfMissingOr(
        next, kRetried, *pass.parent, "proxy_next_upstream", "proxy_next_upstream off;",
        nameOf(*to.group) + " has " + count + " servers, and a failed copy goes to the next"));
}

void check(const NginxSetup& setup, std::vector<LintFinding>& findings) {
    for (const NginxItem* location : setup.copyLocations()) {
        const NginxItem* pass = location->child("proxy_pass");
        if (pass == nullptr) {
            continue;
        }
        const NginxDestination to = setup.destination(*pass);
        checkPort(*pass, to, findings);
        checkPath(setup, *pass, to, findings);
        checkResolver(*pass, to, findings);
        checkLoops(setup, *pass, to, findings);
        checkRetries(*pass, to, findings);
    }
}

}  // namespace

const NginxRuleSet kNginxDestinationRules{kRules, check};

}  // namespace mirrorscope::snippets::lint
