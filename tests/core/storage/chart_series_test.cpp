// SPDX-License-Identifier: Apache-2.0
// Sums over series equal what is known of the requests: random spans and filters, from roll-ups and from
// requests.
#include <QTest>
#include <algorithm>
#include <functional>
#include <map>

#include "core/query/parser.h"
#include "core/query/predicate.h"
#include "core/storage/chart_reader.h"
#include "core/storage/rollup_filter.h"
#include "tests/core/query/random_filter.h"
#include "tests/core/storage/charted_session.h"

using namespace mirrorscope;
using namespace std::chrono_literals;
using test::Charted;
using traffic::BucketGrid;
using traffic::ChartQuestion;
using traffic::ChartSeries;
using traffic::CountedFrom;

namespace {

using Sums = std::map<std::pair<std::int64_t, std::size_t>, std::uint64_t>;  // source or type, bucket

struct Expected {
    Sums requests;
    Sums attacks;
    Sums types;

    void add(std::size_t bucket, std::int64_t source, bool isAttack,
             const std::vector<traffic::AttackType>& all) {
        ++requests[{source, bucket}];
        if (isAttack) {
            ++attacks[{source, bucket}];
        }
        for (const traffic::AttackType type : all) {
            ++types[{static_cast<std::int64_t>(type), bucket}];
        }
    }
};

Sums sumsOf(std::int64_t key, const std::vector<std::uint64_t>& values) {
    Sums sums;
    for (std::size_t bucket = 0; bucket < values.size(); ++bucket) {
        if (values[bucket] != 0) {
            sums[{key, bucket}] = values[bucket];
        }
    }
    return sums;
}

Expected toSums(const ChartSeries& series) {
    Expected out;
    for (const auto& one : series.sources) {
        out.requests.merge(sumsOf(one.source, one.requests));
        out.attacks.merge(sumsOf(one.source, one.attackRequests));
    }
    for (const auto& one : series.types) {
        out.types.merge(sumsOf(static_cast<std::int64_t>(one.type), one.requests));
    }
    return out;
}

bool agree(const ChartSeries& series, const Expected& expected) {
    const Expected sums = toSums(series);
    return sums.requests == expected.requests && sums.attacks == expected.attacks &&
           sums.types == expected.types;
}

BucketGrid randomGrid(test::Random& random, base::WallTime first, base::WallTime last) {
    constexpr std::array<std::int64_t, 10> kWidths{1, 5, 10, 60, 300, 900, 1800, 3600, 7200, 86400};
    const std::chrono::seconds width(kWidths[test::below(random, kWidths.size())]);
    const auto place = [&] {
        const auto length = static_cast<std::size_t>((last - first + 4h).count());
        return first - 2h + std::chrono::microseconds(test::below(random, length));
    };
    BucketGrid grid = traffic::gridOver(place(), place(), width);
    if (grid.count == 0) {
        grid = traffic::gridOver(first, last, width);
    }
    grid.count = std::min<std::size_t>(grid.count, 500);
    return grid;
}

/// A filter that roll-ups answer, and what it means.
struct NamedFilter {
    std::string text;
    std::function<bool(const Charted&)> holds;
};

/// Its ends are close to requests, within a second as often as not at them.
NamedFilter randomNamedFilter(test::Random& random, const std::vector<Charted>& all) {
    const auto source = static_cast<std::int64_t>(1 + test::below(random, 4));
    const std::string name = "proxy-" + std::to_string(source);
    const auto closeTo = [&] {
        const std::chrono::microseconds off(test::below(random, 2) * test::below(random, 1'000'000));
        return all[test::below(random, all.size())].time + (test::below(random, 2) == 0 ? off : -off);
    };
    const base::WallTime one = closeTo();
    const base::WallTime other = closeTo();
    const base::WallTime from = std::min(one, other);
    const base::WallTime until = std::max(one, other);
    switch (test::below(random, 6)) {
        case 0:
            return {"", [](const Charted&) { return true; }};
        case 1:
            return {"source:" + name, [=](const Charted& row) { return row.source == source; }};
        case 2:
            return {"source!=" + name + " listener:mesh",
                    [=](const Charted& row) { return row.source != source && row.listener == "mesh"; }};
        case 3:
            return {"time>=" + base::isoTime(from) + " time<=" + base::isoTime(until),
                    [=](const Charted& row) { return row.time >= from && row.time <= until; }};
        case 4:
            return {"time>=" + base::isoTime(from) + " (source~" + name + " or listener:mesh)",
                    [=](const Charted& row) {
                        return row.time >= from && (row.source == source || row.listener == "mesh");
                    }};
        default:
            return {"not (source:" + name + " listener:edge)",
                    [=](const Charted& row) { return row.source != source || row.listener != "edge"; }};
    }
}

/// One that only requests answer.
NamedFilter randomRequestFilter(test::Random& random) {
    const std::string path = "/path/" + std::to_string(test::below(random, 10));
    const auto source = static_cast<std::int64_t>(1 + test::below(random, 4));
    switch (test::below(random, 4)) {
        case 0:
            return {"method:POST", [](const Charted& one) { return one.method == "POST"; }};
        case 1:
            return {"state:attack", [](const Charted& one) { return !one.types.empty(); }};
        case 2:
            return {"path:" + path, [=](const Charted& one) { return one.path == path; }};
        default:
            return {"source:proxy-" + std::to_string(source) + " method:GET",
                    [=](const Charted& one) { return one.source == source && one.method == "GET"; }};
    }
}

}  // namespace

class ChartSeriesTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void rollupsEqualWhatArrived();
    void requestsEqualWhatIsStored();
    void anyFilterEqualsItsPredicate();
    void localDaysAndHoursLoseNothing();
    void comparedWithTheDayBefore();

private:
    Expected expectedOf(const BucketGrid& grid, const NamedFilter& filter, bool storedOnly) const;
    std::unique_ptr<test::ChartedSession> m_session;
    std::unique_ptr<storage::SessionReader> m_reader;
};

void ChartSeriesTest::initTestCase() {
    m_session = std::make_unique<test::ChartedSession>();
    QVERIFY(m_session->isMade());
    m_reader = m_session->reader();
}

Expected ChartSeriesTest::expectedOf(const BucketGrid& grid, const NamedFilter& filter,
                                     bool storedOnly) const {
    Expected out;
    for (std::size_t i = 0; i < m_session->all().size(); ++i) {
        const Charted& one = m_session->all()[i];
        const auto bucket = grid.bucketOf(one.time);
        if (bucket && filter.holds(one) && (!storedOnly || m_session->isStored(i))) {
            out.add(*bucket, one.source, !one.types.empty(), one.types);
        }
    }
    return out;
}

/// Removed requests stay counted; but what is left over of a second at the ends of a range comes from
/// requests.
void ChartSeriesTest::rollupsEqualWhatArrived() {
    test::Random random(1);
    storage::ChartReader charts(*m_reader);
    std::size_t counted = 0;
    for (int i = 0; i < 1000; ++i) {
        const BucketGrid grid = randomGrid(random, m_session->first(), m_session->last());
        const NamedFilter filter = randomNamedFilter(random, m_session->all());
        const auto series = charts.series({grid, {filter.text}});
        QVERIFY2(series.has_value(), filter.text.c_str());
        QCOMPARE(series->from, CountedFrom::RollUps);
        Expected expected = expectedOf(grid, filter, false);
        if (!agree(*series, expected)) {
            // A removed request in a fraction of a second is the one thing that may be missing.
            const auto tree = *query::parse(filter.text);
            const auto named = *storage::rollupFilter(tree, {});
            const auto cover = storage::coverOf(grid, named.from, named.until);
            const NamedFilter known{
                filter.text, [&](const Charted& one) {
                    const auto index = static_cast<std::size_t>(&one - m_session->all().data());
                    const bool isFraction = std::ranges::any_of(cover.fractions, [&](const auto& part) {
                        return one.time >= part.first && one.time < part.second;
                    });
                    return filter.holds(one) && (!isFraction || m_session->isStored(index));
                }};
            expected = expectedOf(grid, known, false);
        }
        QVERIFY2(agree(*series, expected), filter.text.c_str());
        counted += series->requests() > 0 ? 1U : 0U;
    }
    QVERIFY(counted > 500);
}

