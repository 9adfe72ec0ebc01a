// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/detection/client_request.h"

namespace mirrorscope::detection {

/// The rules of CRS cost the square of a value's length (measured on one core: 16 KiB 30 ms, 64 KiB 500 ms,
/// 1 MiB a minute) and libmodsecurity cannot be interrupted inside a phase. So what it gets is bounded:
/// without these one request could stop the analysis for minutes.
inline constexpr std::size_t kJudgedValueBytes = std::size_t{16} * 1024;
inline constexpr std::size_t kJudgedTargetBytes = std::size_t{32} * 1024;
inline constexpr std::size_t kJudgedBodyBytes = std::size_t{256} * 1024;
/// All text of an XML document is one value (XML:/*).
inline constexpr std::size_t kJudgedXmlBytes = std::size_t{32} * 1024;

/// A stretch of the body that is handed over: where it begins there and in the received body.
struct BodyPiece {
    std::size_t judged = 0;
    std::size_t received = 0;
    std::size_t length = 0;
    bool operator==(const BodyPiece&) const = default;
};

/// The part of a request that the engine gets. Views into the ClientRequest.
struct JudgedRequest {
    std::string_view target;
    std::vector<std::string_view> headerValues;  // by index of ClientRequest::headers
    std::optional<std::string_view> body;        // joined pieces; unset when the mirror sent none
    std::vector<BodyPiece> pieces;
    std::string joined;  // holds `body` when something in its middle was left out
    bool whole = true;   // nothing was left out

    JudgedRequest() = default;
    JudgedRequest(const JudgedRequest&) = delete;
    JudgedRequest& operator=(const JudgedRequest&) = delete;
};

/// Fills `out`. Over-long values of forms, JSON strings and parts of multipart bodies lose their end and what
/// follows them is kept, so that padding one value hides no other; the rest is cut at the limits.
void boundRequest(const ClientRequest& request, JudgedRequest& out);

}  // namespace mirrorscope::detection
