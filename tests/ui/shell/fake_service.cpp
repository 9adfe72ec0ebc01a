// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shell/fake_service.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <thread>

#include "core/query/parser.h"
#include "core/query/predicate.h"
#include "core/query/row_view.h"

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

std::vector<traffic::RequestRow> matching(const std::vector<traffic::RequestRow>& rows,
                                          const traffic::FilterText& filter) {
    const query::Predicate predicate(query::parse(filter.text).value(), {filter.now, filter.zone});
    std::vector<traffic::RequestRow> found;
    std::ranges::copy_if(rows, std::back_inserter(found), [&](const traffic::RequestRow& row) {
        return predicate.holds(query::FactsView(row));
    });
    return found;
}

class FakeQueries final : public FakeHeaderQueries {
public:
    FakeQueries(const FakeSession& session, const FakeDecisions* decisions, const HeaderFacts& headers)
        : FakeHeaderQueries(headers), m_session(session), m_decisions(decisions) {}

    base::Result<std::vector<traffic::RequestRow>> requests(const traffic::PageQuery& query,
                                                            const base::CancelToken&) override {
        return page(matching(m_session.requests, query.filter), query,
                    [](const traffic::RequestRow& row) { return row.id; });
    }
    base::Result<std::vector<traffic::AttackRow>> attacks(const traffic::PageQuery& query,
                                                          const base::CancelToken&) override {
        return page(m_session.attacks, query, [](const traffic::AttackRow& row) { return row.attack.id; });
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
        return *found;
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

base::Result<std::vector<traffic::RequestMark>> FakeDecisions::setMarks(
    const std::filesystem::path&, const std::vector<traffic::RequestMark>& marks) {
    const std::lock_guard lock(m_mutex);
    if (m_refusal) {
        return *m_refusal;
    }
    std::vector<traffic::RequestMark> before;
    for (const traffic::RequestMark& mark : marks) {
        traffic::Mark& now = m_marks[mark.request];
        if (now != mark.mark) {
            before.push_back({mark.request, std::exchange(now, mark.mark)});
        }
    }
    return before;
}

base::Result<std::vector<traffic::RequestMark>> FakeDecisions::toggleMark(
    const std::filesystem::path& session, const std::vector<traffic::RequestId>& requests,
    traffic::Mark mark) {
    const bool isOnAll =
        std::ranges::all_of(requests, [&](traffic::RequestId id) { return markOf(id) == mark; });
    std::vector<traffic::RequestMark> marks;
    for (const traffic::RequestId id : requests) {
        marks.push_back({id, isOnAll ? traffic::Mark::None : mark});
    }
    return setMarks(session, marks);
}

base::Result<std::vector<traffic::RequestId>> FakeDecisions::setTag(const std::filesystem::path&,
                                                                    const std::vector<traffic::RequestId>&,
                                                                    const std::string&, bool) {
    return base::Error{base::ErrorCode::SessionReadOnly, {"fake.mscope"}};
}

base::Result<traffic::DecisionReceipt> FakeDecisions::decide(const std::filesystem::path&,
                                                             const api::DecisionTarget&, traffic::TriageState,
                                                             const std::string&) {
    return base::Error{base::ErrorCode::SessionReadOnly, {"fake.mscope"}};
}

base::Result<traffic::MatchCount> FakeDecisions::countMatching(const std::filesystem::path&,
                                                               const traffic::FilterText&,
                                                               const base::CancelToken&,
                                                               const MatchProgress&) {
    return base::Error{base::ErrorCode::SessionReadOnly, {"fake.mscope"}};
}

base::Result<traffic::DecisionReceipt> FakeDecisions::decideAll(const std::filesystem::path&,
                                                                const traffic::FilterText&,
                                                                traffic::TriageState, const std::string&,
                                                                const base::CancelToken&,
                                                                const MatchProgress&) {
    return base::Error{base::ErrorCode::SessionReadOnly, {"fake.mscope"}};
}

base::Result<bool> FakeDecisions::undo(const std::filesystem::path&, std::int64_t) {
    return base::Error{base::ErrorCode::SessionReadOnly, {"fake.mscope"}};
}

base::Result<bool> FakeDecisions::redo(const std::filesystem::path&, std::int64_t) {
    return base::Error{base::ErrorCode::SessionReadOnly, {"fake.mscope"}};
}

base::Result<std::vector<traffic::LoggedDecision>> FakeDecisions::decisions(const std::filesystem::path&,
                                                                            std::size_t) {
    return base::Error{base::ErrorCode::SessionReadOnly, {"fake.mscope"}};
}

base::Result<std::int64_t> FakeDecisions::addNote(const std::filesystem::path&, const api::DecisionTarget&,
                                                  const std::string&) {
    return base::Error{base::ErrorCode::SessionReadOnly, {"fake.mscope"}};
}

base::Result<std::optional<traffic::FindingMute>> FakeDecisions::setFindingMute(
    const std::filesystem::path&, const traffic::FindingKey& key,
    const std::optional<traffic::FindingMute>& mute) {
    const std::lock_guard lock(m_mutex);
    std::optional<traffic::FindingMute> before;
    const auto found = std::ranges::find(m_mutes, key, &traffic::FindingMute::key);
    if (found != m_mutes.end()) {
        before = *found;
        m_mutes.erase(found);
    }
    if (mute) {
        m_mutes.push_back(*mute);
    }
    if (m_facts != nullptr) {
        m_facts->setMutes(m_mutes);
    }
    return before;
}

base::Result<bool> FakeDecisions::removeNote(const std::filesystem::path&, std::int64_t) {
    return base::Error{base::ErrorCode::SessionReadOnly, {"fake.mscope"}};
}

traffic::Mark FakeDecisions::markOf(traffic::RequestId request) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_marks.find(request);
    return found == m_marks.end() ? traffic::Mark::None : found->second;
}

void FakeDecisions::refuse(std::optional<base::Error> error) {
    const std::lock_guard lock(m_mutex);
    m_refusal = std::move(error);
}

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

base::Result<void> FakeDemo::start(const api::ListenerAddress& listener) {
    if (!listener.address.is_loopback()) {
        return base::Error{base::ErrorCode::AddressUnavailable, {listener.text(), "loopback only"}};
    }
    m_running = true;
    return {};
}

}  // namespace mirrorscope::test
