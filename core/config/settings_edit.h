// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "core/config/settings_file.h"

namespace mirrorscope::config {

struct EditedText {
    std::string text;
    std::optional<std::string> value;  // that the key should have now; nullopt: it should be gone
    std::size_t line = 1;              // where it stood or would stand, from 1
};

/// The attempt to change one value by its lines alone. Whoever asks reads the result again: forms of YAML
/// that this does not know come out wrong. Throws YAML::Exception when `text` is none.
EditedText editedText(const std::string& text, const SettingChange& change);

}  // namespace mirrorscope::config
