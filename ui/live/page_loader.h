// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <array>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <type_traits>
#include <utility>

#include "core/api/session_queries.h"
#include "core/base/cancel_token.h"

namespace mirrorscope::ui::live {

/// What somebody looks at never queues behind a search, and neither behind what fills in (roll-ups, first
/// loads): each kind has its own reader thread.
enum class Urgency { Waited, Search, Background };

/// Asks the session from reader threads, so that no view ever waits for a disk:
///
///   m_token.cancel();
///   m_token = loader.ask<RequestDetail>(this,
///       [id](api::SessionQueries& queries, const base::CancelToken& cancel) { return queries.detail(id,
///       cancel); }, [this](base::Result<RequestDetail> detail) { show(detail); });
///
/// Questions of one urgency are answered in their order. A question runs on a reader thread and must own what
/// it captures; the answer comes on the UI thread. No answer comes after its token was cancelled, or after
/// its receiver or the loader is gone. Lives on the UI thread, owned by the main window.
class PageLoader : public QObject {
    Q_OBJECT

public:
    using OpenQueries = std::function<base::Result<std::unique_ptr<api::SessionQueries>>()>;
    template <typename Value>
    using Question = std::function<base::Result<Value>(api::SessionQueries&, const base::CancelToken&)>;
    template <typename Value>
    using Answer = std::function<void(base::Result<Value>)>;

    /// `open` is called on each reader thread; again at the next question after it failed.
    explicit PageLoader(OpenQueries open, QObject* parent = nullptr);
    /// Cancels everything and waits for the reader threads (100 ms, see SessionQueries).
    ~PageLoader() override;

    template <typename Value>
    base::CancelToken ask(QObject* receiver, std::type_identity_t<Question<Value>> question,
                          std::type_identity_t<Answer<Value>> answer, Urgency urgency = Urgency::Waited);

    /// The service has another session now: every question on its way is cancelled, the next one opens anew.
    void reopen();

signals:
    /// Questions that were on their way get no answer: ask again.
    void reopened();

private:
    /// Runs on a reader thread; gives back what is to run on the UI thread.
    using Delivery = std::function<void()>;
    using Work = std::function<Delivery(base::Result<api::SessionQueries*>, const base::CancelToken&)>;
    struct Job {
        base::CancelToken token;
        QPointer<QObject> receiver;  // looked at on the UI thread only
        int session = 0;             // which one it was asked of, see reopen()
        Work work;
    };

    /// One reader thread and what waits for it.
    struct Lane {
        std::unique_ptr<api::SessionQueries> queries;  // its thread only
        std::mutex mutex;                              // guards everything below
        std::condition_variable wake;
        std::deque<Job> jobs;
        base::CancelToken running;
        bool reopen = false;
        bool stopping = false;
        std::thread thread;
    };

    void enqueue(Job job, Urgency urgency);
    void run(Lane& lane);
    static bool takeJob(Lane& lane, Job& job);
    base::Result<api::SessionQueries*> opened(Lane& lane);
    void deliver(Job job, Delivery delivery);
    Lane& laneOf(Urgency urgency) { return m_lanes[static_cast<std::size_t>(urgency)]; }

    OpenQueries m_open;
    int m_session = 0;  // UI thread only
    std::array<Lane, 3> m_lanes;
};

template <typename Value>
base::CancelToken PageLoader::ask(QObject* receiver, std::type_identity_t<Question<Value>> question,
                                  std::type_identity_t<Answer<Value>> answer, Urgency urgency) {
    Job job;
    job.receiver = receiver;
    job.work = [question = std::move(question), answer = std::move(answer)](
                   base::Result<api::SessionQueries*> queries, const base::CancelToken& token) -> Delivery {
        auto value = std::make_shared<base::Result<Value>>(
            queries.has_value() ? question(**queries, token) : base::Result<Value>(queries.error()));
        return [value, answer] { answer(std::move(*value)); };
    };
    const base::CancelToken token = job.token;
    enqueue(std::move(job), urgency);
    return token;
}

}  // namespace mirrorscope::ui::live
