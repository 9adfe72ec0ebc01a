// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QTextLayout>
#include <map>
#include <memory>
#include <vector>

#include "ui/text/byte_rows.h"

class QPainter;

namespace mirrorscope::ui::text {

/// What is marked in a byte view.
struct ByteMarks {
    std::vector<ByteRange> matches;
    ByteRange emphasis;
    ByteRange selection;
    std::size_t caret = 0;
    bool showCaret = false;
};

/// Lays out and paints rows of a ByteView. Keeps the rows painted last, so that moving a selection or a
/// scroll by a line shapes no text again. UI thread.
class ByteRowPainter {
public:
    void setFont(const QFont& font);
    void forget() { m_laid.clear(); }

    int rowHeight() const { return m_rowHeight; }
    double columnWidth() const { return m_columnWidth; }
    /// Room for so many characters left of the text.
    void setGutter(int characters);
    /// In pixels: numbers, padding, line.
    int gutterWidth() const { return m_gutterWidth; }

    /// Rows [first, first + number) in `area`; `scrolled` pixels are hidden at the left.
    void paint(QPainter& painter, const QRect& area, const ByteRows& rows, std::size_t first, int scrolled,
               const ByteMarks& marks);

    /// The offset of the character nearest to `x`, measured from the begin of the row's text.
    std::size_t offsetAt(const ByteRows& rows, std::size_t row, double x);
    double xOf(const ByteRows& rows, std::size_t row, std::size_t offset);

    std::size_t rowsLaidOut() const { return m_rowsLaidOut; }

private:
    struct LaidRow {
        ShownRow shown;
        std::unique_ptr<QTextLayout> layout;
    };

    const LaidRow& laid(const ByteRows& rows, std::size_t row);
    std::unique_ptr<QTextLayout> layOut(const ShownRow& shown) const;
    void paintGutter(QPainter& painter, const QRect& area, int width) const;
    void paintRow(QPainter& painter, const LaidRow& row, QPointF at, const ByteMarks& marks) const;

    QFont m_font;
    QFont m_gutterFont;
    int m_gutterCharacters = 2;
    int m_gutterWidth = 0;
    int m_rowHeight = 0;
    double m_columnWidth = 0;
    std::map<std::size_t, LaidRow> m_laid;
    std::size_t m_rowsLaidOut = 0;
    ByteRange m_emphasis;
};

}  // namespace mirrorscope::ui::text
