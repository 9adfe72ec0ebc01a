// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "core/query/completion.h"

class QTreeWidget;

namespace mirrorscope::ui::filter {

/// What could follow in the filter, below its line, which keeps the keyboard. Nothing is chosen until
/// somebody moves to it: Enter means what was typed. UI thread.
class CompletionPopup : public QFrame {
    Q_OBJECT

public:
    static constexpr int kRows = 10;

    /// Part of the owner's window.
    explicit CompletionPopup(QWidget* owner);

    /// Nothing to offer: hides.
    void offer(const query::Completion& completion, const QPoint& globalCorner);
    /// -1 up, 1 down; past the ends nothing is chosen.
    void move(int by);
    const query::Candidate* chosen() const;
    const query::Completion& offered() const { return m_offered; }

signals:
    void picked(const mirrorscope::query::Candidate& candidate);

private:
    void place(const QPoint& globalCorner);

    QTreeWidget* m_list;
    query::Completion m_offered;
};

}  // namespace mirrorscope::ui::filter
