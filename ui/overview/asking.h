// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>

#include "core/api/session_queries.h"
#include "core/base/cancel_token.h"
#include "ui/live/page_loader.h"

namespace mirrorscope::ui::overview {

/// How far a question is that reads requests; written by a reader thread, read by the UI thread.
struct SharedProgress {
    std::atomic<std::int64_t> left{0};
    std::atomic<std::int64_t> all{0};
    std::atomic<std::uint64_t> found{0};
};

/// One of the questions that the page asks again and again: never two at once, the costly ones less often.
/// What it is about is taken when it is asked; an answer to what is no longer asked never comes. Owned by
/// the feed, UI thread; the loader outlives it.
class Asking final : public QObject {
    Q_OBJECT

public:
    /// What is to be done with the answer, on the UI thread.
    using Delivery = std::function<void()>;
    /// Runs on a reader thread and owns what it captures.
    using Question = std::function<base::Result<Delivery>(api::SessionQueries&, const base::CancelToken&,
                                                          const traffic::OnChartProgress&)>;

    struct Pace {
        live::Urgency urgency = live::Urgency::Background;
        std::chrono::milliseconds least{1000};  // from one answer to the next question
        int rest = 10;                          // and so many times as long as the answer took
    };

    Asking(live::PageLoader& loader, Pace pace, std::function<Question()> make, QObject* parent);
    ~Asking() override;

    /// At once, whatever is on its way.
    void askAnew();
    /// Asks when it is time.
    void askWhenDue();
    /// No answer comes, until askAnew().
    void cancel();

    bool isAsking() const { return m_asking; }
    bool isCancelled() const { return m_cancelled; }
    /// Since when; unset while nothing is on its way.
    std::optional<std::chrono::milliseconds> asksFor() const;
    const SharedProgress& progress() const { return *m_progress; }

signals:
    void answered();
    void failed(const mirrorscope::base::Error& error);

private:
    void ask();

    live::PageLoader& m_loader;
    Pace m_pace;
    std::function<Question()> m_make;
    base::CancelToken m_token;
    std::shared_ptr<SharedProgress> m_progress;
    std::chrono::steady_clock::time_point m_begun;
    std::chrono::steady_clock::time_point m_due;
    bool m_asking = false;
    bool m_cancelled = false;
};

}  // namespace mirrorscope::ui::overview
