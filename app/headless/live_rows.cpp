// SPDX-License-Identifier: Apache-2.0
#include "app/headless/live_rows.h"

#include <variant>

namespace mirrorscope::headless {
namespace {

/// About 1 kB each.
constexpr std::size_t kMostRows = 20'000;

}  // namespace

void LiveRows::add(const api::LiveBatch& batch, const Finished& finished) {
    for (const auto& event : batch.events) {
        if (const auto* arrived = std::get_if<api::RequestArrived>(event.get())) {
            m_rows.emplace(arrived->row.id, arrived->row);
        } else if (const auto* who = std::get_if<api::RequestAttributed>(event.get())) {
            attributed(*who, finished);
        } else {
            judged(std::get<api::RequestJudged>(*event), finished);
        }
    }
    while (m_rows.size() > kMostRows) {
        finished(m_rows.begin()->second);
        m_rows.erase(m_rows.begin());
    }
}

void LiveRows::attributed(const api::RequestAttributed& event, const Finished& finished) {
    const auto found = m_rows.find(event.context.requestId);
    if (found == m_rows.end()) {
        return;
    }
    traffic::RequestRow& row = found->second;
    row.context = event.context;
    row.sourceName = event.sourceName;
    row.flags |= event.context.flags;
    if (!m_judging) {
        finished(row);
        m_rows.erase(found);
    }
}

void LiveRows::judged(const api::RequestJudged& event, const Finished& finished) {
    const auto found = m_rows.find(event.id);
    if (found == m_rows.end()) {
        return;
    }
    traffic::RequestRow& row = found->second;
    row.state = event.state;
    row.score = event.score;
    row.threshold = event.threshold;
    row.attackTypes = event.attackTypes;
    finished(row);
    m_rows.erase(found);
}

void LiveRows::finishAll(const Finished& finished) {
    for (const auto& [id, row] : m_rows) {
        finished(row);
    }
    m_rows.clear();
}

}  // namespace mirrorscope::headless
