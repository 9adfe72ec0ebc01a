// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/lasting_allow.h"

#include <algorithm>
#include <array>

#include "core/config/settings.h"
#include "core/config/settings_file.h"

namespace mirrorscope::ui::wizard {

base::Result<void> keepAllowed(const std::filesystem::path& file, const base::IpNetwork& network) {
    config::Settings settings;
    std::error_code unknown;
    if (std::filesystem::exists(file, unknown)) {
        if (auto loaded = settings.load(file); !loaded) {
            return loaded.error();
        }
    }
    std::vector<std::string> allowed = settings.list("allow");
    if (std::ranges::find(allowed, network.text()) != allowed.end()) {
        return {};
    }
    allowed.push_back(network.text());
    std::string text;
    for (const std::string& one : allowed) {
        text += (text.empty() ? "" : ",") + one;
    }
    return config::writeSettings(file, std::array{config::SettingChange{"allow", text}});
}

}  // namespace mirrorscope::ui::wizard
