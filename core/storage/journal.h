// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

#include "core/base/error.h"
#include "core/storage/disk_guard.h"
#include "core/storage/reattribution.h"
#include "core/storage/retention.h"
#include "core/storage/synthetic_removal.h"
#include "core/traffic/analysis.h"
#include "core/traffic/annotation.h"
#include "core/traffic/delivery.h"

namespace mirrorscope::storage {

struct JournalOptions {
    /// Requests waiting for the disk, by weight(). More is refused, so that a slow disk costs no memory.
    std::size_t queueBytes = 64U << 20U;
    /// A transaction holds at most this many rows (requests and parts of bodies) and bytes, so that no answer
    /// waits behind a long commit.
    std::size_t transactionRows = 1000;
    std::size_t transactionBytes = 4U << 20U;
    /// Longest background step between two commits of arrivals.
    std::chrono::milliseconds backgroundStep{20};
    /// What of the past is kept; everything unless set.
    RetentionPolicy retention;
    /// When to warn and to refuse because the disk fills.
    DiskGuard::Limits disk;
    /// For crash tests, see PhaseMarker; empty: none.
    std::filesystem::path phaseFile;
};

struct DiskSpace {
    DiskGuard::Level level = DiskGuard::Level::Fine;
    std::optional<std::uint64_t> freeBytes;
};

struct JournalStatus {
    std::size_t queuedRequests = 0;
    std::size_t queuedBytes = 0;
    std::size_t queueLimitBytes = 0;
    traffic::RequestId lastId = 0;
    bool failing = false;     // the last commit failed, of arrivals or of what followers recorded
    base::Error lastError{};  // why, while failing
    DiskSpace disk;           // Refusing: every request is refused
    RemovedPast removed;      // by retention
};

/// The only writer of a session: takes what waits, commits it in one transaction (synchronous=FULL, natural
/// batching, no timer), tells the receivers, and between two commits writes what the followers found out.
/// Owns its thread and the capturing connection; every function may be called from any thread.
class Journal final : public traffic::RequestSink {
public:
    /// Opens or creates the session and takes its writer lock (SessionLocked names the holder). Files are
    /// 0600.
    static base::Result<std::unique_ptr<Journal>> open(const std::filesystem::path& session,
                                                       const JournalOptions& options);
    /// Commits what waits and writes what was recorded, then closes. Records that the disk refuses are given
    /// up: their cursor has not moved, so followers find them out again.
    ~Journal() override;

    /// Before the first offer(). Receivers are called on the journal's thread and must outlive it.
    void addReceiver(traffic::DeliveryReceiver& receiver);

    bool offer(std::shared_ptr<traffic::Delivery> delivery) override;
    traffic::BodyKey newBody() override;
    /// A part that fails fails the request of its body, whenever that comes.
    bool offerPart(std::shared_ptr<traffic::PartDelivery> part) override;
    void dropBody(traffic::BodyKey body) override;
    void refused(const std::string& listener) override;
    /// Something that happened to the recording: written within a second, in order, and at the end.
    void note(traffic::Annotation event);

    /// The last key given; and: keys from now on are above this one. For a session that follows another one.
    traffic::BodyKey lastBody() const;
    void giveBodiesAbove(traffic::BodyKey last);

    /// Background writes, in order, in steps; each step commits rows and cursor together.
    void record(traffic::ContextBatch batch);
    void record(traffic::VerdictBatch batch);
    void record(traffic::ReanalysisOrder order);
    void record(ReattributionOrder order);
    void record(RemoveSynthetic order);
    /// Batches recorded and not yet written; followers wait while it is large.
    std::size_t backgroundBacklog() const;
    /// Returns when everything recorded is written and every dropped body is deleted, however long the disk
    /// refuses (tests, orderly end).
    void flush();

    /// The largest size of the session from now on, in pages of 8 KiB; beyond it commits fail as on a full
    /// disk.
    void limitPages(std::int64_t pages);

    JournalStatus status() const;
    const std::filesystem::path& path() const;

private:
    class Impl;
    explicit Journal(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace mirrorscope::storage
