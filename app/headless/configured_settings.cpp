// SPDX-License-Identifier: Apache-2.0
#include "app/headless/configured_settings.h"

namespace mirrorscope::headless {

base::Result<config::Settings> configuredSettings(const std::string& config,
                                                  const std::vector<std::string>& assignments) {
    config::Settings settings;
    if (auto read = settings.loadNamedOrUsual(config); !read) {
        return read.error();
    }
    for (const std::string& assignment : assignments) {
        if (auto set = settings.setAssignment(assignment); !set) {
            return set.error();
        }
    }
    return settings;
}

}  // namespace mirrorscope::headless
