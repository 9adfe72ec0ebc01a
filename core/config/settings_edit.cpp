// SPDX-License-Identifier: Apache-2.0
#include "core/config/settings_edit.h"

#include <algorithm>
#include <vector>

#include "core/config/settings.h"
#include "core/config/yaml_lines.h"
#include "core/config/yaml_places.h"

namespace mirrorscope::config {
namespace {

using Kind = YamlPlace::Kind;
using Elements = std::vector<std::string>;

constexpr std::size_t kIndent = 2;

bool isList(const std::string& key) {
    const SettingInfo* info = findSetting(key);
    return info != nullptr && info->type == SettingType::TextList;
}

Elements elementsOf(std::string_view joined) {
    Elements elements;
    while (!joined.empty()) {
        const auto comma = joined.find(',');
        elements.emplace_back(joined.substr(0, comma));
        joined.remove_prefix(comma == joined.npos ? joined.size() : comma + 1);
    }
    return elements;
}

std::string inBrackets(const Elements& elements) {
    std::string text = "[";
    for (const std::string& element : elements) {
        text += (text.size() > 1 ? ", " : "") + yamlScalar(element, true);
    }
    return text + "]";
}

std::string item(std::size_t indent, const std::string& element) {
    return std::string(indent, ' ') + "- " + yamlScalar(element, false);
}

/// Which elements of `old` stay where they are: a longest common subsequence.
std::vector<bool> keptOf(const std::vector<YamlPlace::Element>& old, const Elements& wanted) {
    const std::size_t rows = old.size();
    const std::size_t columns = wanted.size();
    std::vector<std::vector<std::size_t>> length(rows + 1, std::vector<std::size_t>(columns + 1, 0));
    for (std::size_t i = rows; i-- > 0;) {
        for (std::size_t j = columns; j-- > 0;) {
            length[i][j] = old[i].value == wanted[j] ? length[i + 1][j + 1] + 1
                                                     : std::max(length[i + 1][j], length[i][j + 1]);
        }
    }
    std::vector<bool> kept(rows, false);
    for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
        if (old[i].value == wanted[j]) {
            kept[i++] = true;
            ++j;
        } else {
            length[i + 1][j] >= length[i][j + 1] ? ++i : ++j;
        }
    }
    return kept;
}

/// A list of lines: those of elements that stay are not touched.
void editItems(YamlLines& lines, const YamlPlace& place, const Elements& wanted) {
    const std::size_t indent = lines.indent(place.elements.front().line);
    const std::vector<bool> kept = keptOf(place.elements, wanted);
    // From the last to the first, so that the lines before stay where they are.
    std::size_t next = wanted.size();
    std::size_t at = place.elements.back().line + 1;
    for (std::size_t i = place.elements.size(); i-- > 0;) {
        const std::size_t line = place.elements[i].line;
        if (!kept[i]) {
            const std::size_t before = lines.size();
            lines.removeKeepingComment(line);
            at = lines.size() < before ? line : line + 1;
            continue;
        }
        for (; next > 0 && wanted[next - 1] != place.elements[i].value; --next) {
            lines.insert(at, item(indent, wanted[next - 1]));
        }
        --next;
        at = line;
    }
    for (; next > 0; --next) {
        lines.insert(std::min(at, lines.size()), item(indent, wanted[next - 1]));
    }
}

void dropBelow(YamlLines& lines, const YamlPlace& place) {
    for (std::size_t line = endOf(place, lines); line-- > place.line + 1;) {
        if (place.kind != Kind::List || !lines.isIdle(line)) {
            lines.remove(line);
        }
    }
}

void editPlace(YamlLines& lines, const YamlPlace& place, const SettingChange& change) {
    const std::size_t colon = colonOf(lines.at(place.line), place.column);
    if (colon == std::string_view::npos) {
        return;
    }
    const Elements wanted = elementsOf(*change.value);
    const bool asList = place.kind == Kind::List;
    const auto value = inlineValue(lines.at(place.line), colon, place.inFlow);
    if (asList && !place.isFlow && !place.elements.empty() && !wanted.empty()) {
        editItems(lines, place, wanted);
        return;
    }
    if (!asList && value && value->isEmpty() && isList(change.key) && !wanted.empty() && !place.inFlow) {
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            lines.insert(place.line + 1 + i, item(place.column + kIndent, wanted[i]));
        }
        return;
    }
    const std::string text = asList ? inBrackets(wanted) : yamlScalar(*change.value, place.inFlow);
    const bool isOneLine = place.inFlow || endOf(place, lines) == place.line + 1;
    if (value && !value->isEmpty() && isOneLine) {
        lines.replace(place.line, value->begin, value->end, text);
        return;
    }
    dropBelow(lines, place);
    // What stood behind the colon went with its other lines, or it is a comment.
    const std::size_t end = value && value->isEmpty() ? colon + 1 : lines.at(place.line).size();
    lines.replace(place.line, colon + 1, end, " " + text);
}

