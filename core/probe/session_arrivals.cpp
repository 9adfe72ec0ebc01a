// SPDX-License-Identifier: Apache-2.0
#include "core/probe/session_arrivals.h"

#include <utility>

namespace mirrorscope::probe {
namespace {

/// Rows a question: a recorder under full load commits some thousand a second.
constexpr std::size_t kPage = 1000;

}  // namespace

base::Result<std::unique_ptr<SessionArrivals>> SessionArrivals::open(
    std::unique_ptr<api::SessionQueries> queries, std::string run, const base::Clock& clock) {
    const auto progress = queries->progress();
    if (!progress) {
        return progress.error();
    }
    return std::unique_ptr<SessionArrivals>(
        new SessionArrivals(std::move(queries), std::move(run), progress->lastRequest, clock));
}

base::Result<std::vector<Arrival>> SessionArrivals::arrived(const base::CancelToken& cancel) {
    std::vector<Arrival> out;
    while (true) {
        traffic::PageQuery page;
        page.after = m_after;
        page.newestFirst = false;
        page.limit = kPage;
        const auto rows = m_queries->requests(page, cancel);
        if (!rows) {
            return rows.error();
        }
        if (auto taken = take(*rows, out, cancel); !taken) {
            return taken.error();
        }
        if (rows->size() < kPage) {
            return out;
        }
    }
}

base::Result<void> SessionArrivals::take(const std::vector<traffic::RequestRow>& rows,
                                         std::vector<Arrival>& out, const base::CancelToken& cancel) {
    if (rows.empty()) {
        return {};
    }
    std::vector<traffic::RequestId> ids;
    for (const auto& row : rows) {
        ids.push_back(row.id);
    }
    const auto headers = m_queries->headerValues(ids, {std::string(kTagHeader)}, cancel);
    if (!headers) {
        return headers.error();
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto tag = parseTag((*headers)[i].front());
        tag = tag ? tag : tagOfTarget(rows[i].target);
        if (!tag || tag->run != m_run) {
            continue;
        }
        auto detail = m_queries->detail(rows[i].id, cancel);
        if (!detail && detail.error().code != base::ErrorCode::RequestNotFound) {
            return detail.error();
        }
        // Retention may have been quicker; the row says enough then.
        const auto& row = rows[i];
        out.push_back({*tag, row.id, row.time, m_clock.steady(), row.form,
                       detail ? std::move(detail->request.head) : std::string(), row.bodyBytes,
                       row.bodyDigest, row.context});
    }
    m_after = rows.back().id;
    return {};
}

base::Result<bool> SessionArrivals::complete(std::vector<Arrival>& arrivals,
                                             const base::CancelToken& cancel) {
    bool isAll = true;
    for (Arrival& arrival : arrivals) {
        if (arrival.context.source != 0) {
            continue;
        }
        traffic::PageQuery one;
        one.after = arrival.id - 1;
        one.newestFirst = false;
        one.limit = 1;
        // After 0 is the beginning, where request 1 is if it is still there.
        const auto rows = m_queries->requests(one, cancel);
        if (!rows) {
            return rows.error();
        }
        if (!rows->empty() && rows->front().id == arrival.id) {
            arrival.context = rows->front().context;
            isAll = isAll && arrival.context.source != 0;
        }
    }
    return isAll;
}

}  // namespace mirrorscope::probe
