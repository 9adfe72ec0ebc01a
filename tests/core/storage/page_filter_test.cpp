// SPDX-License-Identifier: Apache-2.0
// Filters through the reader's pages; what each condition means is the matter of core/query/agreement.
#include "core/storage/page_filter.h"

#include <QTest>

#include "core/base/error_text.h"
#include "core/storage/filter_functions.h"
#include "core/storage/session_file.h"
#include "tests/core/storage/recorded_session.h"

using namespace mirrorscope;
using storage::PageQuery;
using traffic::RequestId;

class PageFilterTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void pagesOfRequests_data();
    void pagesOfRequests();
    void pagesEndWhereTheyAreTold();
    void indicesFindTheSame_data();
    void indicesFindTheSame();
    void hitsOfRequests();
    void attacksWithARequest_data();
    void attacksWithARequest();
    void badFilters();
    void relativeTimesCountFromTheGivenNow();

private:
    static constexpr RequestId kRequests = 300;
    test::RecordedSession m_session;
};

void PageFilterTest::initTestCase() {
    QVERIFY(m_session.store(kRequests));
    m_session.analyse(kRequests);
    m_session.journal().flush();
    auto database = storage::Database::open(m_session.path(), storage::Database::Access::Write);
    QVERIFY(database
                ->run("INSERT INTO tag VALUES (7, 'mine');"
                      "INSERT INTO note VALUES (1, 8, NULL, 5, 'look at this');"
                      "INSERT INTO decision VALUES (1, 'made', 'confirmed', '', 5, 'request', '9', NULL, 1, "
                      "1, NULL);"
                      "INSERT INTO triage VALUES (9, 942100, x'', 1)")
                .has_value());
}

void PageFilterTest::pagesOfRequests_data() {
    QTest::addColumn<std::string>("filter");
    QTest::addColumn<bool>("newestFirst");
    QTest::addColumn<int>("expected");
    QTest::newRow("everything") << std::string() << true << 300;
    QTest::newRow("attacks, newest first") << std::string("state:attack") << true << 100;
    QTest::newRow("attacks, oldest first") << std::string("state:attack") << false << 100;
    QTest::newRow("range") << std::string("id:101..200 state:attack") << true << 33;
    QTest::newRow("word") << std::string("\"GET /29\"") << true << 11;
    QTest::newRow("one or the other") << std::string("path:/7 or path:/8") << false << 2;
    QTest::newRow("nothing") << std::string("host:elsewhere") << true << 0;
    QTest::newRow("quote of SQL") << std::string("\"' OR 1=1 --\"") << true << 0;
}

void PageFilterTest::pagesOfRequests() {
    QFETCH(std::string, filter);
    QFETCH(bool, newestFirst);
    QFETCH(int, expected);
    const auto reader = m_session.reader();
    PageQuery query{0, newestFirst, 30, {filter, test::kStart, {}}};
    int found = 0;
    for (;;) {
        const auto page = reader->requests(query);
        QVERIFY(page.has_value());
        for (const auto& row : *page) {
            QVERIFY(query.after == 0 || (newestFirst ? row.id < query.after : row.id > query.after));
            query.after = row.id;
            ++found;
        }
        if (page->size() < query.limit) {
            break;
        }
    }
    QCOMPARE(found, expected);
    QCOMPARE(reader->gaveUp(), std::uint64_t{0});
}

void PageFilterTest::pagesEndWhereTheyAreTold() {
    const auto reader = m_session.reader();
    const auto ids = [&](const PageQuery& query) {
        std::vector<RequestId> out;
        for (const auto& row : reader->requests(query).value()) {
            out.push_back(row.id);
        }
        return out;
    };
    for (const char* filter : {"", "id>=1", "\"GET\""}) {
        const traffic::FilterText text{filter, test::kStart, {}};
        QVERIFY(ids({8, true, 100, text, 5}) == (std::vector<RequestId>{7, 6, 5}));
        QVERIFY(ids({5, false, 100, text, 8}) == (std::vector<RequestId>{6, 7, 8}));
        QVERIFY(ids({0, false, 100, text, 2}) == (std::vector<RequestId>{1, 2}));
        QVERIFY(ids({8, true, 2, text, 1}) == (std::vector<RequestId>{7, 6}));
        QVERIFY(ids({5, true, 100, text, 5}).empty());
    }
}

