// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/api/mirror_service.h"
#include "core/config/settings.h"

namespace mirrorscope::ui::settings {

/// The listeners of the settings, those that are valid.
std::vector<api::ListenerAddress> listenersOf(const config::Settings& settings);

/// Makes the running listeners those of the settings: what is gone stops, what moved moves, what is new
/// starts, the rest is left alone. The first error; the others are tried all the same.
std::optional<base::Error> applyListeners(api::MirrorService& service,
                                          const std::vector<api::ListenerAddress>& wanted);

}  // namespace mirrorscope::ui::settings
