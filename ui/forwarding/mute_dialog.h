// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <optional>

#include "core/base/clock.h"

class QDateEdit;
class QLineEdit;
class QRadioButton;

namespace mirrorscope::ui::forwarding {

/// Why a finding is not to be seen, and until when. UI thread.
class MuteDialog : public QDialog {
    Q_OBJECT

public:
    MuteDialog(const QString& finding, QWidget* parent);
    void accept() override;

signals:
    /// `until` unset: for good.
    void chosen(const QString& reason, const std::optional<mirrorscope::base::WallTime>& until);

private:
    QLineEdit* m_reason;
    QRadioButton* m_forGood;
    QRadioButton* m_untilDay;
    QDateEdit* m_day;
};

}  // namespace mirrorscope::ui::forwarding
