// SPDX-License-Identifier: Apache-2.0
#include "core/content/content_examination.h"

#include <algorithm>
#include <string>

#include "core/base/byte_text.h"
#include "core/content/content_decoding.h"
#include "core/content/media_type.h"

namespace mirrorscope::content {
namespace {

using traffic::FlagSet;
using traffic::RequestFlag;

/// A document type stands in front of the first element: nobody writes so much before it.
constexpr std::size_t kXmlProlog = 4096;

/// RFC 2046 5.1.1: the last delimiter ends with two dashes.
bool lacksMultipartEnd(std::string_view contentType, std::string_view body) {
    const std::string boundary(parameterBytes(contentType, "boundary"));
    return boundary.empty() || body.find("--" + boundary + "--") == body.npos;
}

bool hasDocumentType(std::string_view body) {
    const std::string prolog = base::toLower(body.substr(0, kXmlProlog));
    return prolog.find("<!doctype") != prolog.npos || prolog.find("<!entity") != prolog.npos;
}

bool isWhole(const traffic::MirroredRequest& request) {
    return !request.flags.has(RequestFlag::BodyCut) && request.form == traffic::RequestForm::Whole;
}

}  // namespace

FlagSet examineContent(const http::Head& head, const traffic::MirroredRequest& request) {
    FlagSet flags;
    if (request.body.empty() || request.bodyParts != 0) {
        return flags;
    }
    const std::string_view coding = head.value("Content-Encoding").value_or("");
    const std::string_view contentType = head.value("Content-Type").value_or("");
    const std::string type = mediaType(contentType);
    const bool isMultipart = type.starts_with("multipart/");
    if (coding.empty() && !isMultipart && !isXmlType(type)) {
        return flags;
    }
    Decoded decoded;
    if (!coding.empty()) {
        decoded = decodeContent(request.body, coding, kMostDecoded);
        if (decoded.end == DecodeEnd::Invalid || (decoded.end == DecodeEnd::CutShort && isWhole(request))) {
            flags.set(RequestFlag::DecodeFailed);
            return flags;
        }
    }
    const std::string_view body = coding.empty() ? std::string_view(request.body) : decoded.bytes;
    if (isMultipart && isWhole(request) && decoded.end == DecodeEnd::Whole &&
        lacksMultipartEnd(contentType, body)) {
        flags.set(RequestFlag::MultipartInvalid);
    }
    if (isXmlType(type) && hasDocumentType(body)) {
        flags.set(RequestFlag::XmlEntities);
    }
    return flags;
}

}  // namespace mirrorscope::content
