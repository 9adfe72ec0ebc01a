// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/snippets/snippet_catalogue.h"
#include "ui/wizard/answer_fields.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace mirrorscope::ui::wizard {

/// A question: title, editor, what is wrong with the answer, what it means. Knows no plan: its owner hands
/// values in and out. UI thread.
class AnswerField : public QWidget {
    Q_OBJECT

public:
    AnswerField(const FieldText& text, const snippets::OptionInfo& info, QWidget* parent);

    const std::string& option() const { return m_text.option; }
    std::vector<std::string> values() const;
    /// Does not emit edited().
    void setValues(const std::vector<std::string>& values);
    /// Empty: nothing is wrong.
    void setComplaint(const QString& complaint);
    QWidget* editor() const;

signals:
    void edited();

private:
    void makeEditor(const snippets::OptionInfo& info);
    void makeLine(const snippets::OptionInfo& info);
    void makeSecret();
    void layOut();

    const FieldText m_text;
    const QString m_meaning;
    QLabel* m_title;
    QLabel* m_error;
    QLineEdit* m_line = nullptr;
    QPlainTextEdit* m_lines = nullptr;
    QCheckBox* m_switch = nullptr;
    QComboBox* m_choice = nullptr;
    bool m_isOnByDefault = false;
    QWidget* m_box = nullptr;  // what stands in the layout
};

}  // namespace mirrorscope::ui::wizard
