// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/caret_moves.h"

#include <algorithm>

#include "core/base/byte_text.h"

namespace mirrorscope::ui::text {

constexpr std::size_t kLongestUnit = 4;  // bytes of a UTF-8 character

std::optional<std::size_t> CaretMoves::target(std::size_t caret, int key,
                                              Qt::KeyboardModifiers modifiers) const {
    const bool whole = modifiers.testFlag(Qt::ControlModifier);
    switch (key) {
        case Qt::Key_Left:
            return unitBefore(caret);
        case Qt::Key_Right:
            return unitAfter(caret);
        case Qt::Key_Up:
            return rowsAway(caret, -1);
        case Qt::Key_Down:
            return rowsAway(caret, 1);
        case Qt::Key_PageUp:
            return rowsAway(caret, -pageRows);
        case Qt::Key_PageDown:
            return rowsAway(caret, pageRows);
        case Qt::Key_Home:
            return whole ? 0 : rows.range(rows.rowOf(caret)).begin;
        case Qt::Key_End:
            return whole ? bytes.size() : unitBefore(rows.range(rows.rowOf(caret)).end());
        default:
            return std::nullopt;
    }
}

std::size_t CaretMoves::unitBefore(std::size_t offset) const {
    if (const ByteRange* dots = offset > 0 && byCharacter ? hiddenAt(hidden, offset - 1) : nullptr) {
        return dots->begin;
    }
    for (std::size_t length = kLongestUnit; byCharacter && length > 1; --length) {
        if (offset >= length && base::shownUnit(bytes, offset - length).bytes == length) {
            return offset - length;
        }
    }
    return offset == 0 ? 0 : offset - 1;
}

std::size_t CaretMoves::unitAfter(std::size_t offset) const {
    if (offset >= bytes.size()) {
        return bytes.size();
    }
    if (const ByteRange* dots = byCharacter ? hiddenAt(hidden, offset) : nullptr) {
        return dots->end();
    }
    return offset + (byCharacter ? base::shownUnit(bytes, offset).bytes : 1);
}

std::size_t CaretMoves::rowsAway(std::size_t offset, qint64 distance) const {
    const std::size_t row = rows.rowOf(offset);
    const double x = painter.xOf(rows, row, offset);
    const qint64 last = static_cast<qint64>(rows.count()) - 1;
    const auto target =
        static_cast<std::size_t>(std::clamp<qint64>(static_cast<qint64>(row) + distance, 0, last));
    return painter.offsetAt(rows, target, x);
}

}  // namespace mirrorscope::ui::text
