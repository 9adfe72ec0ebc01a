// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/setting_field.h"

#include <QGridLayout>

#include "ui/settings/page_parts.h"
#include "ui/settings/setting_editors.h"
#include "ui/settings/settings_draft.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::settings {
namespace {

constexpr int kTitleWidth = 168;  // the fields of all pages stand below each other

QString withoutMnemonic(QString text) {
    return text.remove(u'&');
}

}  // namespace

SettingField::SettingField(SettingsDraft& draft, std::string key, FieldText text, SettingEditor* editor,
                           QWidget* parent)
    : QWidget(parent),
      m_draft(draft),
      m_key(std::move(key)),
      m_text(std::move(text)),
      m_editor(editor),
      m_title(makeLabel(m_text.title, theme::TextStyle::Body, theme::Role::Text, this)),
      m_error(makeLabel({}, theme::TextStyle::Small, theme::Role::Critical, this)),
      m_note(makeNote({}, this)) {
    const QString name = QString::fromStdString(m_key);
    setObjectName(QStringLiteral("settings.field.") + name);
    m_editor->setParent(this);
    m_editor->setObjectName(QStringLiteral("settings.editor.") + name);
    m_editor->setValue(m_draft.value(m_key));
    if (m_editor->mainWidget()->objectName().isEmpty()) {
        m_editor->mainWidget()->setObjectName(QStringLiteral("settings.") + name);
    }
    m_error->setObjectName(QStringLiteral("settings.error.") + name);
    m_note->setObjectName(QStringLiteral("settings.note.") + name);
    layOut(m_title);
    connect(m_editor, &SettingEditor::edited, this, [this] { m_draft.setValue(m_key, m_editor->value()); });
    connect(&m_draft, &SettingsDraft::changed, this, [this](const std::string& changed) {
        // Who may send decides about the listeners too.
        if (changed == m_key || (changed == "allow" && m_key == "listen")) {
            refresh();
        }
    });
    connect(&m_draft, &SettingsDraft::saved, this, &SettingField::refresh);
    refresh();
}

void SettingField::layOut(QLabel* title) {
    title->setFixedWidth(kTitleWidth);
    title->setContentsMargins(0, theme::kInside, 0, 0);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme::kBarSide);
    grid->setVerticalSpacing(theme::kInside);
    grid->setColumnStretch(1, 1);
    grid->addWidget(title, 0, 0, Qt::AlignTop);
    grid->addWidget(m_editor, 0, 1);
    grid->addWidget(m_error, 1, 1);
    int row = 2;
    if (!m_text.meaning.isEmpty()) {
        grid->addWidget(makeNote(m_text.meaning, this), row++, 1);
    }
    grid->addWidget(m_note, row, 1);
}

QString SettingField::title() const {
    return withoutMnemonic(m_text.title);
}

bool SettingField::isFoundBy(const QString& words) const {
    const config::SettingInfo* info = config::findSetting(m_key);
    const QString help =
        info == nullptr ? QString()
                        : QString::fromUtf8(info->help.data(), static_cast<qsizetype>(info->help.size()));
    const QString all =
        QStringList{title(), m_text.meaning, m_text.words, QString::fromStdString(m_key), help}
            .join(u' ')
            .toCaseFolded();
    const QStringList wanted = words.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    return std::ranges::all_of(wanted, [&all](const QString& word) { return all.contains(word); });
}

void SettingField::takeFocus() {
    m_editor->mainWidget()->setFocus(Qt::ShortcutFocusReason);
}

void SettingField::restoreDefault() {
    m_draft.setValue(m_key, m_draft.standard(m_key));
}

QString SettingField::noteText() const {
    const QString standard = m_draft.standard(m_key);
    QStringList parts{
        tr("Default: %1")
            .arg(standard.isEmpty() ? tr("empty") : QString(standard).replace(u',', QStringLiteral(", ")))};
    if (m_key.starts_with("window.")) {
        parts.clear();  // the choices say it all
    }
    if (const QString origin = m_draft.originText(m_key); !origin.isEmpty()) {
        parts.append(origin);
    }
    if (m_draft.isOption(m_key)) {
        parts.append(tr("wins until the next start"));
    } else if (!m_draft.isLive(m_key)) {
        parts.append(tr("counts from the next start"));
    }
    return parts.join(QStringLiteral("  ·  "));
}

void SettingField::refresh() {
    if (m_editor->value() != m_draft.value(m_key)) {
        m_editor->setValue(m_draft.value(m_key));
    }
    const QString complaint = m_draft.complaint(m_key);
    m_error->setText(complaint);
    m_error->setVisible(!complaint.isEmpty());
    m_note->setText(noteText());
    m_note->setVisible(!m_note->text().isEmpty());
    QFont font = m_title->font();
    font.setWeight(m_draft.isChanged(m_key) ? theme::kStrongWeight : QFont::Normal);
    m_title->setFont(font);
    m_title->setBuddy(m_editor->mainWidget());
    m_editor->describe(title(), complaint.isEmpty() ? m_text.meaning : complaint);
}

}  // namespace mirrorscope::ui::settings
