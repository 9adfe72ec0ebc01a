// SPDX-License-Identifier: Apache-2.0
#include "core/bodies/body_kind.h"

#include <algorithm>

#include "core/base/byte_text.h"
#include "core/bodies/body_limits.h"
#include "core/bodies/form_tree.h"
#include "core/bodies/image_facts.h"
#include "core/bodies/jwt_tree.h"
#include "core/bodies/multipart_tree.h"
#include "core/content/media_type.h"
#include "core/http/head.h"

namespace mirrorscope::bodies {
namespace {

/// Enough to tell text from bytes.
constexpr std::size_t kLookedAt = 4096;

bool isText(std::string_view bytes) {
    std::string_view begin = bytes.substr(0, kLookedAt);
    const bool hasControls = std::ranges::any_of(begin, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\x1b';
    });
    if (hasControls) {
        return false;
    }
    // The cut may be within a character.
    for (int cut = 0; cut < 4 && begin.size() < bytes.size() && !base::isUtf8(begin); ++cut) {
        begin.remove_suffix(1);
    }
    return base::isUtf8(begin);
}

bool beginsLikeXml(std::string_view text) {
    if (!text.starts_with('<') || text.size() < 2) {
        return false;
    }
    const char c = text[1];
    return c == '?' || c == '!' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool isHtml(std::string_view text) {
    const std::string begin = base::toLower(text.substr(0, 16));
    return begin.starts_with("<!doctype html") || begin.starts_with("<html");
}

}  // namespace

std::optional<BodyKind> kindOfType(std::string_view type) {
    if (content::isJsonType(type)) {
        return BodyKind::Json;
    }
    if (type == "image/svg+xml" || content::isXmlType(type)) {
        return BodyKind::Xml;
    }
    if (type == "application/x-www-form-urlencoded") {
        return BodyKind::Form;
    }
    if (type == "application/jwt") {
        return BodyKind::Jwt;
    }
    if (type.starts_with("multipart/")) {
        return BodyKind::Multipart;
    }
    // Other images cannot be told from their bytes here.
    for (const std::string_view image : {"image/png", "image/jpeg", "image/jpg", "image/gif", "image/bmp"}) {
        if (type == image) {
            return BodyKind::Image;
        }
    }
    return type.starts_with("text/") ? std::optional(BodyKind::Text) : std::nullopt;
}

BodyKind kindOfBytes(std::string_view bytes) {
    if (imageFacts(bytes)) {
        return BodyKind::Image;
    }
    std::string_view text = bytes;
    text.remove_prefix(text.starts_with("\xef\xbb\xbf") ? 3 : 0);
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    if (text.starts_with('{') || text.starts_with('[')) {
        return BodyKind::Json;
    }
    if (beginsLikeXml(text)) {
        return isHtml(text) ? BodyKind::Text : BodyKind::Xml;
    }
    if (!boundaryInBytes(bytes).empty()) {
        return BodyKind::Multipart;
    }
    if (looksLikeJwt(text.substr(0, text.find_last_not_of(" \t\r\n") + 1))) {
        return BodyKind::Jwt;
    }
    if (looksLikeForm(bytes)) {
        return BodyKind::Form;
    }
    return isText(bytes) ? BodyKind::Text : BodyKind::Binary;
}

}  // namespace mirrorscope::bodies
