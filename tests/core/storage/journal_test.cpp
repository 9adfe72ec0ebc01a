// SPDX-License-Identifier: Apache-2.0
#include "core/storage/journal.h"

#include <QTemporaryDir>
#include <QTest>

#include "core/storage/session_reader.h"
#include "tests/core/storage/recorded_analysis.h"
#include "tests/core/storage/stored_requests.h"

using namespace mirrorscope;
using State = traffic::Delivery::State;

class JournalTest : public QObject {
    Q_OBJECT

private slots:
    void idsFollowTheOrderOfOffers();
    void bytesComeBackAsTheyWere();
    void idsAreNeverReused();
    void withdrawnIsNotStored();
    void lateIsMarked();
    void fullQueueRefuses();
    void fullDiskFailsAndRecovers();
    void nearlyFullDiskIsLeftAlone();
    void retentionRunsBesideArrivals();
    void closingStoresWhatWaits();
    void refusalsAreKept();

private:
    QTemporaryDir m_directory;
    std::filesystem::path path(const char* name) const { return m_directory.filePath(name).toStdString(); }
};

void JournalTest::idsFollowTheOrderOfOffers() {
    test::Outcomes outcomes;  // outlives the journal
    auto journal = storage::Journal::open(path("order.mscope"), {});
    QVERIFY(journal.has_value());
    (*journal)->addReceiver(outcomes);
    for (int i = 0; i < 5000; ++i) {
        QVERIFY((*journal)->offer(test::delivery("/" + std::to_string(i))));
    }
    QVERIFY(outcomes.waitFor(5000));
    traffic::RequestId id = 0;
    for (const auto& delivery : outcomes.all()) {
        QCOMPARE(delivery->state(), State::Stored);
        QCOMPARE(delivery->request.id, ++id);
        QCOMPARE(delivery->request.target, "/" + std::to_string(id - 1));
    }
    QCOMPARE((*journal)->status().lastId, traffic::RequestId{5000});
}

void JournalTest::bytesComeBackAsTheyWere() {
    const auto session = path("bytes.mscope");
    test::Outcomes outcomes;  // outlives the journal
    auto journal = storage::Journal::open(session, {});
    (*journal)->addReceiver(outcomes);
    auto sent = test::delivery("/x");
    traffic::MirroredRequest& request = sent->request;
    request.head = std::string("GET /\0\xff HTTP/1.1\r\nA:\t b \r\n\r\n", 27);
    request.target = std::string("/\0\xff", 3);
    request.body = std::string("\0\x01\xfe end", 7);
    request.trailers = "T: 1\r\n";
    request.trailing = std::string("GET /SMUGGLED\0", 14);
    request.form = traffic::RequestForm::Malformed;
    request.flags.set(traffic::RequestFlag::Nul);
    request.declaredLength = 12;
    request.bodyLength = 99;
    request.reason = "NUL in the target";
    request.offset = 5;
    request.duration = std::chrono::microseconds(777);
    QVERIFY((*journal)->offer(sent));
    QVERIFY(outcomes.waitFor(1));
    auto reader = storage::SessionReader::open(session);
    QVERIFY(reader.has_value());
    const auto detail = (*reader)->detail(1);
    QVERIFY(detail.has_value());
    const traffic::MirroredRequest& kept = detail->request;
    QCOMPARE(kept.head, request.head);
    QCOMPARE(kept.target, request.target);
    QCOMPARE(kept.body, request.body);
    QCOMPARE(kept.trailers, request.trailers);
    QCOMPARE(kept.trailing, request.trailing);
    QCOMPARE(kept.form, request.form);
    QCOMPARE(kept.flags, request.flags);
    QCOMPARE(kept.declaredLength, request.declaredLength);
    QCOMPARE(kept.bodyLength, request.bodyLength);
    QCOMPARE(kept.bodyDigest, request.bodyDigest);
    QCOMPARE(kept.reason, request.reason);
    QCOMPARE(kept.offset, request.offset);
    QCOMPARE(kept.duration.count(), request.duration.count());
    QCOMPARE(kept.receivedAt, request.receivedAt);
    QCOMPARE(detail->row.state, traffic::RequestState::Pending);
    QCOMPARE((*reader)->detail(2).error().code, base::ErrorCode::RequestNotFound);
}

