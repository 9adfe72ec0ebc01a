// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

class QLineEdit;
class QListWidget;

namespace mirrorscope::ui::settings {

class SettingField;
class SettingsPage;

/// The left side of the dialog: the pages, and while something is looked for the fields that fit instead.
/// UI thread.
class PageList : public QWidget {
    Q_OBJECT

public:
    /// The pages outlive it.
    PageList(std::vector<SettingsPage*> pages, QWidget* parent);

    int current() const;
    void setCurrent(int page);
    /// Marks what has unsaved changes and what is wrong.
    void refreshMarks();
    void focusSearch();
    bool isSearching() const;
    void endSearch();

signals:
    void pageChosen(int page);
    void fieldChosen(int page, mirrorscope::ui::settings::SettingField* field);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void search(const QString& words);
    void takeFound();

    const std::vector<SettingsPage*> m_pages;
    QLineEdit* m_search;
    QListWidget* m_list;
    QListWidget* m_found;
};

}  // namespace mirrorscope::ui::settings
