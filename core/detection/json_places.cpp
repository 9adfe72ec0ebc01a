// SPDX-License-Identifier: Apache-2.0
#include "core/detection/json_places.h"

#include <algorithm>
#include <string>
#include <vector>

namespace mirrorscope::detection {
namespace {

/// Deeper values have no place: the engine does not read them either (SecRequestBodyJsonDepthLimit).
constexpr std::size_t kDepth = 64;

struct Container {
    bool array = false;
    std::size_t index = 0;     // of the next element, arrays only
    std::size_t nameSize = 0;  // of the container's own name
};

/// Walks the text once and keeps the name of the value it stands at, spelled as libmodsecurity does.
class Walk {
public:
    Walk(std::string_view body, std::string_view wanted) : m_body(body), m_wanted(wanted) {}

    std::optional<Span> run() {
        while (skipTo()) {
            const char c = m_body[m_at];
            if (c == '{' || c == '[') {
                if (!open(c == '[')) {
                    return std::nullopt;
                }
            } else if (c == '}' || c == ']') {
                ++m_at;
                close();
            } else if (c == ',') {
                ++m_at;
            } else if (const auto found = takeKeyOrValue()) {
                return found;
            }
        }
        return std::nullopt;
    }

private:
    bool skipTo() {
        m_at = m_body.find_first_not_of(" \t\r\n:", m_at);
        return m_at != m_body.npos;
    }

    bool open(bool array) {
        if (m_containers.size() == kDepth) {
            return false;
        }
        nameElement();
        m_containers.push_back({array, 0, m_name.size()});
        ++m_at;
        return true;
    }

    void close() {
        if (!m_containers.empty()) {
            m_containers.pop_back();
        }
        m_keyed = false;
    }

    /// Gives an array's element its name; an object's member has it from its key.
    void nameElement() {
        if (!m_containers.empty() && m_containers.back().array) {
            Container& array = m_containers.back();
            m_name.resize(array.nameSize);
            m_name += ".array_" + std::to_string(array.index++);
        }
        m_keyed = false;
    }

    Span takeString() {
        const std::size_t from = ++m_at;
        while (m_at < m_body.size() && m_body[m_at] != '"') {
            m_at += m_body[m_at] == '\\' ? 2 : 1;
        }
        const std::size_t end = std::min(m_at, m_body.size());
        m_at = std::min(end + 1, m_body.size());
        return {from, end - from};
    }

    Span takeWord() {
        const std::size_t from = m_at;
        m_at = std::min(m_body.find_first_of(" \t\r\n,:]}", m_at + 1), m_body.size());
        return {from, m_at - from};
    }

    std::optional<Span> takeKeyOrValue() {
        const bool string = m_body[m_at] == '"';
        const bool isKey = !m_containers.empty() && !m_containers.back().array && !m_keyed;
        const Span span = string ? takeString() : takeWord();
        if (isKey) {
            m_name.resize(m_containers.back().nameSize);
            m_name += '.';
            m_name +=
                span.length == 0 ? std::string_view("empty-key") : m_body.substr(span.offset, span.length);
            m_keyed = true;
            return std::nullopt;
        }
        nameElement();
        return m_name == m_wanted ? std::optional(span) : std::nullopt;
    }

    std::string_view m_body;
    std::string_view m_wanted;
    std::size_t m_at = 0;
    std::string m_name = "json";
    bool m_keyed = false;  // the next value is the one of the key just read
    std::vector<Container> m_containers;
};

}  // namespace

std::optional<Span> findJsonValue(std::string_view body, std::string_view name) {
    return Walk(body, name).run();
}

}  // namespace mirrorscope::detection
