// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include "core/api/mirror_service.h"
#include "ui/wizard/wizard_context.h"
#include "ui/wizard/wizard_page.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace mirrorscope::ui::text {
class IconMark;
}

namespace mirrorscope::ui::wizard {

class AnswerForm;

class SenderBox;

/// Which listener gets the copies, at which address the proxy reaches it, and whether it may. Its buttons act
/// at once; nothing else does. UI thread.
class ListenerPage : public WizardPage {
    Q_OBJECT

public:
    ListenerPage(Plan& plan, const WizardContext& context, QWidget* parent);

    QString step() const override;
    QString help() const override;
    void enter() override;
    bool isComplete() const override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* buildForm();
    QWidget* buildAddress(QWidget* parent);
    QWidget* buildTry(QWidget* parent);
    void setElsewhere(bool isElsewhere);
    void readStatus();
    void fillListeners();
    void offerAddresses();
    void takeAddress(const QString& address);
    void refresh();
    void move();
    const api::ListenerStatus& chosen() const;

    WizardContext m_context;
    api::ServiceStatus m_status;
    api::ListenerStatus m_none;  // stands in where there is no listener
    QRadioButton* m_here = nullptr;
    QRadioButton* m_elsewhere = nullptr;
    QComboBox* m_listener = nullptr;
    QComboBox* m_address = nullptr;
    QLabel* m_error = nullptr;
    text::IconMark* m_mark = nullptr;
    QLabel* m_advice = nullptr;
    QPushButton* m_move = nullptr;
    QLabel* m_failure = nullptr;
    SenderBox* m_sender = nullptr;
    QLabel* m_tlsTitle = nullptr;
    AnswerForm* m_tls = nullptr;
    QLineEdit* m_command = nullptr;
    QTimer m_look;
    bool m_isFilling = false;
};

}  // namespace mirrorscope::ui::wizard
