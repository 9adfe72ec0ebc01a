// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/config/yaml_lines.h"

namespace mirrorscope::config {

/// Where an entry of a map stands in its text.
struct YamlPlace {
    enum class Kind : std::uint8_t { Null, Scalar, List, Map };
    struct Element {
        std::string value;
        std::size_t line;
    };

    std::string key;  // nested keys joined by dots
    Kind kind = Kind::Null;
    std::size_t line = 0;  // of its key
    std::size_t column = 0;
    bool inFlow = false;  // between braces
    bool isFlow = false;  // the value is in brackets or braces
    std::vector<Element> elements;
};

/// All entries in the order of the text, those of a map behind it. Throws YAML::Exception.
std::vector<YamlPlace> yamlPlaces(std::string_view text);

/// The line behind the last one of the entry; comments and empty lines that follow are not its own.
std::size_t endOf(const YamlPlace& place, const YamlLines& lines);

}  // namespace mirrorscope::config
