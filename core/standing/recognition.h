// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorscope::standing {

/// What a known source is recognised by, as a form asks for it: all that is filled in has to hold.
struct Recognition {
    std::vector<std::string> networks;  // of the client, one of them: addresses and CIDR blocks
    std::string userAgent;              // contained in it
    std::string header;                 // a header field's name
    std::string headerValue;
    bool headerIsWhole = true;  // the value is equal, else contained

    bool isEmpty() const { return networks.empty() && userAgent.empty() && header.empty(); }
    bool operator==(const Recognition&) const = default;
};

/// The filter that says the same; what cannot be read as a filter (a network that is none, a name that no
/// header has) is in it as it was typed, so that the parser names the place. Empty: nothing is filled in.
std::string filterOf(const Recognition& recognition);

/// The form that says the same as the filter; unset where only a filter can.
std::optional<Recognition> recognitionOf(std::string_view filter);

/// "10.0.0.0/8, 192.0.2.7" as people type lists: separated by commas or white space.
std::vector<std::string> networksOf(std::string_view text);

}  // namespace mirrorscope::standing
