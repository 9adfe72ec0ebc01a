// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/answer_form.h"

#include <QFrame>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/text/role_label.h"
#include "ui/theme/spacing.h"
#include "ui/wizard/answer_field.h"
#include "ui/wizard/plan.h"

namespace mirrorscope::ui::wizard {

AnswerForm::AnswerForm(Plan& plan, QWidget* parent)
    : QWidget(parent), m_plan(plan), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
}

void AnswerForm::setGroups(const std::vector<FieldGroup>& groups) {
    if (m_kind == m_plan.kind) {
        refresh();
        return;
    }
    m_kind = m_plan.kind;
    delete m_content;
    m_fields.clear();
    m_content = new QWidget(this);
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::kBarSide);
    const auto& options = kindOf(m_plan).options;
    for (const FieldGroup& group : groups) {
        if (column->count() > 0) {
            column->addWidget(text::makeRule(m_content));
        }
        if (!group.title.isEmpty()) {
            column->addWidget(text::makeGroupTitle(group.title, m_content));
        }
        if (!group.sentence.isEmpty()) {
            column->addWidget(text::makeNote(group.sentence, m_content));
        }
        for (const FieldText& field : group.fields) {
            const auto info =
                std::ranges::find(options, std::string_view(field.option), &snippets::OptionInfo::name);
            auto* widget = new AnswerField(field, *info, m_content);
            connect(widget, &AnswerField::edited, this, [this, widget] { take(*widget); });
            column->addWidget(widget);
            m_fields.push_back(widget);
        }
    }
    m_column->addWidget(m_content);
    m_content->show();
    refresh();
}

void AnswerForm::refresh() {
    const auto answers = m_plan.answers.find(m_plan.kind);
    for (AnswerField* field : m_fields) {
        std::vector<std::string> values;
        if (answers != m_plan.answers.end()) {
            const auto given = answers->second.find(field->option());
            values = given == answers->second.end() ? values : given->second;
        }
        if (field->values() != values) {
            field->setValues(values);
        }
    }
    complain();
}

void AnswerForm::take(const AnswerField& field) {
    setAnswer(m_plan, field.option(), field.values());
    complain();
    emit edited();
}

void AnswerForm::complain() {
    const auto complaints = complaintsOf(m_plan);
    for (AnswerField* field : m_fields) {
        const auto wrong = complaints.find(field->option());
        field->setComplaint(wrong == complaints.end() ? QString() : complaintText(wrong->second));
    }
}

bool AnswerForm::isSound() const {
    const auto complaints = complaintsOf(m_plan);
    return std::ranges::none_of(
        m_fields, [&](const AnswerField* field) { return complaints.contains(field->option()); });
}

}  // namespace mirrorscope::ui::wizard
