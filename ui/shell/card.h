// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "ui/theme/icons.h"

class QLabel;
class QPushButton;

namespace mirrorscope::ui::shell {

/// A framed choice on an empty page: icon, title, one sentence, one button. UI thread.
class Card : public QFrame {
    Q_OBJECT

public:
    Card(theme::Icon icon, const QString& title, const QString& sentence, const QString& action,
         QWidget* parent = nullptr);

    QPushButton* button() const { return m_button; }
    QLabel* sentence() const { return m_sentence; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QLabel* m_sentence;
    QPushButton* m_button;
};

}  // namespace mirrorscope::ui::shell
