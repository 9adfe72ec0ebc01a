// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace YAML {
class Node;
}

namespace mirrorscope::config {

/// A key of nested maps joined by dots, its value with the elements of a list joined by commas, and the line
/// of the key from 1.
using VisitYamlValue = std::function<void(const std::string& key, const std::string& value, int line)>;

/// Every scalar and list of a map, in the order of the file. Throws YAML::Exception.
void visitYamlValues(const YAML::Node& map, const VisitYamlValue& visit);

/// The same of a text; of a key that comes twice the last counts. Throws YAML::Exception, also for a text
/// that is neither empty nor a map.
std::map<std::string, std::string> yamlValues(std::string_view text);

}  // namespace mirrorscope::config
