// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <utility>
#include <variant>

#include "core/storage/context_writer.h"
#include "core/storage/finding_rows.h"
#include "core/storage/header_presence_rows.h"
#include "core/storage/synthetic_removal.h"
#include "core/storage/top_value_writer.h"
#include "core/storage/verdict_writer.h"

namespace mirrorscope::storage {

/// What the followers found out, waiting to be written in short steps, in order. record() from any thread,
/// the rest on the journal's.
class BackgroundWriter {
public:
    static base::Result<std::unique_ptr<BackgroundWriter>> prepare(Database& database);
    BackgroundWriter(Database& database, ContextWriter contexts, VerdictWriter verdicts,
                     FindingWriter findings, TopValueWriter tops, HeaderPresenceWriter headers,
                     SyntheticRemoval synthetic);

    void record(traffic::ContextBatch batch);
    void record(traffic::VerdictBatch batch);
    void record(traffic::ReanalysisOrder order);
    void record(ReattributionOrder order);
    void record(RemoveSynthetic order);
    /// Batches that are not wholly written.
    std::size_t backlog() const;

    /// One transaction with as much of the first batch as fits the time, and its cursor. A failure leaves
    /// everything to be tried again.
    base::Result<void> step(std::chrono::milliseconds time);
    /// Since it was asked last, requests were removed.
    bool hasRemoved() { return std::exchange(m_hasRemoved, false); }

private:
    using Batch = std::variant<traffic::ContextBatch, traffic::VerdictBatch, traffic::ReanalysisOrder,
                               ReattributionOrder, RemoveSynthetic>;
    base::Result<void> commitPrefix(const Batch& batch, std::chrono::milliseconds time, std::size_t& written);
    base::Result<void> writeContexts(const traffic::ContextBatch& batch, std::chrono::milliseconds time,
                                     std::size_t& written);
    base::Result<void> writeVerdicts(const traffic::VerdictBatch& batch, std::chrono::milliseconds time,
                                     std::size_t& written);

    Database& m_database;
    ContextWriter m_contexts;
    VerdictWriter m_verdicts;
    FindingWriter m_findings;
    TopValueWriter m_tops;
    HeaderPresenceWriter m_headers;
    SyntheticRemoval m_synthetic;
    bool m_hasRemoved = false;
    mutable std::mutex m_mutex;
    std::deque<Batch> m_batches;
    std::size_t m_written = 0;  // items of the first batch
};

}  // namespace mirrorscope::storage
