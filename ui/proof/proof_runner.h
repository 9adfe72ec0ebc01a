// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <filesystem>
#include <optional>
#include <string>
#include <thread>

#include "core/probe/proof_service.h"

namespace mirrorscope::ui::proof {

/// Everything of a proof that blocks, on threads of its own: the run, the kept result, the file of a report.
/// UI thread; the service outlives it.
class ProofRunner final : public QObject {
    Q_OBJECT

public:
    explicit ProofRunner(probe::ProofService& service, QObject* parent = nullptr);
    /// Cancels what runs and waits for it.
    ~ProofRunner() override;

    const probe::ProofService& service() const { return m_service; }
    bool isRunning() const { return m_isRunning; }
    /// One at a time: does nothing while one runs.
    void start(const probe::ProofRequest& request);
    void cancel();
    /// kept() answers, unless another source was asked about meanwhile.
    void askKept(traffic::SourceId source);
    /// Replaces what is there; saved() or notSaved() tells how it went.
    void save(const std::filesystem::path& file, std::string content);

signals:
    /// At most four times a second.
    void progressed(const mirrorscope::probe::RunProgress& progress);
    void ended(const mirrorscope::probe::ProofEnd& end);
    /// Cancelled among others.
    void failed(const mirrorscope::base::Error& error);
    void keptRead(const std::optional<mirrorscope::probe::Proof>& proof);
    void saved();
    void notSaved(const mirrorscope::base::Error& error);

private:
    void finish(const base::Result<probe::ProofEnd>& end);

    probe::ProofService& m_service;
    base::CancelToken m_cancel;
    bool m_isRunning = false;
    traffic::SourceId m_asked = 0;
    std::jthread m_worker;
    std::jthread m_reader;
    std::jthread m_writer;
};

}  // namespace mirrorscope::ui::proof
