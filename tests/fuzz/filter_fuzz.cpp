// SPDX-License-Identifier: Apache-2.0
// A filter from anywhere (a saved view, a command line) is understood or refused with a place in it; what is
// understood prints as a filter that means the same.
#include "core/query/parser.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/visible_text.h"

namespace {

using namespace mirrorscope;
using fuzz::require;

void requireExplained(const query::ParseError& error, std::string_view text) {
    require(error.position <= text.size() && error.length <= text.size() - error.position,
            "an error lies in the filter");
    require(!error.expected.empty(), "an error says what was expected");
    require(error.found.size() <= query::kFoundBytes, "an error quotes little");
    require(fuzz::isVisibleText(query::sentence(error, text)), "an error can be shown");
    const std::string underlined = query::underlined(error, text);
    const auto lineEnd = underlined.find('\n');
    require(lineEnd != underlined.npos && fuzz::isVisibleText(underlined.substr(0, lineEnd)),
            "so can the filter above its place");
}

}  // namespace

std::vector<std::string> fuzz::inputsOf(std::string_view) {
    return {};  // its seeds are files of its own
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::Input(data, size).rest();
    const auto parsed = query::parse(text);
    if (!parsed.has_value()) {
        requireExplained(parsed.error(), text);
        return 0;
    }
    const std::string printed = query::print(*parsed);
    const auto again = query::parse(printed);
    require(again.has_value(), "what is printed is a filter");
    require(*again == *parsed, "what is printed means the same");
    require(query::print(*again) == printed, "printing is stable");
    return 0;
}
