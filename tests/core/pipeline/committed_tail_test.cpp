// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/committed_tail.h"

#include <QTest>
#include <future>
#include <thread>

using namespace mirrorscope;
using pipeline::CommittedTail;

namespace {

std::shared_ptr<const traffic::DeliveryBatch> batch(traffic::RequestId first, int count,
                                                    std::size_t bodyBytes = 0, bool stored = true) {
    auto deliveries = std::make_shared<traffic::DeliveryBatch>();
    for (int i = 0; i < count; ++i) {
        auto delivery = std::make_shared<traffic::Delivery>();
        delivery->request.id = first + i;
        delivery->request.body.assign(bodyBytes, 'x');
        delivery->claim();
        delivery->settle(stored);
        deliveries->push_back(std::move(delivery));
    }
    return deliveries;
}

std::vector<std::shared_ptr<const traffic::RequestContext>> contexts(traffic::RequestId first, int count) {
    std::vector<std::shared_ptr<const traffic::RequestContext>> all;
    for (int i = 0; i < count; ++i) {
        auto context = std::make_shared<traffic::RequestContext>();
        context->requestId = first + i;
        all.push_back(std::move(context));
    }
    return all;
}

constexpr std::size_t kRoom = 1U << 20U;
constexpr traffic::RequestId kEnd = 1'000'000;

}  // namespace

class CommittedTailTest : public QObject {
    Q_OBJECT

private slots:
    void readsInOrder();
    void saysWhenTheStoreMustBeAsked();
    void staysBelowItsBytes();
    void failedBatchesAreNotThere();
    void contextsMeetTheirRequests();
    void waitingEndsWithNewsOrStop();
};

void CommittedTailTest::readsInOrder() {
    CommittedTail tail(kRoom, 10, 10);
    tail.delivered(batch(11, 3));
    tail.delivered(batch(14, 2));
    const auto slice = tail.read(10, kEnd, 4);
    QVERIFY(slice.inMemory);
    QCOMPARE(slice.entries.size(), std::size_t{4});
    QCOMPARE(slice.entries.front().request->id, traffic::RequestId{11});
    QCOMPARE(slice.entries.back().request->id, traffic::RequestId{14});
    QCOMPARE(tail.read(10, 12, 100).entries.size(), std::size_t{2});
    QVERIFY(tail.read(15, kEnd, 100).entries.empty());
    QCOMPARE(tail.lastStored(), traffic::RequestId{15});
}

void CommittedTailTest::saysWhenTheStoreMustBeAsked() {
    const CommittedTail empty(kRoom, 10, 4);
    QVERIFY(!empty.read(4, kEnd, 100).inMemory);
    QVERIFY(empty.read(10, kEnd, 100).inMemory);
    CommittedTail tail(kRoom, 10, 10);
    tail.delivered(batch(11, 1));
    QVERIFY(!tail.read(9, kEnd, 100).inMemory);
    QVERIFY(tail.read(10, kEnd, 100).inMemory);
}

void CommittedTailTest::staysBelowItsBytes() {
    CommittedTail tail(kRoom, 0, 0);
    for (traffic::RequestId id = 1; id <= 64; ++id) {
        tail.delivered(batch(id, 1, kRoom / 8));
    }
    QVERIFY(!tail.read(50, kEnd, 100).inMemory);
    const auto kept = tail.read(60, kEnd, 100);
    QVERIFY(kept.inMemory);
    QCOMPARE(kept.entries.back().request->id, traffic::RequestId{64});
}

void CommittedTailTest::failedBatchesAreNotThere() {
    CommittedTail tail(kRoom, 0, 0);
    tail.delivered(batch(0, 3, 0, false));
    QCOMPARE(tail.lastStored(), traffic::RequestId{0});
}

void CommittedTailTest::contextsMeetTheirRequests() {
    CommittedTail tail(kRoom, 10, 8);
    tail.delivered(batch(11, 3));
    tail.attach(contexts(9, 4));  // two of them are of requests that were never in memory
    QCOMPARE(tail.lastAttributed(), traffic::RequestId{12});
    const auto slice = tail.read(10, kEnd, 100);
    QCOMPARE(slice.entries[0].context->requestId, traffic::RequestId{11});
    QCOMPARE(slice.entries[1].context->requestId, traffic::RequestId{12});
    QVERIFY(slice.entries[2].context == nullptr);
}

void CommittedTailTest::waitingEndsWithNewsOrStop() {
    CommittedTail tail(kRoom, 0, 0);
    auto news = std::async(std::launch::async, [&] { return tail.waitStoredBeyond(0, std::stop_token()); });
    tail.delivered(batch(1, 1));
    QVERIFY(news.get());
    std::stop_source stop;
    auto stopped =
        std::async(std::launch::async, [&] { return tail.waitAttributedBeyond(0, stop.get_token()); });
    stop.request_stop();
    QVERIFY(!stopped.get());
}

QTEST_GUILESS_MAIN(CommittedTailTest)
#include "committed_tail_test.moc"
