// SPDX-License-Identifier: Apache-2.0
#include "core/storage/value_counts.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace mirrorscope::storage {
namespace {

using traffic::TopEntry;

/// No host has one.
constexpr char kAfterHost = '\0';

void cut(std::string& text) {
    text.resize(std::min(text.size(), traffic::kLongestTopValue));
}

bool comesFirst(const TopEntry& a, const TopEntry& b) {
    return a.count != b.count ? a.count > b.count : std::tie(a.value, a.host) < std::tie(b.value, b.host);
}

}  // namespace

ValueCounts::Counts* ValueCounts::countsOf(std::string key, std::uint64_t count) {
    const auto found = m_values.find(key);
    if (found == m_values.end() && m_values.size() >= kMostValues) {
        m_overflow += count;
        return nullptr;
    }
    Counts& counts = found != m_values.end() ? found->second : m_values[std::move(key)];
    counts.all += count;
    return &counts;
}

void ValueCounts::add(std::string value, const std::string& host, traffic::SourceId source,
                      std::uint64_t count) {
    cut(value);
    std::string key = host;
    cut(key);
    // A value of its own may hold NULs, too: the first one ends the host.
    std::ranges::replace(key, kAfterHost, '?');
    key += kAfterHost;
    key += value;
    if (Counts* counts = countsOf(std::move(key), count)) {
        counts->sources[source] += count;
    }
}

void ValueCounts::addRule(const std::string& rule, const std::string& message, traffic::SourceId source,
                          std::uint64_t count) {
    if (Counts* counts = countsOf(std::string(1, kAfterHost) + rule, count)) {
        counts->sources[source] += count;
        if (counts->title.empty()) {
            counts->title = message;
        }
    }
}

traffic::TopList ValueCounts::top(std::size_t limit) const {
    traffic::TopList out;
    std::vector<TopEntry> all;
    all.reserve(m_values.size());
    for (const auto& [key, counts] : m_values) {
        const auto end = key.find(kAfterHost);
        TopEntry entry;
        entry.host = key.substr(0, end);
        entry.value = key.substr(end + 1);
        entry.title = counts.title;
        entry.count = counts.all;
        entry.sources.assign(counts.sources.begin(), counts.sources.end());
        std::ranges::stable_sort(entry.sources, std::ranges::greater{},
                                 &std::pair<traffic::SourceId, std::uint64_t>::second);
        all.push_back(std::move(entry));
    }
    const std::size_t kept = std::min(limit, all.size());
    std::ranges::partial_sort(all, all.begin() + static_cast<std::ptrdiff_t>(kept), comesFirst);
    for (std::size_t i = kept; i < all.size(); ++i) {
        out.rest += all[i].count;
    }
    out.rest += m_overflow;
    out.approximate = m_overflow != 0;
    if (m_overflow == 0) {
        out.others = all.size() - kept;
    }
    all.resize(kept);
    out.entries = std::move(all);
    return out;
}

}  // namespace mirrorscope::storage
