// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/doctor/finding_book.h"
#include "core/doctor/finding_rule.h"
#include "core/doctor/header_baseline.h"

namespace mirrorscope::doctor {

/// Requests between two looks at the rules: a finding is late by so many requests, and a look costs a few
/// microseconds.
inline constexpr std::size_t kLookEvery = 8;

/// The newest requests of one source and what the rules make of them. Not thread safe.
class SourceHistory {
public:
    void add(Observation observation);
    void restartBaseline() { m_baseline.restart(); }
    /// Looks at the rules when it is time to.
    void review(const traffic::Source& source, const std::optional<HeaderPresence>& contract,
                FindingBook& book);

private:
    void reviewRule(std::size_t place, const traffic::Source& source, Window window, FindingBook& book);
    std::span<const Observation> newest(std::size_t count, std::uint64_t after) const;

    std::vector<Observation> m_observations;  // up to twice kLongestWindow, then the older half goes
    std::uint64_t m_added = 0;                // ever
    std::uint64_t m_reviewedAt = 0;
    std::vector<std::uint64_t>
        m_cleanSince;  // by rule: observations up to here do not count, it has closed since
    HeaderBaseline m_baseline;
};

}  // namespace mirrorscope::doctor
