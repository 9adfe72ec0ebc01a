// SPDX-License-Identifier: Apache-2.0
// What an answer says beside its sums: what it lacks, what still counts, how far it is.
#include <QTest>
#include <algorithm>
#include <vector>

#include "core/storage/chart_reader.h"
#include "core/storage/session_file.h"
#include "tests/core/storage/charted_session.h"
#include "tests/core/storage/recorded_session.h"

using namespace mirrorscope;
using namespace std::chrono_literals;
using test::Charted;

class ChartAnswersTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void saysWhatIsMissing();
    void theBucketOfNowIsCounting();
    void refusalsByListener();
    void progressComesAtOnceAndStaysInTheSpan();
    void cancelEnds();
    void wrongQuestions();
    void idsOfAnySize();

private:
    std::unique_ptr<test::ChartedSession> m_session;
    std::unique_ptr<storage::SessionReader> m_reader;
};

void ChartAnswersTest::initTestCase() {
    m_session = std::make_unique<test::ChartedSession>();
    QVERIFY(m_session->isMade());
    m_reader = m_session->reader();
}

void ChartAnswersTest::saysWhatIsMissing() {
    storage::ChartReader charts(*m_reader);
    const auto whole = traffic::gridOver(m_session->first(), m_session->last(), 3600s);
    const auto series = charts.series({whole, {}});
    QVERIFY(series.has_value() && series->removedUntil.has_value());
    const auto newestRemoved =
        m_session->all()[test::ChartedSession::kRequests - test::ChartedSession::kStored - 1].time;
    QVERIFY(*series->removedUntil >= newestRemoved);
    QVERIFY(*series->removedUntil <= newestRemoved + 1min);
    QCOMPARE(series->unattributed, std::uint64_t{0});
    QCOMPARE(series->unjudged, std::uint64_t{0});
    const auto late = charts.series({traffic::gridOver(m_session->last() - 1h, m_session->last(), 60s), {}});
    QVERIFY(late.has_value() && !late->removedUntil.has_value());

    test::RecordedSession recorded;
    QVERIFY(recorded.store(30));
    recorded.journal().record(test::contexts(1, 20));
    recorded.journal().record(test::verdicts(1, 10));
    recorded.journal().flush();
    const auto reader = recorded.reader();
    const auto behind =
        storage::ChartReader(*reader).series({traffic::gridOver(test::kStart, test::kStart + 1min, 1s), {}});
    QVERIFY(behind.has_value());
    QCOMPARE(behind->unattributed, std::uint64_t{10});
    QCOMPARE(behind->unjudged, std::uint64_t{20});
    QCOMPARE(behind->requests(), std::uint64_t{20});
}

void ChartAnswersTest::theBucketOfNowIsCounting() {
    storage::ChartReader charts(*m_reader);
    const auto grid = traffic::gridOver(m_session->last() - 1h, m_session->last(), 60s);
    const auto counting = charts.series({grid, {"", grid.end() - 1s}});
    QVERIFY(counting.has_value());
    QCOMPARE(counting->counting, std::optional(grid.count - 1));
    QVERIFY(!charts.series({grid, {"", grid.end()}})->counting.has_value());
}

void ChartAnswersTest::refusalsByListener() {
    test::RecordedSession recorded;
    const auto before = std::chrono::floor<std::chrono::seconds>(base::SystemClock().wall());
    for (int i = 0; i < 5; ++i) {
        recorded.journal().refused(i < 2 ? "mesh" : "edge");
    }
    recorded.closeJournal();  // writes them
    const auto reader = recorded.reader();
    const auto grid = traffic::gridOver(before, before + 10min, 60s);
    const auto series = storage::ChartReader(*reader).series({grid, {}});
    QVERIFY(series.has_value());
    QCOMPARE(series->refused.size(), std::size_t{2});
    QCOMPARE(series->refused[0].listener, std::string("edge"));
    QCOMPARE(series->refusals(), std::uint64_t{5});
    QCOMPARE(series->refused[1].requests[0] + series->refused[1].requests[1], std::uint64_t{2});
}

