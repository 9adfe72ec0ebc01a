// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/live_listeners.h"

#include <algorithm>

namespace mirrorscope::ui::settings {

std::vector<api::ListenerAddress> listenersOf(const config::Settings& settings) {
    std::vector<api::ListenerAddress> listeners;
    for (const std::string& text : settings.list("listen")) {
        if (auto address = api::parseListenerAddress(text)) {
            listeners.push_back(std::move(*address));
        }
    }
    return listeners;
}

std::optional<base::Error> applyListeners(api::MirrorService& service,
                                          const std::vector<api::ListenerAddress>& wanted) {
    const std::vector<api::ListenerStatus> now = service.status().listeners;
    // Stopped first: another one may want the port.
    for (const api::ListenerStatus& listener : now) {
        const bool stays =
            std::ranges::find(wanted, listener.address.name, &api::ListenerAddress::name) != wanted.end();
        if (listener.listening && !stays) {
            service.stopListening(listener.address.name);
        }
    }
    std::optional<base::Error> failure;
    for (const api::ListenerAddress& address : wanted) {
        const bool isThere = std::ranges::any_of(now, [&address](const api::ListenerStatus& one) {
            return one.listening && one.address.name == address.name && one.address.text() == address.text();
        });
        if (isThere) {
            continue;
        }
        if (const auto done = service.listen(address); !done && !failure) {
            failure = done.error();
        }
    }
    return failure;
}

}  // namespace mirrorscope::ui::settings
