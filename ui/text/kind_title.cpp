// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/kind_title.h"

#include <QCoreApplication>

namespace mirrorscope::ui::text {

QString kindTitle(traffic::SourceKind kind) {
    using traffic::SourceKind;
    switch (kind) {
        case SourceKind::Nginx:
            return QStringLiteral("nginx");
        case SourceKind::Envoy:
            return QStringLiteral("Envoy");
        case SourceKind::Istio:
            return QStringLiteral("Istio");
        case SourceKind::Traefik:
            return QStringLiteral("Traefik");
        case SourceKind::Haproxy:
            return QStringLiteral("HAProxy");
        case SourceKind::Trafficserver:
            return QStringLiteral("Traffic Server");
        case SourceKind::GatewayApi:
            return QStringLiteral("Gateway API");
        case SourceKind::IngressNginx:
            return QStringLiteral("ingress-nginx");
        case SourceKind::Other:
            return QCoreApplication::translate("SourceWords", "Several senders");
        default:
            return QCoreApplication::translate("SourceWords", "Unknown sender");
    }
}

}  // namespace mirrorscope::ui::text
