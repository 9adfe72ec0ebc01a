// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/clock.h"
#include "core/base/sha256.h"
#include "core/traffic/request_flags.h"

namespace mirrorscope::traffic {

/// Given by the journal, ascending in the order of commit, never reused in a session. 0: not stored yet.
using RequestId = std::int64_t;

/// Names a large body whose parts are stored ahead of its request. 0: none.
using BodyKey = std::int64_t;

/// One part of it, from 0 without gaps.
struct BodyPart {
    BodyKey body = 0;
    std::int64_t index = 0;
    std::string bytes;
};

/// What a row is. Only Whole and HeadOnly are requests that the rules judge; the rest is evidence.
enum class RequestForm : std::uint8_t {
    Whole,
    HeadOnly,    // announced a body, sent none, closed (Traefik mirrorBody: false)
    Incomplete,  // the peer left or a deadline passed
    Malformed,   // the strict parser refused it
    NotHttp,     // TLS, SSH, noise
};
inline constexpr std::size_t kRequestForms = 5;

std::string_view requestFormName(RequestForm form);  // "head-only"

/// The facts of the listener, as received and never changed afterwards. Everything else about a request is
/// derived from them. Plain value: moved to the journal, then shared read-only.
struct MirroredRequest {
    RequestId id = 0;
    base::WallTime receivedAt{};           // first byte
    std::chrono::microseconds duration{};  // first byte to last, steady clock
    std::string listener;                  // its name
    std::string peer;                      // address only
    std::uint16_t peerPort = 0;

    RequestForm form = RequestForm::Whole;
    std::string method;
    std::string target;   // as sent
    std::string version;  // "HTTP/1.1"
    FlagSet flags;

    std::optional<std::uint64_t> declaredLength;  // Content-Length, when it is a number
    std::uint64_t bodyLength = 0;  // received, after chunks were taken off; may exceed body.size()
    base::Sha256 bodyDigest{};     // of all bodyLength bytes

    std::string head;      // with the empty line that ends it; for evidence rows whatever came
    std::string body;      // the kept prefix; empty while it is in parts
    std::string trailers;  // raw lines after the last chunk
    std::string trailing;  // bytes after a request that ended the connection

    BodyKey bodyParts = 0;         // not 0: the kept prefix is in the store, in these parts
    std::uint64_t partsBytes = 0;  // its length then

    std::string reason;                   // why it is malformed, incomplete or not HTTP; empty for Whole
    std::optional<std::uint64_t> offset;  // of the offending byte, from the first byte of the request

    std::uint64_t bodyKept() const { return bodyParts != 0 ? partsBytes : body.size(); }
    /// What the record costs in a queue, in bytes.
    std::size_t weight() const {
        return sizeof(MirroredRequest) + head.capacity() + target.capacity() + body.capacity() +
               trailers.capacity() + trailing.capacity();
    }
};

}  // namespace mirrorscope::traffic
