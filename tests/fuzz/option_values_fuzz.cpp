// SPDX-License-Identifier: Apache-2.0
// Values that people type or paste: a setting, and options of snippets that go into the configuration of a
// proxy. The first byte chooses the kind of snippet; then words ended by NUL: an option's number, its value,
// the next one.
#include <algorithm>
#include <string>

#include "core/config/quantity.h"
#include "core/config/settings.h"
#include "core/snippets/endpoint.h"
#include "core/snippets/option_grammar.h"
#include "core/snippets/snippet_catalogue.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using namespace mirrorscope;
using fuzz::require;

bool isMadeOf(std::string_view text, std::string_view others) {
    return std::ranges::all_of(text, [&](char c) {
        const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return isLetter || (c >= '0' && c <= '9') || others.find(c) != others.npos;
    });
}

/// The value of digits and a unit, by the documentation; -1 when it is too large.
std::int64_t valueOf(std::string_view text, std::string_view units, std::int64_t (*factor)(char)) {
    const auto digits = text.substr(0, text.find_first_not_of("0123456789"));
    const std::string_view unit = text.substr(digits.size());
    require(!digits.empty() && digits.find_first_not_of("0123456789") == digits.npos,
            "a quantity has digits");
    require((" " + std::string(units) + " ").find(" " + std::string(unit) + " ") != std::string::npos,
            "a unit is a known one");
    const std::uint64_t number = std::stoull("0" + std::string(digits.substr(0, 19)));
    const auto times = static_cast<std::uint64_t>(factor(unit.empty()   ? ' '
                                                         : unit == "ms" ? 'b'
                                                                        : unit.front()));
    const bool fits = digits.size() <= 19 && number <= INT64_MAX / times;
    return fits ? static_cast<std::int64_t>(number * times) : -1;
}

std::int64_t sizeFactor(char unit) {
    return unit == 'K' ? 1 << 10 : unit == 'M' ? 1 << 20 : unit == 'G' ? 1 << 30 : 1;
}

std::int64_t timeFactor(char unit) {
    return unit == 's' ? 1000 : unit == 'm' ? 60'000 : unit == 'h' ? 3'600'000 : unit == 'd' ? 86'400'000 : 1;
}

void readQuantities(std::string_view text) {
    const auto trimmed = text.substr(std::min(text.find_first_not_of('0'), text.size()));
    const std::string plain = trimmed.empty() || trimmed.front() < '1' || trimmed.front() > '9'
                                  ? "0" + std::string(trimmed)
                                  : std::string(trimmed);
    if (const auto bytes = config::parseBytes(text)) {
        require(*bytes == valueOf(plain, " B K KiB M MiB G GiB", sizeFactor), "a size is what it says");
    }
    if (const auto time = config::parseMilliseconds(text)) {
        require(*time == valueOf(plain, " ms s m h d", timeFactor), "a time is what it says");
    }
    if (const auto share = snippets::readPercentage(text)) {
        require(*share >= 1 && *share <= 10'000 && isMadeOf(text, "."),
                "a share is more than none, at most all");
    }
}

void readSetting(std::string_view text) {
    config::Settings settings;
    if (!settings.setAssignment(text).has_value()) {
        return;
    }
    const config::SettingInfo* info = config::findSetting(text.substr(0, text.find('=')));
    require(info != nullptr, "only known settings are set");
    require(settings.text(info->key) == text.substr(info->key.size() + 1), "a setting is kept as given");
    using enum config::SettingType;
    if (info->type == Integer || info->type == Bytes || info->type == Milliseconds) {
        const std::int64_t number = settings.number(info->key);
        require(number >= info->lowest && number <= info->highest, "a number is within its bounds");
    }
}

void readEndpoint(std::string_view text) {
    const auto endpoint = snippets::parseEndpoint(text);
    if (!endpoint) {
        return;
    }
    require(isMadeOf(endpoint->host, "-._:") && !endpoint->host.empty() && endpoint->port != 0,
            "an endpoint needs no quotes anywhere");
    const auto again = snippets::parseEndpoint(endpoint->text());
    require(again && again->host == endpoint->host && again->port == endpoint->port,
            "an endpoint survives its text");
}

void makeSnippet(const snippets::SnippetKind& kind, snippets::Variant variant, fuzz::Input input) {
    std::vector<snippets::OptionValue> values{{"--listener", "127.0.0.1:8445"}};
    while (!input.rest().empty()) {
        const snippets::OptionInfo& option = kind.options[input.takeByte() % kind.options.size()];
        values.push_back({std::string(option.name), std::string(input.takeWord())});
    }
    const auto made = kind.make(values, variant);
    if (!made.has_value()) {
        return;
    }
    for (const snippets::OptionValue& value : values) {
        require(isMadeOf(value.value, "-._~!*+,=:@/[]"), "a value cannot leave its place");
    }
    const std::string text = made->all();
    require(std::ranges::count(text, '{') == std::ranges::count(text, '}'), "braces are closed");
    require(std::ranges::all_of(text, [](char c) { return c == '\n' || (c >= ' ' && c < '\x7f'); }),
            "a snippet is plain text");
}

}  // namespace

std::vector<std::string> fuzz::inputsOf(std::string_view) {
    return {};  // its seeds are files of its own
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input(data, size);
    const unsigned how = input.takeByte();
    readQuantities(input.rest());
    readSetting(input.rest());
    readEndpoint(input.rest());
    const auto kinds = snippets::snippetKinds();
    const auto variant = (how & 1U) != 0 ? snippets::Variant::Hardened : snippets::Variant::Faithful;
    makeSnippet(kinds[(how >> 1U) % kinds.size()], variant, input);
    return 0;
}
