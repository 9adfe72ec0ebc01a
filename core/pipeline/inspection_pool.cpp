// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/inspection_pool.h"

#include <algorithm>

#include "core/forwarding/request_attribution.h"
#include "core/pipeline/idle_priority.h"

namespace mirrorscope::pipeline {
namespace {

bool isJudged(traffic::RequestForm form) {
    return form == traffic::RequestForm::Whole || form == traffic::RequestForm::HeadOnly;
}

traffic::Verdict judge(detection::Inspector& inspector, const traffic::StoredRequest& stored) {
    const traffic::MirroredRequest& request = *stored.request;
    traffic::Verdict verdict;
    if (isJudged(request.form)) {
        verdict = inspector.inspect(detection::rebuildClientRequest(
            request, *stored.context, forwarding::proxyHeaders(stored.context->kind)));
    } else {
        verdict.state = traffic::RequestState::NotAnalysed;
    }
    verdict.requestId = request.id;
    return verdict;
}

}  // namespace

InspectionPool::InspectionPool(std::shared_ptr<const detection::Engine> engine, const PoolOptions& options)
    : m_engine(std::move(engine)) {
    for (std::size_t i = 0; i < std::max<std::size_t>(options.threads, 1); ++i) {
        m_threads.emplace_back(
            [this, priority = options.priority](const std::stop_token& stop) { work(stop, priority); });
    }
}

InspectionPool::~InspectionPool() = default;

std::vector<traffic::Verdict> InspectionPool::inspectAll(const std::vector<traffic::StoredRequest>& requests,
                                                         const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    m_requests = &requests;
    m_verdicts.assign(requests.size(), {});
    m_next = 0;
    m_finished = 0;
    m_callerStop = stop;
    m_workArrived.notify_all();
    m_workDone.wait(lock, [&] { return m_finished == requests.size(); });
    m_requests = nullptr;
    return std::move(m_verdicts);
}

void InspectionPool::work(const std::stop_token& stop, AnalysisPriority priority) {
    if (priority == AnalysisPriority::Idle) {
        runOnlyWhenIdle();
    }
    const auto inspector = m_engine->newInspector();
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(m_mutex);
            m_workArrived.wait(lock, stop,
                               [&] { return m_requests != nullptr && m_next < m_requests->size(); });
        }
        while (!stop.stop_requested() && inspectNext(*inspector)) {
        }
    }
}

/// False when nothing is left to begin.
bool InspectionPool::inspectNext(detection::Inspector& inspector) {
    std::size_t mine = 0;
    const traffic::StoredRequest* request = nullptr;
    {
        const std::lock_guard lock(m_mutex);
        if (m_requests == nullptr || m_next >= m_requests->size()) {
            return false;
        }
        mine = m_next++;
        request = &(*m_requests)[mine];
    }
    traffic::Verdict verdict;
    verdict.requestId = request->request->id;
    if (!m_callerStop.stop_requested()) {
        verdict = judge(inspector, *request);
    }
    const std::lock_guard lock(m_mutex);
    m_verdicts[mine] = std::move(verdict);
    if (++m_finished == m_verdicts.size()) {
        m_workDone.notify_one();
    }
    return true;
}

}  // namespace mirrorscope::pipeline
