// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/request_pages.h"

#include <algorithm>

#include "ui/live/page_loader.h"

namespace mirrorscope::ui::requests {

RequestPages::RequestPages(live::PageLoader& loader, QObject* parent) : QObject(parent), m_loader(loader) {}

RequestPages::~RequestPages() {
    for (auto& [number, reading] : m_reading) {
        reading.token.cancel();
    }
}

SharedRow RequestPages::row(traffic::RequestId id) const {
    const auto found = m_pages.find(pageOf(id));
    return found == m_pages.end() ? nullptr : found->second.rows[slotOf(id)];
}

bool RequestPages::isGone(traffic::RequestId id) const {
    const auto found = m_pages.find(pageOf(id));
    return found != m_pages.end() && !found->second.rows[slotOf(id)] && id <= found->second.readUpTo;
}

RequestPages::Page& RequestPages::page(PageNumber number) {
    Page& page = m_pages[number];
    page.used = ++m_clock;
    return page;
}

SharedRow* RequestPages::slot(traffic::RequestId id) {
    const auto reading = m_reading.find(pageOf(id));
    if (reading != m_reading.end()) {
        reading->second.changedMeanwhile = true;
    }
    const auto found = m_pages.find(pageOf(id));
    if (found == m_pages.end() || !found->second.rows[slotOf(id)]) {
        return nullptr;
    }
    return &found->second.rows[slotOf(id)];
}

void RequestPages::put(const SharedRow& row) {
    page(pageOf(row->id)).rows[slotOf(row->id)] = row;
    if (slotOf(row->id) == 0) {
        makeRoom();
    }
}

void RequestPages::want(traffic::RequestId first, traffic::RequestId last) {
    m_wantedFirst = first;
    m_wantedLast = std::min(last, first + kWantedRows);
    const PageNumber from = pageOf(m_wantedFirst) - kPagesAround;
    const PageNumber until = pageOf(m_wantedLast) + kPagesAround;
    for (auto reading = m_reading.begin(); reading != m_reading.end();) {
        if (reading->first >= from && reading->first <= until) {
            ++reading;
            continue;
        }
        reading->second.token.cancel();
        reading = m_reading.erase(reading);
    }
    readWanted();
}

void RequestPages::readWanted() {
    if (m_wantedLast < m_wantedFirst) {
        return;
    }
    const PageNumber first = pageOf(m_wantedFirst);
    const PageNumber last = pageOf(m_wantedLast);
    for (PageNumber number = first; number <= last; ++number) {
        read(number);
    }
    for (PageNumber away = 1; away <= kPagesAround; ++away) {
        read(last + away);
        read(first - away);
    }
}

bool RequestPages::isComplete(PageNumber number) const {
    const auto found = m_pages.find(number);
    if (found == m_pages.end() || found->second.stale) {
        return false;
    }
    const traffic::RequestId first = std::max<traffic::RequestId>(number * kPageRows, 1);
    for (traffic::RequestId id = std::max(first, found->second.readUpTo + 1);
         id <= std::min(lastOf(number), m_end); ++id) {
        if (!found->second.rows[slotOf(id)]) {
            return false;
        }
    }
    return true;
}

void RequestPages::read(PageNumber number) {
    if (number < 0 || number * kPageRows > m_end || m_reading.contains(number) || isComplete(number)) {
        return;
    }
    traffic::PageQuery query;
    query.after = std::max<traffic::RequestId>(number * kPageRows - 1, 0);
    query.newestFirst = false;
    query.limit = static_cast<std::size_t>(lastOf(number) - query.after);
    Reading reading;
    reading.upTo = std::min(lastOf(number), m_end);
    reading.token = m_loader.ask<std::vector<traffic::RequestRow>>(
        this,
        [query](api::SessionQueries& queries, const base::CancelToken& cancel) {
            return queries.requests(query, cancel);
        },
        [this, number](base::Result<std::vector<traffic::RequestRow>> rows) {
            onRead(number, std::move(rows));
        });
    m_reading.emplace(number, std::move(reading));
}

void RequestPages::onRead(PageNumber number, base::Result<std::vector<traffic::RequestRow>> rows) {
    const auto found = m_reading.find(number);
    if (found == m_reading.end()) {
        return;
    }
    const Reading reading = found->second;
    m_reading.erase(found);
    if (!rows.has_value()) {
        return;  // the dots stay; the next want() asks again
    }
    Page& target = page(number);
    fill(target, number, std::move(*rows));
    target.readUpTo = std::max(target.readUpTo, reading.upTo);
    target.stale = reading.changedMeanwhile;
    makeRoom();
    if (reading.changedMeanwhile) {
        read(number);
    }
    emit loaded(number * kPageRows, lastOf(number));
}

void RequestPages::fill(Page& page, PageNumber number, std::vector<traffic::RequestRow> rows) {
    for (traffic::RequestRow& row : rows) {
        if (row.id < 1 || pageOf(row.id) != number) {
            continue;
        }
        SharedRow& slot = page.rows[slotOf(row.id)];
        // A judged row came from the feed after the question was asked.
        if (!slot || slot->state == traffic::RequestState::Pending) {
            slot = std::make_shared<const traffic::RequestRow>(std::move(row));
        }
    }
}

void RequestPages::setEnd(traffic::RequestId last) {
    m_end = last;
}

void RequestPages::clear() {
    for (auto& [number, reading] : m_reading) {
        reading.token.cancel();
    }
    m_reading.clear();
    m_pages.clear();
    readWanted();
}

void RequestPages::makeRoom() {
    const PageNumber from = pageOf(m_wantedFirst) - kPagesAround;
    const PageNumber until = pageOf(m_wantedLast) + kPagesAround;
    while (m_pages.size() > kCachedPages) {
        auto oldest = m_pages.end();
        for (auto page = m_pages.begin(); page != m_pages.end(); ++page) {
            const bool inView = m_wantedLast >= m_wantedFirst && page->first >= from && page->first <= until;
            if (!inView && (oldest == m_pages.end() || page->second.used < oldest->second.used)) {
                oldest = page;
            }
        }
        if (oldest == m_pages.end()) {
            return;
        }
        m_pages.erase(oldest);
    }
}

}  // namespace mirrorscope::ui::requests
