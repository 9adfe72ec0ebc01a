// SPDX-License-Identifier: Apache-2.0
#include "core/detection/rule_locations.h"

#include <system_error>
#include <vector>

namespace mirrorscope::detection {
namespace {

std::vector<std::filesystem::path> candidates() {
    std::vector<std::filesystem::path> found;
    std::error_code failed;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", failed);
    if (!failed) {
        found.push_back(program.parent_path().parent_path() / "share/mirrorscope/rules");
    }
    found.emplace_back(MIRRORSCOPE_INSTALLED_RULES);
#ifdef MIRRORSCOPE_SOURCE_RULES
    found.emplace_back(MIRRORSCOPE_SOURCE_RULES);
#endif
    return found;
}

}  // namespace

std::filesystem::path ownRulesDirectory() {
    for (const std::filesystem::path& directory : candidates()) {
        std::error_code failed;
        if (std::filesystem::is_regular_file(directory / "engine.conf", failed)) {
            return directory;
        }
    }
    return {};
}

std::filesystem::path defaultCrsDirectory() {
    return "/usr/share/modsecurity-crs";
}

}  // namespace mirrorscope::detection
