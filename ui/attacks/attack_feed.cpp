// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/attack_feed.h"

#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>

#include "ui/attacks/triage_reader.h"
#include "ui/live/live_bridge.h"
#include "ui/live/paced_changes.h"
#include "ui/live/page_loader.h"

namespace mirrorscope::ui::attacks {
namespace {

/// The store learns of a verdict a little later than the feed.
constexpr int kStoreLags = 1000;  // ms

}  // namespace

AttackFeed::AttackFeed(live::LiveBridge& bridge, live::PageLoader& loader, QObject* parent)
    : QObject(parent), m_loader(loader), m_triage(new TriageReader(loader, this)) {
    connect(m_triage, &TriageReader::told, this, [this](const TriageReader::Told& states) {
        for (const auto& [id, triage] : states) {
            setTriage(id, triage);
        }
        tell();
    });
    m_grownTimer.setSingleShot(true);
    m_grownTimer.setInterval(kStoreLags);
    connect(&m_grownTimer, &QTimer::timeout, this, [this] {
        const auto ids = std::exchange(m_grown, {});
        m_triage->want({ids.begin(), ids.end()});
    });
    connect(new live::PacedChanges(bridge, this), &live::PacedChanges::changed, this, &AttackFeed::applyLive);
    connect(&bridge, &live::LiveBridge::statusChanged, this, &AttackFeed::applyStatus);
    connect(&bridge, &live::LiveBridge::missed, this, &AttackFeed::reload);
    const auto forget = [this] { m_session.clear(); };  // the next status begins anew
    connect(&bridge, &live::LiveBridge::rewritten, this, forget);
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

/// The live feed knows nothing of triage.
AttackEntry& AttackFeed::put(const traffic::AttackRow& row, From from) {
    const auto [place, isNew] = m_entries.try_emplace(row.attack.id);
    traffic::AttackRow& known = place->second.row;
    std::string triage = from == From::Live && !isNew ? known.triage : row.triage;
    // The counters of an attack only grow: of two answers the higher one is the newer.
    if (isNew || known.attack.requests <= row.attack.requests) {
        known = row;
        m_touched.insert(row.attack.id);
    }
    if (known.triage != triage) {
        known.triage = std::move(triage);
        m_touched.insert(row.attack.id);
    }
    return place->second;
}

void AttackFeed::setTriage(traffic::AttackId id, const std::string& triage) {
    const auto entry = m_entries.find(id);
    if (entry != m_entries.end() && entry->second.row.triage != triage) {
        entry->second.row.triage = triage;
        m_touched.insert(id);
    }
}

void AttackFeed::readTriageAgain(bool isAny) {
    m_isAnyDecided = isAny;
    m_triage->clear();
    std::vector<traffic::AttackId> ids;
    ids.reserve(m_entries.size());
    for (const auto& [id, entry] : m_entries) {
        ids.push_back(id);
    }
    if (isAny) {
        std::ranges::sort(ids, std::greater(), [this](traffic::AttackId id) {
            const traffic::Attack& attack = m_entries.at(id).row.attack;
            return std::tuple(attack.severity, attack.lastSeen, id);
        });
        m_triage->want(ids);
        return;
    }
    for (const traffic::AttackId id : ids) {
        setTriage(id, "new");
    }
    tell();
}

void AttackFeed::applyLive(const live::LiveChanges& changes) {
    std::vector<traffic::AttackId> grown;
    for (const auto& judged : changes.judged) {
        for (const traffic::AttackRow& row : judged->attacks) {
            AttackEntry& entry = put(row, From::Live);
            entry.sample = std::max(entry.sample, judged->id);
            grown.push_back(row.attack.id);
        }
    }
    tell();
    // A hit that came after the decision is new.
    if (m_isAnyDecided && !grown.empty()) {
        m_grown.insert(grown.begin(), grown.end());
        if (!m_grownTimer.isActive()) {
            m_grownTimer.start();
        }
    }
}

void AttackFeed::applyStatus(const api::ServiceStatus& status) {
    if (!status.session.empty() && status.session != m_session) {
        m_session = status.session;
        emit aboutToClear();
        m_triage->clear();
        m_grown.clear();
        m_isAnyDecided = false;
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
                    put(row, From::Store);
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
