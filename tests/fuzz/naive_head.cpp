// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/naive_head.h"

#include <cctype>

namespace mirrorscope::fuzz {
namespace {

std::string lowered(std::string_view text) {
    std::string out;
    for (const char c : text) {
        out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return out;
}

bool isSpace(char c) {
    return c == ' ' || c == '\t';
}

std::string stripped(std::string_view text) {
    while (!text.empty() && isSpace(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && isSpace(text.back())) {
        text.remove_suffix(1);
    }
    return std::string(text);
}

std::vector<std::string> split(std::string_view text, std::string_view separator) {
    std::vector<std::string> parts;
    for (auto end = text.find(separator); end != text.npos; end = text.find(separator)) {
        parts.emplace_back(text.substr(0, end));
        text.remove_prefix(end + separator.size());
    }
    parts.emplace_back(text);
    return parts;
}

}  // namespace

NaiveHead::NaiveHead(std::string_view head) {
    const std::vector<std::string> lines = split(head, "\r\n");
    words = split(lines[0], " ");
    for (std::size_t i = 1; i < lines.size() && !lines[i].empty(); ++i) {
        const std::string& line = lines[i];
        if (isSpace(line.front())) {
            if (!fields.empty()) {
                fields.back().folded = true;
            }
            continue;
        }
        const auto colon = line.find(':');
        Field field;
        field.name = line.substr(0, colon);
        field.lowerName = lowered(field.name);
        field.value = colon == line.npos ? std::string() : stripped(std::string_view(line).substr(colon + 1));
        fields.push_back(std::move(field));
    }
}

std::vector<std::string> NaiveHead::values(std::string_view lowerName) const {
    std::vector<std::string> found;
    for (const Field& field : fields) {
        if (field.lowerName == lowerName) {
            found.push_back(lowered(field.value));
        }
    }
    return found;
}

bool isToken(std::string_view text) {
    bool fine = !text.empty();
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        // All of visible ASCII but the delimiters.
        fine = fine && byte > 0x20 && byte < 0x7F &&
               std::string_view("\"(),/:;<=>?@[\\]{}").find(c) == std::string_view::npos;
    }
    return fine;
}

std::vector<std::string> splitList(std::string_view value) {
    std::vector<std::string> elements;
    for (const std::string& part : split(value, ",")) {
        if (std::string element = lowered(stripped(part)); !element.empty()) {
            elements.push_back(std::move(element));
        }
    }
    return elements;
}

}  // namespace mirrorscope::fuzz
