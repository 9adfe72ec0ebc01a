// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mirrorscope::exchange {

/// The header lines of a head as curl's -H takes them, and what had to be left out.
struct CurlHead {
    std::vector<std::string> lines;  // "Name: value", "Name;" for an empty value
    std::size_t leftOut = 0;         // no name, a NUL, a bare CR, longer than an argument
    bool hasFolds = false;           // joined with a space (RFC 9112 5.2)
    bool hasBareLf = false;
    bool hasBlankValue = false;  // white space and nothing else

    /// Without case; lines of that name.
    std::size_t count(std::string_view name) const;
    /// The value of the first one, trimmed; empty without one.
    std::string_view value(std::string_view name) const;
    /// As curl decides it: the word is in the first Transfer-Encoding.
    bool isChunked() const;
};

/// Lines between the request line and the empty line.
CurlHead curlHead(std::string_view head);

/// The name of such a line.
std::string_view lineName(std::string_view line);

/// RFC 9110 5.6.2.
bool isToken(std::string_view text);

}  // namespace mirrorscope::exchange
