// SPDX-License-Identifier: Apache-2.0
#include "core/storage/arrival_queue.h"

#include <QTest>
#include <thread>

#include "tests/core/storage/stored_requests.h"

using namespace mirrorscope;
using storage::ArrivalQueue;
using State = traffic::Delivery::State;

namespace {

constexpr std::size_t kAll = 1U << 30U;

std::vector<std::string> targets(const traffic::DeliveryBatch& batch) {
    std::vector<std::string> targets;
    for (const auto& delivery : batch) {
        targets.push_back(delivery->request.target);
    }
    return targets;
}

}  // namespace

class ArrivalQueueTest : public QObject {
    Q_OBJECT

private slots:
    void takesInOrderUpToRows();
    void takesUpToBytes();
    void refusesOverItsBytes();
    void largeOneFitsWhenEmpty();
    void withdrawnAreLeftOut();
    void closedTakesNothingMore();
    void waitEnds_data();
    void waitEnds();
};

void ArrivalQueueTest::takesInOrderUpToRows() {
    ArrivalQueue queue(kAll);
    for (const char* target : {"/1", "/2", "/3"}) {
        QVERIFY(queue.put(test::delivery(target)));
    }
    QCOMPARE(queue.requests(), std::size_t{3});
    const auto first = queue.take(2, kAll).requests;
    QCOMPARE(targets(first), (std::vector<std::string>{"/1", "/2"}));
    QCOMPARE(first.front()->state(), State::Writing);
    QCOMPARE(targets(queue.take(2, kAll).requests), std::vector<std::string>{"/3"});
    QVERIFY(queue.take(2, kAll).requests.empty());
    QCOMPARE(queue.bytes(), std::size_t{0});
}

void ArrivalQueueTest::takesUpToBytes() {
    ArrivalQueue queue(kAll);
    const std::string body(1000, 'x');
    for (int i = 0; i < 3; ++i) {
        queue.put(test::delivery("/", body));
    }
    const std::size_t weight = test::delivery("/", body)->request.weight();
    QCOMPARE(queue.take(10, 2 * weight).requests.size(), std::size_t{2});
    QCOMPARE(queue.take(10, 1).requests.size(), std::size_t{1});  // one at least
}

void ArrivalQueueTest::refusesOverItsBytes() {
    const std::size_t weight = test::delivery("/")->request.weight();
    ArrivalQueue queue(2 * weight);
    QVERIFY(queue.put(test::delivery("/")));
    QVERIFY(queue.put(test::delivery("/")));
    QVERIFY(!queue.put(test::delivery("/")));
    QCOMPARE(queue.bytes(), 2 * weight);
    QCOMPARE(queue.take(1, kAll).requests.size(), std::size_t{1});
    QVERIFY(queue.put(test::delivery("/")));
}

void ArrivalQueueTest::largeOneFitsWhenEmpty() {
    ArrivalQueue queue(1);
    QVERIFY(queue.put(test::delivery("/large")));
    QVERIFY(!queue.put(test::delivery("/second")));
}

void ArrivalQueueTest::withdrawnAreLeftOut() {
    ArrivalQueue queue(kAll);
    auto withdrawn = test::delivery("/withdrawn");
    queue.put(withdrawn);
    QVERIFY(withdrawn->withdraw());
    QVERIFY(queue.take(10, kAll).requests.empty());
    QCOMPARE(withdrawn->state(), State::Withdrawn);
    QVERIFY(queue.isEmpty());
    QCOMPARE(queue.bytes(), std::size_t{0});
}

void ArrivalQueueTest::closedTakesNothingMore() {
    ArrivalQueue queue(kAll);
    QVERIFY(queue.put(test::delivery("/")));
    QVERIFY(!queue.isOver());
    queue.close();
    QVERIFY(!queue.put(test::delivery("/")));
    QVERIFY(!queue.isOver());
    QCOMPARE(queue.take(10, kAll).requests.size(), std::size_t{1});
    QVERIFY(queue.isOver());
}

void ArrivalQueueTest::waitEnds_data() {
    QTest::addColumn<QString>("by");
    for (const char* by : {"arrival", "poke", "close"}) {
        QTest::newRow(by) << by;
    }
}

/// Also when it came before the wait began: with an hour to wait, a lost wake-up would show as a timeout.
void ArrivalQueueTest::waitEnds() {
    QFETCH(QString, by);
    for (const bool before : {true, false}) {
        ArrivalQueue queue(kAll);
        const auto wake = [&] {
            if (by == "arrival") {
                queue.put(test::delivery("/"));
            } else if (by == "poke") {
                queue.poke();
            } else {
                queue.close();
            }
        };
        if (before) {
            wake();
        }
        std::jthread waker([&] {
            if (!before) {
                wake();
            }
        });
        queue.wait(std::chrono::hours(1));
    }
}

QTEST_GUILESS_MAIN(ArrivalQueueTest)
#include "arrival_queue_test.moc"
