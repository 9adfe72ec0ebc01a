// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/page_loader.h"

#include <QMetaObject>

namespace mirrorscope::ui::live {

PageLoader::PageLoader(OpenQueries open, QObject* parent)
    : QObject(parent), m_open(std::move(open)), m_thread([this] { run(); }) {}

PageLoader::~PageLoader() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_running.cancel();
    }
    m_wake.notify_one();
    m_thread.join();
}

void PageLoader::reopen() {
    ++m_session;
    const std::lock_guard lock(m_mutex);
    m_reopen = true;
    m_running.cancel();
    for (std::deque<Job>* queue : {&m_waited, &m_background}) {
        for (Job& job : *queue) {
            job.token.cancel();
        }
        queue->clear();
    }
}

void PageLoader::enqueue(Job job, Urgency urgency) {
    job.session = m_session;
    {
        const std::lock_guard lock(m_mutex);
        (urgency == Urgency::Waited ? m_waited : m_background).push_back(std::move(job));
    }
    m_wake.notify_one();
}

bool PageLoader::takeJob(Job& job) {
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_stopping || !m_waited.empty() || !m_background.empty(); });
    if (m_stopping) {
        return false;
    }
    std::deque<Job>& queue = m_waited.empty() ? m_background : m_waited;
    job = std::move(queue.front());
    queue.pop_front();
    m_running = job.token;
    if (m_reopen) {
        m_reopen = false;
        m_queries.reset();
    }
    return true;
}

void PageLoader::run() {
    Job job;
    while (takeJob(job)) {
        if (job.token.isCancelled()) {
            continue;
        }
        Delivery delivery = job.work(opened(), job.token);
        if (!job.token.isCancelled()) {
            deliver(std::move(job), std::move(delivery));
        }
        job = Job{};
    }
    m_queries.reset();
}

base::Result<api::SessionQueries*> PageLoader::opened() {
    if (!m_queries) {
        auto queries = m_open();
        if (!queries.has_value()) {
            return queries.error();
        }
        m_queries = std::move(*queries);
    }
    return m_queries.get();
}

void PageLoader::deliver(Job job, Delivery delivery) {
    QMetaObject::invokeMethod(
        this,
        [this, token = job.token, receiver = job.receiver, session = job.session,
         delivery = std::move(delivery)] {
            if (session == m_session && !token.isCancelled() && receiver) {
                delivery();
            }
        },
        Qt::QueuedConnection);
}

}  // namespace mirrorscope::ui::live
