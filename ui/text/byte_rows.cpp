// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/byte_rows.h"

#include <algorithm>

namespace mirrorscope::ui::text {

std::vector<ShownRow::Span> ShownRow::spansOf(ByteRange range) const {
    std::vector<Span> spans;
    const std::size_t begin = std::max(range.begin, bytes.begin);
    const std::size_t end = std::min(range.end(), bytes.end());
    for (std::size_t i = 0; begin < end && i < byteOf.size(); ++i) {
        const std::size_t offset = bytes.begin + byteOf[i];
        if (offset < begin || offset >= end) {
            continue;
        }
        const int at = static_cast<int>(i);
        if (!spans.empty() && spans.back().first + spans.back().second == at) {
            ++spans.back().second;
        } else {
            spans.emplace_back(at, 1);
        }
    }
    return spans;
}

std::size_t ShownRow::offsetOf(int character) const {
    const auto at = static_cast<std::size_t>(std::max(character, 0));
    return at < byteOf.size() ? bytes.begin + byteOf[at] : bytes.end();
}

int ShownRow::characterOf(std::size_t offset) const {
    const auto found =
        std::ranges::find_if(byteOf, [&](std::uint32_t byte) { return bytes.begin + byte >= offset; });
    return static_cast<int>(found - byteOf.begin());
}

}  // namespace mirrorscope::ui::text
