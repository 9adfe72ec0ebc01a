// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.h"

namespace mirrorscope::snippets {

struct YamlEntry;

/// YAML as a tree; edits work on it, text is made last. A value never ends its scalar: the emitter quotes it.
struct YamlNode {
    enum class Kind : std::uint8_t { Text, Literal, Map, Sequence };

    // Defined where YamlEntry is complete: a vector of it cannot be made before.
    static YamlNode text(std::string_view value);
    /// A number or true/false: written without quotes.
    static YamlNode literal(std::string_view value);
    static YamlNode map(std::vector<YamlEntry> entries);
    static YamlNode sequence(std::vector<YamlNode> items);

    /// The value of that key; nullptr when this is no map or has none.
    YamlNode* find(std::string_view key);
    /// Replaces the value of that key or appends it. Only for maps.
    void put(std::string_view key, YamlNode value);
    /// The same node with a comment behind it. Only for scalars, of one line.
    YamlNode with(std::string_view remark) &&;

    Kind kind = Kind::Map;
    std::string value;
    std::vector<YamlEntry> entries;
    std::vector<YamlNode> items;
    std::string comment;
};

struct YamlEntry {
    std::string key;
    YamlNode value;
};

/// Block style, two spaces a level, with a line end. InvalidArgument when a scalar holds control characters.
base::Result<std::string> renderYaml(const YamlNode& root);

/// The tree of a text; comments are lost. InvalidArgument with the parser's reason.
base::Result<YamlNode> parseYaml(const std::string& text);

/// Same keys in the same order, same values; comments and quotes do not count.
bool sameContent(const YamlNode& a, const YamlNode& b);

}  // namespace mirrorscope::snippets
