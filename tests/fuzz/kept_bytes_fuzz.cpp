// SPDX-License-Identifier: Apache-2.0
// What reads kept bytes again for people, filters and the store, whatever they are: heads, targets, shown
// text, the text of flags. Nothing here may depend on the bytes being a request. Two control bytes are the
// limit of shown text.
#include <algorithm>
#include <functional>
#include <string>

#include "core/base/byte_text.h"
#include "core/http/head.h"
#include "core/http/request_target.h"
#include "core/traffic/request_flags.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/visible_text.h"

namespace {

using namespace mirrorscope;
using fuzz::require;

bool liesIn(std::string_view part, std::string_view whole) {
    const std::less_equal<> isBefore;
    return part.empty() || (isBefore(whole.data(), part.data()) &&
                            isBefore(part.data() + part.size(), whole.data() + whole.size()));
}

void readHead(std::string_view bytes) {
    const http::Head head(bytes);
    require(liesIn(head.requestLine(), bytes), "a request line is a view");
    std::size_t total = head.requestLine().size();
    for (const http::Field& field : head.fields()) {
        require(liesIn(field.name, bytes) && liesIn(field.value, bytes), "a field is a view");
        require(head.has(field.name), "a field that is there is found");
        total += field.name.size() + field.value.size();
        for (const std::string_view element : http::listElements(field.value)) {
            require(!element.empty() && http::trimmed(element) == element, "elements are trimmed");
            require(element.find(',') == element.npos && liesIn(element, field.value), "elements are views");
        }
    }
    require(total <= bytes.size(), "no byte is in two fields");
}

void readTarget(std::string_view bytes) {
    const auto line = http::splitRequestLine(bytes);
    require(liesIn(line.method, bytes) && liesIn(line.target, bytes) && liesIn(line.version, bytes),
            "a request line is made of views");
    const auto target = http::splitTarget(bytes);
    for (const std::string_view part : {target.scheme, target.authority, target.path, target.query}) {
        require(liesIn(part, bytes), "a target is made of views");
    }
    require(target.hasQuery || target.query.empty(), "a query stands behind its mark");
    require(target.form != http::TargetForm::Origin || target.path.starts_with('/'), "a path has its slash");
    require(liesIn(http::splitHostPort(bytes).host, bytes), "a host is a view");
    const std::string decoded = http::percentDecoded(bytes);
    const auto escapes = static_cast<std::size_t>(std::ranges::count(bytes, '%'));
    require(decoded.size() <= bytes.size() && bytes.size() - decoded.size() <= 2 * escapes,
            "an escape becomes one byte, all else stays");
}

void showBytes(std::string_view bytes, std::size_t limit) {
    const std::string shown = base::shownText(bytes, limit);
    constexpr std::size_t longestOfByte = 4;  // \x1b; of a character, \u{e0001} for four bytes is less
    constexpr std::string_view ellipsis = "…";
    require(fuzz::isVisibleText(shown), "shown text is UTF-8 that a person sees");
    require(shown.size() <= std::min(bytes.size(), limit) * longestOfByte + ellipsis.size(),
            "shown text is bounded");
    require(bytes.size() <= limit || shown.ends_with(ellipsis), "a cut is shown");
    require(base::isUtf8(shown) && !base::hasInvisibleCharacters(shown), "the checks of core agree");
    std::size_t at = 0;
    std::size_t characters = 0;
    while (at < bytes.size()) {
        const base::ShownUnit unit = base::shownUnit(bytes, at);
        require(unit.bytes > 0 && unit.bytes <= bytes.size() - at, "units cover the bytes");
        at += unit.bytes;
        characters += unit.characters;
    }
    const std::string all = base::shownText(bytes, bytes.size());
    const auto isFirstByte = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; };
    require(characters == static_cast<std::size_t>(std::ranges::count_if(all, isFirstByte)),
            "units are as long as what is shown");
}

void readFlags(std::string_view text) {
    const auto flags = traffic::FlagSet::fromText(text);
    require(traffic::FlagSet::fromText(flags.text()) == flags, "flags survive their text");
    require(flags.text().size() <= text.size(), "no flag comes from nothing");
}

}  // namespace

std::vector<std::string> fuzz::inputsOf(std::string_view connection) {
    using namespace std::string_literals;
    const std::string_view line = connection.substr(0, connection.find("\r\n"));
    return {"\x02\x00"s.append(connection), "\x00\x10"s.append(http::splitRequestLine(line).target)};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input(data, size);
    const std::size_t limit = input.takeByte() * std::size_t{256} + input.takeByte();
    readHead(input.rest());
    readTarget(input.rest());
    showBytes(input.rest(), limit);
    readFlags(input.rest());
    return 0;
}
