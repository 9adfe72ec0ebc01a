// SPDX-License-Identifier: Apache-2.0
#include "core/listener/head_flags.h"

#include <algorithm>
#include <boost/beast/http/verb.hpp>
#include <cstdint>
#include <cstring>
#include <optional>

#include "core/base/byte_text.h"
#include "core/http/head.h"
#include "core/http/request_target.h"
#include "core/listener/limits.h"
#include "core/listener/token.h"

namespace mirrorscope::listener {
namespace {

using base::equalsIgnoreCase;
using traffic::FlagSet;
using traffic::RequestFlag;

/// Connection options that name no end-to-end header (RFC 9110 7.6.1 and the headers it lists).
constexpr std::string_view kConnectionOptions[] = {"close",
                                                   "keep-alive",
                                                   "upgrade",
                                                   "te",
                                                   "trailer",
                                                   "http2-settings",
                                                   "proxy-connection",
                                                   "transfer-encoding",
                                                   "proxy-authorization"};

/// Eight bytes a step: every head is looked at.
bool isAscii(std::string_view text) {
    std::uint64_t seen = 0;
    for (; text.size() >= sizeof seen; text.remove_prefix(sizeof seen)) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data(), sizeof word);
        seen |= word;
    }
    for (const char c : text) {
        seen |= static_cast<unsigned char>(c);
    }
    return (seen & 0x8080808080808080U) == 0;
}

/// reg-name, IPv4, bracketed IPv6 and a port (RFC 3986 3.2.2), as characters.
bool isHost(std::string_view text) {
    const auto [host, port] = http::splitHostPort(text);
    const bool hasPort = host.size() < text.size();
    return std::ranges::all_of(host,
                               [](char c) {
                                   return isTokenChar(c) ||
                                          std::string_view("[]:();,=").find(c) != std::string_view::npos;
                               }) &&
           (!hasPort || port.has_value() || text.ends_with(':'));
}

/// The letters in any case, with any separators between them.
bool isSpelled(std::string_view name, std::string_view letters) {
    for (const char c : name) {
        if (c == '-' || c == '_' || c == '.' || c == ' ') {
            continue;
        }
        if (letters.empty() || !equalsIgnoreCase({&c, 1}, letters.substr(0, 1))) {
            return false;
        }
        letters.remove_prefix(1);
    }
    return letters.empty();
}

/// A name that some servers take for a framing header: Transfer_Encoding, "content length".
bool looksLikeFraming(std::string_view name) {
    const bool same = isSpelled(name, "transferencoding") || isSpelled(name, "contentlength");
    return same && !equalsIgnoreCase(name, "Transfer-Encoding") && !equalsIgnoreCase(name, "Content-Length");
}

void markTarget(const ParsedHead& head, FlagSet& flags) {
    if (boost::beast::http::string_to_verb({head.method.data(), head.method.size()}) ==
        boost::beast::http::verb::unknown) {
        flags.set(RequestFlag::UnknownMethod);
    }
    if (head.method == "CONNECT") {
        return;
    }
    const auto target = http::splitTarget(head.target);
    const bool asterisk = target.form == http::TargetForm::Asterisk && head.method != "OPTIONS";
    const bool unknownForm =
        target.form == http::TargetForm::Other || target.form == http::TargetForm::Authority;
    if (asterisk || unknownForm || head.target.find('#') != head.target.npos) {
        flags.set(RequestFlag::BadTarget);
    }
    if (target.form == http::TargetForm::Absolute) {
        flags.set(RequestFlag::AbsoluteForm);
    }
}

void markCharacters(std::string_view head, const ParsedHead& parsed, FlagSet& flags) {
    if (isAscii(head)) {
        return;
    }
    if (!base::isUtf8(head)) {
        flags.set(RequestFlag::NonUtf8);
    } else if (!isAscii(parsed.target)) {
        flags.set(RequestFlag::NonAsciiTarget);
    }
    if (base::hasInvisibleCharacters(head)) {
        flags.set(RequestFlag::Bidi);
    }
}

void markConnection(const ParsedField& field, FlagSet& flags) {
    if (equalsIgnoreCase(field.name, "Upgrade")) {
        flags.set(RequestFlag::Upgrade);
    }
    const bool connection = equalsIgnoreCase(field.name, "Connection");
    if (!connection && !equalsIgnoreCase(field.name, "Proxy-Connection")) {
        return;
    }
    for (const std::string_view element : http::listElements(field.value)) {
        if (!isToken(element)) {
            flags.set(RequestFlag::ConnectionInvalid);
        } else if (connection && std::ranges::none_of(kConnectionOptions, [&](std::string_view option) {
                       return equalsIgnoreCase(option, element);
                   })) {
            flags.set(RequestFlag::HopByHop);
        }
    }
}

void markHost(const ParsedHead& head, Framing& framing, FlagSet& flags) {
    std::optional<std::string_view> host;
    for (const ParsedField& field : head.fields) {
        if (!equalsIgnoreCase(field.name, "Host")) {
            continue;
        }
        if (host) {
            flags.set(RequestFlag::HostDuplicate);
        } else if (!isHost(field.value)) {
            flags.set(RequestFlag::HostInvalid);
        }
        host = host.value_or(std::string_view(field.value));
    }
    const auto target = http::splitTarget(head.target);
    const bool web = equalsIgnoreCase(target.scheme, "http") || equalsIgnoreCase(target.scheme, "https");
    if (host && web && !equalsIgnoreCase(*host, target.authority)) {
        flags.set(RequestFlag::HostMismatch);
    }
    const bool refused = flags.has(RequestFlag::HostDuplicate) || flags.has(RequestFlag::HostInvalid);
    if (refused && framing.status == 204) {
        framing.status = 400;
    }
}

}  // namespace

void markHead(std::string_view head, const ParsedHead& parsed, Framing& framing, FlagSet& flags) {
    markTarget(parsed, flags);
    markCharacters(head, parsed, flags);
    markHost(parsed, framing, flags);
    for (const ParsedField& field : parsed.fields) {
        markConnection(field, flags);
        if (field.folded) {
            flags.set(RequestFlag::ObsoleteFold);
        }
        if (looksLikeFraming(field.name)) {
            flags.set(RequestFlag::SuspiciousName);
        }
    }
    if (parsed.fields.size() > kManyFields) {
        flags.set(RequestFlag::ManyFields);  // which also explains a large head
    } else if (head.size() > kLargeHead) {
        flags.set(RequestFlag::LargeHead);
    }
    const bool hasBody = framing.body != Framing::Body::None;
    if (hasBody && parsed.method == "GET") {
        flags.set(RequestFlag::BodyOnGet);
    } else if (hasBody && parsed.method == "HEAD") {
        flags.set(RequestFlag::BodyOnHead);
    }
}

}  // namespace mirrorscope::listener
