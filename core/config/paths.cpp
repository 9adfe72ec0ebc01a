// SPDX-License-Identifier: Apache-2.0
#include "core/config/paths.h"

#include <cstdlib>

namespace mirrorscope::config {
namespace {

std::filesystem::path directory(const char* variable, const char* below) {
    if (const char* named = std::getenv(variable); named != nullptr && *named == '/') {
        return std::filesystem::path(named) / "mirrorscope";
    }
    const char* home = std::getenv("HOME");
    return std::filesystem::path(home != nullptr ? home : "/") / below / "mirrorscope";
}

}  // namespace

std::filesystem::path configDirectory() {
    return directory("XDG_CONFIG_HOME", ".config");
}
std::filesystem::path dataDirectory() {
    return directory("XDG_DATA_HOME", ".local/share");
}
std::filesystem::path defaultConfigFile() {
    return configDirectory() / "mirrorscope.yaml";
}
std::filesystem::path defaultSessionFile() {
    return dataDirectory() / "default.mscope";
}

}  // namespace mirrorscope::config
