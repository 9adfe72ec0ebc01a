// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <set>

#include "ui/overview/overview_feed.h"

class QTableView;

namespace mirrorscope::ui::overview {

class HealthModel;

/// The table of mirror health; as high as its rows. A click on a source shows only it, Ctrl excludes it, a
/// double click or Enter opens what is wrong with it. UI thread.
class HealthPanel final : public QFrame {
    Q_OBJECT

public:
    explicit HealthPanel(QWidget* parent = nullptr);

    void setAnswer(const HealthAnswer& answer);
    void setSilent(const std::set<traffic::SourceId>& silent);
    HealthModel& model() const { return *m_model; }
    QTableView& table() const { return *m_view; }
    /// Without the last hour and two of the lags.
    void setNarrow(bool narrow);
    QSize sizeHint() const override;

signals:
    void sourceRequested(const std::string& name, bool exclude);
    void findingsRequested(mirrorscope::traffic::SourceId source);
    void proofRequested(mirrorscope::traffic::SourceId source);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* buildTitle();
    void buildTable();
    void ask(const QModelIndex& index, bool exclude);
    void openMenu(const QModelIndex& index, QPoint at);

    HealthModel* m_model;
    QTableView* m_view;
};

}  // namespace mirrorscope::ui::overview