void JournalTest::idsAreNeverReused() {
    const auto session = path("ids.mscope");
    for (traffic::RequestId last = 3; last <= 9; last += 3) {
        test::Outcomes outcomes;  // outlives the journal
        auto journal = storage::Journal::open(session, {});
        (*journal)->addReceiver(outcomes);
        for (int i = 0; i < 3; ++i) {
            (*journal)->offer(test::delivery("/"));
        }
        QVERIFY(outcomes.waitFor(3));
        QCOMPARE(outcomes.all().back()->request.id, last);
    }
}

void JournalTest::withdrawnIsNotStored() {
    const auto session = path("withdrawn.mscope");
    test::Outcomes outcomes;  // outlives the journal
    auto journal = storage::Journal::open(session, {});
    (*journal)->addReceiver(outcomes);
    auto withdrawn = test::delivery("/withdrawn");
    QVERIFY(withdrawn->withdraw());
    QVERIFY((*journal)->offer(withdrawn));
    QVERIFY((*journal)->offer(test::delivery("/kept")));
    QVERIFY(outcomes.waitFor(1));
    QCOMPARE(outcomes.all().size(), std::size_t{1});
    QCOMPARE(outcomes.all().front()->request.target, std::string("/kept"));
    QVERIFY(!outcomes.all().front()->withdraw());
}

void JournalTest::lateIsMarked() {
    const auto session = path("late.mscope");
    test::Outcomes outcomes;  // outlives the journal
    auto journal = storage::Journal::open(session, {});
    (*journal)->addReceiver(outcomes);
    auto late = test::delivery("/late");
    late->markLate();
    QVERIFY((*journal)->offer(late));
    QVERIFY((*journal)->offer(test::delivery("/in-time")));
    QVERIFY(outcomes.waitFor(2));
    journal->reset();
    const auto rows = (*storage::SessionReader::open(session))->requests({0, false, 10});
    QVERIFY((*rows)[0].flags.has(traffic::RequestFlag::Late));
    QVERIFY(!(*rows)[1].flags.has(traffic::RequestFlag::Late));
}

