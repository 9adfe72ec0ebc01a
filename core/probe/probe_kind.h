// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace mirrorscope::probe {

/// A line of the probe matrix: each is a kind of request that some proxy, set up some way, does not mirror.
enum class ProbeKind : std::uint8_t {
    Get,
    LongUrl,
    Head,
    Form,
    Json,
    Chunked,
    Put,
    DeleteWithBody,
    Body8K,
    Body64K,
    BodyBelow1M,
    Body1M,
    BodyAbove1M,
    Body8M,
    Expect,
    ForgedChain,
    Count
};
inline constexpr std::size_t kProbeKinds = static_cast<std::size_t>(ProbeKind::Count);

enum class BodyFraming : std::uint8_t { None, Length, Chunks };

/// What a probe of that kind looks like.
struct ProbeForm {
    ProbeKind kind;
    std::string_view name;   // of options and JSON: "body-1m-plus-1"
    std::string_view title;  // for people: "Body 1 MiB + 1 B"
    std::string_view method;
    BodyFraming framing = BodyFraming::None;
    std::size_t bodyBytes = 0;
    std::string_view contentType{};
};

/// In the order of the matrix.
std::span<const ProbeForm> probeForms();
const ProbeForm& formOf(ProbeKind kind);
std::optional<ProbeKind> probeKindByName(std::string_view name);

/// The address that a client of ours writes into X-Forwarded-For and that must never become the client
/// (RFC 5737: documentation, nobody has it).
inline constexpr std::string_view kForgedAddress = "203.0.113.123";

/// Bytes of the request target of a long URL: with method and version it fits the line of 8 KiB that nginx
/// takes by default (large_client_header_buffers), and many a gateway does not.
inline constexpr std::size_t kLongTarget = 8000;

}  // namespace mirrorscope::probe
