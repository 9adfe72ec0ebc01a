// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/config/settings.h"

namespace mirrorscope::desktop {

/// Exit codes as the command line has them.
enum ExitCode : int { kDone = 0, kUsage = 2, kCannotAccess = 3, kInterrupted = 4 };

struct DesktopOptions {
    std::string session;
    std::vector<std::string> listen;
    std::string config;
    bool view = false;
    bool demo = false;
    bool resetSettings = false;
};

/// Reads the command line. An exit code instead of options: help or version was printed, or a complaint was.
std::optional<int> parseOptions(int argc, const char* const* argv, DesktopOptions& options);

/// The file of settings that is read if it is there, and that the window writes.
std::filesystem::path configFile(const DesktopOptions& options);

/// Options over the file over the defaults.
base::Result<config::Settings> settingsFrom(const DesktopOptions& options);

}  // namespace mirrorscope::desktop
