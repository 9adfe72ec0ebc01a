// SPDX-License-Identifier: Apache-2.0
#include "core/storage/background_writer.h"

#include <utility>

#include "core/storage/transaction.h"

namespace mirrorscope::storage {
namespace {

using Steady = std::chrono::steady_clock;

/// Part of a step that goes into its rows; the other is for roll-ups and the commit.
constexpr int kRowsShare = 2;
/// Items between two looks at the clock.
constexpr std::size_t kItemsBetweenLooks = 16;

std::size_t itemsOf(const traffic::ContextBatch& batch) {
    return batch.items.size();
}
std::size_t itemsOf(const traffic::VerdictBatch& batch) {
    return batch.items.size();
}

std::size_t itemsOf(const traffic::ReanalysisOrder&) {
    return 1;
}

std::size_t itemsOf(const ReattributionOrder&) {
    return 1;
}

std::size_t itemsOf(const RemoveSynthetic&) {
    return 1;
}

bool isTimeOver(std::size_t item, Steady::time_point end) {
    return item % kItemsBetweenLooks == 0 && Steady::now() >= end;
}

}  // namespace

base::Result<std::unique_ptr<BackgroundWriter>> BackgroundWriter::prepare(Database& database) {
    auto contexts = ContextWriter::prepare(database);
    auto verdicts = VerdictWriter::prepare(database);
    auto findings = FindingWriter::prepare(database);
    auto tops = TopValueWriter::prepare(database);
    auto headers = HeaderPresenceWriter::prepare(database);
    if (!contexts || !verdicts) {
        return contexts ? verdicts.error() : contexts.error();
    }
    if (!findings || !tops) {
        return findings ? tops.error() : findings.error();
    }
    auto synthetic = SyntheticRemoval::prepare(database);
    if (!headers || !synthetic) {
        return headers ? synthetic.error() : headers.error();
    }
    return std::make_unique<BackgroundWriter>(database, std::move(*contexts), std::move(*verdicts),
                                              std::move(*findings), std::move(*tops), std::move(*headers),
                                              std::move(*synthetic));
}

BackgroundWriter::BackgroundWriter(Database& database, ContextWriter contexts, VerdictWriter verdicts,
                                   FindingWriter findings, TopValueWriter tops, HeaderPresenceWriter headers,
                                   SyntheticRemoval synthetic)
    : m_database(database),
      m_contexts(std::move(contexts)),
      m_verdicts(std::move(verdicts)),
      m_findings(std::move(findings)),
      m_tops(std::move(tops)),
      m_headers(std::move(headers)),
      m_synthetic(std::move(synthetic)) {}

void BackgroundWriter::record(traffic::ContextBatch batch) {
    const std::lock_guard lock(m_mutex);
    m_batches.emplace_back(std::move(batch));
}

void BackgroundWriter::record(traffic::VerdictBatch batch) {
    const std::lock_guard lock(m_mutex);
    m_batches.emplace_back(std::move(batch));
}

void BackgroundWriter::record(traffic::ReanalysisOrder order) {
    const std::lock_guard lock(m_mutex);
    m_batches.emplace_back(std::move(order));
}

void BackgroundWriter::record(ReattributionOrder order) {
    const std::lock_guard lock(m_mutex);
    m_batches.emplace_back(order);
}

void BackgroundWriter::record(RemoveSynthetic order) {
    const std::lock_guard lock(m_mutex);
    m_batches.emplace_back(std::move(order));
}

std::size_t BackgroundWriter::backlog() const {
    const std::lock_guard lock(m_mutex);
    return m_batches.size();
}

base::Result<void> BackgroundWriter::step(std::chrono::milliseconds time) {
    const Batch* batch = nullptr;
    {
        const std::lock_guard lock(m_mutex);  // the first stays where it is while others are appended
        if (m_batches.empty()) {
            return {};
        }
        batch = &m_batches.front();
    }
    std::size_t written = m_written;
    if (auto outcome = commitPrefix(*batch, time, written); !outcome) {
        m_contexts.discard();
        m_verdicts.discard();
        m_synthetic.discard();
        return outcome;
    }
    m_synthetic.keep();
    m_written = written;
    if (written >= std::visit([](const auto& one) { return itemsOf(one); }, *batch)) {
        m_written = 0;
        const std::lock_guard lock(m_mutex);
        m_batches.pop_front();
    }
    return {};
}

base::Result<void> BackgroundWriter::commitPrefix(const Batch& batch, std::chrono::milliseconds time,
                                                  std::size_t& written) {
    auto transaction = Transaction::begin(m_database);
    if (!transaction) {
        return transaction.error();
    }
    base::Result<void> outcome;
    if (const auto* contexts = std::get_if<traffic::ContextBatch>(&batch)) {
        outcome = writeContexts(*contexts, time, written);
    } else if (const auto* verdicts = std::get_if<traffic::VerdictBatch>(&batch)) {
        outcome = writeVerdicts(*verdicts, time, written);
    } else if (const auto* order = std::get_if<ReattributionOrder>(&batch)) {
        outcome = m_contexts.follow(*order);
        written = 1;
    } else if (const auto* removal = std::get_if<RemoveSynthetic>(&batch)) {
        const auto isDone = m_synthetic.step(*removal, time);
        outcome = isDone ? base::Result<void>() : isDone.error();
        written = isDone && *isDone ? 1 : 0;
        m_hasRemoved = true;
    } else {
        outcome = m_verdicts.follow(std::get<traffic::ReanalysisOrder>(batch));
        written = 1;
    }
    return outcome ? transaction->commit() : outcome;
}

base::Result<void> BackgroundWriter::writeContexts(const traffic::ContextBatch& batch,
                                                   std::chrono::milliseconds time, std::size_t& written) {
    const auto end = Steady::now() + time / kRowsShare;
    if (written == 0) {
        for (const traffic::Source& source : batch.sources) {
            if (auto done = m_contexts.writeSource(source); !done) {
                return done;
            }
        }
        for (const traffic::Finding& finding : batch.findings) {
            if (auto done = m_findings.write(finding); !done) {
                return done;
            }
        }
        for (const traffic::TopMinute& minute : batch.tops) {
            if (auto done = m_tops.write(minute); !done) {
                return done;
            }
        }
    }
    const std::size_t first = written;
    while (written < batch.items.size() && (written == first || !isTimeOver(written, end))) {
        if (auto done = m_contexts.write(batch.items[written]); !done) {
            return done;
        }
        ++written;
    }
    if (written == batch.items.size()) {
        for (const traffic::HeaderPresence& header : batch.headers) {
            if (auto done = m_headers.write(header); !done) {
                return done;
            }
        }
    }
    return written == 0 ? base::Result<void>()
                        : m_contexts.finish(batch.items[written - 1].context.requestId);
}

base::Result<void> BackgroundWriter::writeVerdicts(const traffic::VerdictBatch& batch,
                                                   std::chrono::milliseconds time, std::size_t& written) {
    const auto end = Steady::now() + time / kRowsShare;
    const std::size_t first = written;
    while (written < batch.items.size() && (written == first || !isTimeOver(written, end))) {
        if (auto done = m_verdicts.write(batch, batch.items[written]); !done) {
            return done;
        }
        ++written;
    }
    if (written == batch.items.size() && batch.last != 0) {
        return m_verdicts.finish(batch.last);
    }
    return written == 0 ? base::Result<void>()
                        : m_verdicts.finish(batch.items[written - 1].verdict.requestId);
}

}  // namespace mirrorscope::storage
