// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace mirrorscope::ui::proof {

/// A line between two parts. UI thread.
class Rule final : public QWidget {
    Q_OBJECT

public:
    Rule(Qt::Orientation direction, QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace mirrorscope::ui::proof
