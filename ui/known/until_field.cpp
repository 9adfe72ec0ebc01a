// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/known/until_field.h"

#include <QCheckBox>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QSignalBlocker>

#include "ui/theme/spacing.h"

namespace mirrorscope::ui::known {
namespace {

/// What a new end stands at: a quarter of a year is long enough for a scan, and short enough to be asked
/// again.
constexpr int kUsualDays = 90;

}  // namespace

UntilField::UntilField(const QString& name, QWidget* parent)
    : QWidget(parent), m_has(new QCheckBox(tr("&Until"), this)), m_date(new QDateEdit(this)) {
    m_has->setObjectName(name + QStringLiteral(".has-until"));
    m_has->setAccessibleName(tr("It ends"));
    m_date->setObjectName(name + QStringLiteral(".until"));
    m_date->setAccessibleName(tr("Last day on which it applies"));
    m_date->setCalendarPopup(true);
    m_date->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kBetween);
    layout->addWidget(m_has);
    layout->addWidget(m_date);
    layout->addStretch(1);
    setDay(std::nullopt);
    connect(m_has, &QCheckBox::toggled, m_date, &QWidget::setEnabled);
    connect(m_has, &QCheckBox::toggled, this, &UntilField::edited);
    connect(m_date, &QDateEdit::dateChanged, this, &UntilField::edited);
}

void UntilField::setDay(const std::optional<standing::Day>& day) {
    const QSignalBlocker box(m_has);
    const QSignalBlocker date(m_date);
    m_has->setChecked(day.has_value());
    m_date->setEnabled(day.has_value());
    m_date->setDate(day ? QDate(static_cast<int>(day->year()),
                                static_cast<int>(static_cast<unsigned>(day->month())),
                                static_cast<int>(static_cast<unsigned>(day->day())))
                        : QDate::currentDate().addDays(kUsualDays));
}

std::optional<standing::Day> UntilField::day() const {
    if (!m_has->isChecked()) {
        return std::nullopt;
    }
    const QDate date = m_date->date();
    return standing::Day{std::chrono::year(date.year()),
                         std::chrono::month(static_cast<unsigned>(date.month())),
                         std::chrono::day(static_cast<unsigned>(date.day()))};
}

}  // namespace mirrorscope::ui::known
