// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mirrorscope::http {

/// The forms of RFC 9112 3.2; Other is what fits none (a relative path, an empty target).
enum class TargetForm { Origin, Absolute, Authority, Asterisk, Other };

/// A request target taken apart, nothing decoded. Views into the target.
struct RequestTarget {
    TargetForm form = TargetForm::Other;
    std::string_view scheme;     // absolute form only
    std::string_view authority;  // absolute and authority form
    std::string_view path;       // with its slash; "*" in asterisk form
    std::string_view query;      // without "?"
    bool hasQuery = false;
};

RequestTarget splitTarget(std::string_view target);

/// "host", "host:port", "[v6]:port" (RFC 3986 3.2). The port is absent when not given, empty or over 65535.
struct HostPort {
    std::string_view host;  // brackets kept
    std::optional<std::uint16_t> port;
};

HostPort splitHostPort(std::string_view text);

/// Decimal digits only, at most 65535.
std::optional<std::uint16_t> parsePort(std::string_view digits);

/// Decodes %XX; everything else, broken escapes too, stays as it is.
std::string percentDecoded(std::string_view text);

/// Method and target of a lenient request line: split at the first space and the last one before "HTTP/".
struct RequestLine {
    std::string_view method;
    std::string_view target;
    std::string_view version;
};

RequestLine splitRequestLine(std::string_view line);

}  // namespace mirrorscope::http
