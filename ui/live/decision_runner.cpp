// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/decision_runner.h"

#include <QMetaObject>
#include <utility>

namespace mirrorscope::ui::live {

DecisionRunner::DecisionRunner(api::DecisionService& service, QObject* parent)
    : QObject(parent), m_service(service), m_thread([this] { work(); }) {}

DecisionRunner::~DecisionRunner() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void DecisionRunner::run(DecisionWork work, std::filesystem::path session, Answer answer) {
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back({std::move(work), std::move(session), std::move(answer)});
    }
    m_wake.notify_one();
}

void DecisionRunner::work() {
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_stopping || !m_jobs.empty(); });
        if (m_jobs.empty()) {
            return;
        }
        Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        auto outcome = job.work(m_service, job.session);
        // Queued to this object: with it gone, the answer is, too.
        QMetaObject::invokeMethod(
            this,
            [answer = std::move(job.answer), outcome = std::move(outcome)]() mutable {
                answer(std::move(outcome));
            },
            Qt::QueuedConnection);
        lock.lock();
    }
}

}  // namespace mirrorscope::ui::live
