// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <atomic>
#include <memory>

#include "core/api/session_queries.h"
#include "ui/forwarding/pairs_model.h"

namespace mirrorscope::ui::forwarding {

/// How far the reading is; written by a reader thread, read by the UI thread.
struct PairsProgress {
    enum class Step : std::uint8_t { Pairing, Comparing };
    std::atomic<Step> step{Step::Pairing};
    std::atomic<std::int64_t> at{0};
    std::atomic<std::int64_t> last{0};
};
using SharedPairsProgress = std::shared_ptr<PairsProgress>;

/// As many pairs are listed; totals are of all.
inline constexpr std::size_t kListedPairs = 500;

/// Finds the pairs of two sources, the newest of them and what differs in all. Blocks: on a reader thread.
base::Result<PairsFound> findPairs(api::SessionQueries& queries, const api::PairingQuestion& question,
                                   const base::CancelToken& cancel, const SharedPairsProgress& progress);

QString progressText(const PairsProgress& progress);

}  // namespace mirrorscope::ui::forwarding
