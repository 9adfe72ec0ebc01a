// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QTimeZone>
#include <optional>

#include "ui/filter/condition.h"

class QDateTimeEdit;
class QPushButton;

namespace mirrorscope::ui::text {
class PlainLabel;
}

namespace mirrorscope::ui::filter {

/// Asks for a time range in the zone of the window, which it names. Says at once what is wrong with it. An
/// hour that comes twice is taken whole: from its first pass, until its second. UI thread.
class CustomRangeDialog : public QDialog {
    Q_OBJECT

public:
    /// Whole seconds are asked for; `first` stands in the fields.
    CustomRangeDialog(const TimeSpan& first, const QTimeZone& zone, QWidget* parent = nullptr);

signals:
    void chosen(const mirrorscope::ui::filter::TimeSpan& span);

private:
    QDateTimeEdit* field(const char* name, const QString& title, base::WallTime value);
    void layOut();
    void look();

    QTimeZone m_zone;
    QDateTimeEdit* m_from;
    QDateTimeEdit* m_until;
    text::PlainLabel* m_note;
    QPushButton* m_show = nullptr;
    std::optional<TimeSpan> m_span;  // unset: what is in the fields is no range
};

}  // namespace mirrorscope::ui::filter
