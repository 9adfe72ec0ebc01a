// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/page_loader.h"

#include <QMetaObject>

namespace mirrorscope::ui::live {

PageLoader::PageLoader(OpenQueries open, QObject* parent) : QObject(parent), m_open(std::move(open)) {
    for (Lane& lane : m_lanes) {
        lane.thread = std::thread([this, &lane] { run(lane); });
    }
}

PageLoader::~PageLoader() {
    for (Lane& lane : m_lanes) {
        const std::lock_guard lock(lane.mutex);
        lane.stopping = true;
        lane.running.cancel();
        lane.wake.notify_one();
    }
    for (Lane& lane : m_lanes) {
        lane.thread.join();
    }
}

void PageLoader::reopen() {
    ++m_session;
    for (Lane& lane : m_lanes) {
        const std::lock_guard lock(lane.mutex);
        lane.reopen = true;
        lane.running.cancel();
        for (Job& job : lane.jobs) {
            job.token.cancel();
        }
        lane.jobs.clear();
    }
    emit reopened();
}

void PageLoader::enqueue(Job job, Urgency urgency) {
    job.session = m_session;
    Lane& lane = laneOf(urgency);
    const std::lock_guard lock(lane.mutex);
    lane.jobs.push_back(std::move(job));
    lane.wake.notify_one();
}

bool PageLoader::takeJob(Lane& lane, Job& job) {
    std::unique_lock lock(lane.mutex);
    lane.wake.wait(lock, [&lane] { return lane.stopping || !lane.jobs.empty(); });
    if (lane.stopping) {
        return false;
    }
    job = std::move(lane.jobs.front());
    lane.jobs.pop_front();
    lane.running = job.token;
    if (lane.reopen) {
        lane.reopen = false;
        lane.queries.reset();
    }
    return true;
}

void PageLoader::run(Lane& lane) {
    Job job;
    while (takeJob(lane, job)) {
        if (job.token.isCancelled()) {
            continue;
        }
        Delivery delivery = job.work(opened(lane), job.token);
        if (!job.token.isCancelled()) {
            deliver(std::move(job), std::move(delivery));
        }
        job = Job{};
    }
    lane.queries.reset();
}

base::Result<api::SessionQueries*> PageLoader::opened(Lane& lane) {
    if (!lane.queries) {
        auto queries = m_open();
        if (!queries.has_value()) {
            return queries.error();
        }
        lane.queries = std::move(*queries);
    }
    return lane.queries.get();
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
