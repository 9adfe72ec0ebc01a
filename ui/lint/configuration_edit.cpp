// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lint/configuration_edit.h"

#include <QMimeData>
#include <QPainter>
#include <QTextBlock>
#include <QUrl>
#include <algorithm>

#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::lint {

class ConfigurationEdit::Gutter : public QWidget {
public:
    explicit Gutter(ConfigurationEdit& edit) : QWidget(&edit), m_edit(edit) {
        setObjectName(QStringLiteral("lint.lines"));
        setAccessibleName(ConfigurationEdit::tr("Line numbers"));
    }
    QSize sizeHint() const override { return {m_edit.gutterWidth(), 0}; }

protected:
    void paintEvent(QPaintEvent* event) override { m_edit.paintGutter(event); }

private:
    ConfigurationEdit& m_edit;
};

std::optional<QString> localFile(const QMimeData& data) {
    const QList<QUrl> urls = data.urls();
    return urls.size() == 1 && urls.first().isLocalFile() ? std::optional(urls.first().toLocalFile())
                                                          : std::nullopt;
}

ConfigurationEdit::ConfigurationEdit(QWidget* parent) : QPlainTextEdit(parent), m_gutter(new Gutter(*this)) {
    setObjectName(QStringLiteral("lint.text"));
    setAccessibleName(tr("Configuration"));
    setFont(theme::font(theme::TextStyle::Mono));
    setLineWrapMode(NoWrap);
    setTabChangesFocus(true);
    setPlaceholderText(tr("Paste a configuration here, or drop a file"));
    connect(this, &QPlainTextEdit::blockCountChanged, this, &ConfigurationEdit::layOutGutter);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& area, int by) {
        by != 0 ? m_gutter->scroll(0, by) : m_gutter->update(0, area.y(), m_gutter->width(), area.height());
    });
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, &ConfigurationEdit::retint);
    layOutGutter();
}

std::string ConfigurationEdit::bytes() const {
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(document()->characterCount()));
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        // toPlainText() would end lines at U+2028, which no block does.
        bytes += block.text().toStdString();
        bytes += block.next().isValid() ? "\n" : "";
    }
    return bytes;
}

void ConfigurationEdit::replaceAll(const QString& text) {
    QTextCursor all(document());
    all.select(QTextCursor::Document);
    all.insertText(text);
    moveCursor(QTextCursor::Start);
}

void ConfigurationEdit::setMarks(QHash<int, LintSeverity> marks) {
    m_marks = std::move(marks);
    m_gutter->update();
}

void ConfigurationEdit::mark(std::size_t line, LintSeverity severity) {
    const QTextBlock block = document()->findBlockByNumber(static_cast<int>(line) - 1);
    m_marked = block.isValid() ? QTextCursor(block) : QTextCursor();
    m_markedAs = severity;
    retint();
}

void ConfigurationEdit::showLine(std::size_t line, std::size_t column, LintSeverity severity) {
    mark(line, severity);
    if (m_marked.isNull()) {
        return;
    }
    const QTextBlock block = m_marked.block();
    const QByteArray before = block.text().toUtf8().left(static_cast<qsizetype>(column) - 1);
    QTextCursor cursor(block);
    cursor.setPosition(block.position() +
                       std::min(static_cast<int>(QString::fromUtf8(before).size()), block.length() - 1));
    setTextCursor(cursor);
    centerCursor();
}

std::size_t ConfigurationEdit::markedLine() const {
    return m_marked.isNull() ? 0 : static_cast<std::size_t>(m_marked.blockNumber()) + 1;
}

void ConfigurationEdit::retint() {
    QList<QTextEdit::ExtraSelection> marked;
    if (!m_marked.isNull()) {
        QTextEdit::ExtraSelection line;
        line.cursor = m_marked;
        line.format.setBackground(theme::color(severityBack(m_markedAs)));
        line.format.setProperty(QTextFormat::FullWidthSelection, true);
        marked += line;
    }
    setExtraSelections(marked);
    m_gutter->update();
}

bool ConfigurationEdit::canInsertFromMimeData(const QMimeData* source) const {
    return localFile(*source) || QPlainTextEdit::canInsertFromMimeData(source);
}

void ConfigurationEdit::insertFromMimeData(const QMimeData* source) {
    if (const auto file = localFile(*source)) {
        emit fileDropped(*file);
        return;
    }
    // A character is at least a byte.
    if (source->text().size() > static_cast<qsizetype>(snippets::lint::kMostText)) {
        emit pasteTooLarge();
        return;
    }
    QPlainTextEdit::insertFromMimeData(source);
}

int ConfigurationEdit::gutterWidth() const {
    constexpr int kFewestDigits = 3;
    const int digits = std::max(kFewestDigits, static_cast<int>(QString::number(blockCount()).size()));
    return theme::kInside + theme::kIcon + theme::kInside +
           digits * fontMetrics().horizontalAdvance(QLatin1Char('9')) + theme::kBetween;
}

void ConfigurationEdit::layOutGutter() {
    setViewportMargins(gutterWidth(), 0, 0, 0);
    const QRect inside = contentsRect();
    m_gutter->setGeometry(inside.left(), inside.top(), gutterWidth(), inside.height());
}

void ConfigurationEdit::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    layOutGutter();
}

void ConfigurationEdit::paintGutter(QPaintEvent* event) {
    QPainter painter(m_gutter);
    painter.fillRect(event->rect(), theme::color(theme::Role::Alt));
    painter.setFont(font());
    const int right = m_gutter->width() - theme::kBetween;
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRect row = blockBoundingGeometry(block).translated(contentOffset()).toAlignedRect();
        if (row.top() > event->rect().bottom()) {
            break;
        }
        const int line = block.blockNumber() + 1;
        const bool isMarked = static_cast<std::size_t>(line) == markedLine();
        if (isMarked) {
            painter.fillRect(0, row.top(), m_gutter->width(), row.height(),
                             theme::color(severityBack(m_markedAs)));
        }
        painter.setPen(theme::color(isMarked ? theme::Role::Text : theme::Role::Text2));
        painter.drawText(0, row.top(), right, row.height(), Qt::AlignRight | Qt::AlignVCenter,
                         QString::number(line));
        if (const auto mark = m_marks.constFind(line); mark != m_marks.constEnd()) {
            const QRect place(theme::kInside, row.center().y() - theme::kIcon / 2, theme::kIcon,
                              theme::kIcon);
            theme::paintIcon(painter, place, severityIcon(*mark), severityRole(*mark));
        }
    }
}

}  // namespace mirrorscope::ui::lint
