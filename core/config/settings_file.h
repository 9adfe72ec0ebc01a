// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace mirrorscope::config {

struct SettingChange {
    std::string key;
    std::optional<std::string> value;  // as Settings::text() has it; nullopt: the default counts again
};

/// The text of a configuration file with other values. Comments, order, unknown keys, line ends and a missing
/// end of the last line stay byte for byte; what is new stands behind its group or at the end. The result is
/// read again and compared before it is returned, so that nothing but the changes counts differently.
/// ConfigInvalid with file and line: it is no YAML, or the entry is written in a form that cannot be changed
/// here (an anchor, braces over several lines).
base::Result<std::string> editedSettings(std::string_view text, std::span<const SettingChange> changes,
                                         const std::filesystem::path& file);

/// Does that to a file, at once or not at all; one that is not there is made, readable by its owner alone.
/// What is not valid stays as it is. Values are not looked at: check them first. ConfigUnreadable,
/// ConfigInvalid, OutputFailed. Blocks for some milliseconds of disk.
base::Result<void> writeSettings(const std::filesystem::path& file, std::span<const SettingChange> changes);

}  // namespace mirrorscope::config
