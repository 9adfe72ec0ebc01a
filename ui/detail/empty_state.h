// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace mirrorscope::ui::text {
class PlainLabel;
}

namespace mirrorscope::ui::detail {

/// A title and what to do, in the middle of an empty pane. Plain text. UI thread.
class EmptyState : public QWidget {
    Q_OBJECT

public:
    explicit EmptyState(const QString& name, QWidget* parent = nullptr);
    void setTexts(const QString& title, const QString& text);

private:
    text::PlainLabel* m_title;
    text::PlainLabel* m_text;
};

}  // namespace mirrorscope::ui::detail
