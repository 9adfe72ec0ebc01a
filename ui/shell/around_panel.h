// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <QWidget>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/traffic/rows.h"
#include "ui/shell/request_surroundings.h"

class QComboBox;
class QLabel;
class QTableView;
class QToolButton;

namespace mirrorscope::ui::live {
class PageLoader;
}

namespace mirrorscope::ui::shell {

class AroundModel;

/// What came just before and after one request, whatever the filter hides: of all sources, of its source, or
/// of its client; so many requests or so many minutes, and more on either side when asked. Stays with that
/// request until another is asked for. UI thread; the loader outlives it.
class AroundPanel : public QWidget {
    Q_OBJECT

public:
    explicit AroundPanel(live::PageLoader& loader, QWidget* parent = nullptr);
    ~AroundPanel() override;

    /// 0 empties it.
    void setRequest(traffic::RequestId id);
    /// What its client did, over all sources, a quarter of an hour around it.
    void showClient(traffic::RequestId id);
    traffic::RequestId request() const { return m_id; }
    void setTimeZone(const QTimeZone& zone);
    QWidget* table() const;

signals:
    void requestChosen(mirrorscope::traffic::RequestId id);

private:
    void buildControls();
    void buildTable();
    void begin();
    void load();
    Reach reach(int steps) const;
    void take(base::Result<Surroundings> found);
    void showState(bool isStored);

    live::PageLoader& m_loader;
    base::CancelToken m_token;
    traffic::RequestId m_id = 0;
    bool m_isFilling = false;  // the selection is ours
    AroundModel* m_model;
    QLabel* m_title;
    QComboBox* m_each;
    QComboBox* m_which;
    QLabel* m_state;
    QToolButton* m_earlier;
    QToolButton* m_later;
    QTableView* m_table;
    // How often the chosen reach counts on either side.
    int m_before = 1;
    int m_after = 1;
    traffic::RequestId m_current = 0;  // the row that has the mark
};

}  // namespace mirrorscope::ui::shell
