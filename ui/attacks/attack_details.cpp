// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/attack_details.h"

#include <algorithm>
#include <utility>

#include "ui/live/page_loader.h"

namespace mirrorscope::ui::attacks {
namespace {

using base::CancelToken;
using base::Result;
using traffic::RequestId;
using traffic::RequestRow;

/// One that retention removed meanwhile is left out.
Result<std::vector<RequestRow>> readRows(api::SessionQueries& queries, const std::vector<RequestId>& ids,
                                         const CancelToken& cancel) {
    std::vector<RequestRow> rows;
    for (const RequestId id : ids) {
        traffic::PageQuery one;
        one.after = id + 1;
        one.limit = 1;
        auto row = queries.requests(one, cancel);
        if (!row.has_value()) {
            return row.error();
        }
        if (!row->empty() && row->front().id == id) {
            rows.push_back(std::move(row->front()));
        }
    }
    return rows;
}

bool isWorse(const AttackHit& a, const AttackHit& b) {
    return std::tuple(b.first.hit.severity, b.count, a.first.id) <
           std::tuple(a.first.hit.severity, a.count, b.first.id);
}

}  // namespace

AttackDetails::AttackDetails(live::PageLoader& loader, traffic::AttackId attack, std::uint64_t expected)
    : m_loader(loader), m_attack(attack), m_expected(expected) {
    showMoreRequests();
}

AttackDetails::~AttackDetails() {
    m_token.cancel();
}

std::vector<RowKey> AttackDetails::rows() const {
    std::vector<RowKey> rows;
    for (std::size_t i = 0; i < std::min(m_hitsWanted, m_hits.size()); ++i) {
        rows.push_back({RowKind::Hit, m_hits[i].first.id, nullptr});
    }
    if (hiddenHits() > 0) {
        rows.push_back({RowKind::More, RowKey::kMoreHits, nullptr});
    }
    for (const RequestRow& request : m_requests) {
        rows.push_back({RowKind::Request, request.id, nullptr});
    }
    for (std::size_t i = 1; i <= m_awaited; ++i) {
        rows.push_back({RowKind::Request, -static_cast<std::int64_t>(i), nullptr});
    }
    if (hiddenRequests() > 0) {
        rows.push_back({RowKind::More, RowKey::kMoreRows, nullptr});
    }
    return rows;
}

const AttackHit* AttackDetails::hit(std::int64_t id) const {
    const auto found =
        std::find_if(m_hits.begin(), m_hits.end(), [id](const AttackHit& hit) { return hit.first.id == id; });
    return found == m_hits.end() ? nullptr : &*found;
}

const RequestRow* AttackDetails::request(RequestId id) const {
    const auto found =
        std::lower_bound(m_requests.begin(), m_requests.end(), id,
                         [](const RequestRow& row, RequestId wanted) { return row.id > wanted; });
    return found == m_requests.end() || found->id != id ? nullptr : &*found;
}

std::uint64_t AttackDetails::hiddenRequests() const {
    const std::uint64_t others = m_requests.size() + m_awaited + m_gone;
    return m_expected > others ? m_expected - others : 0;
}

void AttackDetails::showMoreHits() {
    m_hitsWanted += kPage;
    emit changed();
}

void AttackDetails::showMoreRequests() {
    if (m_isReading || isFull()) {
        return;
    }
    m_awaited = static_cast<std::size_t>(
        std::min<std::uint64_t>({hiddenRequests(), kPage, kMostRequests - m_requests.size()}));
    traffic::PageQuery older;
    older.after = m_requests.empty() ? 0 : m_requests.back().id;
    older.limit = kPage;
    read(older);
    emit changed();
}

void AttackDetails::growTo(std::uint64_t expected) {
    m_grew = m_grew || expected > m_expected;
    m_expected = std::max(m_expected, expected);
    if (!m_grew || m_isReading) {
        return;
    }
    m_grew = false;
    traffic::PageQuery newer;
    newer.after = m_requests.empty() ? 0 : m_requests.front().id;
    newer.newestFirst = m_requests.empty();
    newer.limit = kPage;
    read(newer);
}

void AttackDetails::read(const traffic::PageQuery& query) {
    m_isReading = true;
    m_hasFailed = false;
    m_token = m_loader.ask<Page>(
        this,
        [attack = m_attack, query](api::SessionQueries& queries, const CancelToken& cancel) -> Result<Page> {
            const auto ids = queries.attackRequests(attack, query, cancel);
            if (!ids.has_value()) {
                return ids.error();
            }
            traffic::PageQuery hitQuery = query;
            hitQuery.limit = kHitsRead;
            auto hits = queries.attackHits(attack, hitQuery, cancel);
            if (!hits.has_value()) {
                return hits.error();
            }
            // Only of these requests, so that no hit is counted twice.
            std::erase_if(*hits, [&](const traffic::HitRow& hit) {
                return std::find(ids->begin(), ids->end(), hit.requestId) == ids->end();
            });
            auto requests = readRows(queries, *ids, cancel);
            if (!requests.has_value()) {
                return requests.error();
            }
            return Page{std::move(*requests), std::move(*hits)};
        },
        [this, query](Result<Page> page) { take(query, std::move(page)); });
}

void AttackDetails::take(const traffic::PageQuery& query, Result<Page> page) {
    m_isReading = false;
    m_awaited = 0;
    m_hasFailed = !page.has_value();
    if (page.has_value()) {
        for (RequestRow& row : page->requests) {
            if (query.newestFirst) {
                m_requests.push_back(std::move(row));
            } else {
                m_requests.push_front(std::move(row));
            }
        }
        if (m_requests.size() > kMostRequests) {
            m_requests.resize(kMostRequests);
        }
        add(page->hits);
        const bool isLast = page->requests.size() < kPage;
        if (query.newestFirst && isLast) {
            m_expected = std::max<std::uint64_t>(m_expected, m_requests.size());
            m_gone = m_expected - m_requests.size();
        }
        m_grew = m_grew || (!query.newestFirst && !isLast);
    }
    emit changed();
    growTo(m_expected);
}

void AttackDetails::add(const std::vector<traffic::HitRow>& hits) {
    for (const traffic::HitRow& row : hits) {
        const auto [known, isNew] =
            m_hitIds.try_emplace(HitName(row.hit.ruleId, row.hit.point, row.hit.matched), row.id);
        if (isNew && m_hits.size() >= kMostHits) {
            m_hitIds.erase(known);
            continue;
        }
        if (isNew) {
            m_hits.push_back({row, row.requestId, 1});
            continue;
        }
        const auto hit = std::find_if(m_hits.begin(), m_hits.end(),
                                      [&](const AttackHit& one) { return one.first.id == known->second; });
        hit->newest = std::max(hit->newest, row.requestId);
        ++hit->count;
    }
    std::stable_sort(m_hits.begin(), m_hits.end(), isWorse);
}

}  // namespace mirrorscope::ui::attacks
