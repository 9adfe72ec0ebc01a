// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settings_context.h"
#include "ui/settings/settings_page.h"

class QLabel;

namespace mirrorscope::ui::settings {

class ListenersEditor;
class RedactionExample;

// The pages of the dialog; each is made by its own file. UI thread.

class ListenersPage final : public SettingsPage {
    Q_OBJECT

public:
    ListenersPage(SettingsDraft& draft, QWidget* parent);
    void setStatus(const api::ServiceStatus& status) override;

private:
    ListenersEditor* m_listeners;
};

class TrustPage final : public SettingsPage {
    Q_OBJECT

public:
    TrustPage(SettingsDraft& draft, QWidget* parent);
};

class RulesPage final : public SettingsPage {
    Q_OBJECT

public:
    RulesPage(SettingsDraft& draft, QWidget* parent);
    void setStatus(const api::ServiceStatus& status) override;

private:
    QLabel* m_now;
};

class RetentionPage final : public SettingsPage {
    Q_OBJECT

public:
    RetentionPage(SettingsDraft& draft, std::function<double()> requestsPerSecond, QWidget* parent);
    void setStatus(const api::ServiceStatus& status) override;

private:
    void refresh();

    const std::function<double()> m_requestsPerSecond;
    api::ServiceStatus m_status;
    QLabel* m_estimate;
};

class DisplayPage final : public SettingsPage {
    Q_OBJECT

public:
    DisplayPage(SettingsDraft& draft, const std::vector<int>& chartLengths, QWidget* parent);
};

class PrivacyPage final : public SettingsPage {
    Q_OBJECT

public:
    PrivacyPage(SettingsDraft& draft, QWidget* parent);

private:
    RedactionExample* m_example;
};

/// The keys are changed in their own dialog.
class ShortcutsPage final : public SettingsPage {
    Q_OBJECT

public:
    ShortcutsPage(SettingsDraft& draft, QWidget* parent);

signals:
    void keysRequested();
};

}  // namespace mirrorscope::ui::settings
