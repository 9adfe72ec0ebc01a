// SPDX-License-Identifier: Apache-2.0
#include "core/base/bounded_ring.h"

#include <QTest>

using namespace mirrorscope;

class BoundedRingTest : public QObject {
    Q_OBJECT

private slots:
    void since_data();
    void since();
    void holdsAtLeastOne();
};

void BoundedRingTest::since_data() {
    QTest::addColumn<int>("pushed");
    QTest::addColumn<int>("since");
    QTest::addColumn<QList<int>>("items");
    QTest::addColumn<int>("missed");
    // The ring holds three; items are numbered from 1.
    QTest::newRow("empty") << 0 << 0 << QList<int>{} << 0;
    QTest::newRow("first") << 1 << 0 << QList<int>{1} << 0;
    QTest::newRow("full") << 3 << 0 << QList<int>{1, 2, 3} << 0;
    QTest::newRow("only new ones") << 3 << 2 << QList<int>{3} << 0;
    QTest::newRow("nothing new") << 3 << 3 << QList<int>{} << 0;
    QTest::newRow("one lost") << 4 << 0 << QList<int>{2, 3, 4} << 1;
    QTest::newRow("wrapped, none lost") << 5 << 2 << QList<int>{3, 4, 5} << 0;
    QTest::newRow("long away") << 100 << 10 << QList<int>{98, 99, 100} << 87;
    QTest::newRow("asks for the future") << 2 << 9 << QList<int>{} << 0;
}

void BoundedRingTest::since() {
    QFETCH(int, pushed);
    QFETCH(int, since);
    QFETCH(QList<int>, items);
    QFETCH(int, missed);
    base::BoundedRing<int> ring(3);
    for (int i = 1; i <= pushed; ++i) {
        ring.push(i);
    }
    const auto slice = ring.since(static_cast<std::uint64_t>(since));
    QCOMPARE(QList<int>(slice.items.begin(), slice.items.end()), items);
    QCOMPARE(slice.missed, static_cast<std::uint64_t>(missed));
    QCOMPARE(slice.last, static_cast<std::uint64_t>(pushed));
    QCOMPARE(ring.last(), slice.last);
}

void BoundedRingTest::holdsAtLeastOne() {
    base::BoundedRing<int> ring(0);
    ring.push(1);
    ring.push(2);
    const auto slice = ring.since(0);
    QCOMPARE(slice.items, std::vector<int>{2});
    QCOMPARE(slice.missed, std::uint64_t{1});
}

QTEST_GUILESS_MAIN(BoundedRingTest)
#include "bounded_ring_test.moc"
