// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/pages.h"
#include "ui/settings/setting_editors.h"
#include "ui/settings/trust_picture.h"

namespace mirrorscope::ui::settings {

TrustPage::TrustPage(SettingsDraft& draft, QWidget* parent)
    : SettingsPage(
          draft, QStringLiteral("trust"), tr("Trust"),
          tr("Allowed to send is not trusted to name the client. Who is allowed gets its copies stored; "
             "only who is trusted is believed when its headers say who the client was."),
          parent) {
    addWidget(new TrustPicture(this));
    addSection(
        tr("Allowed to send"),
        tr("Needed as soon as a listener can be reached from other machines. Empty: this computer only."));
    addField("allow",
             {tr("&Networks"), tr("An address or CIDR block a line. All others are closed and counted."),
              tr("allow-list allow CIDR send")},
             new LinesEditor(QStringLiteral("10.0.0.0/8\nfd00::/8"), this));
    addSection(
        tr("Trusted to name the client"),
        tr("Without trust the peer's own address is the client, and what headers say is shown as a claim."));
    addField(
        "trust",
        {tr("&Proxies"),
         tr("CIDR or CIDR=KIND a line, such as 10.0.0.7=nginx. A kind says which headers that proxy writes: "
            "nginx, envoy, istio, traefik, haproxy, trafficserver, gateway-api, ingress-nginx or other."),
         tr("trust CIDR kind X-Forwarded-For client")},
        new LinesEditor(QStringLiteral("10.0.0.7=nginx\n10.1.0.0/16"), this));
    addField(
        "listener-kind",
        {tr("&Kind by listener"),
         tr("NAME=KIND a line: whatever comes to that listener is of that kind. For proxies that cannot mark "
            "their copies."),
         tr("listener kind")},
        new LinesEditor(QStringLiteral("mesh=istio"), this));
    finish();
}

}  // namespace mirrorscope::ui::settings
