// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/known/hidden_count.h"

#include <algorithm>
#include <utility>

#include "ui/live/page_loader.h"

namespace mirrorscope::ui::known {
namespace {

using traffic::RequestId;

/// Ids of a question: some tens of milliseconds.
constexpr RequestId kStep = 20'000;

}  // namespace

HiddenCount::HiddenCount(live::PageLoader& loader, QObject* parent) : QObject(parent), m_loader(loader) {}

HiddenCount::~HiddenCount() {
    m_older.cancel();
    m_newer.cancel();
}

void HiddenCount::setFilter(const filter::Filter& filter) {
    if (filter == m_filter) {
        return;
    }
    const bool slid = isCounting() && filter.tree() == m_filter.tree();
    m_filter = filter;
    if (!slid) {
        m_before.reset();
        restart();
    } else if (std::chrono::steady_clock::now() - m_begun >= kSliding) {
        m_before = count();
        restart();
    }
}

void HiddenCount::restart() {
    m_older.cancel();
    m_newer.cancel();
    m_begun = std::chrono::steady_clock::now();
    m_isReadingNewer = false;
    m_hasBegun = m_last == 0;
    m_count = 0;
    m_isComplete = m_filter.isEmpty();
    m_oldest = m_last + 1;
    m_newest = m_last;
    if (isCounting()) {
        readOlder();
    }
    emit changed();
}

void HiddenCount::follow(RequestId last) {
    if (last < m_last) {
        m_last = last;
        m_before.reset();
        restart();
        return;
    }
    m_last = last;
    if (isCounting()) {
        readNewer();
    }
}

base::CancelToken HiddenCount::ask(RequestId first, RequestId last, void (HiddenCount::*take)(const Step&)) {
    const auto question = [first, last, text = m_filter.forStore()](
                              api::SessionQueries& queries,
                              const base::CancelToken& cancel) -> base::Result<Step> {
        // Before the rows: of those behind it the client may still be unknown.
        const auto progress = queries.progress();
        if (!progress) {
            return progress.error();
        }
        const auto rows = queries.requests(
            {first - 1, false, static_cast<std::size_t>(last - first + 1), text, last}, cancel);
        if (!rows) {
            return rows.error();
        }
        const auto attributed = std::ranges::count_if(
            *rows, [&](const traffic::RequestRow& row) { return row.id <= progress->contextCursor; });
        return Step{static_cast<std::uint64_t>(attributed), first, last, progress->contextCursor};
    };
    return m_loader.ask<Step>(
        this, question,
        [this, take](base::Result<Step> step) {
            if (step.has_value()) {
                (this->*take)(*step);
            } else {
                m_isReadingNewer = false;  // the next status asks again
            }
        },
        live::Urgency::Background);
}

void HiddenCount::readOlder() {
    if (m_oldest <= 1 || m_count >= kMost) {
        m_isComplete = m_count < kMost;
        m_before.reset();
        emit changed();
        return;
    }
    m_older = ask(std::max<RequestId>(m_oldest - kStep, 1), m_oldest - 1, &HiddenCount::takeOlder);
}

void HiddenCount::takeOlder(const Step& step) {
    m_count += step.count;
    m_oldest = step.first;
    if (!std::exchange(m_hasBegun, true)) {
        // What was not attributed yet is counted from the other end.
        m_newest = std::min(m_newest, std::max(step.attributed, step.first - 1));
    }
    readOlder();
    emit changed();
}

void HiddenCount::readNewer() {
    if (!m_hasBegun || m_isReadingNewer || m_newest >= m_last || m_count >= kMost) {
        return;
    }
    m_isReadingNewer = true;
    m_newer = ask(m_newest + 1, std::min(m_last, m_newest + kStep), &HiddenCount::takeNewer);
}

void HiddenCount::takeNewer(const Step& step) {
    m_isReadingNewer = false;
    m_count += step.count;
    m_newest = std::max(m_newest, std::min(step.attributed, step.last));
    emit changed();
}

}  // namespace mirrorscope::ui::known
