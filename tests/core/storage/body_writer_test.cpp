// SPDX-License-Identifier: Apache-2.0
// Large bodies through the journal: parts ahead of their request, deleted when none takes them.
#include "core/storage/body_writer.h"

#include <QTemporaryDir>
#include <QTest>

#include "core/storage/session_file.h"
#include "core/storage/session_reader.h"
#include "tests/core/storage/stored_requests.h"

using namespace mirrorscope;
using State = traffic::Delivery::State;
using traffic::BodyKey;

namespace {

constexpr std::size_t kPart = 256U << 10U;

std::shared_ptr<traffic::PartDelivery> part(BodyKey body, std::int64_t index, char filler = 'p') {
    auto out = std::make_shared<traffic::PartDelivery>();
    out->part = {body, index, std::string(kPart, filler)};
    return out;
}

std::shared_ptr<traffic::Delivery> requestOf(BodyKey body, std::uint64_t bytes) {
    auto out = test::delivery("/large");
    out->request.bodyParts = body;
    out->request.partsBytes = out->request.bodyLength = bytes;
    return out;
}

}  // namespace

class BodyWriterTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void requestTakesItsParts();
    void followKeepsToItsBytes();
    void orphansAreSweptAtOpen();
    void failedPartFailsItsRequest();
    void withdrawnRequestLeavesNoParts();
    void droppedBodyIsDeleted();
    void keysAreNotReused();

private:
    void open();
    std::int64_t number(const char* sql) const;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::filesystem::path m_session;
    std::unique_ptr<test::Outcomes> m_outcomes;
    std::unique_ptr<storage::Journal> m_journal;
};

void BodyWriterTest::init() {
    m_journal.reset();
    m_directory = std::make_unique<QTemporaryDir>();
    m_session = m_directory->filePath("bodies.mscope").toStdString();
    open();
}

void BodyWriterTest::open() {
    m_journal.reset();
    m_outcomes = std::make_unique<test::Outcomes>();
    m_journal = std::move(*storage::Journal::open(m_session, {}));
    m_journal->addReceiver(*m_outcomes);
}

std::int64_t BodyWriterTest::number(const char* sql) const {
    return *storage::openForReading(m_session)->number(sql);
}

void BodyWriterTest::requestTakesItsParts() {
    const BodyKey one = m_journal->newBody();
    const BodyKey two = m_journal->newBody();
    for (std::int64_t i = 0; i < 20; ++i) {  // more than one transaction, of two bodies by turns
        QVERIFY(m_journal->offerPart(part(one, i, static_cast<char>('a' + i))));
        QVERIFY(m_journal->offerPart(part(two, i, '2')));
    }
    QVERIFY(m_journal->offer(requestOf(one, 20 * kPart)));
    QVERIFY(m_journal->offer(test::delivery("/small", "small")));
    QVERIFY(m_journal->offer(requestOf(two, 20 * kPart)));
    QVERIFY(m_outcomes->waitFor(3));
    std::string expected;
    for (int i = 0; i < 20; ++i) {
        expected.append(kPart, static_cast<char>('a' + i));
    }
    auto reader = *storage::SessionReader::open(m_session);
    const auto detail = reader->detail(1);
    QVERIFY(detail->request.body == expected);
    QCOMPARE(detail->row.bodyKept, std::uint64_t{20 * kPart});
    QCOMPARE(detail->request.bodyParts, BodyKey{0});
    QCOMPARE(reader->detail(2)->request.body, std::string("small"));
    QVERIFY(reader->detail(3)->request.body == std::string(20 * kPart, '2'));
    QVERIFY(*reader->bodyInParts(1) == expected);
    QVERIFY(reader->bodyInParts(2)->empty());
    QCOMPARE(number("SELECT count(*) FROM body WHERE request IS NULL"), std::int64_t{0});
}

void BodyWriterTest::followKeepsToItsBytes() {
    for (int i = 0; i < 4; ++i) {
        const BodyKey body = m_journal->newBody();
        for (std::int64_t index = 0; index < 4; ++index) {
            QVERIFY(m_journal->offerPart(part(body, index)));
        }
        QVERIFY(m_journal->offer(requestOf(body, 4 * kPart)));
    }
    QVERIFY(m_outcomes->waitFor(4));
    auto reader = *storage::SessionReader::open(m_session);
    const auto some = reader->follow(0, 100, 6 * kPart);
    QCOMPARE(some->size(), std::size_t{2});
    for (const auto& stored : *some) {
        QVERIFY(stored.request->body == std::string(4 * kPart, 'p'));
    }
    QCOMPARE(reader->follow(2, 100, 1)->size(), std::size_t{1});  // one at least
}

