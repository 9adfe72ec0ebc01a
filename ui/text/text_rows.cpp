// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/text_rows.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/byte_text.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::text {
namespace {

constexpr std::size_t kMarkEvery = 64;

bool isPlain(char c) {
    return c >= 0x20 && c < 0x7F;
}

/// Scripts whose signs take two columns of the fixed font begin here (Hangul, then CJK): a guess that only
/// has to keep rows inside the view.
bool isWide(std::string_view bytes, const base::ShownUnit& unit, std::size_t offset) {
    return !unit.escaped && unit.bytes >= 3 && static_cast<unsigned char>(bytes[offset]) >= 0xE1;
}

}  // namespace

TextRows::TextRows(std::string_view bytes, int columns, HiddenBytes hidden)
    : m_bytes(bytes), m_columns(columns), m_hidden(std::move(hidden)) {
    Row row;
    for (;;) {
        if (m_count % kMarkEvery == 0) {
            m_marks.push_back(row);
        }
        ++m_count;
        const auto [end, width] = extent(row.begin);
        m_widest = std::max(m_widest, width);
        if (end == m_bytes.size()) {
            return;  // an LF at the very end ends the last line; it does not begin another
        }
        row = next(row, end);
    }
}

TextRows::Extent TextRows::extent(std::size_t begin) const {
    std::size_t room = begin + kRowBytes;  // what is hidden takes none: its length is nobody's business
    const int dots = static_cast<int>(hiddenText().size());
    int columns = 0;
    std::size_t at = begin;
    auto hidden = hiddenFrom(m_hidden, begin);
    while (at < std::min(m_bytes.size(), room)) {
        if (hidden != m_hidden.end() && hidden->begin <= at) {
            if (m_columns > 0 && columns + dots > m_columns && at > begin) {
                break;
            }
            columns += dots;
            room += hidden->end() - at;
            at = std::min(hidden->end(), m_bytes.size());
            ++hidden;
            continue;
        }
        const char c = m_bytes[at];
        // The marks of a line end hang over: a line that just fits is not torn for them.
        if (c == '\n') {
            return {at + 1, columns + 2};
        }
        base::ShownUnit unit;
        if (!isPlain(c)) {
            unit = base::shownUnit(m_bytes, at);
        }
        const int width = static_cast<int>(unit.characters) + (isWide(m_bytes, unit, at) ? 1 : 0);
        const bool hangs = c == '\r' && at + 1 < m_bytes.size() && m_bytes[at + 1] == '\n';
        // One unit always fits, or a narrow view would never get on.
        if (m_columns > 0 && columns + width > m_columns && at > begin && !hangs) {
            break;
        }
        if (at + unit.bytes > room && at > begin) {
            break;  // never half a character
        }
        columns += width;
        at += unit.bytes;
    }
    return {at, columns};
}

TextRows::Row TextRows::next(const Row& row, std::size_t end) const {
    const bool lineEnded = m_bytes[end - 1] == '\n';
    return {end, row.line + (lineEnded ? 1 : 0), !lineEnded};
}

TextRows::Row TextRows::rowAt(std::size_t row) const {
    Row at = m_marks[std::min(row, m_count - 1) / kMarkEvery];
    for (std::size_t i = std::min(row, m_count - 1) % kMarkEvery; i > 0; --i) {
        at = next(at, extent(at.begin).end);
    }
    return at;
}

ByteRange TextRows::range(std::size_t row) const {
    const Row at = rowAt(row);
    return {at.begin, extent(at.begin).end - at.begin};
}

std::size_t TextRows::rowOf(std::size_t offset) const {
    const auto after =
        std::ranges::upper_bound(m_marks, offset, {}, [](const Row& mark) { return mark.begin; });
    const auto mark = static_cast<std::size_t>(after - m_marks.begin()) - 1;
    std::size_t row = mark * kMarkEvery;
    for (Row at = m_marks[mark]; row + 1 < m_count; ++row) {
        const std::size_t end = extent(at.begin).end;
        if (offset < end) {
            break;
        }
        at = next(at, end);
    }
    return row;
}

ShownRow TextRows::shown(std::size_t row) const {
    const Row at = rowAt(row);
    ShownRow shown;
    shown.bytes = {at.begin, extent(at.begin).end - at.begin};
    shown.gutter = !at.goesOn ? QString::number(at.line) : m_columns == 0 ? QStringLiteral("↳") : QString();
    const std::string_view bytes = m_bytes.substr(at.begin, shown.bytes.length);
    for (std::size_t i = 0; i < bytes.size();) {
        base::ShownUnit unit;
        QString piece;
        if (const ByteRange* hidden = hiddenAt(m_hidden, at.begin + i)) {
            piece = hiddenText();
            unit = {hidden->end() - at.begin - i, static_cast<std::size_t>(piece.size()), true};
        } else if (isPlain(bytes[i])) {
            piece = QLatin1Char(bytes[i]);
        } else {
            unit = base::shownUnit(bytes, i);
            piece = shownText(bytes.substr(i, unit.bytes));
        }
        if (unit.escaped) {
            shown.faint.emplace_back(static_cast<int>(shown.text.size()), static_cast<int>(piece.size()));
        }
        shown.byteOf.insert(shown.byteOf.end(), static_cast<std::size_t>(piece.size()),
                            static_cast<std::uint32_t>(i));
        shown.text += piece;
        i += unit.bytes;
    }
    return shown;
}

int lineNumberWidth(std::string_view bytes) {
    const auto lines = std::ranges::count(bytes, '\n') + 1;
    return std::max(2, static_cast<int>(std::to_string(lines).size()));
}

}  // namespace mirrorscope::ui::text
