// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/attack_feed.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "ui/live/live_bridge.h"
#include "ui/live/paced_changes.h"
#include "ui/live/page_loader.h"

namespace mirrorscope::ui::attacks {
AttackFeed::AttackFeed(live::LiveBridge& bridge, live::PageLoader& loader, QObject* parent)
    : QObject(parent), m_loader(loader) {
    connect(new live::PacedChanges(bridge, this), &live::PacedChanges::changed, this, &AttackFeed::applyLive);
    connect(&bridge, &live::LiveBridge::statusChanged, this, &AttackFeed::applyStatus);
    connect(&bridge, &live::LiveBridge::missed, this, &AttackFeed::reload);
    applyStatus(bridge.status());
}

AttackFeed::~AttackFeed() {
    m_pageToken.cancel();
    m_sampleToken.cancel();
}

const AttackEntry* AttackFeed::find(traffic::AttackId id) const {
    const auto found = m_entries.find(id);
    return found == m_entries.end() ? nullptr : &found->second;
}

AttackEntry& AttackFeed::put(const traffic::AttackRow& row) {
    const auto [place, isNew] = m_entries.try_emplace(row.attack.id);
    // The counters of an attack only grow: of two answers the higher one is the newer.
    if (isNew || place->second.row.attack.requests <= row.attack.requests) {
        place->second.row = row;
        m_touched.insert(row.attack.id);
    }
    return place->second;
}

void AttackFeed::applyLive(const live::LiveChanges& changes) {
    for (const auto& judged : changes.judged) {
        for (const traffic::AttackRow& row : judged->attacks) {
            AttackEntry& entry = put(row);
            entry.sample = std::max(entry.sample, judged->id);
        }
    }
    tell();
}

void AttackFeed::applyStatus(const api::ServiceStatus& status) {
    if (!status.session.empty() && status.session != m_session) {
        m_session = status.session;
        emit aboutToClear();
        m_touched.clear();
        m_entries.clear();
        reload();
    }
}

void AttackFeed::reload() {
    m_pageToken.cancel();
    m_loading = true;
    emit loadingChanged(true);
    readPage(0);
}

void AttackFeed::readPage(traffic::AttackId after) {
    traffic::PageQuery query;
    query.after = after;
    query.limit = kPageRows;
    m_pageToken = m_loader.ask<std::vector<traffic::AttackRow>>(
        this,
        [query](api::SessionQueries& queries, const base::CancelToken& cancel) {
            return queries.attacks(query, cancel);
        },
        [this](base::Result<std::vector<traffic::AttackRow>> rows) {
            if (rows.has_value()) {
                for (const traffic::AttackRow& row : *rows) {
                    put(row);
                }
            }
            tell();
            if (rows.has_value() && rows->size() == kPageRows && m_entries.size() < kMaxAttacks) {
                readPage(rows->back().attack.id);
                return;
            }
            m_loading = false;
            emit loadingChanged(false);
        },
        live::Urgency::Background);
}

void AttackFeed::findSample(traffic::AttackId id) {
    m_sampleToken.cancel();
    m_sampleToken = m_loader.ask<std::vector<traffic::RequestId>>(
        this,
        [id](api::SessionQueries& queries, const base::CancelToken& cancel) {
            traffic::PageQuery newest;
            newest.limit = 1;
            return queries.attackRequests(id, newest, cancel);
        },
        [this, id](base::Result<std::vector<traffic::RequestId>> requests) {
            const auto entry = m_entries.find(id);
            if (requests.has_value() && !requests->empty() && entry != m_entries.end()) {
                entry->second.sample = std::max(entry->second.sample, requests->front());
                emit sampleFound(id, entry->second.sample);
            }
        });
}

void AttackFeed::tell() {
    if (!m_touched.empty()) {
        const auto touched = std::exchange(m_touched, {});
        emit changed({touched.begin(), touched.end()});
    }
    forgetSurplus();
}

void AttackFeed::forgetSurplus() {
    if (m_entries.size() <= kMaxAttacks) {
        return;
    }
    std::vector<std::tuple<traffic::Severity, base::WallTime, traffic::AttackId>> order;
    order.reserve(m_entries.size());
    for (const auto& [id, entry] : m_entries) {
        order.emplace_back(entry.row.attack.severity, entry.row.attack.lastSeen, id);
    }
    // A tenth at once, so that a flood of attacks does not sort them all every time.
    const auto surplus = static_cast<std::ptrdiff_t>(m_entries.size() - kMaxAttacks + kMaxAttacks / 10);
    std::nth_element(order.begin(), order.begin() + surplus, order.end());
    std::vector<traffic::AttackId> ids;
    for (auto item = order.begin(); item != order.begin() + surplus; ++item) {
        ids.push_back(std::get<2>(*item));
    }
    emit aboutToForget(ids);
    for (const traffic::AttackId id : ids) {
        m_entries.erase(id);
    }
}

}  // namespace mirrorscope::ui::attacks
