// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/forwarded_address.h"

#include <algorithm>

#include "core/base/byte_text.h"
#include "core/http/head.h"
#include "core/http/request_target.h"

namespace mirrorscope::forwarding {
namespace {

/// RFC 7239 6.3: "_" and ALPHA, DIGIT, ".", "_", "-".
bool isObfuscated(std::string_view text) {
    return text.size() > 1 && text.front() == '_' && std::ranges::all_of(text, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '.' || c == '_' || c == '-';
           });
}

}  // namespace

ForwardedAddress readForwardedAddress(std::string_view text) {
    text = http::unquoted(text);
    if (base::equalsIgnoreCase(text, "unknown") || isObfuscated(text)) {
        return {ForwardedAddress::Form::Nobody, {}, {}};
    }
    if (const auto address = base::parseAddress(text)) {
        return {ForwardedAddress::Form::Address, *address, {}};
    }
    const http::HostPort split = http::splitHostPort(text);
    if (split.port) {
        if (const auto address = base::parseAddress(split.host)) {
            return {ForwardedAddress::Form::Address, *address, split.port};
        }
    }
    return {};
}

}  // namespace mirrorscope::forwarding
