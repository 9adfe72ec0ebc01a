// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "ui/live/decision.h"

namespace mirrorscope::ui::live {

/// Writes decisions on a thread of its own, one after the other, so that the window never waits for a disk or
/// for a recorder. Lives on the UI thread; the service outlives it.
class DecisionRunner : public QObject {
    Q_OBJECT

public:
    using Answer = std::function<void(base::Result<DecisionOutcome>)>;

    explicit DecisionRunner(api::DecisionService& service, QObject* parent = nullptr);
    /// What was asked for is still written; nobody is told any more.
    ~DecisionRunner() override;

    /// The answer comes on the UI thread.
    void run(DecisionWork work, std::filesystem::path session, Answer answer);

private:
    struct Job {
        DecisionWork work;
        std::filesystem::path session;
        Answer answer;
    };

    void work();

    api::DecisionService& m_service;
    std::mutex m_mutex;  // guards everything below
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    bool m_stopping = false;
    std::thread m_thread;
};

}  // namespace mirrorscope::ui::live