void BodyWriterTest::orphansAreSweptAtOpen() {
    const BodyKey kept = m_journal->newBody();
    const BodyKey orphan = m_journal->newBody();
    for (std::int64_t i = 0; i < 20; ++i) {
        QVERIFY(m_journal->offerPart(part(orphan, i)));
    }
    QVERIFY(m_journal->offerPart(part(kept, 0)));
    QVERIFY(m_journal->offer(requestOf(kept, kPart)));
    QVERIFY(m_outcomes->waitFor(1));
    m_journal.reset();
    QCOMPARE(number("SELECT count(*) FROM body WHERE request IS NULL"), std::int64_t{1});
    open();
    m_journal->flush();
    QCOMPARE(number("SELECT count(*) FROM body"), std::int64_t{1});
    QCOMPARE(number("SELECT count(*) FROM body_part"), std::int64_t{1});
    QVERIFY((*storage::SessionReader::open(m_session))->detail(1)->request.body == std::string(kPart, 'p'));
}

/// Also when the disk takes the rest again, and its request.
void BodyWriterTest::failedPartFailsItsRequest() {
    QVERIFY(m_journal->offer(test::delivery("/before")));
    QVERIFY(m_outcomes->waitFor(1));
    const BodyKey body = m_journal->newBody();
    const auto first = part(body, 0);
    const auto second = part(body, 1);
    QVERIFY(m_journal->offerPart(first));
    QTRY_COMPARE(first->state(), State::Stored);
    m_journal->limitPages(number("PRAGMA page_count") + 4);
    QVERIFY(m_journal->offerPart(second));
    QTRY_COMPARE(second->state(), State::Failed);
    QVERIFY(m_journal->status().failing);
    m_journal->limitPages(1'000'000);
    const auto third = part(body, 2);
    QVERIFY(m_journal->offerPart(third));
    QVERIFY(m_journal->offer(requestOf(body, 3 * kPart)));
    QVERIFY(m_journal->offer(test::delivery("/after")));
    QVERIFY(m_outcomes->waitFor(3));
    QCOMPARE(third->state(), State::Failed);
    for (const auto& delivery : m_outcomes->all()) {
        const bool large = delivery->request.target == "/large";
        QCOMPARE(delivery->state(), large ? State::Failed : State::Stored);
    }
    QCOMPARE(m_journal->status().lastId, traffic::RequestId{2});
    m_journal->flush();
    QCOMPARE(number("SELECT count(*) FROM body_part"), std::int64_t{0});
    QCOMPARE(number("SELECT count(*) FROM request"), std::int64_t{2});
}

void BodyWriterTest::withdrawnRequestLeavesNoParts() {
    const BodyKey body = m_journal->newBody();
    for (std::int64_t i = 0; i < 3; ++i) {
        QVERIFY(m_journal->offerPart(part(body, i)));
    }
    const auto withdrawn = requestOf(body, 3 * kPart);
    QVERIFY(withdrawn->withdraw());
    QVERIFY(m_journal->offer(withdrawn));
    QVERIFY(m_journal->offer(test::delivery("/next")));
    QVERIFY(m_outcomes->waitFor(1));
    m_journal->flush();
    QCOMPARE(number("SELECT count(*) FROM body_part"), std::int64_t{0});
    QCOMPARE(number("SELECT count(*) FROM body"), std::int64_t{0});
    QCOMPARE(number("SELECT count(*) FROM request"), std::int64_t{1});
}

/// Only while no request has it.
void BodyWriterTest::droppedBodyIsDeleted() {
    const BodyKey dropped = m_journal->newBody();
    const BodyKey kept = m_journal->newBody();
    QVERIFY(m_journal->offerPart(part(dropped, 0)));
    QVERIFY(m_journal->offerPart(part(kept, 0)));
    QVERIFY(m_journal->offer(requestOf(kept, kPart)));
    QVERIFY(m_outcomes->waitFor(1));
    m_journal->dropBody(dropped);
    m_journal->dropBody(kept);
    m_journal->flush();
    QCOMPARE(number("SELECT count(*) FROM body"), std::int64_t{1});
    QCOMPARE(number("SELECT request FROM body"), std::int64_t{1});
    QCOMPARE(number("SELECT count(*) FROM body_part"), std::int64_t{1});
}

void BodyWriterTest::keysAreNotReused() {
    const BodyKey body = m_journal->newBody();
    QVERIFY(m_journal->offerPart(part(body, 0)));
    QVERIFY(m_journal->offer(requestOf(body, kPart)));
    QVERIFY(m_outcomes->waitFor(1));
    open();
    QVERIFY(m_journal->newBody() > body);
}

QTEST_GUILESS_MAIN(BodyWriterTest)
#include "body_writer_test.moc"
