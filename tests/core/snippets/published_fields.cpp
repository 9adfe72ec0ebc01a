// SPDX-License-Identifier: Apache-2.0
#include "tests/core/snippets/published_fields.h"

#include <fstream>
#include <set>
#include <sstream>

namespace mirrorscope::test {
namespace {

using snippets::YamlNode;

bool isScalar(const YamlNode& node) {
    return node.kind == YamlNode::Kind::Text || node.kind == YamlNode::Kind::Literal;
}

bool isOfType(const std::string& value, const std::string& type) {
    const bool digits = !value.empty() && value.find_first_not_of("0123456789") == value.npos;
    if (type == "int") {
        return digits;
    }
    if (type == "number") {
        return !value.empty() && value.find_first_not_of("0123456789.") == value.npos;
    }
    if (type == "bool") {
        return value == "true" || value == "false";
    }
    if (type == "duration") {
        return value.ends_with("s") && value.front() >= '0' && value.front() <= '9';
    }
    return type == "string" && !value.empty();
}

/// Every path of the document as the table writes it, with "{}" for the keys of maps that the table leaves
/// free.
void collect(const YamlNode& node, const std::string& path, std::set<std::string>& out) {
    out.insert(path);
    for (const auto& item : node.items) {
        collect(item, path + "[]", out);
    }
    for (const auto& entry : node.entries) {
        collect(entry.value, path.empty() ? entry.key : path + "." + entry.key, out);
        collect(entry.value, path + "{}", out);
    }
}

std::string parentOf(const std::string& path) {
    const auto end = path.find_last_of(".[{");
    return end == path.npos ? std::string() : path.substr(0, end);
}

}  // namespace

PublishedFields::PublishedFields() {
    std::ifstream file(TEST_DATA_DIR "/snippets/fields.txt");
    for (std::string line; std::getline(file, line);) {
        std::istringstream words(line);
        std::string kind;
        std::string path;
        std::string type;
        std::string required;
        words >> kind >> path >> type >> required;
        if (!kind.empty() && kind.front() != '#') {
            m_fields[kind][path] = {type, required == "required"};
        }
    }
}

std::string PublishedFields::complaint(const std::string& kind, const YamlNode& document) const {
    if (!m_fields.contains(kind)) {
        return "no table for " + kind;
    }
    const std::string wrong = look(kind, document, "");
    return wrong.empty() ? missing(kind, document) : wrong;
}

std::string PublishedFields::look(const std::string& kind, const YamlNode& node,
                                  const std::string& path) const {
    // Every object has these.
    if (path == "apiVersion" || path == "kind" || path == "metadata.name" || path == "metadata.namespace") {
        return isScalar(node) ? "" : path + " is no text";
    }
    if (isScalar(node)) {
        const auto& fields = m_fields.at(kind);
        const auto field = fields.find(path);
        if (field == fields.end()) {
            return kind + " has no field " + path;
        }
        return isOfType(node.value, field->second.type)
                   ? ""
                   : path + ": " + node.value + " is no " + field->second.type;
    }
    for (const auto& item : node.items) {
        if (auto wrong = look(kind, item, path + "[]"); !wrong.empty()) {
            return wrong;
        }
    }
    for (const auto& entry : node.entries) {
        const auto named = look(kind, entry.value, path.empty() ? entry.key : path + "." + entry.key);
        const auto free = named.empty() ? named : look(kind, entry.value, path + "{}");
        if (!free.empty()) {
            return named;
        }
    }
    return {};
}

/// A required field must be where its parent is.
std::string PublishedFields::missing(const std::string& kind, const YamlNode& document) const {
    std::set<std::string> there;
    collect(document, "", there);
    for (const auto& [path, field] : m_fields.at(kind)) {
        if (field.required && there.contains(parentOf(path)) && !there.contains(path)) {
            return kind + " needs " + path;
        }
    }
    return {};
}

}  // namespace mirrorscope::test
