// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/lint/yaml_document.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>

#include "core/snippets/lint/lint_finding.h"

namespace mirrorscope::snippets::lint {
namespace {

/// Makes our tree of the parser's and counts what it makes.
class Reader {
public:
    /// False when the text is too deep or too much; at() says where.
    bool read(const YAML::Node& node, std::size_t depth, YamlValue& out) {
        m_line = std::max(0, node.Mark().line) + 1;
        out.line = static_cast<std::size_t>(m_line);
        out.column = static_cast<std::size_t>(std::max(0, node.Mark().column) + 1);
        if (depth > kDeepestYaml || ++m_values > kMostYamlValues) {
            return false;
        }
        if (node.IsMap()) {
            out.kind = YamlValue::Kind::Map;
            for (const auto& entry : node) {
                out.entries.push_back({entry.first.IsScalar() ? entry.first.Scalar() : std::string(), {}});
                if (!read(entry.second, depth + 1, out.entries.back().value)) {
                    return false;
                }
            }
        } else if (node.IsSequence()) {
            out.kind = YamlValue::Kind::Sequence;
            for (const auto& item : node) {
                out.items.emplace_back();
                if (!read(item, depth + 1, out.items.back())) {
                    return false;
                }
            }
        } else if (node.IsScalar()) {
            out.kind = YamlValue::Kind::Scalar;
            out.text = node.Scalar();
        }
        return true;
    }

    std::size_t line() const { return static_cast<std::size_t>(m_line); }

private:
    std::size_t m_values = 0;
    int m_line = 1;
};

}  // namespace

const YamlValue* YamlValue::find(std::string_view path) const {
    const auto dot = path.find('.');
    const auto found = std::ranges::find(entries, path.substr(0, dot), &Entry::key);
    if (found == entries.end()) {
        return nullptr;
    }
    return dot == path.npos ? &found->value : found->value.find(path.substr(dot + 1));
}

std::string_view YamlValue::textAt(std::string_view path) const {
    const YamlValue* value = find(path);
    return value != nullptr ? std::string_view(value->text) : std::string_view();
}

const std::vector<YamlValue>& YamlValue::itemsAt(std::string_view path) const {
    static const std::vector<YamlValue> kNone;
    const YamlValue* value = find(path);
    return value != nullptr ? value->items : kNone;
}

base::Result<std::vector<YamlValue>> readYaml(std::string_view text, std::string_view file) {
    try {
        std::vector<YamlValue> documents;
        Reader reader;
        for (const YAML::Node& node : YAML::LoadAll(std::string(text))) {
            documents.emplace_back();
            if (!reader.read(node, 0, documents.back())) {
                return unreadableText(file, reader.line(), 1, "too deep, or too many values");
            }
        }
        return documents;
    } catch (const YAML::Exception& problem) {
        const int line = std::max(0, problem.mark.line);
        const int column = std::max(0, problem.mark.column);
        return unreadableText(file, static_cast<std::size_t>(line) + 1, static_cast<std::size_t>(column) + 1,
                              problem.msg);
    }
}

}  // namespace mirrorscope::snippets::lint
