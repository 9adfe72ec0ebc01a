// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/inspection_pool.h"

#include <sched.h>

#include <QTest>
#include <atomic>

using namespace mirrorscope;

namespace {

/// Scores a request by the digits of its target, so that a mix-up shows.
class EchoEngine final : public detection::Engine {
public:
    const detection::EngineInfo& info() const override { return m_info; }
    std::unique_ptr<detection::Inspector> newInspector() const override {
        ++m_inspectors;
        m_policy = sched_getscheduler(0);
        return std::make_unique<Echo>();
    }
    int inspectors() const { return m_inspectors; }
    /// Of the thread that inspects.
    int policy() const { return m_policy; }

private:
    class Echo final : public detection::Inspector {
        traffic::Verdict inspect(const detection::ClientRequest& request) override {
            traffic::Verdict verdict;
            verdict.state = traffic::RequestState::Clean;
            verdict.score = std::stoi(std::string(request.target.substr(1)));
            return verdict;
        }
    };
    detection::EngineInfo m_info;
    mutable std::atomic<int> m_inspectors{0};
    mutable std::atomic<int> m_policy{-1};
};

std::vector<traffic::StoredRequest> requests(int count) {
    std::vector<traffic::StoredRequest> all;
    for (int i = 0; i < count; ++i) {
        auto request = std::make_shared<traffic::MirroredRequest>();
        request->id = i + 1;
        request->method = "GET";
        request->target = "/" + std::to_string(i);
        request->head = "GET " + request->target + " HTTP/1.1\r\nHost: a\r\n\r\n";
        request->form = i % 10 == 9 ? traffic::RequestForm::Malformed : traffic::RequestForm::Whole;
        all.push_back({std::move(request), std::make_shared<traffic::RequestContext>()});
    }
    return all;
}

}  // namespace

class InspectionPoolTest : public QObject {
    Q_OBJECT

private slots:
    void verdictsKeepTheirOrder_data();
    void verdictsKeepTheirOrder();
    void stopLeavesThemPending();
    void takesTheProcessorAsItWasTold();
};

void InspectionPoolTest::verdictsKeepTheirOrder_data() {
    QTest::addColumn<int>("threads");
    QTest::newRow("one thread") << 1;
    QTest::newRow("four threads") << 4;
}

void InspectionPoolTest::verdictsKeepTheirOrder() {
    QFETCH(int, threads);
    const auto engine = std::make_shared<EchoEngine>();
    pipeline::InspectionPool pool(engine, {.threads = static_cast<std::size_t>(threads)});
    for (const int count : {1, 3, 200, 1000}) {
        const auto verdicts = pool.inspectAll(requests(count), {});
        QCOMPARE(verdicts.size(), static_cast<std::size_t>(count));
        for (int i = 0; i < count; ++i) {
            const traffic::Verdict& verdict = verdicts[static_cast<std::size_t>(i)];
            QCOMPARE(verdict.requestId, traffic::RequestId{i + 1});
            const bool judged = i % 10 != 9;
            QCOMPARE(verdict.state,
                     judged ? traffic::RequestState::Clean : traffic::RequestState::NotAnalysed);
            QCOMPARE(verdict.score, judged ? i : 0);
        }
    }
    QVERIFY(engine->inspectors() <= threads);
}

void InspectionPoolTest::stopLeavesThemPending() {
    pipeline::InspectionPool pool(std::make_shared<EchoEngine>(), {.threads = 2});
    std::stop_source stop;
    stop.request_stop();
    for (const traffic::Verdict& verdict : pool.inspectAll(requests(50), stop.get_token())) {
        QCOMPARE(verdict.state, traffic::RequestState::Pending);
    }
}

void InspectionPoolTest::takesTheProcessorAsItWasTold() {
    using enum pipeline::AnalysisPriority;
    for (const auto& [priority, policy] : {std::pair{Idle, SCHED_IDLE}, std::pair{Normal, SCHED_OTHER}}) {
        const auto engine = std::make_shared<EchoEngine>();
        pipeline::InspectionPool pool(engine, {.threads = 1, .priority = priority});
        pool.inspectAll(requests(1), {});
        QCOMPARE(engine->policy(), policy);
    }
}

QTEST_GUILESS_MAIN(InspectionPoolTest)
#include "inspection_pool_test.moc"
