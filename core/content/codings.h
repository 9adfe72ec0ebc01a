// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/content/content_decoding.h"

namespace mirrorscope::content {

// One coding each; one file a library.

/// RFC 1952; several members in a row are one.
Decoded decodeGzip(std::string_view coded, std::size_t limit);
/// The zlib form (RFC 1950), and the bare one (RFC 1951) that some clients send under this name.
Decoded decodeDeflate(std::string_view coded, std::size_t limit);
Decoded decodeBrotli(std::string_view coded, std::size_t limit);
Decoded decodeZstd(std::string_view coded, std::size_t limit);

/// Bytes a step of a decoder may add.
inline constexpr std::size_t kDecodeStep = 64U << 10U;

}  // namespace mirrorscope::content
