// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <string>
#include <vector>

#include "core/api/mirror_service.h"
#include "core/base/ip_network.h"

namespace mirrorscope::ui::wizard {

/// Whether an address that a proxy would use leads to a listener, and what would make it so.
struct ListenerAdvice {
    enum class State : std::uint8_t { Fine, Unsure, Wrong };
    State state = State::Fine;
    QString text;
    /// Where the listener would have to listen; unset: nothing here can help.
    std::optional<api::ListenerAddress> move;
};

/// `wanted`: HOST:PORT; `own`: addresses of this machine for others. Pure.
ListenerAdvice listenerAdvice(const api::ListenerStatus& listener, const std::string& wanted,
                              const std::vector<base::IpAddress>& own);

/// Addresses to offer: those that lead to the listener as it is first.
std::vector<std::string> addressesFor(const api::ListenerStatus& listener, bool isElsewhere,
                                      const std::vector<base::IpAddress>& own);

/// Whether that address or block may connect: as the listener decides it.
bool mayConnect(const api::ListenerStatus& listener, const base::IpNetwork& sender);

}  // namespace mirrorscope::ui::wizard
