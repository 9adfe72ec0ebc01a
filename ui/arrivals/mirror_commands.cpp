// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/arrivals/mirror_commands.h"

#include <QCoreApplication>
#include <algorithm>

namespace mirrorscope::ui::arrivals {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("MirrorCommands", text);
}

/// Where a proxy reaches the listener.
QString placeOf(const api::ListenerAddress& listener, const std::vector<base::IpAddress>& reachable) {
    api::ListenerAddress address = listener;
    if (address.address.is_unspecified()) {
        const auto fits = std::ranges::find_if(reachable, [&address](const base::IpAddress& one) {
            return one.is_v4() == address.address.is_v4();
        });
        address.address = fits != reachable.end() ? *fits
                          : address.address.is_v4()
                              ? base::IpAddress(boost::asio::ip::address_v4::loopback())
                              : base::IpAddress(boost::asio::ip::address_v6::loopback());
    }
    return QString::fromStdString(address.text());
}

}  // namespace

QList<MirrorCommand> mirrorCommands(const std::vector<api::ListenerStatus>& listeners,
                                    const std::vector<base::IpAddress>& reachable) {
    QList<MirrorCommand> commands;
    for (const api::ListenerStatus& listener : listeners) {
        if (!listener.listening) {
            continue;
        }
        const QString suffix = commands.isEmpty() ? QString() : QString::number(commands.size());
        commands += {QStringLiteral("curl") + suffix,
                     tr("On the proxy: 204 means that copies can arrive; “connection refused” and time-outs "
                        "are the network or a firewall, an empty reply is the allow-list"),
                     QStringLiteral("curl -i --max-time 5 http://%1/mirror-check")
                         .arg(placeOf(listener.address, reachable))};
        commands += {QStringLiteral("ss") + suffix, tr("On this machine: who listens on the port"),
                     QStringLiteral("ss -ltnp 'sport = :%1'").arg(listener.address.port)};
    }
    commands += {QStringLiteral("nginx"), tr("nginx: is the mirror in the configuration that runs"),
                 QStringLiteral("nginx -T 2>/dev/null | grep -nE 'mirror|proxy_pass'")};
    commands +=
        {QStringLiteral("envoy"),
         tr("Envoy: does the mirror's cluster connect (upstream_cx_connect_fail, upstream_rq_total)"),
         QStringLiteral(
             "curl -s http://127.0.0.1:9901/stats | grep -E 'cluster\\..*(cx_connect_fail|rq_total)'")};
    commands +=
        {QStringLiteral("traefik"), tr("Traefik: is there a service of type mirroring"),
         QStringLiteral("curl -s http://127.0.0.1:8080/api/http/services | grep -o '\"mirroring\":{[^}]*}'")};
    return commands;
}

}  // namespace mirrorscope::ui::arrivals
