// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shell/fake_service.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <thread>

namespace mirrorscope::test {
namespace {

/// Newest or oldest first behind `after`, as the store pages.
template <typename Row, typename Id>
std::vector<Row> page(const std::vector<Row>& rows, const traffic::PageQuery& query, const Id& id) {
    std::vector<Row> found;
    for (std::size_t i = 0; i < rows.size() && found.size() < query.limit; ++i) {
        const Row& row = query.newestFirst ? rows[rows.size() - 1 - i] : rows[i];
        const bool beyond =
            query.after == 0 || (query.newestFirst ? id(row) < query.after : id(row) > query.after);
        if (beyond) {
            found.push_back(row);
        }
    }
    return found;
}

class FakeQueries final : public FakeHeaderQueries {
public:
    FakeQueries(const FakeSession& session, const FakeDecisions* decisions, const HeaderFacts& headers)
        : FakeHeaderQueries(headers), m_session(session), m_decisions(decisions) {}

    base::Result<std::vector<traffic::RequestRow>> requests(const traffic::PageQuery& query,
                                                            const base::CancelToken&) override {
        return page(rowsThatMatch(m_session.requests, query.filter, m_decisions), query,
                    [](const traffic::RequestRow& row) { return row.id; });
    }
    base::Result<std::vector<traffic::AttackRow>> attacks(const traffic::PageQuery& query,
                                                          const base::CancelToken&) override {
        std::vector<traffic::AttackRow> rows = m_session.attacks;
        for (traffic::AttackRow& row : rows) {
            row.triage = m_decisions != nullptr ? m_decisions->triageOfAttack(row.attack.id) : row.triage;
        }
        return page(rows, query, [](const traffic::AttackRow& row) { return row.attack.id; });
    }
    base::Result<std::vector<traffic::HitRow>> hits(const traffic::PageQuery& query,
                                                    const base::CancelToken&) override {
        std::vector<traffic::HitRow> all;
        for (const traffic::RequestDetail& detail : m_session.details) {
            all.insert(all.end(), detail.hits.begin(), detail.hits.end());
        }
        return page(all, query, [](const traffic::HitRow& row) { return row.id; });
    }
    base::Result<std::vector<traffic::RequestId>> attackRequests(traffic::AttackId attack,
                                                                 const traffic::PageQuery& query,
                                                                 const base::CancelToken&) override {
        std::vector<traffic::RequestId> ids;
        for (const traffic::RequestDetail& detail : m_session.details) {
            if (std::ranges::find(detail.hits, attack, &traffic::HitRow::attackId) != detail.hits.end()) {
                ids.push_back(detail.request.id);
            }
        }
        return page(ids, query, [](traffic::RequestId id) { return id; });
    }
    base::Result<traffic::SortedRequests> sorted(const traffic::SortQuery&, const base::CancelToken&,
                                                 const traffic::OnSortProgress&) override {
        traffic::SortedRequests out;
        for (const traffic::RequestRow& row : m_session.requests) {
            out.ids.push_back(row.id);
        }
        out.found = out.ids.size();
        return out;
    }
    base::Result<std::vector<std::vector<std::string>>> headerValues(
        const std::vector<traffic::RequestId>& requests, const std::vector<std::string>& names,
        const base::CancelToken&) override {
        return std::vector(requests.size(), std::vector<std::string>(names.size()));
    }
    base::Result<std::vector<traffic::Mark>> marks(const std::vector<traffic::RequestId>& requests,
                                                   const base::CancelToken&) override {
        std::vector<traffic::Mark> out;
        std::ranges::transform(requests, std::back_inserter(out), [this](traffic::RequestId id) {
            return m_decisions != nullptr ? m_decisions->markOf(id) : traffic::Mark::None;
        });
        return out;
    }
    base::Result<std::vector<std::string>> triageOf(const std::vector<traffic::AttackId>& attacks,
                                                    const base::CancelToken&) override {
        std::vector<std::string> states;
        std::ranges::transform(attacks, std::back_inserter(states), [this](traffic::AttackId id) {
            return m_decisions != nullptr ? m_decisions->triageOfAttack(id) : std::string("new");
        });
        return states;
    }
    base::Result<std::string> decisionsStamp() override {
        return m_decisions != nullptr ? m_decisions->stamp() : std::string();
    }
    base::Result<std::vector<traffic::HitRow>> attackHits(traffic::AttackId attack,
                                                          const traffic::PageQuery& query,
                                                          const base::CancelToken&) override {
        std::vector<traffic::HitRow> all;
        for (const traffic::RequestDetail& detail : m_session.details) {
            std::ranges::copy_if(detail.hits, std::back_inserter(all),
                                 [attack](const traffic::HitRow& hit) { return hit.attackId == attack; });
        }
        return page(all, query, [](const traffic::HitRow& row) { return row.requestId; });
    }
    base::Result<std::vector<traffic::Source>> sources(const base::CancelToken&) override {
        return m_session.sources;
    }
    base::Result<traffic::RequestDetail> detail(traffic::RequestId id, const base::CancelToken&) override {
        const auto found = std::ranges::find(
            m_session.details, id, [](const traffic::RequestDetail& one) { return one.request.id; });
        if (found == m_session.details.end()) {
            return base::Error{base::ErrorCode::RequestNotFound, {std::to_string(id)}};
        }
        traffic::RequestDetail detail = *found;
        if (m_decisions != nullptr) {
            detail.marks = m_decisions->marksOf(id);
        }
        return detail;
    }
    base::Result<std::vector<traffic::RollupRow>> rollup(int, base::WallTime from, base::WallTime until,
                                                         const base::CancelToken&) override {
        std::vector<traffic::RollupRow> rows;
        std::ranges::copy_if(m_session.rollup, std::back_inserter(rows), [&](const traffic::RollupRow& row) {
            return row.bucket >= from && row.bucket < until;
        });
        return rows;
    }
    base::Result<traffic::SessionProgress> progress() override {
        traffic::SessionProgress progress;
        progress.requests = m_session.requests.size();
        progress.lastRequest = static_cast<traffic::RequestId>(m_session.requests.size());
        progress.contextCursor = progress.lastRequest;
        progress.verdictCursor = progress.lastRequest;
        progress.attacks = m_session.attacks.size();
        return progress;
    }

private:
    const FakeSession& m_session;
    const FakeDecisions* m_decisions;
};

}  // namespace

base::Result<void> FakeService::listen(const api::ListenerAddress& address) {
    const std::lock_guard lock(m_mutex);
    api::ListenerStatus listener;
    listener.address = address;
    listener.listening = true;
    m_status.listeners = {listener};
    return {};
}

void FakeService::stopListening(const std::string& name) {
    const std::lock_guard lock(m_mutex);
    for (api::ListenerStatus& listener : m_status.listeners) {
        listener.listening = listener.listening && listener.address.name != name;
    }
}

base::Result<void> FakeService::allow(const base::IpNetwork& network) {
    const std::lock_guard lock(m_mutex);
    for (api::ListenerStatus& listener : m_status.listeners) {
        listener.allow.push_back(network);
    }
    return {};
}

api::ServiceStatus FakeService::status() const {
    const std::lock_guard lock(m_mutex);
    return m_status;
}

base::Result<std::unique_ptr<api::SessionQueries>> FakeService::queries() const {
    return std::unique_ptr<api::SessionQueries>(
        std::make_unique<FakeQueries>(m_session, m_decisions, m_headers));
}

void FakeService::setStatus(api::ServiceStatus status) {
    const std::lock_guard lock(m_mutex);
    m_status = std::move(status);
}

base::Result<void> FakeOperations::begin(const std::filesystem::path& next) {
    return base::Error{base::ErrorCode::SessionExists, {next.string()}};
}

base::Result<void> FakeOperations::saveCopy(const std::filesystem::path&, const base::CancelToken& cancel,
                                            const api::CopyProgress& progress) {
    while (!cancel.isCancelled()) {
        progress(1, 2);
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    wasCancelled = true;
    return base::Error{base::ErrorCode::Cancelled, {}};
}

base::Result<void> FakeOperations::readAnew(api::ReadAnew what, const api::ReadAnewEnd& end,
                                            const api::ReadAnewTold& told) {
    readAnewOf = static_cast<int>(what);
    const auto part = what == api::ReadAnew::Verdicts ? api::ReadAnewProgress::Part::Verdicts
                                                      : api::ReadAnewProgress::Part::Senders;
    while (!end.cancel.isCancelled() && !end.leave.isCancelled() && !mayEnd) {
        told({part, 1200, 4800});
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    wasCancelled = end.cancel.isCancelled();
    wasLeft = end.leave.isCancelled();
    return mayEnd ? base::Result<void>() : base::Error{base::ErrorCode::Cancelled, {}};
}

base::Result<std::uint64_t> FakeOperations::removeDemo(const base::CancelToken& cancel,
                                                       const api::DemoRemovalTold& told) {
    while (!cancel.isCancelled() && !mayEnd) {
        told({demoRequests / 3, demoRequests, 0});
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    wasCancelled = cancel.isCancelled();
    return mayEnd ? demoRequests : demoRequests / 3;
}

base::Result<void> FakeDemo::start(const api::ListenerAddress& listener) {
    if (!listener.address.is_loopback()) {
        return base::Error{base::ErrorCode::AddressUnavailable, {listener.text(), "loopback only"}};
    }
    m_running = true;
    return {};
}

}  // namespace mirrorscope::test
