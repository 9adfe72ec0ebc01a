// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_line.h"

#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QTextCharFormat>
#include <algorithm>

#include "ui/theme/theme.h"

namespace mirrorscope::ui::filter {
namespace {

/// A pasted megabyte would freeze the line; longer filters are no filters (tokenizer.h).
constexpr int kTypedCharacters = 16 * 1024;

int charactersOf(const std::string& bytes, std::size_t count) {
    return static_cast<int>(
        QString::fromUtf8(bytes.data(), static_cast<qsizetype>(std::min(count, bytes.size()))).size());
}

}  // namespace

FilterLine::FilterLine(QWidget* parent) : QLineEdit(parent) {
    setMaxLength(kTypedCharacters);
    connect(this, &QLineEdit::textChanged, this, [this] { m_underlined.reset(); });
}

std::size_t FilterLine::cursorByte() const {
    return text().left(cursorPosition()).toStdString().size();
}

void FilterLine::replace(std::size_t position, std::size_t length, const std::string& with) {
    std::string all = bytes();
    position = std::min(position, all.size());
    all.replace(position, length, with);
    setText(QString::fromStdString(all));
    setCursorPosition(charactersOf(all, position + with.size()));
}

void FilterLine::underline(const std::optional<query::ParseError>& error) {
    std::optional<Span> span;
    if (error && !text().isEmpty()) {
        const std::string all = bytes();
        const int from = charactersOf(all, error->position);
        const int until = charactersOf(all, error->position + error->length);
        const int size = static_cast<int>(text().size());
        // An error at the end has no length: the last character stands for it.
        span = Span{std::min(from, size - 1), std::max(until - from, 1)};
    }
    format(span);
    m_underlined = span;
}

void FilterLine::format(const std::optional<Span>& span) {
    QList<QInputMethodEvent::Attribute> attributes;
    if (span) {
        QTextCharFormat wave;
        wave.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        wave.setUnderlineColor(theme::color(theme::Role::Critical));
        wave.setForeground(theme::color(theme::Role::Critical));
        // A line edit takes formats of its text only as an input method gives them, from the cursor on.
        attributes.append({QInputMethodEvent::TextFormat, span->position - cursorPosition(), span->length,
                           QVariant::fromValue<QTextFormat>(wave)});
    }
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(this, &event);
}

}  // namespace mirrorscope::ui::filter