void ChartAnswersTest::progressComesAtOnceAndStaysInTheSpan() {
    storage::ChartReader charts(*m_reader);
    const auto grid = traffic::gridOver(m_session->last() - 2h, m_session->last(), 60s);
    std::vector<traffic::ChartProgress> reports;
    const auto series = charts.series({grid, {"method:GET"}}, {},
                                      [&](const traffic::ChartProgress& one) { reports.push_back(one); });
    QVERIFY(series.has_value());
    QVERIFY(reports.size() >= 2);
    QCOMPARE(reports.front().left, reports.front().all);
    QCOMPARE(reports.front().found, std::uint64_t{0});
    QCOMPARE(reports.back().left, std::int64_t{0});
    QCOMPARE(reports.back().found, series->requests());
    // Only ids of these hours; those before the clock jumped were set to the same hours.
    const auto inSpan = std::ranges::count_if(m_session->all(), [&](const Charted& one) {
        return one.time >= grid.start && one.time < grid.end();
    });
    QVERIFY(reports.front().all >= static_cast<std::int64_t>(series->requests()));
    QVERIFY(reports.front().all < inSpan + 100);
}

void ChartAnswersTest::cancelEnds() {
    storage::ChartReader charts(*m_reader);
    const auto grid = traffic::gridOver(m_session->first(), m_session->last(), 3600s);
    base::CancelToken before;
    before.cancel();
    for (const char* filter : {"", "method:GET"}) {
        QCOMPARE(charts.series({grid, {filter}}, before).error().code, base::ErrorCode::Cancelled);
    }
    base::CancelToken during;
    const auto stop = [&](const traffic::ChartProgress&) { during.cancel(); };
    QCOMPARE(charts.series({grid, {"method:GET"}}, during, stop).error().code, base::ErrorCode::Cancelled);
    QVERIFY(charts.series({grid, {"method:GET"}}).has_value());  // the next one is not hurt
}

void ChartAnswersTest::wrongQuestions() {
    storage::ChartReader charts(*m_reader);
    const auto grid = traffic::gridOver(m_session->first(), m_session->last(), 3600s);
    QCOMPARE(charts.series({grid, {"method:"}}).error().code, base::ErrorCode::InvalidArgument);
    QCOMPARE(charts.series({{grid.start, 1s, traffic::kMostBuckets + 1}, {}}).error().code,
             base::ErrorCode::InvalidArgument);
    QCOMPARE(charts.series({{grid.start + 1us, 1s, 10}, {}}).error().code, base::ErrorCode::InvalidArgument);
    const auto none = charts.series({{grid.start, 1s, 0}, {}});
    QVERIFY(none.has_value() && none->sources.empty());
}

/// As somebody may write who wants the reader to count to the end of all numbers.
void ChartAnswersTest::idsOfAnySize() {
    test::RecordedSession recorded;
    QVERIFY(recorded.store(30));
    recorded.closeJournal();
    {
        auto database = storage::openForRecording(recorded.path());
        QVERIFY(database.has_value());
        for (const char* sql :
             {"UPDATE request SET id = 9223372036854775807 WHERE id = 30",
              "UPDATE request SET id = -9223372036854775807 WHERE id = 29",
              "UPDATE arrival_minute SET first = -9223372036854775807 - 1, last = 9223372036854775807",
              "INSERT OR REPLACE INTO meta VALUES ('recorder.alive', '9223372036854775807'),"
              " ('event.000000000000001', '9223372036854775807\tlistener-on\tedge\t\t-1')",
              "INSERT INTO refusal VALUES (9223372036854775807, 'edge', -1), (-9223372036854775807, 'edge', "
              "1)",
              "INSERT INTO rollup VALUES (1, 1800000000, 1, 'edge', '', -5, -5)"}) {
            QVERIFY2(database->run(sql).has_value(), sql);
        }
    }
    const auto reader = recorded.reader();
    storage::ChartReader charts(*reader);
    const base::WallTime start(1'800'000'000s);
    const auto grid = traffic::gridOver(start, start + 1min, 1s);
    QCOMPARE(charts.series({grid, {"method:GET"}})->requests(), std::uint64_t{29});  // ids are above zero
    QCOMPARE(charts.series({grid, {}})->requests(), std::uint64_t{0});
    QCOMPARE(charts.bodySizes({grid, {}})->sources.front().requests, std::uint64_t{29});
    QVERIFY(charts.annotations(base::WallTime::min(), base::WallTime::max()).has_value());
    QVERIFY(charts.mirrorHealth(start).has_value());
}

QTEST_GUILESS_MAIN(ChartAnswersTest)
#include "chart_answers_test.moc"
