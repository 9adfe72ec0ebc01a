// SPDX-License-Identifier: Apache-2.0
#include <brotli/decode.h>

#include <algorithm>
#include <array>
#include <memory>

#include "core/content/codings.h"

namespace mirrorscope::content {

Decoded decodeBrotli(std::string_view coded, std::size_t limit) {
    const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> state(
        BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), &BrotliDecoderDestroyInstance);
    Decoded out;
    std::array<std::uint8_t, kDecodeStep> buffer;
    const auto* next = reinterpret_cast<const std::uint8_t*>(coded.data());
    std::size_t left = coded.size();
    while (state) {
        std::uint8_t* to = buffer.data();
        std::size_t room = buffer.size();
        const auto result = BrotliDecoderDecompressStream(state.get(), &left, &next, &room, &to, nullptr);
        const std::size_t made = buffer.size() - room;
        const std::size_t taken = std::min(made, limit - out.bytes.size());
        out.bytes.append(reinterpret_cast<const char*>(buffer.data()), taken);
        if (taken < made) {
            out.end = DecodeEnd::Limit;
            return out;
        }
        if (result == BROTLI_DECODER_RESULT_SUCCESS) {
            out.end = left == 0 ? DecodeEnd::Whole : DecodeEnd::Invalid;
            return out;
        }
        if (result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT) {
            out.end = DecodeEnd::CutShort;
            return out;
        }
        if (result == BROTLI_DECODER_RESULT_ERROR) {
            break;
        }
    }
    out.end = DecodeEnd::Invalid;
    return out;
}

}  // namespace mirrorscope::content
