// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QString>

#include "ui/text/elide.h"

namespace mirrorscope::ui::text {

/// A label that never guesses rich text: QLabel would load a local file for "<img src=…>" in a captured path.
/// Elides by kind when told to; the whole text is then its tooltip. UI thread.
class PlainLabel : public QLabel {
    Q_OBJECT

public:
    explicit PlainLabel(QWidget* parent = nullptr);
    explicit PlainLabel(const QString& text, QWidget* parent = nullptr);

    /// From now on the label shrinks below its text and elides.
    void setElided(Kind kind);

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    QString shown() const;

    bool m_elides = false;
    Kind m_kind = Kind::Sentence;
};

/// For sentences: they wrap, can be selected, and never widen what they stand in.
PlainLabel* paragraph(QWidget* parent, const char* name = "");

/// Text for Qt::ToolTipRole and setToolTip(). QToolTip takes no text format: it calls Qt::mightBeRichText()
/// and renders what looks like HTML. Every tooltip is therefore made HTML by us, with each character of the
/// text escaped, so that there is nothing left to guess.
QString plainToolTip(const QString& text);
void setPlainToolTip(QWidget* widget, const QString& text);

}  // namespace mirrorscope::ui::text
