// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/base/error.h"
#include "core/base/ip_network.h"

namespace mirrorscope::ui::wizard {

/// Adds the network to the setting `allow` of the user's file, so that it may connect after the next start
/// too. Nothing is written when it is there. ConfigUnreadable, ConfigInvalid, OutputFailed. Blocks for some
/// milliseconds of disk.
base::Result<void> keepAllowed(const std::filesystem::path& file, const base::IpNetwork& network);

}  // namespace mirrorscope::ui::wizard
