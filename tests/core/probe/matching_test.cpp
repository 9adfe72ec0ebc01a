// SPDX-License-Identifier: Apache-2.0
// Which copy belongs to which probe, and what share of them is right.
#include "core/probe/matching.h"

#include <QTest>
#include <algorithm>
#include <random>

#include "core/probe/share_law.h"
#include "tests/core/probe/samples.h"

using namespace mirrorscope;
using namespace mirrorscope::probe;
using namespace std::chrono_literals;
using std::chrono::microseconds;

class MatchingTest : public QObject {
    Q_OBJECT

private slots:
    void anyOrderGivesTheSame();
    void lostDuplicateAndLate();
    void strangersAreNobodysCopies();
    void bodies_data();
    void bodies();
    void clockJumps_data();
    void clockJumps();
    void percentiles();
    void refusals();
    void laws_data();
    void laws();
    void enough();
};

void MatchingTest::anyOrderGivesTheSame() {
    auto record = test::flawlessRun(3);
    std::mt19937 random(1);
    std::ranges::shuffle(record.arrivals, random);
    const auto matches = matchProbes(record.sent, record.arrivals, 250ms);
    for (std::size_t i = 0; i < matches.size(); ++i) {
        QCOMPARE(matches[i].arrivals.size(), std::size_t{1});
        QVERIFY(record.arrivals[matches[i].arrivals.front()].tag == record.sent[i].probe.tag);
        QVERIFY(matches[i].lag == microseconds(3ms));
        QVERIFY(!matches[i].isLate);
        QVERIFY(matches[i].body == (record.sent[i].bodyBytes == 0 ? BodyState::None : BodyState::Equal));
    }
}

void MatchingTest::lostDuplicateAndLate() {
    auto record = test::flawlessRun(1, {ProbeKind::Get, ProbeKind::Put, ProbeKind::Head});
    record.arrivals.erase(record.arrivals.begin());                  // 0 is lost
    record.arrivals.push_back(test::copyOf(record.sent[1], 400ms));  // 1 twice, the second late
    record.arrivals.push_back(test::copyOf(record.sent[1], 500ms));  // and a third time
    record.arrivals[1] = test::copyOf(record.sent[2], 251ms);        // 2 late
    record.arrivals[2] = test::copyOf(record.sent[3], 250ms);        // 3 just in time
    const auto matches = matchProbes(record.sent, record.arrivals, 250ms);
    QVERIFY(!matches[0].hasArrived());
    QCOMPARE(matches[0].duplicates(), std::size_t{0});
    QCOMPARE(matches[1].duplicates(), std::size_t{2});
    QVERIFY(!matches[1].isLate);
    QVERIFY(matches[2].isLate);
    QVERIFY(!matches[3].isLate);
}

void MatchingTest::strangersAreNobodysCopies() {
    auto record = test::flawlessRun(1, {ProbeKind::Get});
    auto otherRun = record.arrivals[0];
    otherRun.tag.run = "zzzzzzzzzzzz";
    auto neverSent = record.arrivals[0];
    neverSent.tag.number = 77;
    record.arrivals = {otherRun, neverSent};
    for (const Match& match : matchProbes(record.sent, record.arrivals, 250ms)) {
        QVERIFY(!match.hasArrived());
    }
}

void MatchingTest::bodies_data() {
    QTest::addColumn<int>("bytes");
    QTest::addColumn<bool>("sameDigest");
    QTest::addColumn<QString>("state");
    QTest::newRow("equal") << 1024 << true << "equal";
    QTest::newRow("other bytes") << 1024 << false << "different";
    QTest::newRow("longer") << 1025 << false << "different";
    QTest::newRow("cut") << 1023 << false << "cut";
    QTest::newRow("missing") << 0 << false << "missing";
}

void MatchingTest::bodies() {
    QFETCH(int, bytes);
    QFETCH(bool, sameDigest);
    QFETCH(QString, state);
    auto record = test::flawlessRun(1, {ProbeKind::Put});
    Arrival& copy = record.arrivals.back();
    copy.bodyBytes = static_cast<std::uint64_t>(bytes);
    copy.bodyDigest[0] ^= sameDigest ? 0 : 1;
    const auto matches = matchProbes(record.sent, record.arrivals, 250ms);
    QCOMPARE(QString::fromUtf8(bodyStateName(matches.back().body).data()), state);
    QCOMPARE(matches.back().bodyBytes, static_cast<std::uint64_t>(bytes));
    // A whole copy beside a broken one: the request is there.
    record.arrivals.push_back(test::copyOf(record.sent.back()));
    QVERIFY(matchProbes(record.sent, record.arrivals, 250ms).back().body == BodyState::Equal);
}

