// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/source_history.h"

#include <algorithm>
#include <utility>

namespace mirrorscope::doctor {

void SourceHistory::add(Observation observation) {
    if (m_observations.size() == 2 * kLongestWindow) {
        m_observations.erase(m_observations.begin(), m_observations.begin() + kLongestWindow);
    }
    m_baseline.add(observation.headers);
    m_observations.push_back(std::move(observation));
    ++m_added;
}

void SourceHistory::review(const traffic::Source& source, const std::optional<HeaderPresence>& contract,
                           FindingBook& book) {
    if (m_added - m_reviewedAt < kLookEvery) {
        return;
    }
    m_cleanSince.resize(findingRules().size(), 0);
    const Window window{{}, source.kind, m_baseline.isComplete() ? &m_baseline : nullptr, contract};
    for (std::size_t place = 0; place < findingRules().size(); ++place) {
        reviewRule(place, source, window, book);
    }
    m_reviewedAt = m_added;
}

void SourceHistory::reviewRule(std::size_t place, const traffic::Source& source, Window window,
                               FindingBook& book) {
    const FindingRule& rule = findingRules()[place];
    const bool open = book.isOpen(source.id, rule.code);
    window.requests = newest(open ? rule.quiet : rule.window, m_cleanSince[place]);
    if (window.requests.size() < (open ? rule.quiet : rule.least)) {
        return;
    }
    const base::WallTime now = window.requests.back().at;
    const auto evidence = rule.look(window);
    if (evidence && open) {
        book.confirm(source.id, rule.code, *evidence,
                     std::min<std::uint64_t>(evidence->count, m_added - m_reviewedAt), now);
    } else if (evidence) {
        book.open(source, rule, *evidence, now);
    } else if (open) {
        book.close(source.id, rule.code, now);
        m_cleanSince[place] = m_added;
    }
}

std::span<const Observation> SourceHistory::newest(std::size_t count, std::uint64_t after) const {
    const std::size_t fresh =
        static_cast<std::size_t>(std::min<std::uint64_t>({count, m_added - after, m_observations.size()}));
    return std::span(m_observations).last(fresh);
}

}  // namespace mirrorscope::doctor
