// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/sender_box.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "core/base/error_text.h"
#include "ui/text/icon_mark.h"
#include "ui/text/role_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/spacing.h"
#include "ui/wizard/lasting_allow.h"
#include "ui/wizard/listener_advice.h"
#include "ui/wizard/plan.h"

namespace mirrorscope::ui::wizard {
namespace {

constexpr int kTitleWidth = 168;

}  // namespace

SenderBox::SenderBox(Plan& plan, const WizardContext& context, QWidget* parent)
    : QWidget(parent),
      m_plan(plan),
      m_context(context),
      m_address(new QLineEdit(this)),
      m_error(text::makeLabel({}, theme::TextStyle::Small, theme::Role::Critical, this)),
      m_mark(new text::IconMark(theme::Icon::SeverityLow, theme::Role::Text2, this)),
      m_state(text::makeLabel({}, theme::TextStyle::Body, theme::Role::Text, this)),
      m_allow(new QPushButton(tr("&Let it connect"), this)),
      m_keep(new QCheckBox(tr("After the next start too (setting allow)"), this)),
      m_failure(text::makeLabel({}, theme::TextStyle::Small, theme::Role::Critical, this)),
      m_believe(new QCheckBox(tr("Belie&ve what it says of clients (X-Forwarded-For and its like)"), this)) {
    setObjectName(QStringLiteral("wizard.sender-box"));
    m_address->setObjectName(QStringLiteral("wizard.sender"));
    m_address->setAccessibleName(tr("Address of the proxy"));
    m_error->setObjectName(QStringLiteral("wizard.error.sender"));
    m_state->setObjectName(QStringLiteral("wizard.sender-state"));
    m_allow->setObjectName(QStringLiteral("wizard.allow"));
    m_allow->setAutoDefault(false);
    m_keep->setObjectName(QStringLiteral("wizard.allow-lasts"));
    m_keep->setChecked(!m_context.settingsFile.empty());
    m_keep->setEnabled(!m_context.settingsFile.empty());
    m_failure->setObjectName(QStringLiteral("wizard.error.allow"));
    m_failure->hide();
    m_believe->setObjectName(QStringLiteral("wizard.believe"));
    layOut();
    connect(m_address, &QLineEdit::textEdited, this, [this](const QString& text) {
        m_plan.sender = text.trimmed().toStdString();
        emit edited();
    });
    connect(m_allow, &QPushButton::clicked, this, &SenderBox::allow);
    connect(m_believe, &QCheckBox::toggled, this, [this](bool on) {
        m_plan.isBelieved = on;
        emit edited();
    });
}

void SenderBox::layOut() {
    auto* title = new QLabel(tr("Add&ress of the proxy"), this);
    title->setFixedWidth(kTitleWidth);
    title->setBuddy(m_address);
    auto* state = new QHBoxLayout;
    state->setSpacing(theme::kBetween);
    state->addWidget(m_mark, 0, Qt::AlignTop);
    state->addWidget(m_state, 1);
    auto* act = new QHBoxLayout;
    act->setSpacing(theme::kBarSide);
    act->addWidget(m_allow);
    act->addWidget(m_keep, 1);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme::kBarSide);
    grid->setVerticalSpacing(theme::kInside);
    grid->setColumnStretch(1, 1);
    grid->addWidget(title, 0, 0);
    grid->addWidget(m_address, 0, 1);
    grid->addWidget(m_error, 1, 1);
    grid->addWidget(
        text::makeNote(tr("That it connects from, or a block of them: 192.0.2.7, 10.42.0.0/16."), this), 2,
        1);
    grid->addLayout(state, 3, 1);
    grid->addLayout(act, 4, 1);
    grid->addWidget(m_failure, 5, 1);
    grid->addWidget(m_believe, 6, 1);
    grid->addWidget(text::makeNote(tr("Counts for this source as soon as its copies come. Without it, client "
                                      "addresses are kept as claims."),
                                   this),
                    7, 1);
}

bool SenderBox::isSound() const {
    return m_plan.sender.empty() || base::IpNetwork::parse(m_plan.sender).has_value();
}

std::string SenderBox::sender() const {
    return m_plan.sender.empty() && !m_plan.isElsewhere ? "127.0.0.1" : m_plan.sender;
}

void SenderBox::refresh(const api::ListenerStatus& listener) {
    m_listener = listener;
    if (m_address->text().trimmed().toStdString() != m_plan.sender) {
        m_address->setText(QString::fromStdString(m_plan.sender));
    }
    m_believe->setChecked(m_plan.isBelieved);
    m_address->setPlaceholderText(m_plan.isElsewhere ? QStringLiteral("192.0.2.7")
                                                     : QStringLiteral("127.0.0.1"));
    const auto network = base::IpNetwork::parse(sender());
    const QString complaint =
        isSound() ? QString() : tr("Expected: an address or CIDR block, such as 10.0.0.0/8.");
    m_error->setText(complaint);
    m_error->setVisible(!complaint.isEmpty());
    m_address->setAccessibleDescription(complaint);
    say(network && mayConnect(listener, *network), network.has_value());
}

void SenderBox::say(bool may, bool isKnown) {
    if (!isKnown) {
        m_mark->setIcon(theme::Icon::SeverityLow, theme::Role::Text2);
        m_state->setText(m_listener.allow.empty()
                             ? tr("Only this machine may connect; say where the proxy connects from.")
                             : tr("Only the addresses of the allow-list may connect."));
    } else {
        m_mark->setIcon(may ? theme::Icon::Ok : theme::Icon::SeverityHigh,
                        may ? theme::Role::Ok : theme::Role::High);
        m_state->setText(may ? tr("It may connect.")
                             : tr("It may not connect: its copies would be refused."));
    }
    m_allow->setVisible(isKnown && !may);
    m_keep->setVisible(isKnown && !may);
}

void SenderBox::allow() {
    const auto network = base::IpNetwork::parse(sender());
    if (!network) {
        return;
    }
    auto done = m_context.mirror.allow(*network);
    if (done && m_keep->isChecked() && m_keep->isEnabled()) {
        done = keepAllowed(m_context.settingsFile, *network);
    }
    m_failure->setVisible(!done);
    if (!done) {
        m_failure->setText(text::shownText(base::errorText(done.error())));
    }
    emit allowed();
}

}  // namespace mirrorscope::ui::wizard
