// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/redaction/secret_names.h"

namespace mirrorscope::redaction {

/// [begin, end) of the text is a secret.
using Report = std::function<void(std::size_t begin, std::size_t end, std::string reason)>;

// Each looks for one kind of secret in any bytes, in time linear in their number.

/// JSON web tokens in compact form (RFC 7515 7.1, 7516 7.1), signed, encrypted or neither.
void findWebTokens(std::string_view text, const Report& report);
/// What follows the word Bearer or Basic as credentials do (RFC 6750 2.1, 7617 2).
void findSchemeCredentials(std::string_view text, const Report& report);
/// User and password in front of a host (RFC 3986 3.2.1).
void findUserinfo(std::string_view text, const Report& report);
/// 13 to 19 digits with the prefix and check digit of a payment card (ISO/IEC 7812), also in groups.
void findCardNumbers(std::string_view text, const Report& report);

/// Values behind a secret name and `=` or `:`, quoted or not, objects and lists of JSON included: in JSON,
/// queries, forms, YAML, logs, messages of HTTP.
void findNamedValues(std::string_view text, const SecretNames& names, const Report& report);
/// Content of XML elements with a secret name.
void findElements(std::string_view text, const SecretNames& names, const Report& report);
/// Fields between `&`: a value ends there and nowhere else (WHATWG URL 5.1).
void findFormFields(std::string_view text, const SecretNames& names, const Report& report);
/// Parts of multipart/form-data with a secret name (RFC 7578).
void findMultipartFields(std::string_view text, std::string_view boundary, const SecretNames& names,
                         const Report& report);

}  // namespace mirrorscope::redaction
