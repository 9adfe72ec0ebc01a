// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_page.h"

#include <QFrame>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/settings/page_parts.h"
#include "ui/settings/setting_editors.h"
#include "ui/settings/settings_draft.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::settings {
namespace {

constexpr int kWidest = 760;  // longer lines are hard to read

}  // namespace

SettingsPage::SettingsPage(SettingsDraft& draft, const QString& name, const QString& title,
                           const QString& sentence, QWidget* parent)
    : QScrollArea(parent), m_draft(draft), m_title(title), m_content(new QWidget(this)) {
    setObjectName(QStringLiteral("settings.page.") + name);
    setAccessibleName(title);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    m_content->setBackgroundRole(QPalette::Base);
    m_content->setAutoFillBackground(true);
    m_content->setMaximumWidth(kWidest + 2 * (theme::kPage + theme::kBetween));
    viewport()->setBackgroundRole(QPalette::Base);
    m_column = new QVBoxLayout(m_content);
    m_column->setContentsMargins(theme::kPage + theme::kBetween, theme::kPage, theme::kPage + theme::kBetween,
                                 theme::kPage);
    m_column->setSpacing(theme::kBarSide);
    m_column->addWidget(makeLabel(title, theme::TextStyle::PageTitle, theme::Role::Text, m_content));
    m_column->addWidget(makeLabel(sentence, theme::TextStyle::Body, theme::Role::Text2, m_content));
    m_optionNote = makeLabel({}, theme::TextStyle::Body, theme::Role::High, m_content);
    m_optionNote->setObjectName(QStringLiteral("settings.option-note.") + name);
    m_column->addWidget(m_optionNote);
    setWidget(m_content);
}

void SettingsPage::addSection(const QString& title, const QString& sentence) {
    m_column->addSpacing(theme::kInside);
    m_column->addWidget(text::makeRule(m_content));
    m_column->addWidget(text::makeGroupTitle(title, m_content));
    if (!sentence.isEmpty()) {
        m_column->addWidget(makeNote(sentence, m_content));
    }
}

SettingField* SettingsPage::addField(const std::string& key, const FieldText& text, SettingEditor* editor) {
    auto* field = new SettingField(m_draft, key, text, editor, m_content);
    m_fields.push_back(field);
    m_column->addWidget(field);
    return field;
}

void SettingsPage::addWidget(QWidget* widget) {
    m_column->addWidget(widget);
}

void SettingsPage::finish() {
    m_column->addStretch(1);
    refreshOptionNote();
}

void SettingsPage::refreshOptionNote() {
    QStringList options;
    for (const SettingField* field : m_fields) {
        if (m_draft.isOption(field->key())) {
            options.append(QStringLiteral("--") + QString::fromStdString(field->key()));
        }
    }
    m_optionNote->setText(tr("Started with %1: the option wins until the next start. What you change here is "
                             "written to the file and counts for a start without it.")
                              .arg(options.join(QStringLiteral(", "))));
    m_optionNote->setVisible(!options.isEmpty());
}

bool SettingsPage::isChanged() const {
    return std::ranges::any_of(m_fields,
                               [this](const SettingField* one) { return m_draft.isChanged(one->key()); });
}

bool SettingsPage::isWrong() const {
    const auto wrong = m_draft.wrongKeys();
    return std::ranges::any_of(m_fields, [&wrong](const SettingField* one) {
        return std::ranges::find(wrong, one->key()) != wrong.end();
    });
}

void SettingsPage::restoreDefaults() {
    for (SettingField* field : m_fields) {
        field->restoreDefault();
    }
}

void SettingsPage::jumpTo(SettingField* field) {
    // Fields that just came in sight have no place before they are laid out.
    m_content->layout()->activate();
    ensureWidgetVisible(field, 0, theme::kPage);
    field->takeFocus();
}

}  // namespace mirrorscope::ui::settings
