// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/byte_view.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>
#include <limits>

#include "ui/text/byte_copy.h"
#include "ui/text/byte_row_painter.h"
#include "ui/text/caret_moves.h"
#include "ui/text/hex_rows.h"
#include "ui/text/number_text.h"
#include "ui/text/summary_accessible.h"
#include "ui/text/text_rows.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::text {
namespace {

constexpr std::size_t kRowsAboveMatch = 2;  // context
constexpr int kLineEndColumns = 4;          // \r\n hangs over the wrap column

ByteRange rangeOf(std::size_t a, std::size_t b) {
    return {std::min(a, b), std::max(a, b) - std::min(a, b)};
}

}  // namespace

struct ByteView::Private {
    explicit Private(ByteView& owner) : view(owner) {}

    ByteView& view;
    std::shared_ptr<const std::string> bytes = std::make_shared<const std::string>();
    std::unique_ptr<ByteRows> rows;
    ByteRowPainter painter;
    ByteMarks marks;
    HiddenBytes hidden;
    std::size_t anchor = 0;
    Mode mode = Mode::Text;
    bool wraps = true;
    int columns = -1;  // the rows were made for

    std::size_t topRow() const { return static_cast<std::size_t>(view.verticalScrollBar()->value()); }
    int textWidth() const { return view.viewport()->width() - painter.gutterWidth() - 2 * theme::kBetween; }
    int fullRows() const { return std::max(1, view.viewport()->height() / painter.rowHeight()); }

    int wantedColumns() const {
        if (mode == Mode::Hex || !wraps) {
            return 0;
        }
        return std::max(8, static_cast<int>(textWidth() / painter.columnWidth()) - kLineEndColumns);
    }

    void makeRows() {
        painter.forget();
        if (mode == Mode::Hex) {
            rows = std::make_unique<HexRows>(*bytes, hidden);
        } else {
            rows = std::make_unique<TextRows>(*bytes, columns, hidden);
        }
    }

    /// Makes the rows anew when the width asks for it, or when forced by other bytes or another mode; the
    /// byte at the top stays there.
    void relayout(bool force) {
        const std::size_t top = rows ? std::min(rows->range(topRow()).begin, bytes->size()) : 0;
        if (force) {
            painter.setGutter(mode == Mode::Hex ? kHexGutter : lineNumberWidth(*bytes));
        }
        if (const int wanted = wantedColumns(); force || wanted != columns) {
            columns = wanted;
            makeRows();
            updateScrollBars();
            view.verticalScrollBar()->setValue(static_cast<int>(rows->rowOf(top)));
        } else {
            updateScrollBars();
        }
        view.viewport()->update();
    }

    void updateScrollBars() {
        constexpr std::size_t most = std::numeric_limits<int>::max();
        const int last = static_cast<int>(std::min(rows->count(), most)) - fullRows();
        view.verticalScrollBar()->setRange(0, std::max(0, last));
        view.verticalScrollBar()->setPageStep(fullRows());
        const bool wide = columns == 0;
        const int width = wide ? static_cast<int>(rows->widestRow() * painter.columnWidth()) : 0;
        view.horizontalScrollBar()->setRange(0, std::max(0, width - textWidth()));
        view.horizontalScrollBar()->setPageStep(std::max(1, textWidth()));
        view.horizontalScrollBar()->setSingleStep(static_cast<int>(painter.columnWidth()) * 4);
    }

    std::size_t offsetAt(QPoint at) {
        const int line = at.y() < 0 ? -1 : at.y() / painter.rowHeight();
        const auto row = static_cast<std::size_t>(std::clamp<qint64>(
            qint64{view.verticalScrollBar()->value()} + line, 0, static_cast<qint64>(rows->count()) - 1));
        const double x =
            at.x() - painter.gutterWidth() - theme::kBetween + view.horizontalScrollBar()->value();
        return painter.offsetAt(*rows, row, x);
    }

    void select(std::size_t from, std::size_t to) {
        anchor = from;
        marks.caret = to;
        marks.selection = rangeOf(from, to);
        view.viewport()->update();
        emit view.selectionChanged();
    }

    std::optional<std::size_t> caretTarget(const QKeyEvent& key) {
        const CaretMoves moves{*bytes, *rows, painter, fullRows(), mode == Mode::Text, hidden};
        return moves.target(marks.caret, key.key(), key.modifiers());
    }

    void summarize() {
        setAccessibleSummary(
            &view,
            tr("%1, %n line(s)", nullptr, static_cast<int>(rows->count())).arg(bytesText(bytes->size())));
    }
};

ByteView::ByteView(QWidget* parent) : QAbstractScrollArea(parent), d(std::make_unique<Private>(*this)) {
    setAccessibleName(tr("Bytes as received"));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setBackgroundRole(QPalette::Base);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, [this] {
        d->painter.setFont(theme::font(theme::TextStyle::Mono));
        d->relayout(false);
    });
    d->painter.setFont(theme::font(theme::TextStyle::Mono));
    d->relayout(true);
    d->summarize();
}

ByteView::~ByteView() = default;

void ByteView::setBytes(std::shared_ptr<const std::string> bytes, HiddenBytes hidden) {
    d->rows.reset();  // they look into the old bytes
    d->hidden = std::move(hidden);
    d->bytes = bytes ? std::move(bytes) : std::make_shared<const std::string>();
    d->marks = {};
    d->anchor = 0;
    setAccessibleDescription({});
    d->relayout(true);
    horizontalScrollBar()->setValue(0);
    d->summarize();
    emit selectionChanged();
}

void ByteView::setHidden(HiddenBytes hidden) {
    if (hidden != d->hidden) {
        d->hidden = std::move(hidden);
        d->relayout(true);
        d->summarize();
    }
}

