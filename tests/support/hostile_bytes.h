// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace mirrorscope::test {

/// What strangers may put in any field of a request: markup that a label would obey, bytes that a terminal
/// would, bytes that nobody sees, and more than a cell can hold.
struct HostileBytes {
    std::string_view name;
    std::string bytes;
    std::string_view shown;  // what a person must see somewhere in the text
};

inline const std::array<HostileBytes, 7>& hostileBytes() {
    static const std::array<HostileBytes, 7> all{{
        {"image", "<img src=file:///etc/passwd>", "<img src=file:///etc/passwd>"},
        {"bold", "<b>x</b>", "<b>x</b>"},
        {"escape", "a\x1b[31mb", "\\x1b"},
        {"bidi",
         "a\xe2\x80\xae"
         "gpj.exe",
         "\\u{202e}"},
        {"nul", std::string("a\0b", 3), "\\0"},
        {"lines", "a\r\nb", "\\r\\n"},
        {"long", std::string(100'000, 'A'), "AAAA"},
    }};
    return all;
}

/// No more than this many characters are in any one text of a table.
inline constexpr int kLongestShown = 1200;

}  // namespace mirrorscope::test