void ChartSeriesTest::requestsEqualWhatIsStored() {
    test::Random random(2);
    storage::ChartReader charts(*m_reader);
    std::size_t counted = 0;
    for (int i = 0; i < 1000; ++i) {
        const BucketGrid grid = randomGrid(random, m_session->first(), m_session->last());
        const NamedFilter filter = randomRequestFilter(random);
        const auto series = charts.series({grid, {filter.text}});
        QVERIFY2(series.has_value(), filter.text.c_str());
        QCOMPARE(series->from, CountedFrom::Requests);
        QVERIFY2(agree(*series, expectedOf(grid, filter, true)), filter.text.c_str());
        counted += series->requests() > 0 ? 1U : 0U;
    }
    QVERIFY(counted > 300);
}

void ChartSeriesTest::anyFilterEqualsItsPredicate() {
    test::Random random(3);
    const test::RandomSession session(200, random);
    QCOMPARE(session.rows().size(), std::size_t{200});
    const auto reader = std::move(*storage::SessionReader::open(session.path()));
    storage::ChartReader charts(*reader);
    test::RandomFilter filters(session.rows(), random);
    const query::Moment moment{test::RandomSession::kNow, 90min};
    for (int i = 0; i < 300; ++i) {
        const query::Node tree = filters.node(3);
        const BucketGrid grid =
            randomGrid(random, test::RandomSession::kNow - 72h, test::RandomSession::kNow);
        const auto series = charts.series({grid, {query::print(tree), moment.now, moment.zone}});
        QVERIFY2(series.has_value(), query::print(tree).c_str());
        if (series->from == CountedFrom::RollUps) {
            continue;  // the roll-ups of this session are of other times
        }
        const query::Predicate predicate(tree, moment);
        Expected expected;
        for (const test::StoredRow& row : session.rows()) {
            const auto bucket = grid.bucketOf(row.row().time);
            if (bucket && predicate.holds(row)) {
                expected.add(*bucket, row.row().context.source,
                             row.row().state == traffic::RequestState::Attack, row.row().attackTypes);
            }
        }
        QVERIFY2(agree(*series, expected), query::print(tree).c_str());
    }
}

/// Europe sets its clocks back at 2026-10-25 01:00 UTC.
std::chrono::minutes berlin(base::WallTime time) {
    return time < base::WallTime(1'792'890'000s) ? 120min : 60min;
}

void ChartSeriesTest::localDaysAndHoursLoseNothing() {
    storage::ChartReader charts(*m_reader);
    const auto edgesOf = [&](traffic::LocalPeriod period, const traffic::OffsetAt& offset) {
        return traffic::localEdges(m_session->first(), m_session->last() + 1us, period, offset);
    };
    const traffic::OffsetAt utc = [](base::WallTime) { return 0min; };
    const traffic::OffsetAt kathmandu = [](base::WallTime) { return 345min; };
    for (const traffic::OffsetAt& offset : {traffic::OffsetAt(berlin), utc, kathmandu}) {
        for (const auto period : {traffic::LocalPeriod::Hour, traffic::LocalPeriod::Day}) {
            const auto edges = edgesOf(period, offset);
            const auto grid = traffic::gridOver(edges.front(), edges.back(), 900s);
            const auto series = charts.series({grid, {}});
            QVERIFY(series.has_value());
            QCOMPARE(series->requests(), std::uint64_t{test::ChartedSession::kRequests});
            std::vector<std::uint64_t> sums(edges.size() - 1);
            for (const auto& source : series->sources) {
                const auto part = traffic::summedByPeriod(grid, source.requests, edges);
                std::ranges::transform(sums, part, sums.begin(), std::plus());
            }
            for (std::size_t i = 0; i < sums.size(); ++i) {
                const auto count = std::ranges::count_if(m_session->all(), [&](const Charted& one) {
                    return one.time >= edges[i] && one.time < edges[i + 1];
                });
                QCOMPARE(sums[i], static_cast<std::uint64_t>(count));
            }
        }
    }
}

void ChartSeriesTest::comparedWithTheDayBefore() {
    storage::ChartReader charts(*m_reader);
    const BucketGrid grid = traffic::gridOver(m_session->first() + 25h, m_session->first() + 27h, 60s);
    const BucketGrid before = traffic::comparedGrid(grid, traffic::ComparedTo::DayBefore, berlin);
    QCOMPARE(before.count, grid.count);
    const auto series = charts.series({before, {}});
    QVERIFY(series.has_value());
    QVERIFY(agree(*series, expectedOf(before, {"", [](const Charted&) { return true; }}, false)));
    QVERIFY(series->requests() > 0);
}

QTEST_GUILESS_MAIN(ChartSeriesTest)
#include "chart_series_test.moc"
