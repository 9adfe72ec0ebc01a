// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/shell/conditions.h"

namespace mirrorscope::ui::shell {

/// One condition as a bar: icon, what happened, what it means, what to press. UI thread.
class Banner : public QWidget {
    Q_OBJECT

public:
    explicit Banner(const Condition& condition, QWidget* parent = nullptr);

    const Condition& condition() const { return m_condition; }

signals:
    void remedyChosen(mirrorscope::ui::shell::Remedy remedy, const std::string& listener);
    void closed(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Condition m_condition;
};

}  // namespace mirrorscope::ui::shell
