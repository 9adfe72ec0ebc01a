// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorscope::traffic {

/// What the listener or the analysis noticed about a request; one table gives names and meaning. Names are
/// the storage format and the filter's words, the order here is neither.
enum class RequestFlag : std::uint8_t {
    // framing (RFC 9112 6)
    ContentLengthAndTransferEncoding,
    ContentLengthDuplicate,
    ContentLengthConflict,
    ContentLengthInvalid,
    ContentLengthOverflow,
    TransferEncodingInvalid,
    TransferEncodingCoding,
    TransferEncodingEmptyElement,
    TransferEncodingInHttp10,
    ChunkInvalid,
    ChunkOverflow,
    ChunkExtension,
    ChunkExtensionTooLong,
    ChunkZeros,
    Trailer,
    TrailerForbidden,
    TrailerTooLarge,
    BodyOnGet,
    BodyOnHead,
    BodyTooLarge,
    BodyCut,
    BytesAfterClose,
    // lines and characters (RFC 9112 2.2, 5)
    BareLf,
    BareCr,
    Nul,
    ObsoleteFold,
    BadField,
    ControlInValue,
    LeadingCrlf,
    NonUtf8,
    Bidi,
    SuspiciousName,
    // request line (RFC 9112 3)
    BadRequestLine,
    BadMethod,
    UnknownMethod,
    BadTarget,
    BadVersion,
    AbsoluteForm,
    NonAsciiTarget,
    Connect,
    HostDuplicate,
    HostInvalid,
    HostMismatch,
    // connection options (RFC 9110 7.6)
    ConnectionInvalid,
    HopByHop,
    Upgrade,
    // limits
    LargeHead,
    ManyFields,
    HeadTooLarge,
    // not a whole request
    Truncated,
    HeadTimeout,
    BodyTimeout,
    HeadOnly,
    EmptyConnection,
    NotHttp,
    TlsOnPlain,
    Http2Preface,
    Ssh,
    ProxyProtocol,
    ResponseOnRequest,
    // answered late although stored
    Late,
    // found by the analysis
    UntrustedForwarded,
    ProxyAsClient,
    ForwardedInvalid,
    DecodeFailed,
    MultipartInvalid,
    XmlEntities,
    AnalysisPartial,
    TokenWrong,
    Synthetic,
    Count
};

/// The name as in tests/data/malformed/index.json and in filters: "cl+te", "bare-lf".
std::string_view flagName(RequestFlag flag);
/// One sentence for tooltips and docs.
std::string_view flagMeaning(RequestFlag flag);
std::optional<RequestFlag> flagByName(std::string_view name);

class FlagSet {
public:
    void set(RequestFlag flag) { m_bits.set(static_cast<std::size_t>(flag)); }
    bool has(RequestFlag flag) const { return m_bits.test(static_cast<std::size_t>(flag)); }
    bool empty() const { return m_bits.none(); }
    FlagSet& operator|=(const FlagSet& other) {
        m_bits |= other.m_bits;
        return *this;
    }
    bool operator==(const FlagSet&) const = default;

    std::vector<std::string_view> names() const;
    /// Names joined by commas, as stored; unknown names are left out on reading (a newer writer's).
    std::string text() const;
    static FlagSet fromText(std::string_view text);

private:
    std::bitset<static_cast<std::size_t>(RequestFlag::Count)> m_bits;
};

}  // namespace mirrorscope::traffic
