// SPDX-License-Identifier: Apache-2.0
// Where a value or a match stands in a body: whatever the body and whatever the engine says, the place lies
// inside. The first byte chooses the encoding, then three words ended by NUL: what was matched, the name of a
// JSON value, a reference as libmodsecurity writes it; then the body.
#include <string>

#include "core/detection/json_places.h"
#include "core/detection/received_text.h"
#include "core/detection/rule_reference.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using namespace mirrorscope;
using fuzz::require;

void findValue(std::string_view body, std::string_view name) {
    const auto place = detection::findJsonValue(body, name);
    if (!place) {
        return;
    }
    require(place->offset <= body.size() && place->length <= body.size() - place->offset,
            "a value lies in its body");
    require(name.starts_with("json"), "a value has its name");
    const std::string_view value = body.substr(place->offset, place->length);
    const bool isString = place->offset > 0 && body[place->offset - 1] == '"';
    require(isString || value.find_first_of(" \t\r\n,:]}") == value.npos || value.size() == 1,
            "a word ends where words end");
}

void findMatch(std::string_view body, detection::Encoding encoding, std::string_view matched,
               std::size_t near) {
    const auto place = detection::traceMatch(body, encoding, matched, near);
    require(!place || !matched.empty(), "nothing is found nowhere");
    if (place) {
        require(place->offset <= body.size() && place->length <= body.size() - place->offset,
                "a match lies in its body");
        require(place->length > 0, "a match is written somehow");
    }
    const bool isThere = !matched.empty() && body.find(matched) != body.npos;
    require(!isThere || place.has_value(), "what stands in the body is found");
}

}  // namespace

std::vector<std::string> fuzz::inputsOf(std::string_view connection) {
    using namespace std::string_literals;
    const auto end = connection.find("\r\n\r\n");
    if (end == connection.npos || end + 4 == connection.size()) {
        return {};
    }
    return {"\x02%3cscript\0json.a\0o1,2v3,4t:urlDecodeUni\0"s.append(connection.substr(end + 4))};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input(data, size);
    const unsigned how = input.takeByte();
    const std::string_view matched = input.takeWord();
    const std::string_view name = input.takeWord();
    const auto references = detection::readRuleReference(input.takeWord());
    const std::string_view body = input.rest();
    for (const std::string_view wanted : {name, std::string_view("json"), std::string_view("json.array_0")}) {
        findValue(body, wanted);
    }
    const auto encoding = static_cast<detection::Encoding>(how % 5);
    const bool isPlaced = !references.empty() && references.front().matched.has_value();
    findMatch(body, encoding, matched, isPlaced ? references.front().matched->offset : how);
    return 0;
}
