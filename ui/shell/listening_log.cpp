// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/listening_log.h"

#include <algorithm>

namespace mirrorscope::ui::shell {
namespace {

/// The longest span that the chart shows.
constexpr std::chrono::hours kKept{24};
/// Refusals of one second become one entry.
constexpr std::chrono::seconds kGrain{1};

}  // namespace

void ListeningLog::note(base::WallTime at, bool listening, std::uint64_t refused) {
    m_last = at;
    if (!listening && !m_offSince) {
        m_offSince = at;
    } else if (listening && m_offSince) {
        m_gaps.push_back({*m_offSince, at});
        m_offSince.reset();
    }
    // Less than before: the listeners began to count anew.
    const std::uint64_t more = refused >= m_refused ? refused - m_refused : refused;
    m_refused = refused;
    if (more > 0) {
        if (m_refusals.empty() || at - m_refusals.back().at >= kGrain) {
            m_refusals.push_back({at, 0});
        }
        m_refusals.back().count += more;
    }
    forget(at - kKept);
}

void ListeningLog::forget(base::WallTime before) {
    while (!m_gaps.empty() && m_gaps.front().until < before) {
        m_gaps.pop_front();
    }
    while (!m_refusals.empty() && m_refusals.front().at < before) {
        m_refusals.pop_front();
    }
}

bool ListeningLog::isGap(const charts::TimeSpan& span) const {
    if (m_offSince && *m_offSince <= span.from && span.from <= m_last) {
        return true;
    }
    return std::ranges::any_of(m_gaps, [&span](const charts::TimeSpan& gap) {
        return gap.from <= span.from && span.until <= gap.until;
    });
}

std::uint64_t ListeningLog::refusedIn(const charts::TimeSpan& span) const {
    std::uint64_t sum = 0;
    for (const Refusal& refusal : m_refusals) {
        sum += span.contains(refusal.at) ? refusal.count : 0;
    }
    return sum;
}

}  // namespace mirrorscope::ui::shell
