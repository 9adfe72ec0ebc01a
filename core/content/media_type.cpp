// SPDX-License-Identifier: Apache-2.0
#include "core/content/media_type.h"

#include "core/base/byte_text.h"
#include "core/http/head.h"

namespace mirrorscope::content {

std::string mediaType(std::string_view value) {
    return base::toLower(http::trimmed(value.substr(0, value.find(';'))));
}

std::string_view parameterBytes(std::string_view value, std::string_view name) {
    for (auto semicolon = value.find(';'); semicolon != value.npos; semicolon = value.find(';')) {
        value.remove_prefix(semicolon + 1);
        const std::string_view one = http::trimmed(value.substr(0, value.find(';')));
        const auto equals = one.find('=');
        if (equals != one.npos && base::equalsIgnoreCase(http::trimmed(one.substr(0, equals)), name)) {
            return http::unquoted(http::trimmed(one.substr(equals + 1)));
        }
    }
    return {};
}

bool isJsonType(std::string_view type) {
    return type == "application/json" || type == "text/json" || type.ends_with("+json");
}

bool isXmlType(std::string_view type) {
    return type == "text/xml" || type == "application/xml" || type.ends_with("+xml");
}

}  // namespace mirrorscope::content
