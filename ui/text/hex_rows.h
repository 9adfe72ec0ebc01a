// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

#include "ui/text/hidden_bytes.h"

namespace mirrorscope::ui::text {

inline constexpr int kHexGutter = 8;  // characters of an offset

/// 16 bytes a row: the offset in the gutter, the bytes in two groups of eight, then the printable ones.
class HexRows final : public ByteRows {
public:
    /// `bytes` must outlive this. Hidden ones keep their places: offsets would be wrong without.
    explicit HexRows(std::string_view bytes, HiddenBytes hidden = {})
        : m_bytes(bytes), m_hidden(std::move(hidden)) {}

    std::size_t count() const override;
    ByteRange range(std::size_t row) const override;
    std::size_t rowOf(std::size_t offset) const override;
    ShownRow shown(std::size_t row) const override;
    int widestRow() const override;

private:
    std::string_view m_bytes;
    HiddenBytes m_hidden;
};

}  // namespace mirrorscope::ui::text
