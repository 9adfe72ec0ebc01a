// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace mirrorscope::content {

/// "text/xml" of "Text/XML; charset=utf-8". Any thread.
std::string mediaType(std::string_view value);

/// Parameter of a media type or disposition, quotes taken off (RFC 9110 5.6.6); a view into `value`, empty
/// when there is none. Escapes inside stay; a semicolon in quotes ends it, as many readers have it.
std::string_view parameterBytes(std::string_view value, std::string_view name);

/// application/json, +json and the like (RFC 6838 4.2.8). `type` as mediaType() gives it.
bool isJsonType(std::string_view type);
bool isXmlType(std::string_view type);

}  // namespace mirrorscope::content
