// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/desktop_options.h"

#include <CLI/CLI.hpp>

#include "core/config/paths.h"

namespace mirrorscope::desktop {

std::optional<int> parseOptions(int argc, const char* const* argv, DesktopOptions& options) {
    CLI::App program{"Shows the requests that reverse proxies mirror, and the attacks in them",
                     "mirrorscope"};
    program.set_version_flag("--version", "mirrorscope " MIRRORSCOPE_VERSION);
    program.add_option("FILE", options.session,
                       "Session to record into; default.mscope in the data directory otherwise");
    program
        .add_option("--listen", options.listen,
                    "[NAME=]ADDR:PORT to listen on; may be repeated (127.0.0.1:8445)")
        ->allow_extra_args(false);
    program.add_flag("--demo", options.demo, "Start demo traffic, marked as synthetic");
    program.add_option("--config", options.config,
                       "YAML file with settings; mirrorscope.yaml in the configuration directory");
    program.add_flag(
        "--reset-settings", options.resetSettings,
        "Forget window layout, theme and other choices of the window; the configuration file stays");
    program.add_flag("--view", options.view, "Only look at FILE; another program may record it meanwhile")
        ->needs("FILE")
        ->excludes("--listen", "--demo");
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& stop) {
        return program.exit(stop) == 0 ? kDone : kUsage;
    }
    return std::nullopt;
}

std::filesystem::path configFile(const DesktopOptions& options) {
    return options.config.empty() ? config::defaultConfigFile() : std::filesystem::path(options.config);
}

base::Result<config::Settings> settingsFrom(const DesktopOptions& options) {
    config::Settings settings;
    if (auto read = settings.loadNamedOrUsual(options.config); !read) {
        return read.error();
    }
    if (!options.listen.empty()) {
        if (auto set = settings.setList("listen", options.listen); !set) {
            return set.error();
        }
    }
    if (!options.session.empty()) {
        if (auto set = settings.set("session", options.session); !set) {
            return set.error();
        }
    }
    return settings;
}

}  // namespace mirrorscope::desktop
