// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mirrorscope::fuzz {

/// A second reading of a head (RFC 9112 3 and 5), to compare with the listener's: lines end with CRLF, names
/// end with the first colon, words with a space. Shares no code with it.
class NaiveHead {
public:
    struct Field {
        std::string name;
        std::string lowerName;
        std::string value;    // of its first line, without white space around it
        bool folded = false;  // more lines follow
    };

    /// `head` ends with an empty line.
    explicit NaiveHead(std::string_view head);

    std::vector<std::string> words;  // of the request line
    std::vector<Field> fields;

    /// Of all fields of that name, in lower case.
    std::vector<std::string> values(std::string_view lowerName) const;
};

/// RFC 9110 5.6.2.
bool isToken(std::string_view text);

/// The elements of a list in lower case; empty ones are left out.
std::vector<std::string> splitList(std::string_view value);

}  // namespace mirrorscope::fuzz
