// SPDX-License-Identifier: Apache-2.0
#include "core/storage/chart_sums.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace mirrorscope::storage {
namespace {

/// Only a damaged or invented session has sums below zero.
void clamp(std::vector<std::uint64_t>& sums) {
    std::ranges::replace_if(
        sums, [](std::uint64_t sum) { return static_cast<std::int64_t>(sum) < 0; }, std::uint64_t{0});
}

std::uint64_t total(const std::vector<std::uint64_t>& values) {
    return std::accumulate(values.begin(), values.end(), std::uint64_t{0});
}

}  // namespace

void ChartSums::add(std::size_t bucket, traffic::SourceId source, std::int64_t requests,
                    std::int64_t attackRequests) {
    if (bucket >= m_buckets) {
        return;
    }
    if (m_last == nullptr || m_last->source != source) {
        const auto [place, isNew] = m_sources.try_emplace(source);
        m_last = &place->second;
        if (isNew) {
            m_last->source = source;
            m_last->requests.resize(m_buckets);
            m_last->attackRequests.resize(m_buckets);
        }
    }
    // Moved to another source, a request counts as minus one in between: unsigned sums come out right.
    m_last->requests[bucket] += static_cast<std::uint64_t>(requests);
    m_last->attackRequests[bucket] += static_cast<std::uint64_t>(attackRequests);
}

void ChartSums::addType(std::size_t bucket, std::string_view type, std::int64_t requests) {
    if (bucket >= m_buckets) {
        return;
    }
    const auto known = traffic::attackTypeByName(type).value_or(traffic::AttackType::Other);
    const auto [place, isNew] = m_types.try_emplace(known);
    if (isNew) {
        place->second.type = known;
        place->second.requests.resize(m_buckets);
    }
    place->second.requests[bucket] += static_cast<std::uint64_t>(requests);
}

void ChartSums::addTypes(std::size_t bucket, std::string_view types) {
    while (!types.empty()) {
        const auto comma = types.find(',');
        addType(bucket, types.substr(0, comma), 1);
        types.remove_prefix(comma == types.npos ? types.size() : comma + 1);
    }
}

void ChartSums::moveInto(traffic::ChartSeries& out) {
    m_last = nullptr;
    for (auto& [source, counts] : std::exchange(m_sources, {})) {
        clamp(counts.requests);
        clamp(counts.attackRequests);
        if (total(counts.requests) + total(counts.attackRequests) != 0) {
            out.sources.push_back(std::move(counts));
        }
    }
    for (auto& [type, counts] : std::exchange(m_types, {})) {
        clamp(counts.requests);
        if (total(counts.requests) != 0) {
            out.types.push_back(std::move(counts));
        }
    }
    std::ranges::stable_sort(out.types, std::ranges::greater{},
                             [](const traffic::TypeCounts& one) { return total(one.requests); });
}

}  // namespace mirrorscope::storage
