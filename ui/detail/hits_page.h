// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSplitter>

#include "ui/detail/shown_body.h"
#include "ui/detail/shown_request.h"

class QListView;
class QTableView;

namespace mirrorscope::ui::text {
class PlainLabel;
}

namespace mirrorscope::ui::detail {

class BytePanel;
class HitStepsModel;
class HitsModel;

/// Hits at the left with what led to each, the bytes as received at the right with the match marked. UI
/// thread.
class HitsPage : public QSplitter {
    Q_OBJECT

public:
    explicit HitsPage(QWidget* parent = nullptr);
    /// `body` of the same request, or null while it is not read.
    void setRequest(const SharedRequest& request, const SharedBody& body);
    void setBody(const SharedBody& body);
    /// The next request is another one, whatever its id.
    void forget();
    BytePanel& bytes() { return *m_bytes; }
    /// Secrets are shown or hidden from now on.
    void showSecretsAnew();

private:
    QWidget* makeLeft();
    void showHit(int row);

    SharedRequest m_request;
    SharedBody m_body;
    HitsModel* m_hits;
    HitStepsModel* m_steps;
    QListView* m_list = nullptr;
    QTableView* m_stepTable = nullptr;
    text::PlainLabel* m_score = nullptr;
    text::PlainLabel* m_rules = nullptr;
    BytePanel* m_bytes;
};

}  // namespace mirrorscope::ui::detail
