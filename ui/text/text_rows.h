// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/hidden_bytes.h"

namespace mirrorscope::ui::text {

/// A longer line goes on in the next row: shaping one line of 1 MB froze Qt for over a minute.
inline constexpr std::size_t kRowBytes = 4'096;

/// Characters of the last line number; known before the rows, whose width depends on it.
int lineNumberWidth(std::string_view bytes);

/// Lines end after LF; the bytes of the end are shown as \r\n. One pass over the bytes finds the rows and
/// keeps the start of every 64th, so that 16 MiB of empty lines cost 6 MiB and not hundreds.
class TextRows final : public ByteRows {
public:
    /// `bytes` must outlive this. `columns`: of the fixed font, where lines wrap; 0 does not wrap. What is
    /// hidden is one unit, however long it is.
    TextRows(std::string_view bytes, int columns, HiddenBytes hidden = {});

    std::size_t count() const override { return m_count; }
    ByteRange range(std::size_t row) const override;
    std::size_t rowOf(std::size_t offset) const override;
    ShownRow shown(std::size_t row) const override;
    int widestRow() const override { return m_widest; }

private:
    struct Row {
        std::size_t begin = 0;
        std::size_t line = 1;  // as an editor counts
        bool goesOn = false;   // begins inside its line
    };
    struct Extent {
        std::size_t end = 0;
        int columns = 0;
    };

    Extent extent(std::size_t begin) const;
    Row next(const Row& row, std::size_t end) const;
    Row rowAt(std::size_t row) const;

    std::string_view m_bytes;
    int m_columns;
    HiddenBytes m_hidden;
    std::vector<Row> m_marks;
    std::size_t m_count = 0;
    int m_widest = 0;
};

}  // namespace mirrorscope::ui::text
