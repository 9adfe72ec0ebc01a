// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/proxy_kinds.h"

namespace mirrorscope::ui::wizard {

// What is known of each kind, a function each. Gateway API and ingress-nginx were read about, not measured.
ProxyKind nginxTexts();
ProxyKind envoyTexts();
ProxyKind istioTexts();
ProxyKind traefikTexts();
ProxyKind gatewayApiTexts();
ProxyKind ingressNginxTexts();

}  // namespace mirrorscope::ui::wizard
