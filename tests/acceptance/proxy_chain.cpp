// SPDX-License-Identifier: Apache-2.0
#include "tests/acceptance/proxy_chain.h"

#include <utility>

#include "tests/support/collector.h"
#include "tests/support/socket.h"

namespace mirrorscope::test {
namespace {

/// A balancer as its manuals show it: it appends the address that it sees, and names the client where it is
/// the first.
NginxConfig balancer(int number, std::uint16_t next, std::uint16_t port, bool alsoOnV6) {
    const QByteArray realIp = number == 0 ? "$remote_addr" : "$http_x_real_ip";
    return {"",
            "location / { proxy_pass http://127.0.0.1:" + QByteArray::number(next) + "; proxy_bind " +
                balancerAddress(number).toUtf8() +
                "; proxy_http_version 1.1; proxy_set_header Host $http_host;"
                " proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_set_header X-Real-IP " +
                realIp + "; }\n",
            port, alsoOnV6};
}

Program programOf(const ChainOptions& options) {
    return options.proxy == "envoy" ? newEnvoy() : options.proxy == "nginx 1.31" ? newNginx() : debianNginx();
}

}  // namespace

bool ChainOptions::isThere() const {
    return programOf(*this).isThere();
}

QString balancerAddress(int number) {
    return QStringLiteral("127.0.0.%1").arg(31 + number);
}

ProxyChain::ProxyChain(ChainOptions options, std::uint16_t listenerPort)
    : m_options(std::move(options)), m_program(programOf(m_options)), m_port(freePort()) {
    startProxy(listenerPort);
    // The last one first: each needs the port of the next.
    for (int number = m_options.balancers - 1; number >= 0; --number) {
        addBalancer(number);
    }
}

void ProxyChain::addBalancer(int number) {
    const std::uint16_t port = freePort();
    const QString place = m_directory.filePath(QStringLiteral("balancer-%1").arg(number));
    const QString configuration =
        writeNginxConfig(place, balancer(number, m_port, port, m_options.clientsUseV6));
    m_nginx.push_back(std::make_unique<Nginx>(place, configuration, port));
    m_running = m_running && m_nginx.back()->isRunning();
    m_port = port;
}

QStringList ProxyChain::snippetOptions(std::uint16_t listenerPort) const {
    const bool isNginx = m_options.isNginx();
    const QString origin = QStringLiteral("127.0.0.1:%1").arg(m_origin.port());
    QStringList out{"snippet",    isNginx ? "nginx" : "envoy",
                    "--variant",  m_options.variant,
                    "--listener", QStringLiteral("127.0.0.1:%1").arg(listenerPort),
                    "--origin",   isNginx ? "http://" + origin : origin};
    if (!isNginx) {
        out << "--bind" << QStringLiteral("%1:%2").arg(proxyMeetsV6() ? "[::1]" : "127.0.0.1").arg(m_port);
    }
    if (m_options.variant == "hardened") {
        out << "--token" << kChainToken << "--name" << "edge-1" << balancerOptions();
    }
    return out + m_options.more;
}

QStringList ProxyChain::balancerOptions() const {
    if (!m_options.knowsBalancers || m_options.balancers == 0) {
        return {};
    }
    if (!m_options.isNginx()) {
        return {"--trusted-hops", QString::number(m_options.balancers)};
    }
    QStringList out;
    for (int number = 0; number < m_options.balancers; ++number) {
        out << "--trusted-balancer" << balancerAddress(number);
    }
    return out;
}

QString ProxyChain::configuration() const {
    return m_directory.filePath(m_options.isNginx() ? "proxy/nginx.conf" : "proxy/envoy.yaml");
}

QByteArray ProxyChain::reload() {
    if (!m_options.isNginx()) {
        m_envoy->restart();
        return m_envoy->isRunning() ? QByteArray() : m_envoy->error();
    }
    const QByteArray complaint = nginxComplaint(m_directory.filePath("proxy"), configuration(), m_program);
    if (complaint.isEmpty()) {
        m_nginx.front()->reload();  // the balancers came later
    }
    return complaint;
}

void ProxyChain::startProxy(std::uint16_t listenerPort) {
    const QString place = m_directory.filePath("proxy");
    const QStringList wanted = snippetOptions(listenerPort);
    const auto contracts = jsonLines(runCli(wanted + QStringList{"--contract", "--json"}).out);
    m_contract = contracts.empty() ? boost::json::object{} : contracts.front();
    if (!m_options.isNginx()) {
        const auto printed = runCli(wanted + QStringList{"--part", "bootstrap"});
        m_envoy = std::make_unique<Envoy>(place, printed.out, m_port, m_program,
                                          proxyMeetsV6() ? "::1" : "127.0.0.1");
        m_running = m_envoy->isRunning();
        m_complaint = m_running ? QByteArray() : printed.error + m_envoy->error();
        return;
    }
    const auto http = runCli(wanted + QStringList{"--part", "http"});
    const auto server = runCli(wanted + QStringList{"--part", "server"});
    const QString configuration =
        writeNginxConfig(place, {http.out, server.out, m_port, proxyMeetsV6(), true});
    m_complaint = nginxComplaint(place, configuration, m_program);
    m_nginx.push_back(std::make_unique<Nginx>(place, configuration, m_port, m_program));
    m_running = m_nginx.back()->isRunning();
}

}  // namespace mirrorscope::test
