// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/api/mirror_service.h"
#include "ui/wizard/wizard_context.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace mirrorscope::ui::text {
class IconMark;
}

namespace mirrorscope::ui::wizard {

struct Plan;

/// Who the proxy is to the listener: the address that it connects from, whether it may, and whether what it
/// says of clients counts. UI thread; plan and services outlive it.
class SenderBox : public QWidget {
    Q_OBJECT

public:
    SenderBox(Plan& plan, const WizardContext& context, QWidget* parent);

    /// Reads the plan; `listener`: that gets the copies.
    void refresh(const api::ListenerStatus& listener);
    /// Nothing was typed, or it is an address or a block.
    bool isSound() const;

signals:
    void edited();
    /// Somebody else may connect now.
    void allowed();

private:
    void layOut();
    void allow();
    /// As typed; loopback where nothing was and the proxy runs here.
    std::string sender() const;
    void say(bool may, bool isKnown);

    Plan& m_plan;
    WizardContext m_context;
    api::ListenerStatus m_listener;
    QLineEdit* m_address;
    QLabel* m_error;
    text::IconMark* m_mark;
    QLabel* m_state;
    QPushButton* m_allow;
    QCheckBox* m_keep;
    QLabel* m_failure;
    QCheckBox* m_believe;
};

}  // namespace mirrorscope::ui::wizard
