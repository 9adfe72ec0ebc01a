// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/wizard_page.h"

class QComboBox;
class QLabel;
class QListWidget;

namespace mirrorscope::ui::wizard {

class FoundPrograms;
class KindFacts;

/// Which proxy sends the copies, and what that means. Number keys choose one. UI thread.
class ProxyPage : public WizardPage {
    Q_OBJECT

public:
    /// The programs outlive it.
    ProxyPage(Plan& plan, FoundPrograms& programs, QWidget* parent);

    QString step() const override;
    QString help() const override;
    void enter() override;

private:
    QWidget* buildList();
    QWidget* buildFacts();
    void choose(int row);
    void chooseVersion(int index);
    void noteFound(const std::string& kind);
    void fillVersions();
    void refreshRow(int row);

    FoundPrograms& m_programs;
    QListWidget* m_list = nullptr;
    QLabel* m_title = nullptr;
    QComboBox* m_version = nullptr;
    KindFacts* m_facts = nullptr;
    bool m_versionChosen = false;  // by the user: what is found on PATH no longer decides
};

}  // namespace mirrorscope::ui::wizard
