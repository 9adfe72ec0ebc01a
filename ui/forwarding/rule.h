// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace mirrorscope::ui::forwarding {

/// A line between two parts of a page; follows the theme. UI thread.
class Rule : public QWidget {
    Q_OBJECT

public:
    explicit Rule(QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace mirrorscope::ui::forwarding
