// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/value_feed.h"

#include <algorithm>

#include "ui/live/live_bridge.h"
#include "ui/live/page_loader.h"

namespace mirrorscope::ui::shell {
namespace {

constexpr std::size_t kStoredRows = 500;
/// Of one drain: a burst tells no more names than its beginning, and costs the window nothing.
constexpr std::size_t kLiveRows = 50;

}  // namespace

ValueFeed::ValueFeed(live::LiveBridge& bridge, live::PageLoader& loader, QObject* parent)
    : QObject(parent), m_loader(loader) {
    connect(&bridge, &live::LiveBridge::requestsChanged, this,
            [this](const live::SharedLiveChanges& changes) { learn(*changes); });
    connect(&loader, &live::PageLoader::reopened, this, &ValueFeed::start);
}

void ValueFeed::start() {
    m_token.cancel();
    m_values.clear();
    traffic::PageQuery query;
    query.limit = kStoredRows;
    m_token = m_loader.ask<std::vector<traffic::RequestRow>>(
        this,
        [query](api::SessionQueries& queries, const base::CancelToken& cancel) {
            return queries.requests(query, cancel);
        },
        [this](base::Result<std::vector<traffic::RequestRow>> rows) {
            if (rows.has_value()) {
                std::ranges::for_each(*rows, [this](const auto& row) { m_values.learn(row); });
            }
        },
        live::Urgency::Background);
}

void ValueFeed::learn(const live::LiveChanges& changes) {
    for (std::size_t i = 0; i < std::min(changes.arrived.size(), kLiveRows); ++i) {
        m_values.learn(*changes.arrived[i]);
    }
    for (std::size_t i = 0; i < std::min(changes.attributed.size(), kLiveRows); ++i) {
        m_values.learn(changes.attributed[i]->context, changes.attributed[i]->sourceName);
    }
}

}  // namespace mirrorscope::ui::shell
