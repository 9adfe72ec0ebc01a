// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QToolButton;

namespace mirrorscope::ui::sources {

/// The head of a block: what it is, and at the right what its numbers count. UI thread.
class BlockTitle : public QWidget {
    Q_OBJECT

public:
    BlockTitle(const QString& title, const QString& numbers, QWidget* parent = nullptr);

    /// A button at the right that triggers it; one.
    void setAction(QAction* action);
    /// Too narrow for words: only the ground is painted.
    void setTitleShown(bool shown);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QString m_title;
    QString m_numbers;
    bool m_shown = true;
    QToolButton* m_button = nullptr;
};

}  // namespace mirrorscope::ui::sources
