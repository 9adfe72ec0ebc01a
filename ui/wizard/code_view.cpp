// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/code_view.h"

#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextLayout>

#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::wizard {
namespace {

using Change = snippets::LineMark::Change;

constexpr int kLeastDigits = 2;

std::optional<theme::Role> groundOf(Change change) {
    switch (change) {
        case Change::None:
            return std::nullopt;
        case Change::Added:
            return theme::Role::Added;
        case Change::Changed:
            return theme::Role::Changed;
        case Change::Removed:
            return theme::Role::Removed;
    }
    return std::nullopt;
}

}  // namespace

class CodeView::Gutter : public QWidget {
public:
    explicit Gutter(CodeView* view) : QWidget(view), m_view(view) {}

protected:
    void paintEvent(QPaintEvent* event) override { m_view->paintGutter(event); }

private:
    CodeView* m_view;
};

CodeView::CodeView(QWidget* parent) : QPlainTextEdit(parent), m_gutter(new Gutter(this)) {
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    setFont(theme::font(theme::TextStyle::Mono));
    connect(this, &QPlainTextEdit::updateRequest, m_gutter, [this](const QRect& rect, int dy) {
        if (dy != 0) {
            m_gutter->scroll(0, dy);
        } else {
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
        }
    });
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, [this] {
        viewport()->update();
        m_gutter->update();
    });
    setGutterWidth();
}

void CodeView::setMarked(const MarkedText& text) {
    const bool isOther = text.text != m_text.text;
    m_text = text;
    if (isOther) {
        const int across = horizontalScrollBar()->value();
        const int down = verticalScrollBar()->value();
        // The end of the last line would show as a line of its own.
        setPlainText(text.text.endsWith(u'\n') ? text.text.chopped(1) : text.text);
        horizontalScrollBar()->setValue(across);
        verticalScrollBar()->setValue(down);
    }
    setGutterWidth();
    viewport()->update();
    m_gutter->update();
}

int CodeView::gutterWidth() const {
    const auto digits = std::max<qsizetype>(kLeastDigits, QString::number(blockCount()).size());
    const QFontMetrics metrics(theme::font(theme::TextStyle::Axis));
    return metrics.horizontalAdvance(u'0') * static_cast<int>(digits) + 2 * theme::kBarSide;
}

void CodeView::setGutterWidth() {
    setViewportMargins(gutterWidth(), 0, 0, 0);
    const QRect inside = contentsRect();
    m_gutter->setGeometry(inside.left(), inside.top(), gutterWidth(), inside.height());
}

void CodeView::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    setGutterWidth();
}

void CodeView::changeEvent(QEvent* event) {
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange) {
        setFont(theme::font(theme::TextStyle::Mono));
        setGutterWidth();
    }
}

template <typename Paint>
void CodeView::forLinesInSight(Paint paint) const {
    QTextBlock block = firstVisibleBlock();
    QRectF place = blockBoundingGeometry(block).translated(contentOffset());
    while (block.isValid() && place.top() < viewport()->height()) {
        paint(block, place);
        block = block.next();
        place = blockBoundingGeometry(block).translated(contentOffset());
    }
}

QString CodeView::numbersAt(int line) const {
    const auto at = static_cast<std::size_t>(line);
    if (at >= m_text.marks.size() || m_text.marks[at].reasons.empty()) {
        return {};
    }
    const auto& mark = m_text.marks[at];
    if (line > 0 && m_text.marks[at - 1].reasons == mark.reasons &&
        m_text.marks[at - 1].change == mark.change) {
        return {};
    }
    QStringList numbers;
    for (const std::size_t reason : mark.reasons) {
        numbers.append(QString::number(reason + 1));
    }
    return numbers.join(QStringLiteral(", "));
}

void CodeView::paintEvent(QPaintEvent* event) {
    {
        QPainter painter(viewport());
        forLinesInSight([&](const QTextBlock& block, const QRectF& place) {
            const auto at = static_cast<std::size_t>(block.blockNumber());
            // What differs without a reason is only a remark that a part is empty.
            const bool hasReason = at < m_text.marks.size() && !m_text.marks[at].reasons.empty();
            if (const auto ground = hasReason ? groundOf(m_text.marks[at].change) : std::nullopt) {
                painter.fillRect(QRectF(0, place.top(), viewport()->width(), place.height()),
                                 theme::color(*ground));
            }
        });
    }
    QPlainTextEdit::paintEvent(event);
    QPainter painter(viewport());
    QFont strong = theme::font(theme::TextStyle::Small);
    strong.setWeight(theme::kStrongWeight);
    painter.setFont(strong);
    painter.setPen(theme::color(theme::Role::Accent));
    forLinesInSight([&](const QTextBlock& block, const QRectF& place) {
        const QString numbers = numbersAt(block.blockNumber());
        if (!numbers.isEmpty()) {
            const qreal end = place.left() + document()->documentMargin() +
                              block.layout()->lineAt(0).naturalTextWidth() + theme::kBarSide;
            painter.drawText(QRectF(end, place.top(), painter.fontMetrics().horizontalAdvance(numbers) + 1,
                                    place.height()),
                             Qt::AlignLeft | Qt::AlignVCenter, numbers);
        }
    });
}

void CodeView::paintGutter(QPaintEvent* event) {
    QPainter painter(m_gutter);
    painter.fillRect(event->rect(), theme::color(theme::Role::Alt));
    painter.fillRect(QRect(m_gutter->width() - 1, event->rect().top(), 1, event->rect().height()),
                     theme::color(theme::Role::Line));
    painter.setFont(theme::font(theme::TextStyle::Axis));
    painter.setPen(theme::color(theme::Role::Text2));
    forLinesInSight([&](const QTextBlock& block, const QRectF& place) {
        painter.drawText(QRectF(0, place.top(), m_gutter->width() - theme::kBetween, place.height()),
                         Qt::AlignRight | Qt::AlignVCenter, QString::number(block.blockNumber() + 1));
    });
}

}  // namespace mirrorscope::ui::wizard
