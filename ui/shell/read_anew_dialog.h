// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "core/api/mirror_service.h"
#include "core/api/session_operations.h"

class QRadioButton;

namespace mirrorscope::ui::shell {

/// What of the stored requests is to be found out again; says what is done and what stays. UI thread.
class ReadAnewDialog : public QDialog {
    Q_OBJECT

public:
    /// `status` is that of the session now.
    ReadAnewDialog(const api::ServiceStatus& status, QWidget* parent);
    void accept() override;

signals:
    void chosen(mirrorscope::api::ReadAnew what);

private:
    /// A choice with its consequences below it.
    QRadioButton* add(const char* name, const QString& title, const QString& meaning);

    QRadioButton* m_senders;
    QRadioButton* m_verdicts;
    QRadioButton* m_both;
};

}  // namespace mirrorscope::ui::shell
