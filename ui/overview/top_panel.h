// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <map>

#include "ui/overview/overview_feed.h"

class QHBoxLayout;
class QTableView;
class QToolButton;

namespace mirrorscope::ui::text {
class PlainLabel;
}

namespace mirrorscope::ui::overview {

class TopModel;

/// One list of frequent values: click or Enter shows only one, Ctrl excludes it. The title is a menu where
/// the place is shared by two kinds. UI thread.
class TopPanel final : public QFrame {
    Q_OBJECT

public:
    /// The first kind is shown first; several share the panel.
    TopPanel(const QString& objectName, std::vector<traffic::TopBy> kinds, QWidget* parent = nullptr);

    /// Of one of its kinds; another one is not its own.
    void setAnswer(const TopAnswer& answer);
    /// At the right end of the title.
    void addControl(QWidget* control);
    void setKind(traffic::TopBy by);
    TopModel& model() const { return *m_models[m_shown]; }
    QTableView& table() const { return *m_view; }

signals:
    void conditionsRequested(const std::vector<mirrorscope::query::Node>& conditions, bool exclude);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* buildTitle();
    void buildTable();
    void showTitle();
    void ask(const QModelIndex& index, bool exclude);
    void openMenu(const QModelIndex& index, QPoint at);

    std::vector<TopModel*> m_models;
    std::size_t m_shown = 0;
    std::map<traffic::TopBy, traffic::TopOf> m_answered;  // what was counted
    QHBoxLayout* m_line = nullptr;
    QToolButton* m_title;
    text::PlainLabel* m_note;
    QTableView* m_view;
    text::PlainLabel* m_empty;
};

}  // namespace mirrorscope::ui::overview
