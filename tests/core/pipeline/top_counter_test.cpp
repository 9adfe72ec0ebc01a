// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/top_counter.h"

#include <QTest>
#include <string>

using namespace mirrorscope;
using namespace std::chrono_literals;
using pipeline::TopCounter;
using traffic::TopDimension;

namespace {

constexpr base::WallTime kStart{1'800'000'000s};  // a whole minute
const TopCounter::Time kNow{1000s};

std::uint64_t requestsOf(const traffic::TopMinute& minute, const std::string& value) {
    for (const auto& one : minute.values) {
        if (one.value == value) {
            return one.requests;
        }
    }
    return 0;
}

}  // namespace

class TopCounterTest : public QObject {
    Q_OBJECT

private slots:
    void countsByDimensionAndSource() {
        TopCounter counter;
        counter.startMinute(kStart + 5s);
        counter.count(TopDimension::Client, 1, "192.0.2.1");
        counter.count(TopDimension::Client, 1, "192.0.2.1");
        counter.count(TopDimension::Client, 2, "192.0.2.1");
        counter.count(TopDimension::Host, 1, "192.0.2.1");
        counter.count(TopDimension::Agent, 1, "");  // no value is no value
        const auto minutes = counter.take(kNow);
        QCOMPARE(minutes.size(), std::size_t{1});
        QCOMPARE(minutes[0].minute, std::int64_t{30'000'000});
        QVERIFY(!minutes[0].isWhole);
        QCOMPARE(minutes[0].values.size(), std::size_t{3});
        QCOMPARE(minutes[0].values[0].requests, std::uint64_t{2});
    }

    void thePresentMinuteIsWrittenEveryTwoSeconds() {
        TopCounter counter;
        QVERIFY(!counter.due());
        counter.startMinute(kStart);
        counter.count(TopDimension::Path, 1, "/a");
        QCOMPARE(counter.take(kNow).size(), std::size_t{1});
        QVERIFY(!counter.due());
        counter.count(TopDimension::Path, 1, "/a");
        QVERIFY(counter.take(kNow + 1s).empty());
        QVERIFY(counter.due() == kNow + 2s);
        const auto minutes = counter.take(kNow + 2s);
        QCOMPARE(requestsOf(minutes.at(0), "/a"), std::uint64_t{2});  // the whole count, not what was added
    }

    void aMinuteThatIsOverIsWholeUnlessItWasTheFirst() {
        TopCounter counter;
        for (int minute = 0; minute < 3; ++minute) {
            counter.startMinute(kStart + std::chrono::minutes(minute));
            counter.count(TopDimension::Path, 1, "/a");
        }
        counter.startMinute(kStart);  // the clock went back
        counter.count(TopDimension::Path, 1, "/a");
        const auto minutes = counter.take(kNow);
        QCOMPARE(minutes.size(), std::size_t{3});
        QVERIFY(!minutes[0].isWhole);
        QVERIFY(minutes[1].isWhole);
        QVERIFY(!minutes[2].isWhole);
        QCOMPARE(requestsOf(minutes[2], "/a"), std::uint64_t{2});
    }

    void onlyTheMostFrequentAreKept() {
        TopCounter counter;
        counter.startMinute(kStart);
        for (int value = 0; value < 100; ++value) {
            for (int i = 0; i <= value; ++i) {
                counter.count(TopDimension::Path, 1, "/" + std::to_string(value));
            }
        }
        const auto minutes = counter.take(kNow);
        QCOMPARE(minutes.at(0).values.size(), TopCounter::kKept);
        QCOMPARE(minutes[0].values.front().value, std::string("/99"));
        QCOMPARE(minutes[0].values.back().value, std::string("/80"));
    }

    void aFloodOfValuesForgetsTheRareOnes() {
        TopCounter counter;
        counter.startMinute(kStart);
        constexpr int kFlood = 100'000;
        constexpr int kEvery = 100;
        for (int i = 0; i < kFlood; ++i) {
            counter.count(TopDimension::Path, 1, "/random/" + std::to_string(i));
            if (i % kEvery == 0) {
                counter.count(TopDimension::Path, 1, "/frequent");
            }
        }
        const auto minutes = counter.take(kNow);
        QCOMPARE(minutes.at(0).values.front().value, std::string("/frequent"));
        const std::uint64_t counted = minutes[0].values.front().requests;
        QVERIFY(counted > kFlood / kEvery * 9 / 10);  // a lower bound
        QVERIFY(counted <= kFlood / kEvery);
    }

    void longValuesAreCountedByTheirBeginning() {
        TopCounter counter;
        counter.startMinute(kStart);
        counter.count(TopDimension::Agent, 1, std::string(5000, 'a') + "b");
        counter.count(TopDimension::Agent, 1, std::string(5000, 'a') + "c");
        QCOMPARE(requestsOf(counter.take(kNow).at(0), std::string(TopCounter::kLongestValue, 'a')),
                 std::uint64_t{2});
    }
};

QTEST_GUILESS_MAIN(TopCounterTest)
#include "top_counter_test.moc"
