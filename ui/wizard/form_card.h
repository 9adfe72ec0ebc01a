// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "core/snippets/snippet.h"
#include "ui/wizard/marked_text.h"

class QLabel;
class QPushButton;
class QRadioButton;

namespace mirrorscope::ui::wizard {

class CodeView;

/// One form of the snippet: its name, its buttons, its text. UI thread.
class FormCard : public QFrame {
    Q_OBJECT

public:
    /// `name`: of the object, "faithful".
    FormCard(const QString& name, const QString& title, QWidget* parent);

    void setSentence(const QString& sentence);
    /// `bytes`: what Copy and Save give.
    void setText(const MarkedText& shown, const std::string& bytes);
    void setChosen(bool isChosen);
    CodeView* view() const { return m_view; }

signals:
    void chosen();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* buildHead(const QString& name, const QString& title);
    void copy();
    void save();

    const QString m_title;
    QRadioButton* m_choice = nullptr;
    QLabel* m_sentence = nullptr;
    QPushButton* m_copy = nullptr;
    QWidget* m_head = nullptr;
    CodeView* m_view = nullptr;
    QByteArray m_bytes;
    bool m_isChosen = false;
};

}  // namespace mirrorscope::ui::wizard
