// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>

#include "core/api/live_batch.h"

namespace mirrorscope::headless {

/// Puts the events of a request together until it is judged. Bounded: while the analysis is far behind, the
/// oldest rows leave unjudged, with their state still pending.
class LiveRows {
public:
    using Finished = std::function<void(const traffic::RequestRow&)>;

    /// `judging`: false when there is no analysis; then a row is finished once it is attributed.
    explicit LiveRows(bool judging) : m_judging(judging) {}

    void add(const api::LiveBatch& batch, const Finished& finished);
    /// The rows that will not be judged any more.
    void finishAll(const Finished& finished);

private:
    void attributed(const api::RequestAttributed& event, const Finished& finished);
    void judged(const api::RequestJudged& event, const Finished& finished);

    bool m_judging;
    std::map<traffic::RequestId, traffic::RequestRow> m_rows;
};

}  // namespace mirrorscope::headless
