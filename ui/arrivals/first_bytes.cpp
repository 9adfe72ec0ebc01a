// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/arrivals/first_bytes.h"

#include <QCoreApplication>

namespace mirrorscope::ui::arrivals {
namespace {

using namespace std::string_view_literals;

QString tr(const char* text) {
    return QCoreApplication::translate("FirstBytes", text);
}

bool isTls(std::string_view bytes) {
    return bytes.size() >= 3 && bytes[0] == '\x16' && bytes[1] == '\x03' && bytes[2] <= '\x04';
}

bool isFastCgi(std::string_view bytes) {
    return bytes.size() >= 8 && bytes[0] == '\x01' && bytes[1] == '\x01' && bytes[4] == '\0' &&
           bytes[5] == '\x08';
}

}  // namespace

Protocol protocolOf(std::string_view bytes) {
    if (isTls(bytes)) {
        return Protocol::Tls;
    }
    if (bytes.starts_with("PRI * HTTP/2"sv)) {
        return Protocol::Http2;
    }
    if (bytes.starts_with("\r\n\r\n\0\r\nQUIT\n"sv) || bytes.starts_with("\0\r\nQUIT\n"sv)) {
        return Protocol::ProxyV2;
    }
    if (bytes.starts_with("PROXY "sv)) {
        return Protocol::ProxyV1;
    }
    if (bytes.starts_with("SSH-"sv)) {
        return Protocol::Ssh;
    }
    if (bytes.starts_with("HTTP/"sv)) {
        return Protocol::HttpAnswer;
    }
    return isFastCgi(bytes) ? Protocol::FastCgi : Protocol::Unknown;
}

QString protocolTitle(Protocol protocol) {
    switch (protocol) {
        case Protocol::Tls:
            return tr("TLS");
        case Protocol::Http2:
            return tr("HTTP/2");
        case Protocol::ProxyV1:
            return tr("PROXY protocol, version 1");
        case Protocol::ProxyV2:
            return tr("PROXY protocol, version 2");
        case Protocol::Ssh:
            return tr("SSH");
        case Protocol::HttpAnswer:
            return tr("An answer in HTTP");
        case Protocol::FastCgi:
            return tr("FastCGI");
        case Protocol::Unknown:
            break;
    }
    return tr("No HTTP");
}

QString protocolAdvice(Protocol protocol) {
    switch (protocol) {
        case Protocol::Tls:
            return tr(
                "The proxy sends its copies encrypted. Use http:// for the mirror, without a TLS context; "
                "or put something that ends TLS in front of Mirrorscope.");
        case Protocol::Http2:
            return tr(
                "The proxy speaks HTTP/2 to the mirror. In Envoy remove http2_protocol_options from the "
                "mirror's cluster; in Traefik use http:// instead of h2c://; in Istio name the port http.");
        case Protocol::ProxyV1:
        case Protocol::ProxyV2:
            return tr(
                "The proxy puts a PROXY header in front of each connection. Turn it off for the mirror: "
                "no send-proxy in HAProxy, no proxy_protocol in nginx, no upstream PROXY transport socket "
                "in Envoy.");
        case Protocol::Ssh:
            return tr("Somebody tries to log in. No mirror does that: look who holds this address.");
        case Protocol::HttpAnswer:
            return tr("Answers arrive in place of requests. Mirrorscope takes the requests of a mirror.");
        case Protocol::FastCgi:
            return tr("The proxy speaks FastCGI. Use proxy_pass for the mirror, not fastcgi_pass.");
        case Protocol::Unknown:
            break;
    }
    return tr("These bytes are no request. Check that the proxy speaks HTTP/1 to this address and port.");
}

}  // namespace mirrorscope::ui::arrivals
