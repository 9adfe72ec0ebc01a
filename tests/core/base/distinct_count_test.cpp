// SPDX-License-Identifier: Apache-2.0
#include "core/base/distinct_count.h"

#include <QTest>
#include <cmath>
#include <string>

using mirrorscope::base::DistinctCount;

namespace {

DistinctCount countOf(std::size_t different, int times = 1) {
    DistinctCount count;
    for (int round = 0; round < times; ++round) {
        for (std::size_t i = 0; i < different; ++i) {
            count.add("value-" + std::to_string(i));
        }
    }
    return count;
}

}  // namespace

class DistinctCountTest : public QObject {
    Q_OBJECT

private slots:
    void fewAreExact();
    void manyAreNear_data();
    void manyAreNear();
    void moreThanCanBeTold();
    void survivesItsBytes();
};

void DistinctCountTest::fewAreExact() {
    QCOMPARE(DistinctCount().estimate(), std::size_t{0});
    for (const std::size_t different : {1U, 2U, 3U, 5U, 8U}) {
        QCOMPARE(countOf(different, 100).estimate(), different);
    }
    DistinctCount empty;
    empty.add("");
    QCOMPARE(empty.estimate(), std::size_t{1});
}

void DistinctCountTest::manyAreNear_data() {
    QTest::addColumn<int>("different");
    for (const int different : {30, 100, 300, 1000, 2000}) {
        QTest::addRow("%d", different) << different;
    }
}

void DistinctCountTest::manyAreNear() {
    QFETCH(const int, different);
    const auto estimate = static_cast<double>(countOf(static_cast<std::size_t>(different)).estimate());
    QVERIFY2(std::abs(estimate - different) <= 0.1 * different, std::to_string(estimate).c_str());
}

void DistinctCountTest::moreThanCanBeTold() {
    const DistinctCount count = countOf(50'000);
    QVERIFY(count.isMore());
    QCOMPARE(count.estimate(), DistinctCount::kMost);
    QVERIFY(!countOf(1000).isMore());
}

void DistinctCountTest::survivesItsBytes() {
    const DistinctCount count = countOf(77);
    QCOMPARE(count.bytes().size(), DistinctCount::kBytes);
    QVERIFY(DistinctCount::fromBytes(count.bytes()) == count);
    QVERIFY(DistinctCount::fromBytes("short") == DistinctCount());
}

QTEST_GUILESS_MAIN(DistinctCountTest)
#include "distinct_count_test.moc"
