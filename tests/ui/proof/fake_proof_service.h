// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "core/probe/proof_service.h"

namespace mirrorscope::test {

/// Runs until the test lets it end, or until it is cancelled; tells what the test says meanwhile.
class FakeProofService final : public probe::ProofService {
public:
    base::Result<probe::ProofEnd> prove(const probe::ProofRequest& request, const base::CancelToken& cancel,
                                        const probe::OnRunProgress& progress) override {
        std::unique_lock lock(m_mutex);
        m_requests.push_back(request);
        ++m_inside;
        while (!m_end && !cancel.isCancelled()) {
            if (m_progress) {
                progress(*m_progress);
            }
            m_changed.wait_for(lock, std::chrono::milliseconds(5));
        }
        --m_inside;
        if (cancel.isCancelled()) {
            return base::Error{base::ErrorCode::Cancelled, {}};
        }
        return *std::exchange(m_end, std::nullopt);
    }

    base::Result<std::optional<probe::Proof>> kept(traffic::SourceId source) override {
        const std::lock_guard lock(m_mutex);
        const auto found = m_kept.find(source);
        return found == m_kept.end() ? std::nullopt : std::optional(found->second);
    }

    std::filesystem::path session() const override { return "a b.mscope"; }

    void setProgress(const probe::RunProgress& progress) {
        const std::lock_guard lock(m_mutex);
        m_progress = progress;
    }
    void end(base::Result<probe::ProofEnd> end) {
        const std::lock_guard lock(m_mutex);
        m_end = std::move(end);
        m_changed.notify_all();
    }
    void keep(traffic::SourceId source, const probe::Proof& proof) {
        const std::lock_guard lock(m_mutex);
        m_kept[source] = proof;
    }
    /// Threads that are in prove() now.
    int inside() const { return m_inside; }
    std::vector<probe::ProofRequest> requests() const {
        const std::lock_guard lock(m_mutex);
        return m_requests;
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::optional<probe::RunProgress> m_progress;
    std::optional<base::Result<probe::ProofEnd>> m_end;
    std::vector<probe::ProofRequest> m_requests;
    std::map<traffic::SourceId, probe::Proof> m_kept;
    std::atomic<int> m_inside = 0;
};

}  // namespace mirrorscope::test
