// SPDX-License-Identifier: Apache-2.0
// Chapter 5: what was answered 204 is on the disk, whatever happens to the recorder.
#include <atomic>
#include <charconv>
#include <chrono>
#include <set>
#include <thread>
#include <vector>

#include "core/lab/demo_stage.h"
#include "core/lab/demo_visitor.h"

namespace mirrorscope::lab {
namespace {

using namespace std::chrono_literals;

constexpr int kSenders = 3;
constexpr std::size_t kEnough = 300;  // answers before the kill, and as many after it
constexpr std::uint64_t kMostClients = 100;
constexpr auto kRetry = 20ms;
constexpr std::string_view kTarget = "/order/";

/// Sends numbered requests as a proxy sends copies, each on threads of its own, and keeps which were answered
/// 204. A proxy throws these answers away, so nothing that counts them can stand behind one.
class Senders {
public:
    explicit Senders(std::uint16_t port) : m_answered(kSenders) {
        for (int i = 0; i < kSenders; ++i) {
            m_threads.emplace_back([this, port, i] { run(port, m_answered[static_cast<std::size_t>(i)]); });
        }
    }
    ~Senders() { stop(); }
    Senders(const Senders&) = delete;
    Senders& operator=(const Senders&) = delete;

    std::size_t answered() const { return m_count; }
    std::set<std::uint64_t> stop() {
        m_cancel.cancel();
        m_threads.clear();
        std::set<std::uint64_t> all;
        for (const auto& some : m_answered) {
            all.insert(some.begin(), some.end());
        }
        return all;
    }

private:
    void run(std::uint16_t port, std::vector<std::uint64_t>& answered) {
        auto visitor = DemoVisitor::to("http://" + onLoopback(port) + "/");
        while (visitor && !m_cancel.isCancelled()) {
            const std::uint64_t number = m_next++;
            const int status =
                (*visitor)->send({"GET", std::string(kTarget) + std::to_string(number),
                                  balancerHeaders(demoClient(static_cast<int>(number % kMostClients)))},
                                 m_cancel);
            constexpr int kStored = 204;
            if (status == kStored) {
                answered.push_back(number);
                ++m_count;
            } else {
                (*visitor)->leave();
                std::this_thread::sleep_for(kRetry);
            }
        }
    }

    base::CancelToken m_cancel;
    std::atomic<std::uint64_t> m_next{0};
    std::atomic<std::size_t> m_count{0};
    std::vector<std::vector<std::uint64_t>> m_answered;
    std::vector<std::jthread> m_threads;
};

LabResult<void> waitForAnswers(Stage& stage, const Senders& senders, std::size_t count) {
    return stage.waitUntil([&]() -> LabResult<bool> { return senders.answered() >= count; },
                           counted(count, "answer") + " of the recorder");
}

LabResult<std::set<std::uint64_t>> storedAfter(Stage& stage, traffic::RequestId after) {
    const auto rows = stage.requestsAfter(after);
    if (!rows) {
        return rows.error();
    }
    std::set<std::uint64_t> out;
    for (const auto& row : *rows) {
        std::uint64_t number = 0;
        const std::string_view target = row.target;
        if (target.starts_with(kTarget) &&
            std::from_chars(target.data() + kTarget.size(), target.data() + target.size(), number).ec ==
                std::errc()) {
            out.insert(number);
        }
    }
    return out;
}

}  // namespace

LabResult<void> killRecorder(Stage& stage) {
    stage.chapter("SIGKILL in the middle of traffic");
    const auto before = stage.progress();
    if (!before) {
        return before.error();
    }
    if (auto said =
            stage.say("Numbered requests go straight to the recorder, so that its answers can be counted: "
                      "204 means stored.");
        !said) {
        return said;
    }
    Senders senders(stage.recorder().firstPort());
    if (auto waited = waitForAnswers(stage, senders, kEnough); !waited) {
        return waited;
    }
    const auto victim = stage.recorder().id();
    stage.recorder().kill();
    const std::size_t atKill = senders.answered();
    stage.show("process " + std::to_string(victim) + " killed after " + counted(atKill, "answer"));
    if (auto said = stage.say("It had no time to save anything. It is started again on the same session.");
        !said) {
        return said;
    }
    if (auto started = stage.recorder().start(stage.cancel()); !started) {
        return started;
    }
    if (auto waited = waitForAnswers(stage, senders, atKill + kEnough); !waited) {
        return waited;
    }
    const auto answered = senders.stop();
    const auto stored = storedAfter(stage, before->lastRequest);
    if (!stored) {
        return stored.error();
    }
    std::size_t missing = 0;
    for (const std::uint64_t number : answered) {
        missing += stored->contains(number) ? 0 : 1;
    }
    const std::size_t more = stored->size() - (answered.size() - missing);
    stage.show("acknowledged " + std::to_string(answered.size()) + ", of these stored " +
               std::to_string(answered.size() - missing) + ", missing " + std::to_string(missing));
    if (more > 0) {
        stage.show("stored without an answer that came back: " + std::to_string(more) +
                   ", in flight when it was killed or stopped");
    }
    if (missing > 0) {
        return notShown("everything acknowledged is stored");
    }
    return stage.say("Acknowledged = stored.");
}

}  // namespace mirrorscope::lab
