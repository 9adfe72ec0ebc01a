// SPDX-License-Identifier: Apache-2.0
#include "core/storage/rollup_filter.h"

#include <QTest>
#include <algorithm>
#include <map>
#include <random>

#include "core/query/parser.h"

using namespace mirrorscope;
using namespace std::chrono_literals;
using base::WallTime;
using storage::RollupPiece;

namespace {

constexpr WallTime kNow{1'800'000'000s};

std::optional<storage::RollupFilter> filterOf(const char* text) {
    const auto tree = query::parse(text);
    return tree ? storage::rollupFilter(*tree, {kNow, {}}) : std::nullopt;
}

}  // namespace

class RollupFilterTest : public QObject {
    Q_OBJECT

private slots:
    void whatRollupsAnswer_data();
    void whatRollupsAnswer();
    void spans();
    void coarseInTheMiddle();
    void onlyResolutionsThatTellBucketsApart();
    void piecesAndFractionsAreTheSpan();
};

void RollupFilterTest::whatRollupsAnswer_data() {
    QTest::addColumn<bool>("answers");
    QTest::addColumn<bool>("asksForListener");
    QTest::newRow("") << true << false;
    QTest::newRow("source:edge") << true << false;
    QTest::newRow("source!=edge,mesh") << true << false;
    QTest::newRow("listener:mesh") << true << true;
    QTest::newRow("source:edge or listener:mesh") << true << true;
    QTest::newRow("not (source:edge listener:mesh)") << true << true;
    QTest::newRow("time>-15m source~edge") << true << false;
    QTest::newRow("time>-15m time<-5m") << true << false;
    QTest::newRow("time>-15m or source:edge") << false << false;
    QTest::newRow("time!=today") << false << false;
    QTest::newRow("not time>-15m source:edge") << false << false;
    QTest::newRow("method:GET") << false << false;
    QTest::newRow("source:edge method:GET") << false << false;
    QTest::newRow("source:edge or client:10.0.0.1") << false << false;
    QTest::newRow("source_kind:nginx") << false << false;  // of a request, as it was read then
    QTest::newRow("passwd") << false << false;
    QTest::newRow("state:attack") << false << false;
}

void RollupFilterTest::whatRollupsAnswer() {
    QFETCH(bool, answers);
    QFETCH(bool, asksForListener);
    QVERIFY(query::parse(QTest::currentDataTag()).has_value());
    const auto filter = filterOf(QTest::currentDataTag());
    QCOMPARE(filter.has_value(), answers);
    QCOMPARE(filter && filter->asksForListener, asksForListener);
}

void RollupFilterTest::spans() {
    const auto open = *filterOf("source:edge");
    QCOMPARE(open.from, WallTime::min());
    QCOMPARE(open.until, WallTime::max());
    const auto both =
        *filterOf("time>=2027-01-15T08:00:00Z time<=2027-01-15T08:00:09Z time>=2027-01-15T07:00Z");
    QCOMPARE(both.from, kNow);
    QCOMPARE(both.until, kNow + 10s);  // that second is part of it
    QVERIFY(both.names.where.empty());
}

void RollupFilterTest::coarseInTheMiddle() {
    const traffic::BucketGrid day{WallTime(1'799'971'200s), 24h, 1};  // 2027-01-15 00:00 UTC
    const auto cover = storage::coverOf(day, day.start + 3599s, day.start + 2h + 61s + 1us);
    QCOMPARE(cover.pieces.size(), std::size_t{4});
    const std::vector<std::pair<std::int64_t, std::chrono::seconds>> expected{
        {1, 1s}, {3600, 3600s}, {60, 60s}, {1, 1s}};
    WallTime at = day.start + 3599s;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QCOMPARE(cover.pieces[i].resolution, expected[i].first);
        QCOMPARE(cover.pieces[i].from, at);
        at += expected[i].second;
        QCOMPARE(cover.pieces[i].until, at);
    }
    QCOMPARE(cover.fractions.size(), std::size_t{1});
    QCOMPARE(cover.fractions.front().second - cover.fractions.front().first, 1us);
}

void RollupFilterTest::onlyResolutionsThatTellBucketsApart() {
    for (const auto& [width, resolution] : std::map<std::chrono::seconds, std::int64_t>{
             {1s, 1}, {5s, 1}, {10s, 10}, {15s, 1}, {30s, 10}, {60s, 60}, {300s, 60}, {2h, 3600}}) {
        const auto grid = traffic::gridOver(kNow, kNow + 10 * width, width);
        for (const RollupPiece& piece : storage::coverOf(grid, grid.start, grid.end()).pieces) {
            QCOMPARE(piece.resolution, resolution);
        }
    }
    // Buckets of a day that do not begin at an hour.
    const traffic::BucketGrid odd{WallTime(1'799'971'200s + 1800s), 24h, 2};
    QCOMPARE(storage::coverOf(odd, odd.start, odd.end()).pieces.front().resolution, std::int64_t{60});
}

void RollupFilterTest::piecesAndFractionsAreTheSpan() {
    std::mt19937_64 random(1);
    for (int i = 0; i < 1000; ++i) {
        const auto grid = traffic::gridOver(kNow, kNow + std::chrono::seconds(1 + random() % 100'000),
                                            std::chrono::seconds(1 + random() % 4000));
        const auto from = kNow - 1h + std::chrono::microseconds(random() % 20'000'000'000);
        const auto until = from + std::chrono::microseconds(random() % 100'000'000'000);
        const auto cover = storage::coverOf(grid, from, until);
        std::vector<std::pair<WallTime, WallTime>> parts = cover.fractions;
        for (const RollupPiece& piece : cover.pieces) {
            parts.emplace_back(piece.from, piece.until);
            const auto step = std::chrono::seconds(piece.resolution);
            QCOMPARE(piece.from.time_since_epoch() % step, 0us);
            QCOMPARE(piece.until.time_since_epoch() % step, 0us);
        }
        std::ranges::sort(parts);
        WallTime at = std::max(from, grid.start);
        for (const auto& [begin, end] : parts) {
            QCOMPARE(begin, at);
            QVERIFY(end > begin);
            at = end;
        }
        QCOMPARE(at, std::max(std::min(until, grid.end()), std::max(from, grid.start)));
        QVERIFY(cover.fractions.size() <= 2);
    }
}

QTEST_GUILESS_MAIN(RollupFilterTest)
#include "rollup_filter_test.moc"
