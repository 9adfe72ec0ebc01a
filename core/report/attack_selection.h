// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/traffic/rows.h"

namespace mirrorscope::report {

/// Keeps the worst of any number of attacks in bounded memory.
class AttackSelection {
public:
    explicit AttackSelection(std::size_t most) : m_most(most) {}

    void add(std::vector<traffic::AttackRow> rows);
    std::uint64_t seen() const { return m_seen; }
    /// The worst first: by severity, score, requests, then the last seen.
    std::vector<traffic::AttackRow> take();

private:
    void cut();

    std::size_t m_most;
    std::uint64_t m_seen = 0;
    std::vector<traffic::AttackRow> m_rows;
};

}  // namespace mirrorscope::report
