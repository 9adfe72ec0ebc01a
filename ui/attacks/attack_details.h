// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <deque>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/traffic/rows.h"
#include "ui/attacks/row_key.h"

namespace mirrorscope::ui::live {
class PageLoader;
}

namespace mirrorscope::ui::attacks {

/// Hits of one attack by the same rule that matched the same value in the same place.
struct AttackHit {
    traffic::HitRow first;  // that this window read; its id names the row
    traffic::RequestId newest = 0;
    std::size_t count = 0;  // among those that were read
};

/// What an opened attack is made of: its hits, worst first, and its requests, newest first, read a page at a
/// time by a reader thread. Destroying it cancels what is on its way. UI thread; the loader outlives it.
class AttackDetails : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t kPage = 100;
    /// More rows are no help in a tree: the requests table has the rest.
    static constexpr std::size_t kMostRequests = 2000;
    /// Of a page of requests.
    static constexpr std::size_t kHitsRead = 2000;
    /// Different ones that are kept.
    static constexpr std::size_t kMostHits = 500;
    static constexpr std::size_t kHitsAtFirst = 6;

    /// `expected`: the requests that the attack is known to have.
    AttackDetails(live::PageLoader& loader, traffic::AttackId attack, std::uint64_t expected);
    ~AttackDetails() override;

    std::vector<RowKey> rows() const;
    const AttackHit* hit(std::int64_t id) const;
    const traffic::RequestRow* request(traffic::RequestId id) const;
    std::size_t hiddenHits() const { return m_hits.size() - std::min(m_hits.size(), m_hitsWanted); }
    std::uint64_t hiddenRequests() const;
    /// There are more, but no more are shown.
    bool isFull() const { return m_requests.size() >= kMostRequests; }
    bool hasFailed() const { return m_hasFailed; }

    void showMoreHits();
    void showMoreRequests();
    /// The attack grew to so many requests: reads those that came.
    void growTo(std::uint64_t expected);

signals:
    void changed();

private:
    struct Page {
        std::vector<traffic::RequestRow> requests;
        std::vector<traffic::HitRow> hits;
    };
    void read(const traffic::PageQuery& query);
    void take(const traffic::PageQuery& query, base::Result<Page> page);
    void add(const std::vector<traffic::HitRow>& hits);

    using HitName = std::tuple<std::int64_t, std::string, std::string>;

    live::PageLoader& m_loader;
    traffic::AttackId m_attack;
    std::uint64_t m_expected;
    std::uint64_t m_gone = 0;  // of them, removed by retention
    std::deque<traffic::RequestRow> m_requests;
    std::vector<AttackHit> m_hits;             // worst first
    std::map<HitName, std::int64_t> m_hitIds;  // of the first of its like
    std::size_t m_hitsWanted = kHitsAtFirst;
    std::size_t m_awaited = 0;  // older requests on their way
    base::CancelToken m_token;
    bool m_isReading = false;
    bool m_grew = false;
    bool m_hasFailed = false;
};

}  // namespace mirrorscope::ui::attacks
