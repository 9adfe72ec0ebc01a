// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/request_flags.h"

#include <array>

namespace mirrorscope::traffic {
namespace {

struct Row {
    RequestFlag flag;
    std::string_view name;
    std::string_view meaning;
};

using enum RequestFlag;

constexpr std::array kFlags{
    Row{ContentLengthAndTransferEncoding, "cl+te", "Content-Length and Transfer-Encoding together"},
    Row{ContentLengthDuplicate, "cl-duplicate", "Content-Length repeated with the same value"},
    Row{ContentLengthConflict, "cl-conflict", "Content-Length repeated with different values"},
    Row{ContentLengthInvalid, "cl-invalid", "Content-Length is not a decimal number"},
    Row{ContentLengthOverflow, "cl-overflow", "Content-Length does not fit 64 bits"},
    Row{TransferEncodingInvalid, "te-invalid", "Transfer-Encoding does not end in one chunked"},
    Row{TransferEncodingCoding, "te-coding", "Another coding before chunked"},
    Row{TransferEncodingEmptyElement, "te-empty-element", "Empty list element in Transfer-Encoding"},
    Row{TransferEncodingInHttp10, "te-in-http10", "Transfer-Encoding in HTTP/1.0"},
    Row{ChunkInvalid, "chunk-invalid", "Chunk line or chunk end is not valid"},
    Row{ChunkOverflow, "chunk-overflow", "Chunk size does not fit 64 bits"},
    Row{ChunkExtension, "chunk-ext", "Chunk extensions"},
    Row{ChunkExtensionTooLong, "chunk-ext-too-long", "Chunk extension over its limit"},
    Row{ChunkZeros, "chunk-zeros", "Chunk size with many leading zeros"},
    Row{Trailer, "trailer", "Trailer fields after the chunks"},
    Row{TrailerForbidden, "trailer-forbidden", "A framing field in the trailers"},
    Row{TrailerTooLarge, "trailer-too-large", "Trailers over their limit"},
    Row{BodyOnGet, "body-on-get", "GET with a body"},
    Row{BodyOnHead, "body-on-head", "HEAD with a body"},
    Row{BodyTooLarge, "body-too-large", "Announced body over every limit"},
    Row{BodyCut, "body-cut", "Only the first part of the body is kept"},
    Row{BytesAfterClose, "bytes-after-close", "Bytes after the request that ends the connection"},
    Row{BareLf, "bare-lf", "LF without CR"},
    Row{BareCr, "bare-cr", "CR without LF"},
    Row{Nul, "nul", "NUL byte in the head"},
    Row{ObsoleteFold, "obs-fold", "Folded header line"},
    Row{BadField, "bad-field", "Header line without a valid name"},
    Row{ControlInValue, "ctl-in-value", "Control character in a header value"},
    Row{LeadingCrlf, "leading-crlf", "Empty lines before the request"},
    Row{NonUtf8, "non-utf8", "Bytes that are not UTF-8 in the head"},
    Row{Bidi, "bidi", "Bidirectional or zero-width characters in the head"},
    Row{SuspiciousName, "suspicious-name", "Header name that looks like a framing header"},
    Row{BadRequestLine, "bad-request-line", "Request line is not method, target, version"},
    Row{BadMethod, "bad-method", "Method is not a token"},
    Row{UnknownMethod, "unknown-method", "Method is not a registered one"},
    Row{BadTarget, "bad-target", "Target fits none of the four forms"},
    Row{BadVersion, "bad-version", "Version is not HTTP/1.0 or HTTP/1.1"},
    Row{AbsoluteForm, "absolute-form", "Target with scheme and authority"},
    Row{NonAsciiTarget, "non-ascii-target", "Raw bytes over 127 in the target"},
    Row{Connect, "connect", "CONNECT, which a mirror never tunnels"},
    Row{HostDuplicate, "host-duplicate", "More than one Host"},
    Row{HostInvalid, "host-invalid", "Host is not a host"},
    Row{HostMismatch, "host-mismatch", "Host differs from the target's authority"},
    Row{ConnectionInvalid, "connection-invalid", "Connection is not a list of tokens"},
    Row{HopByHop, "hop-by-hop", "Connection names an end-to-end header"},
    Row{Upgrade, "upgrade", "Upgrade asked for"},
    Row{LargeHead, "large-head", "Head over 8 KiB"},
    Row{ManyFields, "many-fields", "More than 100 header lines"},
    Row{HeadTooLarge, "head-too-large", "Head over its limit"},
    Row{Truncated, "truncated", "The peer closed before the end"},
    Row{HeadTimeout, "head-timeout", "The head did not end in time"},
    Row{BodyTimeout, "body-timeout", "The body did not end in time"},
    Row{HeadOnly, "head-only", "Announced a body and sent none of it"},
    Row{EmptyConnection, "empty-connection", "A connection without a request"},
    Row{NotHttp, "not-http", "Another protocol"},
    Row{TlsOnPlain, "tls-on-plain", "TLS on a plain port"},
    Row{Http2Preface, "http2-preface", "HTTP/2 while it is off"},
    Row{Ssh, "ssh", "SSH on a mirror port"},
    Row{ProxyProtocol, "proxy-protocol", "A PROXY protocol preamble"},
    Row{ResponseOnRequest, "response-on-request", "A response where a request belongs"},
    Row{Late, "late", "Stored, but answered 503 because it took too long"},
    Row{UntrustedForwarded, "untrusted-forwarded", "Forwarding headers from a peer that is not trusted"},
    Row{ProxyAsClient, "proxy-as-client", "A proxy in front of the mirroring one is named as the client"},
    Row{ForwardedInvalid, "forwarded-invalid", "A forwarding header without a valid address"},
    Row{DecodeFailed, "decode-failed", "The body could not be decoded as announced"},
    Row{MultipartInvalid, "multipart-invalid", "Multipart body without its end"},
    Row{XmlEntities, "xml-entities", "XML with a document type"},
    Row{AnalysisPartial, "partial", "The analysis stopped at its budget"},
    Row{TokenWrong, "token-wrong", "X-Mirrorscope-Token is none of those expected"},
    Row{Synthetic, "synthetic", "Demo traffic"},
};
static_assert(kFlags.size() == static_cast<std::size_t>(RequestFlag::Count));

constexpr bool inEnumOrder() {
    for (std::size_t i = 0; i < kFlags.size(); ++i) {
        if (static_cast<std::size_t>(kFlags[i].flag) != i) {
            return false;
        }
    }
    return true;
}
static_assert(inEnumOrder());

}  // namespace

std::string_view flagName(RequestFlag flag) {
    return kFlags[static_cast<std::size_t>(flag)].name;
}

std::string_view flagMeaning(RequestFlag flag) {
    return kFlags[static_cast<std::size_t>(flag)].meaning;
}

std::optional<RequestFlag> flagByName(std::string_view name) {
    for (const Row& row : kFlags) {
        if (row.name == name) {
            return row.flag;
        }
    }
    return std::nullopt;
}

std::vector<std::string_view> FlagSet::names() const {
    std::vector<std::string_view> names;
    for (const Row& row : kFlags) {
        if (has(row.flag)) {
            names.push_back(row.name);
        }
    }
    return names;
}

std::string FlagSet::text() const {
    std::string text;
    if (empty()) {
        return text;
    }
    for (const std::string_view name : names()) {
        text += text.empty() ? "" : ",";
        text += name;
    }
    return text;
}

FlagSet FlagSet::fromText(std::string_view text) {
    FlagSet flags;
    while (!text.empty()) {
        const auto comma = text.find(',');
        if (const auto flag = flagByName(text.substr(0, comma))) {
            flags.set(*flag);
        }
        text.remove_prefix(comma == text.npos ? text.size() : comma + 1);
    }
    return flags;
}

}  // namespace mirrorscope::traffic
