// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <functional>

class QAbstractItemView;
class QPushButton;

namespace mirrorscope::ui::filter {
class FilterState;
}
namespace mirrorscope::ui::text {
class PlainLabel;
}

namespace mirrorscope::ui::shell {

/// In the middle of a table without rows: that nothing fits the filter, and the ways out of it. Child of the
/// table's viewport; the filter outlives it. UI thread.
class NoMatch : public QWidget {
    Q_OBJECT

public:
    /// What to say of a table without rows; empty: nothing yet. Asked on every refresh().
    using Title = std::function<QString()>;

    NoMatch(QAbstractItemView& view, filter::FilterState& filter, Title title);

public slots:
    void refresh();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void layOut();

    QAbstractItemView& m_view;
    filter::FilterState& m_filter;
    Title m_titleOf;
    text::PlainLabel* m_title;
    text::PlainLabel* m_text;
    QPushButton* m_removeLast;
    QPushButton* m_clear;
};

}  // namespace mirrorscope::ui::shell
