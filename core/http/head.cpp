// SPDX-License-Identifier: Apache-2.0
#include "core/http/head.h"

#include "core/base/byte_text.h"

namespace mirrorscope::http {
namespace {

/// The next line without its end (CRLF or bare LF); `rest` moves behind it.
std::string_view takeLine(std::string_view& rest) {
    const auto end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    return line;
}

bool isFold(std::string_view rest) {
    return !rest.empty() && (rest.front() == ' ' || rest.front() == '\t');
}

}  // namespace

std::string_view unquoted(std::string_view text) {
    return text.size() >= 2 && text.front() == '"' && text.back() == '"' ? text.substr(1, text.size() - 2)
                                                                         : text;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == text.npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

Head::Head(std::string_view bytes) {
    while (bytes.starts_with("\r\n")) {
        bytes.remove_prefix(2);  // leading empty lines, RFC 9112 2.2
    }
    m_requestLine = takeLine(bytes);
    while (!bytes.empty()) {
        const char* start = bytes.data();
        std::string_view line = takeLine(bytes);
        while (!line.empty() && isFold(bytes)) {
            const std::string_view folded = takeLine(bytes);
            line = {start, static_cast<std::size_t>(folded.data() + folded.size() - start)};
        }
        if (line.empty()) {
            return;
        }
        const auto colon = line.find(':');
        if (colon == line.npos) {
            m_fields.push_back({line, {}});
        } else {
            m_fields.push_back({line.substr(0, colon), trimmed(line.substr(colon + 1))});
        }
    }
}

std::optional<std::string_view> Head::value(std::string_view name) const {
    for (const Field& field : m_fields) {
        if (base::equalsIgnoreCase(field.name, name)) {
            return field.value;
        }
    }
    return std::nullopt;
}

std::vector<std::string_view> Head::values(std::string_view name) const {
    std::vector<std::string_view> found;
    for (const Field& field : m_fields) {
        if (base::equalsIgnoreCase(field.name, name)) {
            found.push_back(field.value);
        }
    }
    return found;
}

std::vector<std::string_view> Head::listed(std::string_view name) const {
    std::vector<std::string_view> elements;
    for (const std::string_view value : values(name)) {
        const auto some = listElements(value);
        elements.insert(elements.end(), some.begin(), some.end());
    }
    return elements;
}

std::vector<std::string_view> listElements(std::string_view value) {
    std::vector<std::string_view> elements;
    while (!value.empty()) {
        const auto comma = value.find(',');
        if (const auto element = trimmed(value.substr(0, comma)); !element.empty()) {
            elements.push_back(element);
        }
        value.remove_prefix(comma == value.npos ? value.size() : comma + 1);
    }
    return elements;
}

}  // namespace mirrorscope::http