void PageFilterTest::indicesFindTheSame_data() {
    QTest::addColumn<std::string>("filter");
    for (const char* filter :
         {"client:203.0.113.1", "client:203.0.113.1,203.0.113.2", "client:::ffff:203.0.113.1",
          "source:\"nginx 127.0.0.3\"", "source~nginx", "state:attack", "attack:1",
          "attack:1 client:203.0.113.3", "tag:mine", "note~look", "triage:confirmed"}) {
        QTest::newRow(filter) << std::string(filter);
    }
}

/// Inside an "or" a condition alone decides nothing: there the rows are scanned.
void PageFilterTest::indicesFindTheSame() {
    QFETCH(std::string, filter);
    auto database = storage::openForReading(m_session.path());
    QVERIFY(storage::FilterFunctions::registerIn(*database).has_value());
    auto parsed = storage::PageFilter::parse({filter, test::kStart, {}});
    QVERIFY(parsed.has_value() && parsed->narrow(*database).has_value());
    QVERIFY(parsed->onRequests().find(" AND r.id IN (SELECT request FROM ") != std::string::npos);
    const auto reader = m_session.reader();
    const auto ids = [&](const std::string& text) {
        std::vector<RequestId> out;
        for (const auto& row : reader->requests({0, true, 1000, {text, test::kStart, {}}}).value()) {
            out.push_back(row.id);
        }
        return out;
    };
    const auto found = ids(filter);
    QVERIFY(!found.empty());
    QCOMPARE(found, ids("(" + filter + ") or id:0"));
}

void PageFilterTest::hitsOfRequests() {
    const auto hits = m_session.reader()->hits({0, true, 1000, {"id:1..30", test::kStart, {}}});
    QVERIFY(hits.has_value());
    QCOMPARE(hits->size(), std::size_t{20});  // every third request has two
    for (const auto& hit : *hits) {
        QVERIFY(hit.requestId <= 30);
    }
}

void PageFilterTest::attacksWithARequest_data() {
    QTest::addColumn<std::string>("filter");
    QTest::addColumn<int>("expected");
    QTest::newRow("of it") << std::string("id:3") << 1;
    QTest::newRow("not of it") << std::string("id:4") << 0;
    QTest::newRow("its type") << std::string("type:sqli rule:942100") << 1;
    QTest::newRow("another type") << std::string("type:xss") << 0;
}

void PageFilterTest::attacksWithARequest() {
    QFETCH(std::string, filter);
    QFETCH(int, expected);
    const auto attacks = m_session.reader()->attacks({0, true, 10, {filter, test::kStart, {}}});
    QVERIFY(attacks.has_value());
    QCOMPARE(attacks->size(), static_cast<std::size_t>(expected));
}

void PageFilterTest::badFilters() {
    const auto reader = m_session.reader();
    const PageQuery query{0, true, 10, {"id:x", test::kStart, {}}};
    for (const auto& error :
         {reader->requests(query).error(), reader->attacks(query).error(), reader->hits(query).error()}) {
        QCOMPARE(error.code, base::ErrorCode::InvalidArgument);
        QCOMPARE(
            base::errorText(error),
            std::string("The filter: \"id:x\" is not valid. Expected a number at character 4, found \"x\"."));
    }
}

void PageFilterTest::relativeTimesCountFromTheGivenNow() {
    const auto reader = m_session.reader();
    const auto count = [&](base::WallTime now) {
        return reader->requests({0, true, 1000, {"time>-1h", now, {}}})->size();
    };
    QCOMPARE(count(test::kStart), std::size_t{kRequests});
    QCOMPARE(count(test::kStart + std::chrono::hours(2)), std::size_t{0});
}

QTEST_GUILESS_MAIN(PageFilterTest)
#include "page_filter_test.moc"
