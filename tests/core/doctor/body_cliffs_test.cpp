// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/body_cliffs.h"

#include <QTest>
#include <limits>

using namespace mirrorscope;
using traffic::BodyCliff;
using traffic::BodySizes;
using traffic::SourceBodies;
using traffic::SourceKind;
using Kind = BodyCliff::Kind;

namespace {

constexpr std::uint64_t kMebibyte = 1U << 20U;

/// Whole bodies of each size up to the largest, so many a bin.
SourceBodies bodies(traffic::SourceId source, std::uint64_t largest, std::uint64_t each) {
    SourceBodies out;
    out.source = source;
    out.largest = out.largestWhole = largest;
    for (std::size_t bin = 0; bin <= traffic::bodyBinOf(largest); ++bin) {
        out.bins[bin].requests = each;
        out.requests += each;
    }
    return out;
}

void addPartly(SourceBodies& out, std::uint64_t size, std::uint64_t count,
               std::uint64_t traffic::BodyBin::* how) {
    traffic::BodyBin& bin = out.bins[traffic::bodyBinOf(size)];
    bin.requests += count;
    bin.*how += count;
    out.requests += count;
    out.largest = std::max(out.largest, size);
}

std::vector<BodyCliff> cliffsOf(BodySizes sizes, SourceKind kind) {
    std::vector<traffic::Source> sources(1);
    sources[0].id = 1;
    sources[0].kind = kind;
    doctor::findBodyCliffs(sizes, sources);
    return sizes.sources.front().cliffs;
}

}  // namespace

class BodyCliffsTest : public QObject {
    Q_OBJECT

private slots:
    void bins();
    void ordinaryTrafficHasNone();
    void copiesThatEndAtALimit();
    void endsBelowNoKnownLimit();
    void differentTraffic();
    void theLimitOfItsKind();
    void fewRequestsProveNothing();
    void copiesWithoutBodies();
    void bodiesThatComeCut();
    void someLargeOnesAreWhole();
    void ourOwnLimit();
};

void BodyCliffsTest::bins() {
    QCOMPARE(traffic::bodyBinOf(0), std::size_t{0});
    QCOMPARE(traffic::bodyBinOf(1), std::size_t{1});
    QCOMPARE(traffic::bodyBinOf(2), std::size_t{2});
    QCOMPARE(traffic::bodyBinOf(3), std::size_t{3});
    QCOMPARE(traffic::bodyBinOf(4), std::size_t{3});
    QCOMPARE(traffic::bodyBinOf(std::numeric_limits<std::uint64_t>::max()), traffic::kBodyBins - 1);
    for (std::size_t bin = 0; bin + 1 < traffic::kBodyBins; ++bin) {
        QCOMPARE(traffic::bodyBinOf(traffic::bodyBinEnd(bin)), bin);
        QCOMPARE(traffic::bodyBinOf(traffic::bodyBinEnd(bin) + 1), bin + 1);
    }
}

