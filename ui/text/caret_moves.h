// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <optional>
#include <string_view>

#include "ui/text/byte_row_painter.h"
#include "ui/text/hidden_bytes.h"

namespace mirrorscope::ui::text {

/// Where the keys of a text field take the caret of a byte view: by shown unit, by row at the same x, by
/// page.
struct CaretMoves {
    std::string_view bytes;
    const ByteRows& rows;
    ByteRowPainter& painter;
    int pageRows;
    bool byCharacter;  // in text; hex moves by byte
    const HiddenBytes& hidden;

    /// Empty for keys that do not move it.
    std::optional<std::size_t> target(std::size_t caret, int key, Qt::KeyboardModifiers modifiers) const;

private:
    std::size_t unitBefore(std::size_t offset) const;
    std::size_t unitAfter(std::size_t offset) const;
    std::size_t rowsAway(std::size_t offset, qint64 distance) const;
};

}  // namespace mirrorscope::ui::text