/// The line behind the entries of the innermost map that the key belongs into, and what is left of the key.
struct Slot {
    std::size_t line;
    std::size_t column = 0;
    std::string key;
};

Slot slotFor(const YamlLines& lines, const std::vector<YamlPlace>& places, const std::string& key) {
    for (auto dot = key.rfind('.'); dot != key.npos; dot = dot == 0 ? key.npos : key.rfind('.', dot - 1)) {
        const auto map = std::ranges::find_if(places, [&](const YamlPlace& place) {
            return place.key == key.substr(0, dot) && place.kind == Kind::Map && !place.isFlow &&
                   !place.inFlow;
        });
        if (map != places.end() && std::next(map) != places.end() &&
            std::next(map)->key.starts_with(map->key + ".")) {
            return {endOf(*map, lines), std::next(map)->column, key.substr(dot + 1)};
        }
    }
    std::size_t end = places.empty() ? lines.size() : 0;
    for (const YamlPlace& place : places) {
        end = std::max(end, endOf(place, lines));
    }
    return {end, places.empty() ? 0 : places.front().column, key};
}

void insertEntry(YamlLines& lines, Slot slot, const SettingChange& change) {
    for (auto dot = slot.key.find('.'); dot != slot.key.npos; dot = slot.key.find('.')) {
        lines.insert(slot.line++, std::string(slot.column, ' ') + slot.key.substr(0, dot) + ":");
        slot.key.erase(0, dot + 1);
        slot.column += kIndent;
    }
    const std::string head = std::string(slot.column, ' ') + slot.key + ":";
    const Elements elements = elementsOf(*change.value);
    if (!isList(change.key) || elements.empty()) {
        lines.insert(slot.line, head + " " + (isList(change.key) ? "[]" : yamlScalar(*change.value, false)));
        return;
    }
    lines.insert(slot.line++, head);
    for (const std::string& element : elements) {
        lines.insert(slot.line++, item(slot.column + kIndent, element));
    }
}

void removePlace(YamlLines& lines, const YamlPlace& place) {
    for (std::size_t line = endOf(place, lines); line-- > place.line;) {
        if (!lines.isIdle(line)) {
            lines.removeKeepingComment(line);
        }
    }
}

/// A map without entries would be a value that no key has.
void removeEmptyMaps(YamlLines& lines, std::string key) {
    for (auto dot = key.rfind('.'); dot != key.npos; dot = key.rfind('.')) {
        key.resize(dot);
        const auto places = yamlPlaces(lines.text());
        const auto map = std::ranges::find(places, key, &YamlPlace::key);
        if (map == places.end() || map->kind != Kind::Null) {
            return;
        }
        removePlace(lines, *map);
    }
}

/// YAML knows line ends that are none here: then no line is where it is said to be.
bool isInside(const YamlPlace& place, const YamlLines& lines) {
    return place.line < lines.size() && std::ranges::all_of(
                                            place.elements,
                                            [&](const YamlPlace::Element& element) {
                                                return element.line >= place.line &&
                                                       element.line < lines.size();
                                            });
}

}  // namespace

EditedText editedText(const std::string& text, const SettingChange& change) {
    YamlLines lines(text);
    std::vector<YamlPlace> places = yamlPlaces(text);
    const auto isWanted = [&](const YamlPlace& place) {
        return place.key == change.key && place.kind != Kind::Map;
    };
    if (!std::ranges::all_of(places, [&](const YamlPlace& place) { return isInside(place, lines); })) {
        return {text, change.value, 1};
    }
    const auto last = std::find_if(places.rbegin(), places.rend(), isWanted);
    if (last == places.rend()) {
        const Slot slot = slotFor(lines, places, change.key);
        if (change.value) {
            insertEntry(lines, slot, change);
        }
        return {lines.text(), change.value, slot.line + 1};
    }
    const std::size_t line = last->line + 1;
    if (change.value) {
        editPlace(lines, *last, change);
        return {lines.text(), change.value, line};
    }
    if (last->inFlow) {
        // Commas and braces around it are not for lines: the default stands there instead.
        const SettingInfo* info = findSetting(change.key);
        const SettingChange standard{change.key, std::string(info != nullptr ? info->standard : "")};
        editPlace(lines, *last, standard);
        return {lines.text(), standard.value, line};
    }
    // From the last to the first, so that the lines before stay where they are.
    for (auto place = places.rbegin(); place != places.rend(); ++place) {
        if (isWanted(*place)) {
            removePlace(lines, *place);
        }
    }
    removeEmptyMaps(lines, change.key);
    return {lines.text(), std::nullopt, line};
}

}  // namespace mirrorscope::config
