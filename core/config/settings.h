// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace mirrorscope::config {

enum class SettingType : std::uint8_t { Text, Path, Integer, Bytes, Milliseconds, TextList };

/// One key of the program: the command line, the YAML file and the window read this table and no other.
struct SettingInfo {
    std::string_view key;  // "limits.head-bytes"
    SettingType type;
    std::string_view standard;  // default value as text; lists separated by commas
    std::int64_t lowest;        // numbers only
    std::int64_t highest;
    std::string_view choices;  // allowed words separated by "|"; empty: any
    std::string_view help;     // what it does and why the default is what it is
};

std::span<const SettingInfo> settingTable();
const SettingInfo* findSetting(std::string_view key);

/// Whether the value fits its row of the table. InvalidArgument with key, value and expectation.
base::Result<void> checkSetting(std::string_view key, std::string_view value);

/// Where the value of a key comes from.
struct SettingOrigin {
    enum class From : std::uint8_t { Default, File, Option };
    From from = From::Default;
    std::filesystem::path file;  // of From::File
    int line = 0;                // in it, from 1

    bool operator==(const SettingOrigin&) const = default;
};

/// Values by key, each checked against the table when set. Order of precedence is the order of setting:
/// defaults, then the file, then options. Plain value.
class Settings {
public:
    Settings();  // all defaults

    /// As an option does. InvalidArgument with key, value and expectation.
    base::Result<void> set(std::string_view key, std::string_view value);
    /// "key=value", as --set takes it.
    base::Result<void> setAssignment(std::string_view assignment);
    /// A list key, from its elements.
    base::Result<void> setList(std::string_view key, const std::vector<std::string>& elements);
    /// YAML: nested maps become dotted keys. ConfigUnreadable, ConfigInvalid with file and line.
    base::Result<void> load(const std::filesystem::path& file);
    /// The file named by the user, or without one mirrorscope.yaml in the XDG config directory if it is
    /// there.
    base::Result<void> loadNamedOrUsual(const std::string& named);

    std::string text(std::string_view key) const;
    std::int64_t number(std::string_view key) const;
    std::vector<std::string> list(std::string_view key) const;
    /// Whoever set it last.
    const SettingOrigin& origin(std::string_view key) const;

private:
    struct Value {
        std::string text;
        SettingOrigin origin;
    };
    std::map<std::string, Value, std::less<>> m_values;
};

}  // namespace mirrorscope::config
