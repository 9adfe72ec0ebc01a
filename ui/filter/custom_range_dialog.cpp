// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/custom_range_dialog.h"

#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/filter/local_moment.h"
#include "ui/text/plain_label.h"
#include "ui/text/time_text.h"
#include "ui/theme/spacing.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::filter {
namespace {

constexpr int kWidth = 420;
/// What the filter language can write.
const QDate kFirstDay(1970, 1, 2);
const QDate kLastDay(9999, 12, 30);

base::WallTime wholeSecond(base::WallTime time) {
    return base::WallTime(std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()));
}

/// "Europe/Berlin, UTC+01:00"; zones without a name of a place are named once.
QString zoneWords(const QTimeZone& zone, base::WallTime at) {
    const QString offset = text::zoneText(zone, at);
    const QString id = QString::fromLatin1(zone.id());
    // "Etc/UTC" of a machine without a place.
    const bool saysNothing =
        id.isEmpty() || id.startsWith(QStringLiteral("UTC")) || id.endsWith(u'/' + offset);
    return saysNothing ? offset : id + QStringLiteral(", ") + offset;
}

}  // namespace

CustomRangeDialog::CustomRangeDialog(const TimeSpan& first, const QTimeZone& zone, QWidget* parent)
    : QDialog(parent),
      m_zone(zone),
      m_from(field("range.from", tr("From"), wholeSecond(first.from))),
      m_until(
          field("range.until", tr("Until"), wholeSecond(first.until + std::chrono::microseconds(999'999)))),
      m_note(new text::PlainLabel(this)) {
    setObjectName(QStringLiteral("dialog.range"));
    setWindowTitle(tr("Custom time range"));
    setMinimumWidth(kWidth);
    m_note->setObjectName(QStringLiteral("range.note"));
    m_note->setWordWrap(true);
    layOut();
    connect(m_from, &QDateTimeEdit::dateTimeChanged, this, &CustomRangeDialog::look);
    connect(m_until, &QDateTimeEdit::dateTimeChanged, this, &CustomRangeDialog::look);
    look();
}

QDateTimeEdit* CustomRangeDialog::field(const char* name, const QString& title, base::WallTime value) {
    auto* edit = new QDateTimeEdit(this);
    edit->setObjectName(QLatin1String(name));
    edit->setAccessibleName(title);
    // No zone of its own: it would move a time that clocks leave out while it is being typed.
    edit->setTimeSpec(Qt::UTC);
    edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    edit->setDateRange(kFirstDay, kLastDay);
    edit->setDateTime(localOf(value, m_zone));
    edit->setCalendarPopup(false);
    return edit;
}

void CustomRangeDialog::layOut() {
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_show = buttons->addButton(tr("&Show"), QDialogButtonBox::AcceptRole);
    m_show->setObjectName(QStringLiteral("range.show"));
    m_show->setProperty(theme::kPrimaryProperty, true);
    m_show->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        if (m_span) {
            emit chosen(*m_span);
            accept();
        }
    });
    auto* form = new QFormLayout;
    form->setSpacing(theme::kBarSide);
    form->addRow(tr("&From"), m_from);
    form->addRow(tr("&Until"), m_until);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kPage, theme::kPage, theme::kPage, theme::kPage);
    layout->setSpacing(theme::kBarSide);
    layout->addLayout(form);
    layout->addWidget(m_note);
    layout->addWidget(buttons);
}

void CustomRangeDialog::look() {
    const auto from = momentsOf(m_from->dateTime(), m_zone);
    const auto until = momentsOf(m_until->dateTime(), m_zone);
    m_span.reset();
    QString note;
    if (from.empty() || until.empty()) {
        const QDateTimeEdit* edit = from.empty() ? m_from : m_until;
        note = tr("%1 does not exist in %2: the clocks go forward then.")
                   .arg(edit->text(), QString::fromLatin1(m_zone.id()));
    } else if (until.back() <= from.front()) {
        note = tr("Until has to be later than From.");
    } else {
        m_span = TimeSpan{from.front(), until.back()};
        const QString first = zoneWords(m_zone, m_span->from);
        const QString last = text::zoneText(m_zone, m_span->until);
        note = first.endsWith(last) ? tr("Times are in %1").arg(first)
                                    : tr("Times are in %1, at the end %2").arg(first, last);
        note += QStringLiteral(". ") +
                tr("The range is %1 long.").arg(text::durationText(m_span->until - m_span->from));
    }
    QPalette palette = m_note->palette();
    palette.setColor(QPalette::WindowText, theme::color(m_span ? theme::Role::Text2 : theme::Role::Critical));
    m_note->setPalette(palette);
    m_note->setText(note);
    m_from->setAccessibleDescription(note);
    m_until->setAccessibleDescription(note);
    m_show->setEnabled(m_span.has_value());
}

}  // namespace mirrorscope::ui::filter
