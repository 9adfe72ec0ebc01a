// SPDX-License-Identifier: Apache-2.0
#include "core/config/settings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <optional>

#include "core/config/paths.h"
#include "core/config/quantity.h"
#include "core/config/yaml_values.h"

namespace mirrorscope::config {
namespace {

using enum SettingType;

std::string_view expectation(const SettingInfo& info) {
    switch (info.type) {
        case Integer:
            return "a whole number";
        case Bytes:
            return "a size such as 512KiB or 16MiB";
        case Milliseconds:
            return "a time such as 250ms, 10s or 2m";
        default:
            return info.choices.empty() ? "text" : info.choices;
    }
}

std::optional<std::int64_t> numberOf(const SettingInfo& info, std::string_view text) {
    switch (info.type) {
        case Integer:
            return parseInteger(text);
        case Bytes:
            return parseBytes(text);
        case Milliseconds:
            return parseMilliseconds(text);
        default:
            return std::nullopt;
    }
}

std::string quantityText(const SettingInfo& info, std::int64_t number) {
    return info.type == Bytes          ? bytesText(number)
           : info.type == Milliseconds ? millisecondsText(number)
                                       : std::to_string(number);
}

bool isChoice(std::string_view choices, std::string_view value) {
    while (!choices.empty()) {
        const auto bar = choices.find('|');
        if (choices.substr(0, bar) == value) {
            return true;
        }
        choices.remove_prefix(bar == choices.npos ? choices.size() : bar + 1);
    }
    return false;
}

/// Empty when the value fits, else what would.
std::string complaint(const SettingInfo& info, std::string_view value) {
    if (info.type == Integer || info.type == Bytes || info.type == Milliseconds) {
        const auto number = numberOf(info, value);
        if (!number) {
            return std::string(expectation(info));
        }
        if (*number < info.lowest || *number > info.highest) {
            return fmt::format("{} from {} to {}", expectation(info), quantityText(info, info.lowest),
                               quantityText(info, info.highest));
        }
    } else if (!info.choices.empty() && !isChoice(info.choices, value)) {
        return fmt::format("one of {}", info.choices);
    }
    return {};
}

}  // namespace

Settings::Settings() {
    for (const SettingInfo& info : settingTable()) {
        m_values.emplace(info.key, Value{std::string(info.standard), {}});
    }
}

base::Result<void> checkSetting(std::string_view key, std::string_view value) {
    const SettingInfo* info = findSetting(key);
    if (info == nullptr) {
        return base::Error{base::ErrorCode::InvalidArgument,
                           {"--set", std::string(key), "a key that mirrorscope-cli listen --help lists"}};
    }
    if (auto problem = complaint(*info, value); !problem.empty()) {
        return base::Error{base::ErrorCode::InvalidArgument, {std::string(key), std::string(value), problem}};
    }
    return {};
}

base::Result<void> Settings::set(std::string_view key, std::string_view value) {
    if (auto fits = checkSetting(key, value); !fits) {
        return fits.error();
    }
    m_values[std::string(key)] = {std::string(value), {SettingOrigin::From::Option, {}, 0}};
    return {};
}

base::Result<void> Settings::setAssignment(std::string_view assignment) {
    const auto equals = assignment.find('=');
    if (equals == assignment.npos) {
        return base::Error{base::ErrorCode::InvalidArgument, {"--set", std::string(assignment), "key=value"}};
    }
    return set(assignment.substr(0, equals), assignment.substr(equals + 1));
}

base::Result<void> Settings::setList(std::string_view key, const std::vector<std::string>& elements) {
    return set(key, fmt::format("{}", fmt::join(elements, ",")));
}

base::Result<void> Settings::load(const std::filesystem::path& file) {
    try {
        const YAML::Node root = YAML::LoadFile(file.string());
        if (root.IsNull()) {
            return {};
        }
        if (!root.IsMap()) {
            return base::Error{base::ErrorCode::ConfigInvalid,
                               {file.string(), "1", "the file", "keys and values"}};
        }
        base::Result<void> outcome;
        visitYamlValues(root, [&](const std::string& key, const std::string& value, int line) {
            if (!outcome) {
                return;
            }
            if (auto fits = checkSetting(key, value); !fits) {
                outcome =
                    base::Error{base::ErrorCode::ConfigInvalid,
                                {file.string(), std::to_string(line), key, fits.error().arguments.back()}};
                return;
            }
            m_values[key] = {value, {SettingOrigin::From::File, file, line}};
        });
        return outcome;
    } catch (const YAML::BadFile&) {
        return base::Error{base::ErrorCode::ConfigUnreadable, {file.string(), "it cannot be opened"}};
    } catch (const YAML::Exception& broken) {
        return base::Error{base::ErrorCode::ConfigInvalid,
                           {file.string(), std::to_string(broken.mark.line + 1), "the file", broken.msg}};
    }
}

base::Result<void> Settings::loadNamedOrUsual(const std::string& named) {
    if (!named.empty()) {
        return load(named);
    }
    std::error_code missing;
    const auto usual = defaultConfigFile();
    return std::filesystem::exists(usual, missing) ? load(usual) : base::Result<void>();
}

std::string Settings::text(std::string_view key) const {
    const auto found = m_values.find(key);
    assert(found != m_values.end());
    return found->second.text;
}

const SettingOrigin& Settings::origin(std::string_view key) const {
    const auto found = m_values.find(key);
    assert(found != m_values.end());
    return found->second.origin;
}

std::int64_t Settings::number(std::string_view key) const {
    const SettingInfo* info = findSetting(key);
    assert(info != nullptr);
    return numberOf(*info, text(key)).value_or(0);
}

std::vector<std::string> Settings::list(std::string_view key) const {
    std::vector<std::string> elements;
    const std::string joined = text(key);
    for (std::string_view rest = joined; !rest.empty();) {
        const auto comma = rest.find(',');
        if (const auto element = rest.substr(0, comma); !element.empty()) {
            elements.emplace_back(element);
        }
        rest.remove_prefix(comma == rest.npos ? rest.size() : comma + 1);
    }
    return elements;
}

}  // namespace mirrorscope::config
