// SPDX-License-Identifier: Apache-2.0
#include "core/config/yaml_places.h"

#include <yaml-cpp/yaml.h>

namespace mirrorscope::config {
namespace {

YamlPlace::Kind kindOf(const YAML::Node& node) {
    using enum YamlPlace::Kind;
    return node.IsMap() ? Map : node.IsSequence() ? List : node.IsScalar() ? Scalar : Null;
}

void collect(const YAML::Node& map, const std::string& prefix, bool inFlow, std::vector<YamlPlace>& places) {
    for (const auto& entry : map) {
        YamlPlace place;
        place.key = prefix + entry.first.as<std::string>();
        place.kind = kindOf(entry.second);
        place.line = static_cast<std::size_t>(entry.first.Mark().line);
        place.column = static_cast<std::size_t>(entry.first.Mark().column);
        place.inFlow = inFlow;
        place.isFlow = entry.second.Style() == YAML::EmitterStyle::Flow;
        if (place.kind == YamlPlace::Kind::List) {
            for (const auto& element : entry.second) {
                place.elements.push_back(
                    {element.as<std::string>(), static_cast<std::size_t>(element.Mark().line)});
            }
        }
        places.push_back(place);
        if (place.kind == YamlPlace::Kind::Map) {
            collect(entry.second, place.key + ".", inFlow || place.isFlow, places);
        }
    }
}

}  // namespace

std::vector<YamlPlace> yamlPlaces(std::string_view text) {
    std::vector<YamlPlace> places;
    const YAML::Node root = YAML::Load(std::string(text));
    if (root.IsMap()) {
        collect(root, "", root.Style() == YAML::EmitterStyle::Flow, places);
    }
    return places;
}

std::size_t endOf(const YamlPlace& place, const YamlLines& lines) {
    std::size_t end = place.line + 1;
    for (std::size_t line = end; line < lines.size(); ++line) {
        if (lines.isIdle(line)) {
            continue;
        }
        const std::size_t indent = lines.indent(line);
        const std::string_view content = lines.at(line).substr(indent);
        const bool isItem = place.kind == YamlPlace::Kind::List && indent == place.column &&
                            (content == "-" || content.starts_with("- "));
        if (indent <= place.column && !isItem) {
            break;
        }
        end = line + 1;
    }
    return end;
}

}  // namespace mirrorscope::config