const HiddenBytes& ByteView::hidden() const {
    return d->hidden;
}

std::string_view ByteView::bytes() const {
    return *d->bytes;
}

void ByteView::setMode(Mode mode) {
    if (mode == d->mode) {
        return;
    }
    d->mode = mode;
    d->relayout(true);
    d->summarize();
}

ByteView::Mode ByteView::mode() const {
    return d->mode;
}

void ByteView::setWrap(bool wrap) {
    d->wraps = wrap;
    d->relayout(false);
    d->summarize();
}

bool ByteView::wrap() const {
    return d->wraps;
}

void ByteView::setMatches(std::vector<ByteRange> matches, std::size_t origin, const QString& part) {
    d->marks.matches = std::move(matches);
    viewport()->update();
    if (d->marks.matches.empty()) {
        setAccessibleDescription({});
        return;
    }
    const ByteRange first = d->marks.matches.front();
    const std::size_t from = first.begin - std::min(first.begin, origin);
    const QString bytes =
        tr("match, bytes %1 to %2").arg(from).arg(from + std::max<std::size_t>(first.length, 1) - 1);
    setAccessibleDescription(part.isEmpty() ? bytes : tr("%1 of the %2").arg(bytes, part));
    scrollTo(first.begin);
}

void ByteView::setEmphasis(ByteRange range) {
    d->marks.emphasis = range;
    viewport()->update();
}

void ByteView::scrollTo(std::size_t offset) {
    const std::size_t row = d->rows->rowOf(offset);
    const std::size_t top = d->topRow();
    if (row < top || row >= top + static_cast<std::size_t>(d->fullRows())) {
        verticalScrollBar()->setValue(static_cast<int>(row > kRowsAboveMatch ? row - kRowsAboveMatch : 0));
    }
    if (horizontalScrollBar()->maximum() > 0) {
        const int x = static_cast<int>(d->painter.xOf(*d->rows, row, offset));
        QScrollBar* bar = horizontalScrollBar();
        if (x < bar->value() || x > bar->value() + d->textWidth()) {
            bar->setValue(x - d->textWidth() / 4);
        }
    }
}

bool ByteView::findNext(std::string_view needle, SearchCase searchCase) {
    const std::size_t from = d->marks.selection.isEmpty() ? d->marks.caret : d->marks.selection.begin + 1;
    const auto found = findForward(*d->bytes, needle, from, searchCase);
    if (found) {
        setSelection({*found, needle.size()});
    }
    return found.has_value();
}

bool ByteView::findPrevious(std::string_view needle, SearchCase searchCase) {
    const std::size_t before = d->marks.selection.isEmpty() ? d->marks.caret : d->marks.selection.begin;
    const auto found = findBackward(*d->bytes, needle, before, searchCase);
    if (found) {
        setSelection({*found, needle.size()});
    }
    return found.has_value();
}

ByteRange ByteView::selection() const {
    return d->marks.selection;
}

void ByteView::setSelection(ByteRange range) {
    const std::size_t begin = std::min(range.begin, d->bytes->size());
    d->select(begin, std::min(range.end(), d->bytes->size()));
    scrollTo(begin);
}

QString ByteView::selectedText() const {
    const ByteRange range = d->marks.selection;
    return d->mode == Mode::Hex ? copiedHex(bytes(), range, d->hidden)
                                : copiedText(bytes(), range, d->hidden);
}

std::size_t ByteView::rowsLaidOut() const {
    return d->painter.rowsLaidOut();
}

const ByteRows& ByteView::rows() const {
    return *d->rows;
}

void ByteView::copy() {
    if (!d->marks.selection.isEmpty()) {
        QApplication::clipboard()->setText(selectedText());
    }
}

void ByteView::selectAll() {
    d->select(0, d->bytes->size());
}

void ByteView::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme::color(theme::Role::Base));
    d->marks.showCaret = hasFocus();
    d->painter.paint(painter, viewport()->rect(), *d->rows, d->topRow(), horizontalScrollBar()->value(),
                     d->marks);
}

void ByteView::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    d->relayout(false);
}

void ByteView::changeEvent(QEvent* event) {
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange) {
        d->painter.setFont(theme::font(theme::TextStyle::Mono));
        d->relayout(false);
    }
}

void ByteView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        copy();
    } else if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
    } else if (const auto target = d->caretTarget(*event)) {
        d->select(event->modifiers().testFlag(Qt::ShiftModifier) ? d->anchor : *target, *target);
        scrollTo(*target);
    } else {
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void ByteView::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) {
        const std::size_t at = d->offsetAt(event->position().toPoint());
        d->select(event->modifiers().testFlag(Qt::ShiftModifier) ? d->anchor : at, at);
    }
}

void ByteView::mouseMoveEvent(QMouseEvent* event) {
    if (!event->buttons().testFlag(Qt::LeftButton)) {
        return;
    }
    const QPoint at = event->position().toPoint();
    if (at.y() < 0 || at.y() > viewport()->height()) {
        verticalScrollBar()->triggerAction(at.y() < 0 ? QScrollBar::SliderSingleStepSub
                                                      : QScrollBar::SliderSingleStepAdd);
    }
    d->select(d->anchor, d->offsetAt(at));
}

void ByteView::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    QAction* copyAction =
        menu.addAction(theme::icon(theme::Icon::Copy), tr("Copy"), QKeySequence::Copy, this, &ByteView::copy);
    copyAction->setEnabled(!d->marks.selection.isEmpty());
    menu.addAction(tr("Select all"), QKeySequence::SelectAll, this, &ByteView::selectAll);
    menu.exec(event->globalPos());
}

void ByteView::scrollContentsBy(int /*dx*/, int /*dy*/) {
    viewport()->update();
}

}  // namespace mirrorscope::ui::text
