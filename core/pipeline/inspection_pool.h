// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "core/detection/engine.h"
#include "core/traffic/analysis.h"

namespace mirrorscope::pipeline {

/// Who gets the processor where there is not enough of it.
enum class AnalysisPriority : std::uint8_t {
    Idle,    // analysis takes what capture and all other programs leave over; it may lag, capture may not
    Normal,  // it gets its share, on machines that are never idle
};

struct PoolOptions {
    std::size_t threads = 1;
    AnalysisPriority priority = AnalysisPriority::Idle;
};

/// Threads that judge requests side by side, each with an inspector of its own. One caller at a time.
class InspectionPool {
public:
    InspectionPool(std::shared_ptr<const detection::Engine> engine, const PoolOptions& options);
    ~InspectionPool();

    std::size_t threads() const { return m_threads.size(); }

    /// Verdicts in the order of the requests, which must be attributed. Blocks until all are there; requests
    /// not yet begun when `stop` is asked for come back pending.
    std::vector<traffic::Verdict> inspectAll(const std::vector<traffic::StoredRequest>& requests,
                                             const std::stop_token& stop);

private:
    void work(const std::stop_token& stop, AnalysisPriority priority);
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
