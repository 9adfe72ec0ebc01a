// SPDX-License-Identifier: Apache-2.0
#include "app/headless/row_writer.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <utility>

#include "app/headless/terminal.h"
#include "core/base/byte_text.h"
#include "core/exchange/json_text.h"

namespace mirrorscope::headless {
namespace {

namespace json = boost::json;

struct ToJson {
    json::value operator()(std::monostate) const { return nullptr; }
    json::value operator()(std::int64_t number) const { return number; }
    json::value operator()(const std::string& text) const { return exchange::jsonText(text); }
    json::value operator()(const std::vector<std::string>& texts) const {
        json::array out;
        for (const std::string& text : texts) {
            out.push_back(exchange::jsonText(text));
        }
        return out;
    }
    json::value operator()(const std::vector<std::int64_t>& numbers) const {
        return json::array(numbers.begin(), numbers.end());
    }
};

/// As one text; lists joined by spaces.
struct ToText {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const std::vector<std::string>& texts) const {
        std::string out;
        for (const std::string& text : texts) {
            out += (out.empty() ? "" : " ") + text;
        }
        return out;
    }
    std::string operator()(const std::vector<std::int64_t>& numbers) const {
        std::string out;
        for (const std::int64_t number : numbers) {
            out += (out.empty() ? "" : " ") + std::to_string(number);
        }
        return out;
    }
};

}  // namespace

std::string jsonValue(const Cell& cell) {
    return json::serialize(std::visit(ToJson{}, cell));
}

std::string csvValue(const Cell& cell) {
    std::string text = std::visit(ToText{}, cell);
    if (std::holds_alternative<std::string>(cell) && !base::isUtf8(text)) {
        text = "base64:" + base::toBase64(text);
    }
    const bool formula = !std::holds_alternative<std::int64_t>(cell) && !text.empty() &&
                         std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    if (formula) {
        text.insert(0, "'");
    }
    if (text.find_first_of("\",\r\n") == text.npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    return quoted + "\"";
}

std::string tableValue(const Cell& cell, int width) {
    // Width 0: as long as it is.
    const auto wanted = width > 0 ? static_cast<std::size_t>(width) : base::kShownBytes * 8;
    const bool right = std::holds_alternative<std::int64_t>(cell);
    std::string text = std::holds_alternative<std::monostate>(cell)
                           ? std::string("unknown")
                           : base::shownText(std::visit(ToText{}, cell));
    text = cutToColumns(std::move(text), wanted);
    const std::string padding(width > 0 ? wanted - std::min(wanted, shownLength(text)) : 0, ' ');
    return right ? padding + text : text + padding;
}

}  // namespace mirrorscope::headless
