// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "core/detection/engine.h"
#include "core/traffic/analysis.h"

namespace mirrorscope::pipeline {

/// Threads at idle priority that judge requests side by side, each with an inspector of its own. One caller
/// at a time.
class InspectionPool {
public:
    InspectionPool(std::shared_ptr<const detection::Engine> engine, std::size_t threads);
    ~InspectionPool();

    std::size_t threads() const { return m_threads.size(); }

    /// Verdicts in the order of the requests, which must be attributed. Blocks until all are there; requests
    /// not yet begun when `stop` is asked for come back pending.
    std::vector<traffic::Verdict> inspectAll(const std::vector<traffic::StoredRequest>& requests,
                                             const std::stop_token& stop);

private:
    void work(const std::stop_token& stop);
    bool inspectNext(detection::Inspector& inspector);

    std::shared_ptr<const detection::Engine> m_engine;
    std::mutex m_mutex;
    std::condition_variable_any m_workArrived;
    std::condition_variable m_workDone;
    const std::vector<traffic::StoredRequest>* m_requests = nullptr;
    std::vector<traffic::Verdict> m_verdicts;
    std::size_t m_next = 0;
    std::size_t m_finished = 0;
    std::stop_token m_callerStop;
    std::vector<std::jthread> m_threads;  // last: they stop before the rest goes
};

}  // namespace mirrorscope::pipeline
