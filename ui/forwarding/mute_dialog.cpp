// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/mute_dialog.h"

#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>

#include "ui/text/plain_label.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::forwarding {
namespace {

/// A line of text that a person remembers a year later.
constexpr int kMostReason = 256;
constexpr int kUsualDays = 30;
constexpr int kLeastWidth = 420;

}  // namespace

MuteDialog::MuteDialog(const QString& finding, QWidget* parent)
    : QDialog(parent),
      m_reason(new QLineEdit(this)),
      m_forGood(new QRadioButton(tr("For good"), this)),
      m_untilDay(new QRadioButton(tr("Until the end of"), this)),
      m_day(new QDateEdit(QDate::currentDate().addDays(kUsualDays), this)) {
    setObjectName(QStringLiteral("dialog.mute"));
    setWindowTitle(tr("Mute a finding"));
    setAccessibleName(windowTitle());
    setMinimumWidth(kLeastWidth);
    auto* what = new text::PlainLabel(finding, this);
    what->setWordWrap(true);
    auto* meaning = new text::PlainLabel(
        tr("It leaves lists and counts of this source. It is still watched: “Show muted” has it."), this);
    meaning->setWordWrap(true);
    meaning->setForegroundRole(QPalette::PlaceholderText);
    m_reason->setObjectName(QStringLiteral("mute.reason"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setMaxLength(kMostReason);
    m_forGood->setObjectName(QStringLiteral("mute.for-good"));
    m_untilDay->setObjectName(QStringLiteral("mute.until"));
    m_untilDay->setChecked(true);
    m_day->setObjectName(QStringLiteral("mute.day"));
    m_day->setAccessibleName(tr("Last day"));
    m_day->setCalendarPopup(true);
    m_day->setMinimumDate(QDate::currentDate());
    connect(m_untilDay, &QRadioButton::toggled, m_day, &QWidget::setEnabled);
    auto* day = new QHBoxLayout;
    day->addWidget(m_untilDay);
    day->addWidget(m_day);
    day->addStretch();
    auto* form = new QFormLayout;
    form->addRow(tr("&Reason"), m_reason);
    form->addRow(QString(), day);
    form->addRow(QString(), m_forGood);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto* mute = buttons->addButton(tr("Mute"), QDialogButtonBox::AcceptRole);
    mute->setObjectName(QStringLiteral("mute.go"));
    mute->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(theme::kBarSide);
    layout->addWidget(what);
    layout->addLayout(form);
    layout->addWidget(meaning);
    layout->addWidget(buttons);
    m_reason->setFocus();
}

void MuteDialog::accept() {
    std::optional<base::WallTime> until;
    if (m_untilDay->isChecked()) {
        const qint64 end = m_day->date().addDays(1).startOfDay().toMSecsSinceEpoch();
        until = base::WallTime(std::chrono::milliseconds(end));
    }
    emit chosen(m_reason->text().trimmed(), until);
    QDialog::accept();
}

}  // namespace mirrorscope::ui::forwarding
