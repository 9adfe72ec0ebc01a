// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <QWidget>
#include <memory>

#include "core/api/header_queries.h"
#include "core/base/cancel_token.h"
#include "core/base/error.h"

class QListWidget;
class QTableView;

namespace mirrorscope::ui::hops {
class HopPanel;
}
namespace mirrorscope::ui::live {
class PageLoader;
}
namespace mirrorscope::ui::text {
class PlainLabel;
}

namespace mirrorscope::ui::detail {

class HeaderPartsModel;
using SharedForwarding = std::shared_ptr<const api::RequestForwarding>;

/// The way of a request: who wrote which part of its forwarding headers, which client was chosen and by which
/// rule, what it shows that is wrong. Reads off-thread once it is looked at; the old content stays until
/// then. UI thread; the loader outlives it.
class ForwardingPage : public QWidget {
    Q_OBJECT

public:
    explicit ForwardingPage(live::PageLoader& loader, QWidget* parent = nullptr);
    ~ForwardingPage() override;

    /// What is shown belongs to this request from now on; with its way where that is read already.
    void setRequest(traffic::RequestId id, SharedForwarding forwarding);
    /// Asks, unless it is there or on its way.
    void ensureRead();
    void forget();
    /// Of times that are told from then on.
    void setTimeZone(const QTimeZone& zone) { m_zone = zone; }

signals:
    void findingActivated(mirrorscope::traffic::FindingId id);

private:
    QWidget* buildWay();
    QWidget* buildFacts();
    text::PlainLabel* addFact(QWidget* parent, const QString& title, const char* name);
    void show(const api::RequestForwarding& forwarding);
    void showFacts(const api::RequestForwarding& forwarding);
    void showFindings(const api::RequestForwarding& forwarding);

    live::PageLoader& m_loader;
    base::CancelToken m_token;
    traffic::RequestId m_id = 0;
    bool m_isRead = false;
    bool m_isAsking = false;
    QTimeZone m_zone = QTimeZone::utc();

    hops::HopPanel* m_hops = nullptr;
    HeaderPartsModel* m_parts;
    QTableView* m_table = nullptr;
    text::PlainLabel* m_client = nullptr;
    text::PlainLabel* m_clientReason = nullptr;
    text::PlainLabel* m_others = nullptr;
    text::PlainLabel* m_source = nullptr;
    text::PlainLabel* m_sourceReason = nullptr;
    text::PlainLabel* m_noFindings = nullptr;
    QListWidget* m_findings = nullptr;
};

}  // namespace mirrorscope::ui::detail
