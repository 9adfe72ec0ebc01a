// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sources/source_activity.h"

#include <QTest>

using namespace mirrorscope;
using namespace mirrorscope::ui::sources;
using namespace std::chrono_literals;

namespace {

/// A whole minute, so that buckets are easy to name.
constexpr base::WallTime kNow{std::chrono::seconds(1'700'000'040)};

traffic::Source source(traffic::SourceId id) {
    traffic::Source one;
    one.id = id;
    return one;
}

traffic::RollupRow bucket(base::WallTime at, traffic::SourceId id, std::uint64_t requests,
                          std::uint64_t attacks = 0) {
    return {at, id, std::nullopt, requests, attacks};
}

}  // namespace

class SourceActivityTest : public QObject {
    Q_OBJECT

private slots:
    void rateCountsTheLastWholeBucketAndTheCurrent() {
        const auto at = kNow + 5s;
        const auto snapshot =
            summarize({source(1)},
                      {bucket(kNow - 20s, 1, 9000), bucket(kNow - 10s, 1, 100), bucket(kNow, 1, 50)}, {}, at);
        QCOMPARE(snapshot.sources.at(0).rate, 10.0);
    }

    void sparklineHasAValueForTwentySeconds() {
        const auto snapshot = summarize({source(1)},
                                        {bucket(kNow - 590s, 1, 20), bucket(kNow - 610s, 1, 999),
                                         bucket(kNow - 10s, 1, 20), bucket(kNow, 1, 20)},
                                        {}, kNow);
        const auto& values = snapshot.sources.at(0).activity;
        QCOMPARE(values.size(), std::size_t{30});
        QCOMPARE(values.front(), 1.0);
        QCOMPARE(values.back(), 2.0);
    }

    void attacksAndTypesAreOfHours() {
        traffic::RollupRow typed{kNow, 2, traffic::AttackType::Xss, 7, 0};
        const auto snapshot =
            summarize({source(2), source(1)}, {}, {bucket(kNow - 1h, 1, 500, 40), typed}, kNow);
        QCOMPARE(snapshot.sources.at(0).source.id, traffic::SourceId{1});
        QCOMPARE(snapshot.sources.at(0).attacks, std::uint64_t{40});
        QCOMPARE(snapshot.sources.at(1).attacks, std::uint64_t{0});
        QCOMPARE(snapshot.attackTypes.at(static_cast<std::size_t>(traffic::AttackType::Xss)),
                 std::uint64_t{7});
    }

    void rowsOfUnknownSourcesAreLeftOut() {
        const auto snapshot = summarize({}, {bucket(kNow, 5, 1)}, {bucket(kNow, 5, 1, 1)}, kNow);
        QVERIFY(snapshot.sources.empty());
    }
};

QTEST_GUILESS_MAIN(SourceActivityTest)
#include "source_activity_test.moc"