void BodyCliffsTest::ordinaryTrafficHasNone() {
    QVERIFY(cliffsOf({{bodies(1, 5000, 100), bodies(2, 4000, 100)}, {}}, SourceKind::Nginx).empty());
    QVERIFY(cliffsOf({{bodies(1, 0, 100)}, {}}, SourceKind::Nginx).empty());
    // Clients that leave, at any size.
    SourceBodies left = bodies(1, 100'000, 100);
    for (const std::uint64_t size : {10U, 1000U, 100'000U}) {
        addPartly(left, size, 5, &traffic::BodyBin::cut);
    }
    QVERIFY(cliffsOf({{left}, {}}, SourceKind::Nginx).empty());
}

void BodyCliffsTest::copiesThatEndAtALimit() {
    SourceBodies other = bodies(2, 8 * kMebibyte, 100);
    const auto cliffs = cliffsOf({{bodies(1, kMebibyte - 17, 4000), other}, {}}, SourceKind::Nginx);
    QCOMPARE(cliffs.size(), std::size_t{1});
    QCOMPARE(cliffs[0].kind, Kind::NoCopies);
    QCOMPARE(cliffs[0].above, kMebibyte);
    QCOMPARE(cliffs[0].limit, std::string("client_max_body_size"));
    QCOMPARE(*cliffs[0].limitBytes, kMebibyte);
    QVERIFY(!cliffs[0].remedy.empty());
    QCOMPARE(cliffs[0].below, std::uint64_t{22 * 4000});
    QVERIFY(qAbs(cliffs[0].othersShare - 3.0 / 25) < 0.0001);
}

void BodyCliffsTest::endsBelowNoKnownLimit() {
    const SourceBodies other = bodies(2, 8 * kMebibyte, 4000);
    for (const SourceKind kind : {SourceKind::Nginx, SourceKind::IngressNginx, SourceKind::Traefik,
                                  SourceKind::Envoy, SourceKind::Unknown}) {
        QVERIFY(cliffsOf({{bodies(1, 70'000, 4000), other}, {}}, kind).empty());
    }
    QVERIFY(cliffsOf({{bodies(1, kMebibyte - 17, 4000), other}, {}}, SourceKind::Envoy).empty());
}

/// A source of pages and forms beside one of uploads: whatever the numbers, there is no limit.
void BodyCliffsTest::differentTraffic() {
    const SourceBodies uploads = bodies(2, 64 * kMebibyte, 10'000);
    for (const std::uint64_t largest : {61ULL, 5'000ULL, 500'000ULL, 600'000ULL}) {
        QVERIFY(cliffsOf({{bodies(1, largest, 100'000), uploads}, {}}, SourceKind::Nginx).empty());
    }
    // Larger ones are as rare there: nobody misses any.
    SourceBodies rare = bodies(2, kMebibyte, 4000);
    rare.bins[traffic::bodyBinOf(2 * kMebibyte)].requests = 1;
    rare.largest = rare.largestWhole = 2 * kMebibyte;
    QVERIFY(cliffsOf({{bodies(1, kMebibyte, 4000), rare}, {}}, SourceKind::Nginx).empty());
    // Nor does anybody alone.
    QVERIFY(cliffsOf({{bodies(1, kMebibyte, 4000)}, {}}, SourceKind::Nginx).empty());
    // One that reaches further has no limit there.
    SourceBodies further = bodies(1, kMebibyte, 4000);
    further.bins[traffic::bodyBinOf(2 * kMebibyte)].requests = 1;
    further.largest = further.largestWhole = kMebibyte + 1;
    QVERIFY(cliffsOf({{further, uploads}, {}}, SourceKind::Nginx).empty());
}

void BodyCliffsTest::theLimitOfItsKind() {
    const SourceBodies other = bodies(2, 64 * kMebibyte, 100);
    const auto traefik = cliffsOf({{bodies(1, 8 * kMebibyte, 4000), other}, {}}, SourceKind::Traefik);
    QCOMPARE(traefik.size(), std::size_t{1});
    QCOMPARE(traefik[0].limit, std::string("maxBodySize"));
    QCOMPARE(traefik[0].above, 8 * kMebibyte);
    QVERIFY(cliffsOf({{bodies(1, kMebibyte, 4000), other}, {}}, SourceKind::Traefik).empty());
    const auto ingress = cliffsOf({{bodies(1, kMebibyte, 4000), other}, {}}, SourceKind::IngressNginx);
    QCOMPARE(ingress.size(), std::size_t{1});
    QCOMPARE(ingress[0].limit, std::string("client_max_body_size"));
}

void BodyCliffsTest::fewRequestsProveNothing() {
    const SourceBodies other = bodies(2, 8 * kMebibyte, 100);
    QVERIFY(cliffsOf({{bodies(1, kMebibyte, 9), other}, {}}, SourceKind::Nginx).empty());
    QCOMPARE(cliffsOf({{bodies(1, kMebibyte, 20), other}, {}}, SourceKind::Nginx).size(), std::size_t{1});
    SourceBodies two = bodies(1, 1000, 100);
    addPartly(two, 100'000, 2, &traffic::BodyBin::absent);
    QVERIFY(cliffsOf({{two}, {}}, SourceKind::Nginx).empty());
}

void BodyCliffsTest::copiesWithoutBodies() {
    SourceBodies none = bodies(1, 0, 100);
    for (const std::uint64_t size : {1U, 500U, 70'000U}) {
        addPartly(none, size, 10, &traffic::BodyBin::absent);
    }
    const auto cliffs = cliffsOf({{none}, {}}, SourceKind::Traefik);
    QCOMPARE(cliffs.size(), std::size_t{1});
    QCOMPARE(cliffs[0].kind, Kind::Absent);
    QCOMPARE(cliffs[0].above, std::uint64_t{0});
    QCOMPARE(cliffs[0].requests, std::uint64_t{30});
    QCOMPARE(cliffs[0].below, std::uint64_t{100});
    QCOMPARE(cliffs[0].limit, std::string("mirrorBody"));
}

void BodyCliffsTest::bodiesThatComeCut() {
    SourceBodies cut = bodies(1, 60'000, 100);
    addPartly(cut, 200'000, 7, &traffic::BodyBin::cut);
    const auto cliffs = cliffsOf({{cut}, {}}, SourceKind::Envoy);
    QCOMPARE(cliffs.size(), std::size_t{1});
    QCOMPARE(cliffs[0].kind, Kind::Cut);
    QCOMPARE(cliffs[0].above, std::uint64_t{60'000});
    QCOMPARE(cliffs[0].requests, std::uint64_t{7});
    QVERIFY(cliffs[0].limit.empty());
}

/// The limit was raised in between: a few larger ones are whole, and do not hide the cliff.
void BodyCliffsTest::someLargeOnesAreWhole() {
    SourceBodies most = bodies(1, 60'000, 100);
    addPartly(most, 200'000, 99, &traffic::BodyBin::absent);
    traffic::BodyBin& large = most.bins[traffic::bodyBinOf(200'000)];
    ++large.requests;
    most.largestWhole = 200'000;
    QCOMPARE(cliffsOf({{most}, {}}, SourceKind::Envoy).size(), std::size_t{1});
    most.bins[traffic::bodyBinOf(400'000)].requests = 1;
    most.largestWhole = most.largest = 400'000;
    const auto cliffs = cliffsOf({{most}, {}}, SourceKind::Envoy);
    QCOMPARE(cliffs.size(), std::size_t{1});
    QCOMPARE(cliffs[0].above, std::uint64_t{131'072});
    QCOMPARE(cliffs[0].requests, std::uint64_t{99});
}

void BodyCliffsTest::ourOwnLimit() {
    SourceBodies own = bodies(1, 900'000, 100);
    addPartly(own, 3'000'000, 20, &traffic::BodyBin::stored);
    own.keptLimit = kMebibyte;
    const auto cliffs = cliffsOf({{own}, {}}, SourceKind::Nginx);
    QCOMPARE(cliffs.size(), std::size_t{1});
    QCOMPARE(cliffs[0].kind, Kind::Stored);
    QCOMPARE(cliffs[0].above, kMebibyte);
    QCOMPARE(cliffs[0].limit, std::string("limits.body-bytes"));
}

QTEST_GUILESS_MAIN(BodyCliffsTest)
#include "body_cliffs_test.moc"
