// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/byte_rows.h"

namespace mirrorscope::ui::text {

inline constexpr int kHexGutter = 8;  // characters of an offset

/// 16 bytes a row: the offset in the gutter, the bytes in two groups of eight, then the printable ones.
class HexRows final : public ByteRows {
public:
    /// `bytes` must outlive this.
    explicit HexRows(std::string_view bytes) : m_bytes(bytes) {}

    std::size_t count() const override;
    ByteRange range(std::size_t row) const override;
    std::size_t rowOf(std::size_t offset) const override;
    ShownRow shown(std::size_t row) const override;
    int widestRow() const override;

private:
    std::string_view m_bytes;
};

}  // namespace mirrorscope::ui::text
