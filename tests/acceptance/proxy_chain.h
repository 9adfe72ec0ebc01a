// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <boost/json/object.hpp>
#include <cstdint>
#include <memory>
#include <vector>

#include "tests/support/envoy.h"
#include "tests/support/nginx.h"
#include "tests/support/origin_server.h"

namespace mirrorscope::test {

/// What stands between a client and the listener.
struct ChainOptions {
    QString proxy;    // "nginx 1.22", "nginx 1.31", "envoy"
    QString variant;  // "faithful", "hardened"
    int balancers = 0;
    QStringList more;  // further options of the snippet
    /// The snippet is told which balancers stand in front (--trusted-balancer, --trusted-hops).
    bool knowsBalancers = true;
    bool clientsUseV6 = false;

    bool isNginx() const { return proxy.startsWith("nginx"); }
    /// False when its program is not on this machine.
    bool isThere() const;
};

/// The address that the balancer connects from; 0 is the one that clients meet.
QString balancerAddress(int number);

/// The secret of the hardened form.
inline constexpr char kChainToken[] = "s3cret-of-this-proxy";

/// A real mirroring proxy with the printed snippet, an application behind it, and real balancers in front.
/// All of it is stopped when destroyed.
class ProxyChain {
public:
    /// Copies go to that port on loopback.
    ProxyChain(ChainOptions options, std::uint16_t listenerPort);

    bool isRunning() const { return m_running; }
    /// Where clients connect.
    std::uint16_t port() const { return m_port; }
    const char* address() const { return m_options.clientsUseV6 ? "::1" : "127.0.0.1"; }
    /// The configuration of the mirroring proxy, a file.
    QString configuration() const;
    /// The mirroring proxy takes what the file holds now: nginx reads it again, Envoy starts anew. Empty, or
    /// why it does not.
    QByteArray reload();
    /// Why it does not run.
    QByteArray complaint() const { return m_complaint; }
    /// What `snippet KIND --contract --json` says of the copies.
    boost::json::object contract() const { return m_contract; }

private:
    QStringList snippetOptions(std::uint16_t listenerPort) const;
    QStringList balancerOptions() const;
    void startProxy(std::uint16_t listenerPort);
    void addBalancer(int number);
    /// Clients meet the first balancer, or the proxy where there is none.
    bool proxyMeetsV6() const { return m_options.clientsUseV6 && m_options.balancers == 0; }

    const ChainOptions m_options;
    QTemporaryDir m_directory;
    const Program m_program;
    OriginServer m_origin;
    std::vector<std::unique_ptr<Nginx>> m_nginx;
    std::unique_ptr<Envoy> m_envoy;
    std::uint16_t m_port = 0;
    bool m_running = false;
    QByteArray m_complaint;
    boost::json::object m_contract;
};

}  // namespace mirrorscope::test
