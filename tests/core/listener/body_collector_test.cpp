// SPDX-License-Identifier: Apache-2.0
#include "core/listener/body_collector.h"

#include <QTest>

using namespace mirrorscope;
using listener::BodyBudget;
using listener::BodyCollector;

class BodyCollectorTest : public QObject {
    Q_OBJECT

private slots:
    void keepsAPrefix_data();
    void keepsAPrefix();
    void startsAnew();
    void budgetIsShared();
    void keptPartHasNoGaps();
};

void BodyCollectorTest::keepsAPrefix_data() {
    QTest::addColumn<int>("length");
    QTest::addColumn<int>("piece");
    for (const int length : {0, 1, 9, 10, 11, 1000}) {
        for (const int piece : {1, 3, 10, 1000}) {
            QTest::addRow("%d bytes by %d", length, piece) << length << piece;
        }
    }
}

void BodyCollectorTest::keepsAPrefix() {
    QFETCH(int, length);
    QFETCH(int, piece);
    std::string body;
    for (int i = 0; i < length; ++i) {
        body += static_cast<char>('a' + i % 26);
    }
    BodyCollector collector(10);
    for (std::size_t at = 0; at < body.size(); at += static_cast<std::size_t>(piece)) {
        collector.add(std::string_view(body).substr(at, static_cast<std::size_t>(piece)));
    }
    QCOMPARE(collector.length(), static_cast<std::uint64_t>(length));
    QCOMPARE(collector.isCut(), length > 10);
    QVERIFY(collector.takeDigest() == base::sha256(body));
    QCOMPARE(collector.takeKept().bytes, body.substr(0, 10));
}

void BodyCollectorTest::startsAnew() {
    BodyCollector collector(3);
    collector.add("long");
    collector.takeDigest();
    collector.takeKept();
    QCOMPARE(collector.length(), std::uint64_t{0});
    QVERIFY(!collector.isCut());
    collector.add("ab");
    QVERIFY(collector.takeDigest() == base::sha256("ab"));
    QCOMPARE(collector.takeKept().bytes, std::string("ab"));
}

void BodyCollectorTest::budgetIsShared() {
    BodyBudget budget(5);
    BodyCollector first(10, &budget);
    {
        BodyCollector second(10, &budget);
        first.add("abc");
        second.add("def");
        QVERIFY(second.isCut());
        QCOMPARE(budget.take(9), std::size_t{0});
    }
    QCOMPARE(budget.take(9), std::size_t{2});  // what is gone is free again
    QCOMPARE(first.takeKept().bytes, std::string("abc"));
    QCOMPARE(budget.take(9), std::size_t{3});
}

void BodyCollectorTest::keptPartHasNoGaps() {
    BodyBudget budget(4);
    BodyCollector collector(10, &budget);
    collector.add("abcdef");
    budget.giveBack(100);
    collector.add("ghi");
    QVERIFY(collector.isCut());
    QCOMPARE(collector.length(), std::uint64_t{9});
    QVERIFY(collector.takeDigest() == base::sha256("abcdefghi"));
    QCOMPARE(collector.takeKept().bytes, std::string("abcd"));
}

QTEST_GUILESS_MAIN(BodyCollectorTest)
#include "body_collector_test.moc"
