// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>

#include "core/base/clock.h"
#include "core/storage/database.h"
#include "core/storage/statement.h"
#include "core/traffic/source.h"

namespace mirrorscope::storage {

/// Gathers counts of one background step and adds them to the roll-ups in its transaction. Journal's thread.
class RollupWriter {
public:
    static base::Result<RollupWriter> prepare(Database& database);

    /// `type` empty: a request as such. Negative: what an earlier analysis had counted.
    void add(base::WallTime time, traffic::SourceId source, const std::string& listener,
             const std::string& type, std::int64_t requests, std::int64_t attackRequests);
    /// Writes what was gathered and starts anew. Buckets that nothing is left in go.
    base::Result<void> write();
    /// Forgets what was gathered (the step was rolled back).
    void discard() { m_counts.clear(); }

private:
    RollupWriter(Statement upsert, Statement prune)
        : m_upsert(std::move(upsert)), m_prune(std::move(prune)) {}
    using Key = std::tuple<std::int64_t, traffic::SourceId, std::string,
                           std::string>;  // second, source, listener, type
    struct Counts {
        std::int64_t requests = 0;
        std::int64_t attackRequests = 0;
    };

    Statement m_upsert;
    Statement m_prune;
    std::map<Key, Counts> m_counts;
};

}  // namespace mirrorscope::storage
