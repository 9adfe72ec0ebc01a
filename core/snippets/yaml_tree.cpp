// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/yaml_tree.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>

namespace mirrorscope::snippets {
namespace {

bool isControl(char c) {
    return (c >= '\0' && c < ' ') || c == '\x7f';
}

/// YAML 1.1 reads these as booleans or null, and readers differ on the version (yaml.org/type/bool.html).
bool isReserved(std::string_view text) {
    constexpr std::string_view words[] = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"};
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return std::ranges::find(words, lower) != std::end(words);
}

/// Our own words such as STRICT_DNS stay bare; everything else is quoted.
bool isBareWord(std::string_view text) {
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    return !text.empty() && isLetter(text.front()) && !isReserved(text) &&
           std::ranges::all_of(text, [&](char c) {
               return isLetter(c) || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-' || c == '/';
           });
}

base::Result<void> emit(const YamlNode& node, YAML::Emitter& out) {
    switch (node.kind) {
        case YamlNode::Kind::Map:
            out << YAML::BeginMap;
            for (const YamlEntry& entry : node.entries) {
                out << YAML::Key;
                if (auto done = emit(YamlNode::text(entry.key), out); !done) {
                    return done.error();
                }
                out << YAML::Value;
                if (auto done = emit(entry.value, out); !done) {
                    return done.error();
                }
            }
            out << YAML::EndMap;
            return {};
        case YamlNode::Kind::Sequence:
            out << YAML::BeginSeq;
            for (const YamlNode& item : node.items) {
                if (auto done = emit(item, out); !done) {
                    return done.error();
                }
            }
            out << YAML::EndSeq;
            return {};
        case YamlNode::Kind::Text:
        case YamlNode::Kind::Literal:
            break;
    }
    if (std::ranges::any_of(node.value, isControl) || std::ranges::any_of(node.comment, isControl)) {
        return base::Error{base::ErrorCode::InvalidArgument,
                           {"YAML", node.value, "text without control characters"}};
    }
    if (node.kind == YamlNode::Kind::Text && !isBareWord(node.value)) {
        out << YAML::DoubleQuoted;
    }
    out << node.value;
    if (!node.comment.empty()) {
        out << YAML::Comment(node.comment);
    }
    return {};
}

YamlNode fromParser(const YAML::Node& node) {
    if (node.IsMap()) {
        std::vector<YamlEntry> entries;
        for (const auto& entry : node) {
            entries.push_back({entry.first.as<std::string>(), fromParser(entry.second)});
        }
        return YamlNode::map(std::move(entries));
    }
    if (node.IsSequence()) {
        std::vector<YamlNode> items;
        for (const auto& item : node) {
            items.push_back(fromParser(item));
        }
        return YamlNode::sequence(std::move(items));
    }
    return YamlNode::text(node.IsNull() ? std::string() : node.as<std::string>());
}

}  // namespace

YamlNode YamlNode::text(std::string_view value) {
    return {Kind::Text, std::string(value), {}, {}, {}};
}

YamlNode YamlNode::literal(std::string_view value) {
    return {Kind::Literal, std::string(value), {}, {}, {}};
}

YamlNode YamlNode::map(std::vector<YamlEntry> entries) {
    YamlNode out;
    out.entries = std::move(entries);
    return out;
}

YamlNode YamlNode::sequence(std::vector<YamlNode> items) {
    YamlNode out;
    out.kind = Kind::Sequence;
    out.items = std::move(items);
    return out;
}

YamlNode* YamlNode::find(std::string_view key) {
    const auto found = std::ranges::find(entries, key, &YamlEntry::key);
    return found == entries.end() ? nullptr : &found->value;
}

void YamlNode::put(std::string_view key, YamlNode replacement) {
    if (YamlNode* present = find(key)) {
        *present = std::move(replacement);
    } else {
        entries.push_back({std::string(key), std::move(replacement)});
    }
}

YamlNode YamlNode::with(std::string_view remark) && {
    comment = remark;
    return std::move(*this);
}

base::Result<std::string> renderYaml(const YamlNode& root) {
    YAML::Emitter out;
    if (auto done = emit(root, out); !done) {
        return done.error();
    }
    return std::string(out.c_str()) + "\n";
}

base::Result<YamlNode> parseYaml(const std::string& text) {
    try {
        return fromParser(YAML::Load(text));
    } catch (const YAML::Exception& problem) {
        return base::Error{base::ErrorCode::InvalidArgument, {"YAML", {}, problem.what()}};
    }
}

bool sameContent(const YamlNode& a, const YamlNode& b) {
    const auto isScalar = [](const YamlNode& node) {
        return node.kind == YamlNode::Kind::Text || node.kind == YamlNode::Kind::Literal;
    };
    if (isScalar(a) || isScalar(b)) {
        return isScalar(a) && isScalar(b) && a.value == b.value;
    }
    return a.kind == b.kind && std::ranges::equal(a.items, b.items, sameContent) &&
           std::ranges::equal(a.entries, b.entries, [](const YamlEntry& left, const YamlEntry& right) {
               return left.key == right.key && sameContent(left.value, right.value);
           });
}

}  // namespace mirrorscope::snippets
