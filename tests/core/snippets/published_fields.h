// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "core/snippets/yaml_tree.h"

namespace mirrorscope::test {

/// The fields of tests/data/snippets/fields.txt.
class PublishedFields {
public:
    PublishedFields();

    /// What is wrong with a document of that kind: an unknown field, a value of another type, a field that is
    /// missing; empty when nothing is.
    std::string complaint(const std::string& kind, const snippets::YamlNode& document) const;

private:
    struct Field {
        std::string type;
        bool required = false;
    };
    std::string look(const std::string& kind, const snippets::YamlNode& node, const std::string& path) const;
    std::string missing(const std::string& kind, const snippets::YamlNode& document) const;

    std::map<std::string, std::map<std::string, Field>> m_fields;  // by kind, by path
};

}  // namespace mirrorscope::test
