// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/body_kind.h"

#include <string>

#include "core/base/byte_text.h"
#include "core/http/head.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::detail {
namespace {

struct MediaKind {
    std::string_view begin;  // of the media type, lower case
    std::string_view word;
};

/// The first that fits, so suffixes (RFC 6838 4.2.8) are looked at apart.
constexpr MediaKind kKinds[] = {
    {"application/json", "JSON"}, {"application/x-www-form-urlencoded", "Form"},
    {"multipart/", "Multipart"},  {"application/xml", "XML"},
    {"text/xml", "XML"},          {"application/graphql", "GraphQL"},
    {"application/grpc", "gRPC"}, {"application/x-protobuf", "Protobuf"},
    {"text/html", "HTML"},        {"text/", "Text"},
    {"image/", "Image"},          {"application/octet-stream", "Binary"},
};

}  // namespace

QString bodyKind(std::string_view head) {
    const auto value = http::Head(head).value("Content-Type");
    if (!value) {
        return {};
    }
    const std::string type = base::toLower(http::trimmed(value->substr(0, value->find(';'))));
    for (const MediaKind& kind : kKinds) {
        if (type.starts_with(kind.begin)) {
            return text::ownText(kind.word);
        }
    }
    if (type.ends_with("+json")) {
        return QStringLiteral("JSON");
    }
    return type.ends_with("+xml") ? QStringLiteral("XML") : QString();
}

}  // namespace mirrorscope::ui::detail
