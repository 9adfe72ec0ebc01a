// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.h"

namespace mirrorscope::snippets::lint {

/// A value of a YAML text and where it stands; lines and columns from 1.
struct YamlValue {
    enum class Kind : unsigned char { Nothing, Scalar, Map, Sequence };
    struct Entry;

    Kind kind = Kind::Nothing;
    std::size_t line = 1;
    std::size_t column = 1;
    std::string text;  // of a scalar
    std::vector<Entry> entries;
    std::vector<YamlValue> items;

    /// The value of a key, or of a key in it: "spec.http"; nullptr when there is none.
    const YamlValue* find(std::string_view path) const;
    /// The text of that scalar; empty when there is none.
    std::string_view textAt(std::string_view path) const;
    /// The elements of that sequence; none when it is none.
    const std::vector<YamlValue>& itemsAt(std::string_view path) const;
};

struct YamlValue::Entry {
    std::string key;
    YamlValue value;
};

/// Values of one text, aliases counted where they are used: more is an attack on the reader.
inline constexpr std::size_t kMostYamlValues = 200'000;
inline constexpr std::size_t kDeepestYaml = 64;

/// Every document of the text. TextInvalid with file, line and reason for what is no YAML, too deep or too
/// much.
base::Result<std::vector<YamlValue>> readYaml(std::string_view text, std::string_view file);

}  // namespace mirrorscope::snippets::lint
