// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/journal_follower.h"

#include <QTest>

#include "tests/core/storage/recorded_session.h"

using namespace mirrorscope;
using pipeline::CommittedTail;
using pipeline::JournalFollower;

namespace {

constexpr std::size_t kPart = 256U << 10U;
constexpr std::size_t kParts = 20;  // 5 MiB: two bodies are more than one slice takes

bool offerLarge(storage::Journal& journal, char filler) {
    const auto key = journal.newBody();
    for (std::size_t i = 0; i < kParts; ++i) {
        auto part = std::make_shared<traffic::PartDelivery>();
        part->part = {key, static_cast<std::int64_t>(i), std::string(kPart, filler)};
        if (!journal.offerPart(std::move(part))) {
            return false;
        }
    }
    auto request = test::delivery("/large");
    request->request.bodyParts = key;
    request->request.partsBytes = request->request.bodyLength = kParts * kPart;
    return journal.offer(std::move(request));
}

}  // namespace

class JournalFollowerTest : public QObject {
    Q_OBJECT

private slots:
    void bodiesInPartsAreWhole_data();
    void bodiesInPartsAreWhole();
};

void JournalFollowerTest::bodiesInPartsAreWhole_data() {
    QTest::addColumn<bool>("fromMemory");
    QTest::newRow("keeping up") << true;
    QTest::newRow("behind") << false;
}

/// Two large bodies between small ones: all whole, in order, no slice much larger than the limit.
void JournalFollowerTest::bodiesInPartsAreWhole() {
    QFETCH(bool, fromMemory);
    test::RecordedSession session;
    CommittedTail tail(1U << 20U, 0, 0);
    session.journal().addReceiver(tail);
    QVERIFY(session.journal().offer(test::delivery("/first", "small")));
    QVERIFY(offerLarge(session.journal(), 'a'));
    QVERIFY(offerLarge(session.journal(), 'b'));
    QVERIFY(session.journal().offer(test::delivery("/last", "small")));
    QTRY_COMPARE(tail.lastStored(), traffic::RequestId{4});
    std::vector<std::shared_ptr<const traffic::RequestContext>> contexts;
    for (traffic::RequestId id = 1; id <= 4; ++id) {
        auto context = std::make_shared<traffic::RequestContext>();
        context->requestId = id;
        contexts.push_back(std::move(context));
    }
    tail.attach(contexts);
    session.journal().record(test::contexts(1, 4));
    session.journal().flush();
    CommittedTail behind(1U << 20U, 4, 4);  // knows of them, holds none
    JournalFollower follower(fromMemory ? tail : behind, session.path(), 0,
                             JournalFollower::Needs::Attributed);
    std::vector<std::string> bodies;
    while (follower.cursor() < 4) {
        const auto slice = follower.next(100, {});
        std::size_t bytes = 0;
        for (const auto& stored : slice) {
            bodies.push_back(stored.request->body);
            bytes += stored.request->body.size();
            QCOMPARE(stored.request->bodyParts, traffic::BodyKey{0});
        }
        QVERIFY(bytes < 11U << 20U);
    }
    QCOMPARE(bodies.size(), std::size_t{4});
    QCOMPARE(bodies[0], std::string("small"));
    QVERIFY(bodies[1] == std::string(kParts * kPart, 'a'));
    QVERIFY(bodies[2] == std::string(kParts * kPart, 'b'));
    QCOMPARE(bodies[3], std::string("small"));
}

QTEST_GUILESS_MAIN(JournalFollowerTest)
#include "journal_follower_test.moc"
