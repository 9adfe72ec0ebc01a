// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <cstdint>
#include <string_view>

namespace mirrorscope::ui::arrivals {

/// What a connection spoke that began with something else than a request in HTTP/1.
enum class Protocol : std::uint8_t { Unknown, Tls, Http2, ProxyV1, ProxyV2, Ssh, HttpAnswer, FastCgi };

/// By its first bytes (traffic::kFirstBytes of them are enough): TLS record of a handshake (RFC 8446 5.1),
/// preface of HTTP/2 (RFC 9113 3.4), PROXY protocol 1 and 2 (HAProxy's proxy-protocol.txt 2.1 and 2.2), SSH
/// identification (RFC 4253 4.2), FastCGI begin record. Pure.
Protocol protocolOf(std::string_view firstBytes);

QString protocolTitle(Protocol protocol);  // "TLS"
/// What to change in the proxy so that plain HTTP/1 comes.
QString protocolAdvice(Protocol protocol);

}  // namespace mirrorscope::ui::arrivals
