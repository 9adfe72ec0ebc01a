// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mirrorscope::bodies {

enum class BodyKind : std::uint8_t { Json, Xml, Form, Multipart, Jwt, Image, Text, Binary };

/// What a media type (as content::mediaType() gives it) promises; unset where it promises nothing that could
/// be wrong: none, octet-stream, a type that is not known here. HTML and scripts are text.
std::optional<BodyKind> kindOfType(std::string_view type);

/// What the bytes look like at their beginning; Text and Binary when like nothing in particular. Linear.
BodyKind kindOfBytes(std::string_view bytes);

}  // namespace mirrorscope::bodies
