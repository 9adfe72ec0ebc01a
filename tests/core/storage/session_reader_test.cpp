// SPDX-License-Identifier: Apache-2.0
#include "core/storage/session_reader.h"

#include <QTest>
#include <algorithm>

#include "tests/core/storage/recorded_session.h"

using namespace mirrorscope;
using namespace std::chrono_literals;
using traffic::RequestId;

class SessionReaderTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void followersReadOn();
    void followersAreBoundByBytes();
    void analystStartsWithOpenAttacks();
    void requestsByKey_data();
    void requestsByKey();
    void hitsOfAnAttack();
    void rollupsOfARange_data();
    void rollupsOfARange();
    void cancelEnds();
    void readsWithoutAWriter();

private:
    static constexpr RequestId kRequests = 3000;
    test::RecordedSession m_session;
};

void SessionReaderTest::initTestCase() {
    QVERIFY(m_session.store(kRequests));
    m_session.analyse(kRequests);
    m_session.journal().flush();
}

void SessionReaderTest::followersReadOn() {
    const auto from = m_session.reader();
    RequestId cursor = 0;
    while (cursor < kRequests) {
        const auto rows = from->follow(cursor, 700, 100'000'000);
        QVERIFY(rows.has_value());
        QVERIFY(!rows->empty());
        QVERIFY(rows->size() <= 700);
        for (const auto& row : *rows) {
            QCOMPARE(row.request->id, ++cursor);
            QVERIFY(row.context != nullptr);
            QCOMPARE(row.request->head,
                     "GET /" + std::to_string(cursor - 1) + " HTTP/1.1\r\nHost: shop.example\r\n\r\n");
        }
    }
    QVERIFY(from->follow(cursor, 700, 100'000'000)->empty());
}

void SessionReaderTest::followersAreBoundByBytes() {
    const auto from = m_session.reader();
    QCOMPARE(from->follow(0, 700, 0)->size(), std::size_t{1});
    QCOMPARE(from->follow(0, 700, 1)->size(), std::size_t{1});
    const auto rows = from->follow(0, 700, 10'000);
    std::size_t weight = 0;
    for (const auto& row : *rows) {
        QVERIFY(weight < 10'000);
        weight += row.request->weight();
    }
    QVERIFY(weight >= 10'000);
}

void SessionReaderTest::analystStartsWithOpenAttacks() {
    const auto from = m_session.reader();
    QCOMPARE(from->openAttacks(test::kStart)->size(), std::size_t{1});
    QVERIFY(from->openAttacks(test::kStart + 1h)->empty());
    QCOMPARE(*from->lastAttackId(), traffic::AttackId{1});
}

void SessionReaderTest::requestsByKey_data() {
    QTest::addColumn<bool>("newestFirst");
    QTest::addColumn<int>("limit");
    QTest::newRow("newest, pages that do not divide") << true << 999;
    QTest::newRow("oldest, pages that do not divide") << false << 999;
    QTest::newRow("newest, all at once") << true << 10'000;
    QTest::newRow("oldest, pages that divide") << false << 1000;
}

void SessionReaderTest::requestsByKey() {
    QFETCH(bool, newestFirst);
    QFETCH(int, limit);
    const auto from = m_session.reader();
    traffic::PageQuery page{0, newestFirst, static_cast<std::size_t>(limit)};
    std::vector<RequestId> ids;
    for (auto rows = from->requests(page); !rows->empty() && ids.size() <= kRequests;
         rows = from->requests(page)) {
        std::ranges::transform(*rows, std::back_inserter(ids), &traffic::RequestRow::id);
        page.after = ids.back();
    }
    std::vector<RequestId> all(kRequests);
    for (RequestId id = 1; id <= kRequests; ++id) {
        all[static_cast<std::size_t>(newestFirst ? kRequests - id : id - 1)] = id;
    }
    QCOMPARE(ids, all);
}

void SessionReaderTest::hitsOfAnAttack() {
    const auto from = m_session.reader();
    QCOMPARE(from->hits({0, true, 10})->size(), std::size_t{10});
    // Two hits a request, each request once; every third is in the attack.
    const auto newest = from->attackRequests(1, {0, true, 2});
    QCOMPARE(*newest, (std::vector<RequestId>{kRequests, kRequests - 3}));
    QCOMPARE(*from->attackRequests(1, {newest->back(), true, 1}), std::vector<RequestId>{kRequests - 6});
    QCOMPARE(*from->attackRequests(1, {3, false, 2}), (std::vector<RequestId>{6, 9}));
    QVERIFY(from->attackRequests(2, {})->empty());
    const auto hits = from->attackHits(1, {0, true, 2});
    QCOMPARE(hits->size(), std::size_t{2});
    QCOMPARE(hits->front().requestId, kRequests);
    for (const traffic::HitRow& hit : *from->attackHits(1, {3, false, 4})) {
        QCOMPARE(hit.attackId, traffic::AttackId{1});
        QVERIFY(hit.requestId == 6 || hit.requestId == 9 || hit.requestId == 12 || hit.requestId == 15);
    }
    QVERIFY(from->attackHits(2, {})->empty());
}

void SessionReaderTest::rollupsOfARange_data() {
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("until");
    QTest::addColumn<int>("requests");
    // Request n arrives 10 ms × n after the start: a second holds 100, the first 99.
    QTest::newRow("first second") << 0 << 1 << 99;
    QTest::newRow("two seconds") << 5 << 7 << 200;
    QTest::newRow("the end is not in it") << 30 << 30 << 0;
    QTest::newRow("last") << 30 << 31 << 1;
    QTest::newRow("before") << -10 << 0 << 0;
}

void SessionReaderTest::rollupsOfARange() {
    QFETCH(int, from);
    QFETCH(int, until);
    QFETCH(int, requests);
    const auto rows = m_session.reader()->rollup(1, test::kStart + std::chrono::seconds(from),
                                                 test::kStart + std::chrono::seconds(until));
    std::uint64_t sum = 0;
    for (const auto& row : *rows) {
        sum += row.type ? 0 : row.requests;
    }
    QCOMPARE(sum, static_cast<std::uint64_t>(requests));
}

void SessionReaderTest::cancelEnds() {
    const auto from = m_session.reader();
    base::CancelToken cancel;
    cancel.cancel();
    using base::ErrorCode;
    QCOMPARE(from->requests({}, cancel).error().code, ErrorCode::Cancelled);
    QCOMPARE(from->attacks({}, cancel).error().code, ErrorCode::Cancelled);
    QCOMPARE(from->hits({}, cancel).error().code, ErrorCode::Cancelled);
    QCOMPARE(from->sources(cancel).error().code, ErrorCode::Cancelled);
    QCOMPARE(from->detail(1, cancel).error().code, ErrorCode::Cancelled);
    QCOMPARE(from->rollup(1, test::kStart, test::kStart, cancel).error().code, ErrorCode::Cancelled);
    QVERIFY(from->detail(1).has_value());  // and the reader goes on
}

void SessionReaderTest::readsWithoutAWriter() {
    test::RecordedSession session;
    QVERIFY(session.store(10));
    const auto beside = session.reader();
    session.closeJournal();
    QCOMPARE(beside->requests({})->size(), std::size_t{10});
    QCOMPARE(session.reader()->requests({})->size(), std::size_t{10});
}

QTEST_GUILESS_MAIN(SessionReaderTest)
#include "session_reader_test.moc"
