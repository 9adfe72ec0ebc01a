// SPDX-License-Identifier: Apache-2.0
#include "core/probe/proof_run.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace mirrorscope::probe {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

/// How often a cancel is looked for, and how often the source is asked.
constexpr milliseconds kLook = 20ms;
constexpr milliseconds kAsk = 50ms;
/// The recorder attributes within milliseconds, unless it has a backlog.
constexpr milliseconds kAttributionTime = 2s;

class Run {
public:
    Run(const RunOptions& options, ProbeSender& sender, ArrivalSource& source, const base::Clock& clock,
        const base::CancelToken& cancel, const OnRunProgress& progress)
        : m_options(options),
          m_sender(sender),
          m_source(source),
          m_clock(clock),
          m_cancel(cancel),
          m_progress(progress) {}

    base::Result<RunOutcome> run() {
        m_outcome.record.begun = m_clock.wall();
        m_plan = planProbes(m_options.plan);
        m_hasArrived.resize(m_plan.size());
        m_at.all = m_plan.size();
        auto done = sendAll();
        if (done && m_outcome.unreachable.empty()) {
            done = waitForMissing();
        }
        if (done) {
            done = completeArrivals();
        }
        if (done && m_cancel.isCancelled()) {
            done = base::Error{base::ErrorCode::Cancelled, {}};
        }
        m_outcome.record.ended = m_clock.wall();
        return done ? base::Result<RunOutcome>(std::move(m_outcome)) : base::Result<RunOutcome>(done.error());
    }

private:
    base::Result<void> sendAll() {
        const auto step = std::chrono::duration_cast<Steady::duration>(
            std::chrono::duration<double>(1 / std::max(0.01, m_options.perSecond)));
        auto next = Steady::now();
        for (const PlannedProbe& probe : m_plan) {
            if (auto waited = waitUntil(next); !waited) {
                return waited;
            }
            next = std::max(next, Steady::now() - step) + step;
            if (probe.isWarmUp) {
                m_sender.disconnect();
            }
            const ProbeRequest request = requestOf(probe, m_options.url);
            const SendOutcome outcome = m_sender.send(request, m_cancel);
            if (m_cancel.isCancelled()) {
                return base::Error{base::ErrorCode::Cancelled, {}};
            }
            m_outcome.record.sent.push_back(
                {probe, outcome, request.bodyBytes, request.bodyDigest, request.head});
            ++m_at.sent;
            if (!probe.isWarmUp) {
                ++kindOf(probe).sent;
            }
            if (outcome.state == SendOutcome::State::NotSent && m_outcome.record.sent.size() == 1) {
                m_outcome.unreachable = outcome.problem;
                return {};
            }
        }
        return {};
    }

    /// Gathers arrivals meanwhile, at least once.
    base::Result<void> waitUntil(Steady::time_point end) {
        while (true) {
            if (m_cancel.isCancelled()) {
                return base::Error{base::ErrorCode::Cancelled, {}};
            }
            const auto now = Steady::now();
            if (now - m_asked >= kAsk) {
                m_asked = now;
                if (auto gathered = gather(); !gathered) {
                    return gathered;
                }
            }
            if (now >= end) {
                return {};
            }
            std::this_thread::sleep_for(std::min<Steady::duration>(kLook, end - now));
        }
    }

    base::Result<void> gather() {
        auto arrived = m_source.arrived(m_cancel);
        if (!arrived) {
            return arrived.error();
        }
        for (Arrival& arrival : *arrived) {
            note(arrival);
            m_outcome.record.arrivals.push_back(std::move(arrival));
        }
        if (m_progress) {
            m_progress(m_at);
        }
        return {};
    }

    KindProgress& kindOf(const PlannedProbe& probe) {
        return m_at.kinds[static_cast<std::size_t>(probe.kind)];
    }

    void note(const Arrival& arrival) {
        if (arrival.tag.number >= m_plan.size()) {
            return;
        }
        const PlannedProbe& probe = m_plan[arrival.tag.number];
        const bool isFirst = !m_hasArrived[arrival.tag.number];
        m_hasArrived[arrival.tag.number] = true;
        m_at.arrived += isFirst ? 1 : 0;
        if (!probe.isWarmUp) {
            ++(isFirst ? kindOf(probe).arrived : kindOf(probe).duplicates);
        }
    }

    bool isSomethingMissing() const {
        return std::ranges::any_of(m_outcome.record.sent, [&](const SentProbe& sent) {
            return sent.isExpected() && !m_hasArrived[sent.probe.tag.number];
        });
    }

    base::Result<void> waitForMissing() {
        const auto end = Steady::now() + m_options.wait;
        while ((m_options.isShare || isSomethingMissing()) && Steady::now() < end) {
            if (auto waited = waitUntil(std::min(Steady::now() + kAsk, end)); !waited) {
                return waited;
            }
        }
        if (auto waited = waitUntil(Steady::now() + m_options.settle); !waited) {
            return waited;
        }
        return gather();
    }

    base::Result<void> completeArrivals() {
        const auto end = Steady::now() + kAttributionTime;
        while (true) {
            const auto isComplete = m_source.complete(m_outcome.record.arrivals, m_cancel);
            if (!isComplete) {
                return isComplete.error();
            }
            if (*isComplete || Steady::now() >= end || m_cancel.isCancelled()) {
                return {};
            }
            std::this_thread::sleep_for(kLook);
        }
    }

    const RunOptions& m_options;
    ProbeSender& m_sender;
    ArrivalSource& m_source;
    const base::Clock& m_clock;
    const base::CancelToken& m_cancel;
    const OnRunProgress& m_progress;
    std::vector<PlannedProbe> m_plan;
    std::vector<bool> m_hasArrived;
    RunProgress m_at;
    Steady::time_point m_asked{};
    RunOutcome m_outcome;
};

}  // namespace

std::string originNotice(const RunOptions& options) {
    const auto plan = planProbes(options.plan);
    std::vector<std::string_view> methods;
    for (const PlannedProbe& probe : plan) {
        const auto method = formOf(probe.kind).method;
        if (std::ranges::find(methods, method) == methods.end()) {
            methods.push_back(method);
        }
    }
    std::ranges::sort(methods);
    std::string all;
    for (const auto method : methods) {
        all += (all.empty() ? "" : ", ") + std::string(method);
    }
    return std::to_string(plan.size()) + " probes (" + all + ") go to " + options.url.text() +
           ". The origin behind it sees them too; each carries " + std::string(kTagHeader) + ": " +
           options.plan.run + "-N.";
}

base::Result<RunOutcome> runProbes(const RunOptions& options, ProbeSender& sender, ArrivalSource& source,
                                   const base::Clock& clock, const base::CancelToken& cancel,
                                   const OnRunProgress& progress) {
    return Run(options, sender, source, clock, cancel, progress).run();
}

}  // namespace mirrorscope::probe
