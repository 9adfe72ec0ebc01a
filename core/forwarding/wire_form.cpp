// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/wire_form.h"

#include <algorithm>

#include "core/base/byte_text.h"

namespace mirrorscope::forwarding {
namespace {

bool isUpper(char c) {
    return c >= 'A' && c <= 'Z';
}

bool isLower(char c) {
    return c >= 'a' && c <= 'z';
}

/// textproto.CanonicalMIMEHeaderKey: upper case at the start and behind "-", lower case elsewhere. Traefik
/// restores the spelling of RFC 6455 for websockets.
bool isGoCanonical(std::string_view name) {
    if (name.starts_with("Sec-WebSocket-")) {
        return true;
    }
    bool atStart = true;
    for (const char c : name) {
        if (atStart ? isLower(c) : isUpper(c)) {
            return false;
        }
        atStart = c == '-';
    }
    return true;
}

/// What net/http writes itself, outside the sorted part.
bool isWrittenApart(std::string_view name) {
    return name == "Host" || name == "User-Agent" || name == "Content-Length" ||
           name == "Transfer-Encoding" || name == "Trailer" || name == "Connection" ||
           name == "Accept-Encoding";
}

}  // namespace

bool hasLowerCaseNames(const http::Head& head) {
    return !head.fields().empty() && std::ranges::none_of(head.fields(), [](const http::Field& field) {
        return std::ranges::any_of(field.name, isUpper);
    });
}

bool hasGoOrder(const http::Head& head) {
    const auto& fields = head.fields();
    if (fields.empty() || fields.front().name != "Host") {
        return false;
    }
    std::string_view previous;
    for (const http::Field& field : fields) {
        if (!isGoCanonical(field.name)) {
            return false;
        }
        if (isWrittenApart(field.name)) {
            continue;
        }
        if (field.name < previous) {
            return false;
        }
        previous = field.name;
    }
    return true;
}

bool isHttp10Close(const http::Head& head) {
    const auto connection = head.value("Connection");
    return head.requestLine().ends_with(" HTTP/1.0") && connection &&
           base::equalsIgnoreCase(*connection, "close");
}

std::optional<std::size_t> fieldIndex(const http::Head& head, std::string_view name) {
    const auto& fields = head.fields();
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (base::equalsIgnoreCase(fields[i].name, name)) {
            return i;
        }
    }
    return std::nullopt;
}

bool isSetByNginx(const http::Head& head, std::string_view name) {
    const auto field = fieldIndex(head, name);
    if (!field) {
        return false;
    }
    return !isHttp10Close(head) || *field < *fieldIndex(head, "Connection");
}

}  // namespace mirrorscope::forwarding
