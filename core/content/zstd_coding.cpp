// SPDX-License-Identifier: Apache-2.0
#include <zstd.h>

#include <algorithm>
#include <memory>

#include "core/content/codings.h"

namespace mirrorscope::content {
namespace {

/// RFC 9659: a window of 8 MiB is what everybody must read; more is refused.
constexpr int kLargestWindowLog = 23;

}  // namespace

Decoded decodeZstd(std::string_view coded, std::size_t limit) {
    const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(), &ZSTD_freeDCtx);
    Decoded out;
    if (!context ||
        ZSTD_isError(ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, kLargestWindowLog))) {
        out.end = DecodeEnd::Invalid;
        return out;
    }
    std::string buffer(kDecodeStep, '\0');
    ZSTD_inBuffer in{coded.data(), coded.size(), 0};
    while (true) {
        ZSTD_outBuffer made{buffer.data(), buffer.size(), 0};
        const std::size_t before = in.pos;
        const std::size_t result = ZSTD_decompressStream(context.get(), &made, &in);
        const std::size_t taken = std::min(made.pos, limit - out.bytes.size());
        out.bytes.append(buffer.data(), taken);
        if (ZSTD_isError(result)) {
            out.end = DecodeEnd::Invalid;
            return out;
        }
        if (taken < made.pos) {
            out.end = DecodeEnd::Limit;
            return out;
        }
        if (result == 0 && in.pos == in.size) {
            return out;  // a frame ended, and so did the bytes
        }
        if (in.pos == before && made.pos == 0) {
            out.end = DecodeEnd::CutShort;
            return out;
        }
    }
}

}  // namespace mirrorscope::content
