// SPDX-License-Identifier: GPL-3.0-or-later
// From counts to what charts draw: rates, types, marks, sizes.
#include "ui/overview/series_data.h"

#include <QLocale>
#include <QTest>

#include "tests/support/hostile_bytes.h"
#include "tests/ui/overview/sample_series.h"
#include "ui/charts/type_chart.h"
#include "ui/overview/bodies_data.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::overview;
using namespace std::chrono_literals;
using traffic::Annotation;

namespace {

constexpr base::WallTime kStart{std::chrono::seconds(1'795'438'500)};

SeriesAnswer answerOf(std::size_t buckets) {
    SeriesAnswer answer;
    answer.series = test::chartSeriesOver({kStart, 10s, buckets}, 2);
    answer.sources = {test::chartSource(1, "edge", kStart), test::chartSource(2, "shop", kStart)};
    return answer;
}

}  // namespace

class SeriesDataTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void countsBecomeRates() {
        SeriesAnswer answer = answerOf(3);
        answer.series.sources[0].requests = {10, 0, 25};
        answer.series.sources[0].attackRequests = {1, 0, 5};
        answer.series.sources[1].requests = {0, 0, 0};
        answer.series.sources[1].attackRequests = {0, 0, 0};
        answer.series.refused = {{"a", {0, 2, 0}}, {"b", {0, 3, 0}}};
        answer.series.gaps = {true, false, false};
        const charts::RateData data = rateData(answer, {});
        QCOMPARE(data.series[0].name, QStringLiteral("edge"));
        QCOMPARE(data.series[0].values, (std::vector<double>{1, 0, 2.5}));
        QCOMPARE(data.attacks, (std::vector<double>{0.1, 0, 0.5}));
        QCOMPARE(data.refused, (std::vector<std::uint64_t>{0, 5, 0}));
        QVERIFY(data.isGap(0) && !data.isGap(1));
        QVERIFY(data.lastIsCounting);
        QVERIFY(data.earlier.totals.empty());
    }

    void whatIsComparedHasItsGaps() {
        SeriesAnswer answer = answerOf(2);
        answer.compared = test::chartSeriesOver({kStart - 1h, 10s, 2}, 1);
        answer.compared->sources[0].requests = {40, 50};
        answer.compared->gaps = {false, true};
        const charts::RateData data = rateData(answer, QStringLiteral("a day before"));
        QCOMPARE(data.earlier.name, QStringLiteral("a day before"));
        QCOMPARE(data.earlier.totals[0], 4.0);
        QVERIFY(std::isnan(data.earlier.totals[1]));
    }

    void rareTypesAreTakenTogether() {
        SeriesAnswer answer = answerOf(1);
        answer.series.types.clear();
        for (int i = 0; i < 8; ++i) {
            answer.series.types.push_back(
                {static_cast<traffic::AttackType>(i), {static_cast<std::uint64_t>(80 - i * 10)}});
        }
        charts::RateData data = typeData(answer);
        QCOMPARE(data.series.size(), kShownTypes + 1);
        QCOMPARE(data.series.back().source, traffic::SourceId(0));
        QCOMPARE(data.series.back().values, (std::vector<double>{30 + 20 + 10}));
        // One more is not hidden behind a word.
        answer.series.types.resize(kShownTypes + 1);
        data = typeData(answer);
        QCOMPARE(data.series.back().source, charts::TypeChart::keyOf(traffic::AttackType::Traversal));
        QCOMPARE(data.total(0), 80.0 + 70 + 60 + 50 + 40 + 30);
    }

    void marksSayWhatHappened() {
        QCOMPARE(annotationText({kStart, Annotation::Kind::RulesLoaded, "CRS 4.7", "PL 1", 0, {}}),
                 QStringLiteral("Rules CRS 4.7, PL 1 loaded"));
        QCOMPARE(annotationText({kStart, Annotation::Kind::Refused, "edge", {}, 1'204, kStart + 5s}),
                 QStringLiteral("1,204 requests refused"));
        for (int kind = 0; kind < static_cast<int>(Annotation::Kind::Count); ++kind) {
            const QString text = annotationText(
                {kStart, static_cast<Annotation::Kind>(kind), std::string("a\x1b[31m\n\0b", 9), {}, 2, {}});
            QVERIFY(!text.isEmpty());
            QVERIFY(!text.contains(QChar(0x1b)) && !text.contains(u'\n') && !text.contains(QChar(0)));
        }
    }

    void namesAreShownText() {
        const auto sources = std::vector{test::chartSource(7, std::string("x\x1b]0;y\x07"), kStart)};
        QVERIFY(!sourceName(sources, 7).contains(QChar(0x1b)));
        QCOMPARE(sourceName(sources, 0), QStringLiteral("Not attributed yet"));
        QCOMPARE(sourceName(sources, 8), QStringLiteral("Source 8"));
    }

    void cliffsAreSaidInWords() {
        traffic::BodySizes sizes;
        traffic::SourceBodies pay;
        pay.source = 2;
        pay.requests = 88'410;
        pay.bins[traffic::bodyBinOf(1000)].requests = 88'410;
        pay.largest = 1024 * 1024;
        traffic::BodyCliff cliff;
        cliff.kind = traffic::BodyCliff::Kind::NoCopies;
        cliff.above = 1024 * 1024;
        cliff.below = 88'410;
        cliff.othersShare = 0.003;
        cliff.limit = "client_max_body_size";
        cliff.limitBytes = 1024 * 1024;
        pay.cliffs = {cliff};
        traffic::SourceBodies edge;
        edge.source = 1;
        edge.bins[0].requests = 10;
        sizes.sources = {edge, pay};
        const auto sources =
            std::vector{test::chartSource(1, "edge", kStart), test::chartSource(2, "pay-nginx", kStart)};
        QCOMPARE(sourceWithCliff(sizes), traffic::SourceId(2));
        const charts::SizeData data = sizeData(sizes, 2, sources);
        QCOMPARE(data.title, QStringLiteral("Body size, pay-nginx"));
        QCOMPARE(data.cliff->label, QStringLiteral("None came above 1 MiB"));
        QCOMPARE(data.cliff->words,
                 QStringLiteral("None came above 1.0 MiB in 88,410 requests, of other sources "
                                "0.3 % are larger (may be client_max_body_size)"));
        const charts::SizeData all = sizeData(sizes, 0, sources);
        QVERIFY(!all.cliff);
        QCOMPARE(all.requests(), std::uint64_t(88'420));
        QCOMPARE(all.calm, QStringLiteral("Largest 1.0 MiB of 88,420 requests"));
        QCOMPARE(sizeData(sizes, 1, sources).calm, QStringLiteral("No bodies in 10 requests"));
        QCOMPARE(sizeData({}, 0, sources).calm, QStringLiteral("No request in this time"));
    }
};

QTEST_GUILESS_MAIN(SeriesDataTest)
#include "series_data_test.moc"
