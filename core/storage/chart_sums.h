// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/traffic/chart_series.h"

namespace mirrorscope::storage {

/// Adds up what roll-ups or requests say, by bucket. One thread.
class ChartSums {
public:
    explicit ChartSums(std::size_t buckets) : m_buckets(buckets) {}

    void add(std::size_t bucket, traffic::SourceId source, std::int64_t requests,
             std::int64_t attackRequests);
    /// `type` by its stored name.
    void addType(std::size_t bucket, std::string_view type, std::int64_t requests);
    /// One request with these types, joined by commas.
    void addTypes(std::size_t bucket, std::string_view types);

    /// Leaves out what is zero everywhere: roll-ups keep rows that were counted down again.
    void moveInto(traffic::ChartSeries& out);

private:
    std::size_t m_buckets;
    std::map<traffic::SourceId, traffic::SourceCounts> m_sources;
    traffic::SourceCounts* m_last = nullptr;  // rows of a source often follow each other
    std::map<traffic::AttackType, traffic::TypeCounts> m_types;
};

}  // namespace mirrorscope::storage
