// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QCheckBox;
class QLineEdit;

namespace mirrorscope::ui::shell {

/// What is asked before a report is written: its name, and whether secrets are hidden in it. Says which view
/// it is about. UI thread.
class ReportDialog : public QDialog {
    Q_OBJECT

public:
    struct View {
        QString name;
        QString filter;  // shown text; empty: everything
        QString zone;    // "UTC+01:00"
        bool hidesSecrets = true;
    };

    explicit ReportDialog(const View& view, QWidget* parent = nullptr);

    QString name() const;
    bool hidesSecrets() const;

private:
    QLineEdit* m_name;
    QCheckBox* m_hides;
};

}  // namespace mirrorscope::ui::shell
