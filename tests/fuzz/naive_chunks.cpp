// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/naive_chunks.h"

#include <charconv>

namespace mirrorscope::fuzz {

std::optional<Chunks> readChunks(std::string_view wire) {
    Chunks out;
    while (true) {
        std::uint64_t size = 0;
        const auto [digitsEnd, failed] = std::from_chars(wire.data(), wire.data() + wire.size(), size, 16);
        const auto lineEnd = wire.find("\r\n");
        if (failed != std::errc{} || lineEnd == wire.npos) {
            return std::nullopt;
        }
        wire.remove_prefix(lineEnd + 2);
        if (size == 0) {
            break;
        }
        if (wire.size() < 2 || size > wire.size() - 2 || wire.substr(size, 2) != "\r\n") {
            return std::nullopt;
        }
        out.body += wire.substr(0, size);
        wire.remove_prefix(size + 2);
    }
    // "\r\n" alone, or lines and "\r\n".
    const bool isEnded = wire == "\r\n" || wire.ends_with("\r\n\r\n");
    out.trailers = wire.substr(0, wire.size() - (isEnded ? 2 : 0));
    return isEnded ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace mirrorscope::fuzz
