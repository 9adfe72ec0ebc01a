// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QPlainTextEdit>
#include <QTextCursor>
#include <optional>
#include <string>

#include "ui/lint/lint_words.h"

namespace mirrorscope::ui::lint {

/// A configuration as plain text with its line numbers; lines with traps bear the icon of the worst one. A
/// file that is dropped or pasted is not read here: fileDropped() says which. UI thread.
class ConfigurationEdit : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit ConfigurationEdit(QWidget* parent = nullptr);

    /// As one block a line, UTF-8, so that lines counted in it are the lines shown.
    std::string bytes() const;
    /// In place of all; Ctrl+Z brings back what was there.
    void replaceAll(const QString& text);

    /// Worst severity by line, from 1.
    void setMarks(QHash<int, LintSeverity> marks);
    /// Marks that line; 0: none. Cursor and view stay.
    void mark(std::size_t line, LintSeverity severity);
    /// Marks that line and brings it into view, the cursor at `column` (from 1, in bytes).
    void showLine(std::size_t line, std::size_t column, LintSeverity severity);
    /// From 1; 0: none.
    std::size_t markedLine() const;

signals:
    void fileDropped(const QString& path);
    /// More was pasted than is ever checked; nothing was changed.
    void pasteTooLarge();

protected:
    bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    class Gutter;

    int gutterWidth() const;
    void paintGutter(QPaintEvent* event);
    void layOutGutter();
    void retint();

    Gutter* m_gutter;
    QHash<int, LintSeverity> m_marks;
    QTextCursor m_marked;  // goes along with what is typed above it
    LintSeverity m_markedAs = LintSeverity::Note;
};

/// The one file of this machine that is dragged or copied there; nullopt for anything else.
std::optional<QString> localFile(const QMimeData& data);

}  // namespace mirrorscope::ui::lint
