// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

#include "ui/wizard/marked_text.h"

namespace mirrorscope::ui::wizard {

/// Text of a snippet to read and select: line numbers at the left, lines that differ on the ground of what
/// happened to them, and behind the first of a run the numbers of the reasons. Those are painted and are no
/// part of the text. UI thread.
class CodeView : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit CodeView(QWidget* parent);

    void setMarked(const MarkedText& text);
    const MarkedText& marked() const { return m_text; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    class Gutter;

    void paintGutter(QPaintEvent* event);
    void setGutterWidth();
    int gutterWidth() const;
    /// "2, 5" behind the first line of a run with the same reasons; else empty.
    QString numbersAt(int line) const;
    /// Calls with line and place for each line in sight.
    template <typename Paint>
    void forLinesInSight(Paint paint) const;

    MarkedText m_text;
    QWidget* m_gutter;
};

}  // namespace mirrorscope::ui::wizard
