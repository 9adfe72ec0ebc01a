// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>

#include "core/standing/day.h"

class QCheckBox;
class QDateEdit;

namespace mirrorscope::ui::known {

/// The last day on which an entry applies, or none. UI thread.
class UntilField : public QWidget {
    Q_OBJECT

public:
    /// Objects are named "NAME.has-until", "NAME.until".
    explicit UntilField(const QString& name, QWidget* parent = nullptr);

    void setDay(const std::optional<standing::Day>& day);
    std::optional<standing::Day> day() const;

signals:
    /// By the user.
    void edited();

private:
    QCheckBox* m_has;
    QDateEdit* m_date;
};

}  // namespace mirrorscope::ui::known
