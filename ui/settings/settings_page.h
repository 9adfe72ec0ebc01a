// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>
#include <vector>

#include "core/api/mirror_service.h"
#include "ui/settings/setting_field.h"

class QVBoxLayout;

namespace mirrorscope::ui::settings {

class SettingEditor;
class SettingsDraft;

/// A page: title, one sentence, sections of fields below each other; scrolls. UI thread.
class SettingsPage : public QScrollArea {
    Q_OBJECT

public:
    /// `name`: of the object, "rules".
    SettingsPage(SettingsDraft& draft, const QString& name, const QString& title, const QString& sentence,
                 QWidget* parent);

    QString title() const { return m_title; }
    const std::vector<SettingField*>& fields() const { return m_fields; }
    bool isChanged() const;
    bool isWrong() const;
    void restoreDefaults();
    /// Shows a field and gives it the keyboard.
    void jumpTo(SettingField* field);
    /// The receiving side as it is now, about once a second.
    virtual void setStatus(const api::ServiceStatus&) {}

protected:
    void addSection(const QString& title, const QString& sentence = {});
    SettingField* addField(const std::string& key, const FieldText& text, SettingEditor* editor);
    void addWidget(QWidget* widget);
    /// After the last field.
    void finish();
    SettingsDraft& draft() const { return m_draft; }

private:
    void refreshOptionNote();

    SettingsDraft& m_draft;
    const QString m_title;
    std::vector<SettingField*> m_fields;
    QWidget* m_content;
    QVBoxLayout* m_column;
    QLabel* m_optionNote;
};

}  // namespace mirrorscope::ui::settings
