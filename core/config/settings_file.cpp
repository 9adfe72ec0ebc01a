// SPDX-License-Identifier: Apache-2.0
#include "core/config/settings_file.h"

#include <yaml-cpp/yaml.h>

#include <fstream>
#include <iterator>

#include "core/config/replaced_file.h"
#include "core/config/settings_edit.h"
#include "core/config/yaml_values.h"

namespace mirrorscope::config {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

base::Error notChangeable(const std::filesystem::path& file, std::size_t line, const std::string& key) {
    return {base::ErrorCode::ConfigInvalid,
            {file.string(), std::to_string(line), key,
             "KEY: VALUE on a line of its own, or else a change by hand: it is written in another form"}};
}

base::Result<std::string> changed(const std::string& text, const SettingChange& change,
                                  const std::filesystem::path& file) {
    auto expected = yamlValues(text);
    const EditedText edited = editedText(text, change);
    if (edited.value) {
        expected[change.key] = *edited.value;
    } else {
        expected.erase(change.key);
    }
    try {
        if (yamlValues(edited.text) == expected) {
            return edited.text;
        }
    } catch (const YAML::Exception&) {  // NOLINT: the answer is the same
    }
    return notChangeable(file, edited.line, change.key);
}

}  // namespace

base::Result<std::string> editedSettings(std::string_view text, std::span<const SettingChange> changes,
                                         const std::filesystem::path& file) {
    const bool isMarked = text.starts_with(kByteOrderMark);
    std::string result(isMarked ? text.substr(kByteOrderMark.size()) : text);
    try {
        yamlValues(result);
        for (const SettingChange& change : changes) {
            auto next = changed(result, change, file);
            if (!next) {
                return next.error();
            }
            result = std::move(*next);
        }
    } catch (const YAML::Exception& broken) {
        return base::Error{base::ErrorCode::ConfigInvalid,
                           {file.string(), std::to_string(broken.mark.line + 1), "the file", broken.msg}};
    }
    return isMarked ? std::string(kByteOrderMark) + result : result;
}

base::Result<void> writeSettings(const std::filesystem::path& file, std::span<const SettingChange> changes) {
    std::string before;
    std::error_code ignored;
    const bool exists = std::filesystem::exists(file, ignored);
    if (exists) {
        std::ifstream input(file, std::ios::binary);
        before.assign(std::istreambuf_iterator<char>(input), {});
        if (!input || std::filesystem::is_directory(file, ignored)) {
            return base::Error{base::ErrorCode::ConfigUnreadable, {file.string(), "it cannot be opened"}};
        }
    }
    const auto after = editedSettings(before, changes, file);
    if (!after) {
        return after.error();
    }
    return *after == before ? base::Result<void>() : replaceFile(file, *after);
}

}  // namespace mirrorscope::config
