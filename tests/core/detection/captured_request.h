// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/http/head.h"
#include "core/http/request_target.h"
#include "core/traffic/mirrored_request.h"

namespace mirrorscope::detection {

/// A request as the listener would have kept it; header lines are separated by "\n".
inline traffic::MirroredRequest capturedRequest(std::string_view requestLine, std::string_view headers,
                                                std::string_view body = {}) {
    traffic::MirroredRequest request;
    request.id = 7;
    request.head = std::string(requestLine) + "\r\n";
    for (const char c : headers) {
        request.head += c == '\n' ? "\r\n" : std::string(1, c);
    }
    request.head += headers.empty() ? "\r\n" : "\r\n\r\n";
    const http::RequestLine line = http::splitRequestLine(requestLine);
    request.method = line.method;
    request.target = line.target;
    request.version = line.version;
    request.body = body;
    request.bodyLength = body.size();
    return request;
}

}  // namespace mirrorscope::detection
