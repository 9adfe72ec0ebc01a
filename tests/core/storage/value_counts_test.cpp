// SPDX-License-Identifier: Apache-2.0
#include "core/storage/value_counts.h"

#include <QTest>

using namespace mirrorscope;
using storage::ValueCounts;

class ValueCountsTest : public QObject {
    Q_OBJECT

private slots:
    void theSameCountComesByValue();
    void hostsAndValuesAreApart();
    void longValuesCountByTheirBeginning();
    void tooManyAreCountedTogether();
    void rulesHaveTheirFirstMessage();
};

void ValueCountsTest::theSameCountComesByValue() {
    ValueCounts counts;
    for (const char* value : {"c", "a", "b"}) {
        counts.add(value, {}, 1, 2);
    }
    counts.add("d", {}, 2, 1);
    counts.add("d", {}, 1, 5);
    const auto list = counts.top(3);
    QCOMPARE(list.entries.size(), std::size_t{3});
    QCOMPARE(list.entries[0].value, std::string("d"));
    QCOMPARE(list.entries[1].value, std::string("a"));
    QCOMPARE(list.entries[2].value, std::string("b"));
    const std::vector<std::pair<traffic::SourceId, std::uint64_t>> sources{{1, 5}, {2, 1}};
    QCOMPARE(list.entries[0].sources, sources);
    QCOMPARE(list.rest, std::uint64_t{2});
    QCOMPARE(*list.others, std::uint64_t{1});
    QVERIFY(!list.approximate);
    QVERIFY(counts.top(0).entries.empty());
}

void ValueCountsTest::hostsAndValuesAreApart() {
    ValueCounts counts;
    counts.add("b/c", "a", 1, 1);
    counts.add("/c", "ab", 1, 1);
    counts.add(std::string("x\0y", 3), {}, 1, 1);
    counts.add("y", std::string("\0x", 2), 1, 1);  // a host that nobody has
    const auto list = counts.top(10);
    QCOMPARE(list.entries.size(), std::size_t{4});
    QCOMPARE(list.entries[2].value, std::string("x\0y", 3));
    QCOMPARE(list.entries[2].host, std::string());
    QCOMPARE(list.entries[3].host, std::string("?x"));
}

void ValueCountsTest::longValuesCountByTheirBeginning() {
    ValueCounts counts;
    const std::string begin(traffic::kLongestTopValue, 'x');
    counts.add(begin + "1", {}, 1, 1);
    counts.add(begin + "2", {}, 1, 1);
    const auto list = counts.top(10);
    QCOMPARE(list.entries.size(), std::size_t{1});
    QCOMPARE(list.entries[0].value, begin);
    QCOMPARE(list.entries[0].count, std::uint64_t{2});
}

void ValueCountsTest::tooManyAreCountedTogether() {
    ValueCounts counts;
    for (std::size_t i = 0; i < ValueCounts::kMostValues + 7; ++i) {
        counts.add(std::to_string(i), {}, 1, 1);
    }
    counts.add("0", {}, 1, 1);  // known ones go on
    const auto list = counts.top(1);
    QVERIFY(list.approximate);
    QVERIFY(!list.others.has_value());
    QCOMPARE(list.entries[0].value, std::string("0"));
    QCOMPARE(list.rest + list.entries[0].count, std::uint64_t{ValueCounts::kMostValues + 8});
}

void ValueCountsTest::rulesHaveTheirFirstMessage() {
    ValueCounts counts;
    counts.addRule("942100", "", 1, 1);
    counts.addRule("942100", "SQL injection", 1, 1);
    counts.addRule("942100", "Another", 1, 1);
    const auto list = counts.top(1);
    QCOMPARE(list.entries[0].value, std::string("942100"));
    QCOMPARE(list.entries[0].title, std::string("SQL injection"));
    QCOMPARE(list.entries[0].count, std::uint64_t{3});
}

QTEST_GUILESS_MAIN(ValueCountsTest)
#include "value_counts_test.moc"
