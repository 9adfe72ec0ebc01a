// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/byte_row_painter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <cmath>

#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::text {
namespace {

using theme::Role;

constexpr int kLeading = 4;         // between rows of bytes
constexpr int kUnderline = 2;       // below a match, in the colour of high
constexpr std::size_t kSpare = 64;  // rows kept beyond those in view

using Formats = QList<QTextLayout::FormatRange>;

QTextLayout::FormatRange formatOf(const ShownRow::Span& span, Role foreground) {
    QTextLayout::FormatRange range;
    range.start = span.first;
    range.length = span.second;
    range.format.setForeground(theme::color(foreground));
    return range;
}

void addMarked(Formats& formats, const ShownRow& row, ByteRange range, Role back, Role text) {
    for (const ShownRow::Span& span : row.spansOf(range)) {
        QTextLayout::FormatRange format = formatOf(span, text);
        format.format.setBackground(theme::color(back));
        formats.append(format);
    }
}

}  // namespace

void ByteRowPainter::setFont(const QFont& font) {
    m_font = font;
    m_gutterFont = theme::tabular(theme::font(theme::TextStyle::Axis));
    const QFontMetricsF metrics(font);
    m_rowHeight = static_cast<int>(std::ceil(metrics.height())) + kLeading;
    m_columnWidth = metrics.horizontalAdvance(u'0');
    setGutter(m_gutterCharacters);
    forget();
}

void ByteRowPainter::setGutter(int characters) {
    m_gutterCharacters = characters;
    const double digit = QFontMetricsF(m_gutterFont).horizontalAdvance(u'0');
    m_gutterWidth = static_cast<int>(std::ceil(digit * characters)) + 2 * theme::kBetween + 1;
}

const ByteRowPainter::LaidRow& ByteRowPainter::laid(const ByteRows& rows, std::size_t row) {
    const auto known = m_laid.find(row);
    if (known != m_laid.end()) {
        return known->second;
    }
    LaidRow made{rows.shown(row), nullptr};
    made.layout = layOut(made.shown);
    ++m_rowsLaidOut;
    return m_laid.emplace(row, std::move(made)).first->second;
}

std::unique_ptr<QTextLayout> ByteRowPainter::layOut(const ShownRow& shown) const {
    auto layout = std::make_unique<QTextLayout>(shown.text, m_font);
    layout->setCacheEnabled(true);
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    // Captured text must not turn its own reading direction.
    option.setTextDirection(Qt::LeftToRight);
    layout->setTextOption(option);
    Formats formats;
    for (const ShownRow::Span& span : shown.spansOf(m_emphasis)) {
        QTextLayout::FormatRange bold{span.first, span.second, {}};
        bold.format.setFontWeight(QFont::Bold);
        formats.append(bold);
    }
    for (const ShownRow::Span& span : shown.faint) {
        QTextLayout::FormatRange faint = formatOf(span, Role::Text2);
        faint.format.setFontWeight(QFont::Normal);
        formats.append(faint);
    }
    layout->setFormats(formats);
    layout->beginLayout();
    layout->createLine();
    layout->endLayout();
    return layout;
}

void ByteRowPainter::paint(QPainter& painter, const QRect& area, const ByteRows& rows, std::size_t first,
                           int scrolled, const ByteMarks& marks) {
    if (!(marks.emphasis == m_emphasis)) {
        m_emphasis = marks.emphasis;
        forget();
    }
    const int gutter = m_gutterWidth;
    const auto visible = static_cast<std::size_t>(area.height() / m_rowHeight + 1);
    m_laid.erase(m_laid.begin(), m_laid.lower_bound(first > kSpare ? first - kSpare : 0));
    m_laid.erase(m_laid.upper_bound(first + visible + kSpare), m_laid.end());

    paintGutter(painter, area, gutter);
    const QRect text = area.adjusted(gutter, 0, 0, 0);
    for (std::size_t i = 0; i < visible && first + i < rows.count(); ++i) {
        const LaidRow& row = laid(rows, first + i);
        const int y = area.top() + static_cast<int>(i) * m_rowHeight;
        painter.setFont(m_gutterFont);
        painter.setPen(theme::color(Role::Text2));
        painter.drawText(QRect(area.left(), y, gutter - theme::kBetween - 1, m_rowHeight),
                         Qt::AlignRight | Qt::AlignVCenter, row.shown.gutter);
        painter.save();
        painter.setClipRect(text);
        paintRow(painter, row, QPointF(text.left() + theme::kBetween - scrolled, y), marks);
        painter.restore();
    }
}

void ByteRowPainter::paintGutter(QPainter& painter, const QRect& area, int width) const {
    painter.fillRect(QRect(area.left(), area.top(), width, area.height()), theme::color(Role::Alt));
    painter.fillRect(QRect(area.left() + width - 1, area.top(), 1, area.height()), theme::color(Role::Line));
}

void ByteRowPainter::paintRow(QPainter& painter, const LaidRow& row, QPointF at,
                              const ByteMarks& marks) const {
    Formats formats;
    for (const ByteRange& match : marks.matches) {
        addMarked(formats, row.shown, match, Role::Match, Role::MatchText);
    }
    addMarked(formats, row.shown, marks.selection, Role::Selection, Role::Text);
    painter.setPen(theme::color(Role::Text));
    const QTextLine line = row.layout->lineAt(0);
    const QPointF textAt = at + QPointF(0, (m_rowHeight - line.height()) / 2);
    row.layout->draw(&painter, textAt, formats);
    const double bottom = textAt.y() + line.height();
    for (const ByteRange& match : marks.matches) {
        for (const auto& [start, length] : row.shown.spansOf(match)) {
            const double left = line.cursorToX(start);
            painter.fillRect(QRectF(at.x() + left, bottom - kUnderline / 2.0,
                                    line.cursorToX(start + length) - left, kUnderline),
                             theme::color(Role::High));
        }
    }
    const bool here = marks.caret >= row.shown.bytes.begin && marks.caret < row.shown.bytes.end();
    const bool atEnd = marks.caret == row.shown.bytes.end() && row.shown.bytes.isEmpty();
    if (marks.showCaret && (here || atEnd)) {
        const double x = line.cursorToX(row.shown.characterOf(marks.caret));
        painter.fillRect(QRectF(at.x() + x, textAt.y(), 2, line.height()), theme::color(Role::Accent));
    }
}

std::size_t ByteRowPainter::offsetAt(const ByteRows& rows, std::size_t row, double x) {
    const LaidRow& at = laid(rows, row);
    return at.shown.offsetOf(at.layout->lineAt(0).xToCursor(x));
}

double ByteRowPainter::xOf(const ByteRows& rows, std::size_t row, std::size_t offset) {
    const LaidRow& at = laid(rows, row);
    return at.layout->lineAt(0).cursorToX(at.shown.characterOf(offset));
}

}  // namespace mirrorscope::ui::text