void JournalTest::fullQueueRefuses() {
    storage::JournalOptions options;
    options.queueBytes = 64 * 1024;
    test::Outcomes outcomes;  // outlives the journal
    auto journal = storage::Journal::open(path("full.mscope"), options);
    (*journal)->addReceiver(outcomes);
    std::size_t taken = 0;
    std::size_t refused = 0;
    for (int i = 0; i < 2000; ++i) {
        const bool fits = (*journal)->offer(test::delivery("/", std::string(20'000, 'x')));
        taken += fits ? 1 : 0;
        refused += fits ? 0 : 1;
        QVERIFY((*journal)->status().queuedBytes <= options.queueBytes);
    }
    QVERIFY(refused > 0);
    QVERIFY(outcomes.waitFor(taken));
    QVERIFY((*journal)->offer(test::delivery("/again")));
}

void JournalTest::fullDiskFailsAndRecovers() {
    const auto session = path("disk.mscope");
    test::Outcomes outcomes;  // outlives the journal
    auto journal = storage::Journal::open(session, {});
    (*journal)->addReceiver(outcomes);
    QVERIFY((*journal)->offer(test::delivery("/before")));
    QVERIFY(outcomes.waitFor(1));
    (*journal)->limitPages(40);
    QVERIFY((*journal)->offer(test::delivery("/too-much", std::string(2'000'000, 'x'))));
    QVERIFY(outcomes.waitFor(2));
    QCOMPARE(outcomes.all().back()->state(), State::Failed);
    QVERIFY((*journal)->status().failing);
    QCOMPARE((*journal)->status().lastError.code, base::ErrorCode::StorageFull);
    (*journal)->limitPages(1'000'000);
    QVERIFY((*journal)->offer(test::delivery("/after", std::string(2'000'000, 'x'))));
    QVERIFY(outcomes.waitFor(3));
    QCOMPARE(outcomes.all().back()->state(), State::Stored);
    QVERIFY(!(*journal)->status().failing);
    const auto rows = (*storage::SessionReader::open(session))->requests({0, false, 10});
    QCOMPARE(rows->size(), std::size_t{2});
    QCOMPARE((*rows)[1].target, std::string("/after"));
    QCOMPARE((*rows)[1].listener, std::string("default"));
}

void JournalTest::nearlyFullDiskIsLeftAlone() {
    test::Outcomes outcomes;  // outlives the journal
    storage::JournalOptions options;
    options.disk.refuseBytes = 1ULL << 60U;
    auto journal = storage::Journal::open(path("guarded.mscope"), options);
    (*journal)->addReceiver(outcomes);
    QVERIFY(!(*journal)->offer(test::delivery("/refused")));
    QTRY_COMPARE((*journal)->status().disk.level, storage::DiskGuard::Level::Refusing);
    QVERIFY((*journal)->status().disk.freeBytes.has_value());
    journal->reset();
    options.disk = {1ULL << 60U, 0};
    journal = storage::Journal::open(path("guarded.mscope"), options);
    (*journal)->addReceiver(outcomes);
    QVERIFY((*journal)->offer(test::delivery("/taken")));
    QVERIFY(outcomes.waitFor(1));
    QTRY_COMPARE((*journal)->status().disk.level, storage::DiskGuard::Level::Low);
}

void JournalTest::retentionRunsBesideArrivals() {
    const auto session = path("past.mscope");
    storage::JournalOptions options;
    {
        test::Outcomes outcomes;
        auto journal = storage::Journal::open(session, options);
        (*journal)->addReceiver(outcomes);
        for (int i = 0; i < 2000; ++i) {
            QVERIFY((*journal)->offer(test::delivery("/past")));
        }
        QVERIFY(outcomes.waitFor(2000));
        (*journal)->record(test::contexts(1, 2000));
        (*journal)->record(test::verdicts(1, 2000));
    }
    options.retention.requests = 500;
    test::Outcomes outcomes;
    auto journal = storage::Journal::open(session, options);
    (*journal)->addReceiver(outcomes);
    std::size_t sent = 0;
    while ((*journal)->status().removed.requests < 1500 && sent < 100'000) {
        QVERIFY((*journal)->offer(test::delivery("/now")));
        QVERIFY(outcomes.waitFor(++sent));
    }
    const auto removed = (*journal)->status().removed;
    QVERIFY2(removed.requests >= 1500, qPrintable(QString::number(removed.requests)));
    journal->reset();
    const auto left = (*storage::SessionReader::open(session))->requests({0, false, 1});
    QVERIFY((*left)[0].id > 1500);  // the oldest went, first to last
    QCOMPARE((*storage::SessionReader::open(session))->progress()->lastRequest,
             static_cast<traffic::RequestId>(2000 + sent));
}

void JournalTest::closingStoresWhatWaits() {
    const auto session = path("closing.mscope");
    {
        auto journal = storage::Journal::open(session, {});
        for (int i = 0; i < 3000; ++i) {
            QVERIFY((*journal)->offer(test::delivery("/" + std::to_string(i))));
        }
    }
    QCOMPARE((*storage::SessionReader::open(session))->progress()->lastRequest, traffic::RequestId{3000});
}

void JournalTest::refusalsAreKept() {
    const auto file = path("refusals.mscope");
    const auto total = [&file](const std::string& listener) {
        auto reader = storage::SessionReader::open(file);
        std::uint64_t sum = 0;
        for (const auto& row : *(*reader)->refusals(base::WallTime{}, base::WallTime::max())) {
            sum += row.listener == listener ? row.requests : 0;
        }
        return sum;
    };
    {
        auto journal = storage::Journal::open(file, {});
        QVERIFY(journal.has_value());
        for (int i = 0; i < 5; ++i) {
            (*journal)->refused("edge");
        }
        QTRY_COMPARE(total("edge"), std::uint64_t{5});
        (*journal)->refused("edge");  // within the same second or not
        (*journal)->refused("other");
    }
    QCOMPARE(total("edge"), std::uint64_t{6});
    QCOMPARE(total("other"), std::uint64_t{1});
    auto reader = storage::SessionReader::open(file);
    QVERIFY((*reader)->refusals(base::WallTime{}, base::WallTime{}).value().empty());
}

QTEST_GUILESS_MAIN(JournalTest)
#include "journal_test.moc"
