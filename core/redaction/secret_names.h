// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorscope::redaction {

/// Which names tell that their value is a secret. Names compare by their letters and digits only, without
/// case: `access_token`, `accessToken` and `Access-Token` are one. Plain value.
class SecretNames {
public:
    /// Names of the user in addition to those known here.
    SecretNames(const std::vector<std::string>& headers, const std::vector<std::string>& parameters);

    /// The whole value of such a header is a secret; X-Api-Key, anything that ends in -token, -secret …
    bool isHeader(std::string_view name) const;
    /// Of a parameter, form field or JSON member. In `user[password]` and `user.password` each step counts.
    bool isParameter(std::string_view name) const;

private:
    std::set<std::string, std::less<>> m_headers;
    std::set<std::string, std::less<>> m_parameters;
};

/// Headers that hold ids, counts and times, among which digits that look like a card number are none.
bool holdsIds(std::string_view header);

}  // namespace mirrorscope::redaction
