// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "core/api/session_queries.h"
#include "tests/support/fake_header_queries.h"

namespace mirrorscope::test {

/// A session in memory with as many requests as a test wants: rows nobody set are made when asked for. Any
/// thread.
class FakeSession {
public:
    /// Requests 1 to `last`, made by `row` when read; the default is a clean GET.
    void setRequests(traffic::RequestId last);
    void setRow(traffic::RequestRow row);
    void setDetail(traffic::RequestDetail detail);
    /// Else a value is "NAME of ID".
    void setHeader(traffic::RequestId id, const std::string& name, std::string value);
    void setMark(traffic::RequestId id, traffic::Mark mark);
    /// What is answered to who asks for it anew; rows of attacks are not changed.
    void setTriage(traffic::AttackId attack, std::string triage);
    void setAttacks(std::vector<traffic::AttackRow> attacks);
    void setHits(std::vector<traffic::HitRow> hits);  // ids ascending
    void setSources(std::vector<traffic::Source> sources);
    /// What is known about headers.
    HeaderFacts& headers() { return m_headerFacts; }
    traffic::RequestId last() const;

    /// Changes a row as the analysis does.
    void change(traffic::RequestId id, const std::function<void(traffic::RequestRow&)>& change);

    /// sorted() fails.
    void refuseSorting(bool refuse) { m_refusesSorting = refuse; }

    /// Questions wait until open() or until they are cancelled.
    void close();
    void open();

    std::size_t asked() const { return m_asked; }
    std::size_t cancelled() const { return m_cancelled; }
    /// Deadline is a guard against hangs; false when it passed.
    bool waitUntilAsked(std::size_t count);

    std::unique_ptr<api::SessionQueries> queries();

private:
    friend class FakeQueries;

    /// Counts the question and waits while the session is closed; true: cancelled.
    bool enter(const base::CancelToken& cancel);
    traffic::RequestRow rowLocked(traffic::RequestId id) const;

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    traffic::RequestId m_last = 0;
    std::map<traffic::RequestId, traffic::RequestRow> m_rows;
    std::map<traffic::RequestId, traffic::RequestDetail> m_details;
    std::map<std::pair<traffic::RequestId, std::string>, std::string> m_headers;
    std::map<traffic::RequestId, traffic::Mark> m_marks;
    std::map<traffic::AttackId, std::string> m_triage;
    std::vector<traffic::AttackRow> m_attacks;
    std::vector<traffic::HitRow> m_hits;
    std::vector<traffic::Source> m_sources;
    HeaderFacts m_headerFacts;
    bool m_closed = false;
    std::atomic<bool> m_refusesSorting{false};
    std::atomic<std::size_t> m_asked{0};
    std::atomic<std::size_t> m_cancelled{0};
};

/// A clean GET of edge-nginx; ids that divide by 10 come from shop-envoy.
traffic::RequestRow cleanRow(traffic::RequestId id);
/// Just arrived: no context, state pending.
traffic::RequestRow arrivedRow(traffic::RequestId id);
traffic::RequestContext contextOf(traffic::RequestId id);
traffic::AttackRow attackRow(traffic::AttackId id, traffic::AttackType type, traffic::Severity severity);

}  // namespace mirrorscope::test
