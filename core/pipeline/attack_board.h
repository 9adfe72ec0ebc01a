// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "core/traffic/analysis.h"
#include "core/traffic/rows.h"

namespace mirrorscope::pipeline {

/// The running totals of attacks that still grow, so that the feed can show them without asking the store.
/// Bounded: the longest untouched leave first. One owner, one thread.
class AttackBoard {
public:
    explicit AttackBoard(const std::vector<traffic::Attack>& open);

    /// Adds one request's share; returns the attack as it is now.
    const traffic::Attack& add(const traffic::AttackChange& change);

private:
    void forgetOldest();

    std::map<traffic::AttackId, traffic::Attack> m_attacks;
};

}  // namespace mirrorscope::pipeline
