// SPDX-License-Identifier: Apache-2.0
#include "core/config/yaml_values.h"

#include <yaml-cpp/yaml.h>

namespace mirrorscope::config {
namespace {

std::string valueOf(const YAML::Node& node) {
    if (node.IsScalar()) {
        return node.as<std::string>();
    }
    std::string joined;
    if (node.IsSequence()) {
        for (const auto& element : node) {
            joined += (joined.empty() ? "" : ",") + element.as<std::string>();
        }
    }
    return joined;
}

void visitBelow(const YAML::Node& map, const std::string& prefix, const VisitYamlValue& visit) {
    for (const auto& entry : map) {
        const auto key = prefix + entry.first.as<std::string>();
        if (entry.second.IsMap()) {
            visitBelow(entry.second, key + ".", visit);
        } else {
            visit(key, valueOf(entry.second), entry.first.Mark().line + 1);
        }
    }
}

}  // namespace

void visitYamlValues(const YAML::Node& map, const VisitYamlValue& visit) {
    visitBelow(map, "", visit);
}

std::map<std::string, std::string> yamlValues(std::string_view text) {
    const YAML::Node root = YAML::Load(std::string(text));
    if (!root.IsNull() && !root.IsMap()) {
        throw YAML::ParserException(YAML::Mark(), "expected keys and values");
    }
    std::map<std::string, std::string> values;
    if (root.IsMap()) {
        visitYamlValues(
            root, [&values](const std::string& key, const std::string& value, int) { values[key] = value; });
    }
    return values;
}

}  // namespace mirrorscope::config
