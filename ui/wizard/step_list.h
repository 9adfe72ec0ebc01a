// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QToolButton;

namespace mirrorscope::ui::wizard {

/// The left side of the wizard: its steps, those that are done ticked, the present one marked, and help for
/// it below. UI thread.
class StepList : public QWidget {
    Q_OBJECT

public:
    StepList(const QStringList& steps, QWidget* parent);

    void setCurrent(int step);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void helpAsked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QRect rowOf(int step) const;
    void paintStep(QPainter& painter, int step) const;

    const QStringList m_steps;
    int m_current = 0;
    QToolButton* m_help;
};

}  // namespace mirrorscope::ui::wizard
