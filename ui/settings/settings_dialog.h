// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <vector>

#include "ui/settings/settings_context.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace mirrorscope::ui::settings {

class PageList;
class SettingField;
class SettingsDraft;
class SettingsPage;

enum class PageId : std::uint8_t { Listeners, Trust, Rules, Retention, Display, Privacy, Shortcuts };

/// All settings of the program on pages. Nothing counts before Apply or OK; then the file is written and what
/// can change while the program runs does. UI thread; the service outlives it.
class SettingsDialog : public QDialog {
    Q_OBJECT

public:
    explicit SettingsDialog(SettingsContext context, QWidget* parent = nullptr);

    void showPage(PageId page);
    void reject() override;

signals:
    /// Written and, where possible, in force. `settings`: what the next start would have without options.
    void applied(const mirrorscope::config::Settings& settings,
                 const mirrorscope::ui::settings::WindowChoices& window);
    void keysRequested();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void buildPages();
    void layOut();
    QWidget* buildBottom();
    void wire();
    void wireKeys();
    void jumpTo(int page, SettingField* field);
    bool jumpToWrong();
    bool apply();
    void accept() override;
    bool mayDiscard();
    void refresh();
    void refreshStatus();
    void say(const QString& text, bool isWrong);
    QString fileText() const;

    SettingsContext m_context;
    SettingsDraft* m_draft;
    QStackedWidget* m_stack;
    std::vector<SettingsPage*> m_pages;
    PageList* m_list = nullptr;
    QLabel* m_message = nullptr;
    QPushButton* m_restore = nullptr;
    QPushButton* m_ok = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_apply = nullptr;
    bool m_mayTryAgain = false;  // a listener could not start; Apply tries once more
};

}  // namespace mirrorscope::ui::settings
