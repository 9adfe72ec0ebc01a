// SPDX-License-Identifier: Apache-2.0
// What the followers record: written in order, in steps, each with its cursor.
#include <QTemporaryDir>
#include <QTest>
#include <map>

#include "core/storage/journal.h"
#include "core/storage/session_reader.h"
#include "tests/core/storage/stored_requests.h"

using namespace mirrorscope;
using traffic::RequestId;

namespace {

const base::WallTime kStart{std::chrono::seconds(1'800'000'000)};

traffic::ContextBatch contexts(RequestId first, RequestId last) {
    traffic::ContextBatch batch;
    if (first == 1) {
        traffic::Source source;
        source.id = 1;
        source.name = "nginx 127.0.0.3";
        source.kind = traffic::SourceKind::Nginx;
        source.listener = "default";
        source.peer = "127.0.0.3";
        source.firstSeen = kStart;
        batch.sources.push_back(source);
    }
    for (RequestId id = first; id <= last; ++id) {
        traffic::ContextBatch::Item item;
        item.context.requestId = id;
        item.context.source = 1;
        item.context.kind = traffic::SourceKind::Nginx;
        item.context.client = "203.0.113." + std::to_string(id % 250);
        item.context.clientTrust = traffic::ClientTrust::Claimed;
        item.context.clientAlternatives = {{"10.0.0.1", "X-Real-IP"}, {"10.0.0.2", "peer"}};
        item.context.host = "shop.example";
        item.context.serverPort = 8080;
        item.context.flags.set(traffic::RequestFlag::UntrustedForwarded);
        item.receivedAt = kStart + std::chrono::milliseconds(id * 10);
        item.listener = "default";
        batch.items.push_back(std::move(item));
    }
    return batch;
}

/// Every third request is an attack of two hits.
traffic::VerdictBatch verdicts(RequestId first, RequestId last) {
    traffic::VerdictBatch batch{"modsecurity", "CRS test", "abc", {}};
    for (RequestId id = first; id <= last; ++id) {
        traffic::VerdictBatch::Item item;
        item.verdict.requestId = id;
        item.source = 1;
        item.receivedAt = kStart + std::chrono::milliseconds(id * 10);
        item.listener = "default";
        item.verdict.threshold = 5;
        item.verdict.state = traffic::RequestState::Clean;
        if (id % 3 == 0) {
            item.verdict.state = traffic::RequestState::Attack;
            item.verdict.score = 10;
            traffic::Hit hit;
            hit.ruleId = 942100;
            hit.type = traffic::AttackType::Sqli;
            hit.severity = traffic::Severity::Critical;
            hit.message = "SQL injection";
            hit.point = "query › id";
            hit.matched = std::string("1'\0\xff", 4);
            hit.offset = 8;
            hit.length = 4;
            item.verdict.hits = {hit, hit};
            item.verdict.hits[1].offset.reset();
            item.attackOfHit = {1, 1};
            traffic::Attack share;
            share.id = 1;
            share.firstSeen = share.lastSeen = item.receivedAt;
            share.type = traffic::AttackType::Sqli;
            share.severity = traffic::Severity::Critical;
            share.source = 1;
            share.client = "203.0.113.7";
            share.host = "shop.example";
            share.ruleIds = {942100, 942000 + id % 2};
            share.requests = 1;
            share.hits = 2;
            share.score = 10;
            item.attacks = {{share}};
        }
        batch.items.push_back(std::move(item));
    }
    return batch;
}

}  // namespace

class AnalysisTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void rowsAreWhole();
    void countsAgree();
    void cursorsMoveWithTheirRows();
    void followersReadOn();
    void pagesByKey();
    void cancelEnds();

private:
    static constexpr int kRequests = 3000;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::filesystem::path m_session;
    std::unique_ptr<test::Outcomes> m_outcomes;
    std::unique_ptr<storage::Journal> m_journal;
    std::unique_ptr<storage::SessionReader> reader() const {
        return std::move(*storage::SessionReader::open(m_session));
    }
};

void AnalysisTest::init() {
    m_journal.reset();
    m_directory = std::make_unique<QTemporaryDir>();
    m_session = m_directory->filePath("a.mscope").toStdString();
    auto journal = storage::Journal::open(m_session, {});
    QVERIFY(journal.has_value());
    m_journal = std::move(*journal);
    m_outcomes = std::make_unique<test::Outcomes>();
    m_journal->addReceiver(*m_outcomes);
    for (int i = 0; i < kRequests; ++i) {
        QVERIFY(m_journal->offer(test::delivery("/" + std::to_string(i))));
    }
    QVERIFY(m_outcomes->waitFor(kRequests));
    m_journal->record(contexts(1, 1000));
    m_journal->record(contexts(1001, kRequests));
    m_journal->record(verdicts(1, kRequests));
    m_journal->flush();
}

void AnalysisTest::rowsAreWhole() {
    const auto detail = reader()->detail(3);
    QVERIFY(detail.has_value());
    const traffic::RequestRow& row = detail->row;
    QCOMPARE(row.sourceName, std::string("nginx 127.0.0.3"));
    QCOMPARE(row.context.client, std::string("203.0.113.3"));
    QCOMPARE(row.context.clientTrust, traffic::ClientTrust::Claimed);
    QCOMPARE(row.context.clientAlternatives.size(), std::size_t{2});
    QCOMPARE(row.context.clientAlternatives[1].from, std::string("peer"));
    QCOMPARE(row.context.serverPort, std::optional<std::uint16_t>(8080));
    QVERIFY(!row.context.port.has_value());
    QVERIFY(row.flags.has(traffic::RequestFlag::UntrustedForwarded));
    QCOMPARE(row.state, traffic::RequestState::Attack);
    QCOMPARE(row.attackTypes, std::vector{traffic::AttackType::Sqli});
    QCOMPARE(detail->ruleSet, std::string("CRS test"));
    QCOMPARE(detail->hits.size(), std::size_t{2});
    QCOMPARE(detail->hits[0].hit.matched, std::string("1'\0\xff", 4));
    QCOMPARE(detail->hits[0].hit.offset, std::optional<std::uint64_t>(8));
    QVERIFY(!detail->hits[1].hit.offset.has_value());
    QCOMPARE(detail->hits[0].attackId, traffic::AttackId{1});
}

void AnalysisTest::countsAgree() {
    const auto from = reader();
    const auto source = from->sources()->front();
    QCOMPARE(source.requests, std::uint64_t{kRequests});
    QCOMPARE(source.attackRequests, std::uint64_t{kRequests / 3});
    QCOMPARE(source.lastSeen, kStart + std::chrono::milliseconds(kRequests * 10));
    const auto attacks = from->attacks({});
    QCOMPARE(attacks->size(), std::size_t{1});
    const traffic::Attack& attack = attacks->front().attack;
    QCOMPARE(attack.requests, std::uint64_t{kRequests / 3});
    QCOMPARE(attack.hits, std::uint64_t{kRequests / 3 * 2});
    QCOMPARE(attack.ruleIds.size(), std::size_t{3});
    QCOMPARE(attack.firstSeen, kStart + std::chrono::milliseconds(30));
    for (const int resolution : {1, 10, 60, 3600}) {
        std::map<bool, std::uint64_t> requests;
        std::uint64_t attackRequests = 0;
        for (const auto& row :
             *from->rollup(resolution, kStart - std::chrono::hours(1), kStart + std::chrono::hours(1))) {
            requests[row.type.has_value()] += row.requests;
            attackRequests += row.type ? 0 : row.attackRequests;
            QCOMPARE(row.bucket.time_since_epoch() % std::chrono::seconds(resolution),
                     std::chrono::microseconds(0));
        }
        QCOMPARE(requests[false], std::uint64_t{kRequests});
        QCOMPARE(requests[true], std::uint64_t{kRequests / 3});
        QCOMPARE(attackRequests, std::uint64_t{kRequests / 3});
    }
}

/// Whatever moment a reader looks at, a cursor covers exactly the rows that are there.
void AnalysisTest::cursorsMoveWithTheirRows() {
    auto database = std::move(*storage::SessionReader::open(m_session));
    const traffic::ContextBatch more = contexts(kRequests + 1, kRequests + 4000);
    for (int i = 0; i < 4000; ++i) {
        m_journal->offer(test::delivery("/" + std::to_string(i)));
    }
    QVERIFY(m_outcomes->waitFor(kRequests + 4000));
    m_journal->record(more);
    RequestId before = 0;
    int looks = 0;
    while (before < kRequests + 4000) {
        const auto progress = database->progress();
        QVERIFY(progress.has_value());
        QVERIFY(progress->contextCursor >= before);
        before = progress->contextCursor;
        const auto here = database->detail(before);
        QVERIFY(here.has_value());
        QCOMPARE(here->row.context.requestId, before);
        ++looks;
    }
    QVERIFY(looks > 0);
    m_journal->flush();
}

void AnalysisTest::followersReadOn() {
    const auto from = reader();
    RequestId cursor = 0;
    std::size_t seen = 0;
    while (true) {
        const auto rows = from->follow(cursor, 700, 100'000'000);
        QVERIFY(rows.has_value());
        if (rows->empty()) {
            break;
        }
        for (const auto& row : *rows) {
            QCOMPARE(row.request->id, ++cursor);
            QVERIFY(row.context != nullptr);
            QVERIFY(row.request->head.ends_with("\r\n\r\n"));
        }
        seen += rows->size();
    }
    QCOMPARE(seen, std::size_t{kRequests});
    QCOMPARE(from->follow(0, 700, 1)->size(), std::size_t{1});
    QCOMPARE(from->openAttacks(kStart)->size(), std::size_t{1});
    QVERIFY(from->openAttacks(kStart + std::chrono::hours(1))->empty());
    QCOMPARE(*from->lastAttackId(), traffic::AttackId{1});
}

void AnalysisTest::pagesByKey() {
    const auto from = reader();
    for (const bool newestFirst : {true, false}) {
        traffic::PageQuery page{0, newestFirst, 999};
        std::vector<RequestId> ids;
        for (auto rows = from->requests(page); !rows->empty(); rows = from->requests(page)) {
            for (const auto& row : *rows) {
                ids.push_back(row.id);
            }
            page.after = ids.back();
        }
        QCOMPARE(ids.size(), std::size_t{kRequests});
        QCOMPARE(ids.front(), newestFirst ? RequestId{kRequests} : RequestId{1});
        QVERIFY(std::ranges::is_sorted(
            ids, [&](RequestId a, RequestId b) { return newestFirst ? a > b : a < b; }));
    }
    QCOMPARE(from->hits({0, true, 10})->size(), std::size_t{10});
    // Two hits a request, each request once; every third is in the attack.
    const auto attack = from->attacks({})->front().attack.id;
    const auto newest = from->attackRequests(attack, {0, true, 2});
    QCOMPARE(newest->size(), std::size_t{2});
    QCOMPARE(newest->at(1), newest->at(0) - 3);
    QCOMPARE(from->attackRequests(attack, {newest->at(0), true, 1})->front(), newest->at(1));
    QVERIFY(from->attackRequests(attack + 1, {})->empty());
}

void AnalysisTest::cancelEnds() {
    base::CancelToken cancel;
    cancel.cancel();
    QCOMPARE(reader()->requests({}, cancel).error().code, base::ErrorCode::Cancelled);
    QCOMPARE(reader()->rollup(1, kStart, kStart, cancel).error().code, base::ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(AnalysisTest)
#include "analysis_test.moc"
