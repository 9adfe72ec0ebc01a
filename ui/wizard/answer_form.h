// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "ui/wizard/answer_fields.h"

class QVBoxLayout;

namespace mirrorscope::ui::wizard {

class AnswerField;
struct Plan;

/// Questions below each other, in groups. Writes each answer into the plan as it is typed and says what is
/// wrong with it. UI thread; the plan outlives it.
class AnswerForm : public QWidget {
    Q_OBJECT

public:
    AnswerForm(Plan& plan, QWidget* parent);

    /// Of the plan's kind; fields of the same questions stay as they are.
    void setGroups(const std::vector<FieldGroup>& groups);
    /// Takes answers out of the plan and shows complaints.
    void refresh();
    /// No answer of this form is wrong.
    bool isSound() const;

signals:
    void edited();

private:
    void take(const AnswerField& field);
    void complain();

    Plan& m_plan;
    QVBoxLayout* m_column;
    QWidget* m_content = nullptr;
    std::vector<AnswerField*> m_fields;
    std::string m_kind;
};

}  // namespace mirrorscope::ui::wizard