void MatchingTest::clockJumps_data() {
    QTest::addColumn<int>("jumpMs");  // of the receiver's wall clock
    QTest::addColumn<bool>("isKnown");
    QTest::newRow("none") << 0 << true;
    QTest::newRow("an hour ahead") << 3'600'000 << false;
    QTest::newRow("an hour back") << -3'600'000 << false;
    QTest::newRow("a little back: it may have begun while the probe was sent") << -4 << true;
}

/// A jump makes the lag unknown, not the copy late.
void MatchingTest::clockJumps() {
    QFETCH(int, jumpMs);
    QFETCH(bool, isKnown);
    auto record = test::flawlessRun(1, {ProbeKind::Get});
    record.arrivals.back().receivedAt += std::chrono::milliseconds(jumpMs);
    const Match match = matchProbes(record.sent, record.arrivals, 250ms).back();
    QCOMPARE(match.lag.has_value(), isKnown);
    QVERIFY(!match.lag || *match.lag >= 0us);
    QVERIFY(!match.isLate);
    record.arrivals.back().seenAt += 1s;
    QCOMPARE(matchProbes(record.sent, record.arrivals, 250ms).back().isLate, !isKnown);
}

void MatchingTest::percentiles() {
    std::vector<microseconds> lags;
    QVERIFY(percentile(lags, 50) == 0us);
    for (int i = 100; i >= 1; --i) {
        lags.emplace_back(i);
    }
    QVERIFY(percentile(lags, 50) == 50us);
    QVERIFY(percentile(lags, 95) == 95us);
    QVERIFY(percentile(lags, 99) == 99us);
    std::vector<microseconds> one{7us};
    QVERIFY(percentile(one, 50) == 7us && percentile(one, 99) == 7us);
}

void MatchingTest::refusals() {
    auto sent = test::flawlessRun(1, {ProbeKind::Get}).sent.back();
    for (const auto& [status, isExpected] : {std::pair{200, true},
                                             {404, true},
                                             {405, true},
                                             {502, true},
                                             {302, false},
                                             {401, false},
                                             {413, false}}) {
        sent.outcome.status = status;
        QCOMPARE(sent.isExpected(), isExpected);
        QCOMPARE(sent.isRefused(), !isExpected);
    }
    sent.outcome.state = SendOutcome::State::NoAnswer;
    QVERIFY(!sent.isExpected() && !sent.isRefused());
}

void MatchingTest::laws_data() {
    QTest::addColumn<int>("law");
    QTest::addColumn<double>("percentage");
    QTest::addColumn<int>("sent");
    QTest::addColumn<int>("low");
    QTest::addColumn<int>("high");
    const int counts = static_cast<int>(ShareLaw::Counts);
    const int draws = static_cast<int>(ShareLaw::Draws);
    QTest::newRow("all, counted") << counts << 100.0 << 420 << 420 << 420;
    QTest::newRow("all, drawn") << draws << 100.0 << 420 << 420 << 420;
    QTest::newRow("none") << draws << 0.0 << 420 << 0 << 0;
    QTest::newRow("a quarter, counted") << counts << 25.0 << 400 << 100 << 100;
    QTest::newRow("a quarter of an odd number") << counts << 25.0 << 401 << 100 << 101;
    QTest::newRow("7 of 100: rounding is not a request") << counts << 7.0 << 100 << 7 << 7;
    QTest::newRow("half, drawn") << draws << 50.0 << 400 << 160 << 240;
    QTest::newRow("25 % of 6000, drawn") << draws << 25.0 << 6000 << 1366 << 1634;  // measured: 1535
    QTest::newRow("few, drawn") << draws << 10.0 << 10 << 0 << 4;
    QTest::newRow("nothing sent") << draws << 50.0 << 0 << 0 << 0;
}

void MatchingTest::laws() {
    QFETCH(int, law);
    QFETCH(double, percentage);
    QFETCH(int, sent);
    QFETCH(int, low);
    QFETCH(int, high);
    const auto expected =
        expectedCount(static_cast<ShareLaw>(law), percentage, static_cast<std::size_t>(sent));
    QCOMPARE(static_cast<int>(expected.low), low);
    QCOMPARE(static_cast<int>(expected.high), high);
    QVERIFY(shareLawOf(traffic::SourceKind::Traefik) == ShareLaw::Counts);
    QVERIFY(shareLawOf(traffic::SourceKind::Envoy) == ShareLaw::Draws);
}

void MatchingTest::enough() {
    QCOMPARE(enoughToShow(100), std::size_t{1});
    QCOMPARE(enoughToShow(50), std::size_t{14});  // 2^-14 is below 1 in 16,000
    QCOMPARE(enoughToShow(10), std::size_t{92});
}

QTEST_GUILESS_MAIN(MatchingTest)
#include "matching_test.moc"
