// SPDX-License-Identifier: Apache-2.0
#include "core/redaction/kept_matches.h"

#include <QTest>

using namespace mirrorscope;

using Spans = QList<QPair<int, int>>;  // offset, length

class KeptMatchesTest : public QObject {
    Q_OBJECT

private slots:
    void matchesStayVisible_data() {
        QTest::addColumn<Spans>("secrets");
        QTest::addColumn<Spans>("matches");
        QTest::addColumn<Spans>("left");
        QTest::newRow("no match") << Spans{{10, 5}} << Spans{} << Spans{{10, 5}};
        QTest::newRow("elsewhere") << Spans{{10, 5}} << Spans{{0, 10}, {15, 3}} << Spans{{10, 5}};
        QTest::newRow("at the begin") << Spans{{10, 5}} << Spans{{10, 2}} << Spans{{12, 3}};
        QTest::newRow("in the middle") << Spans{{10, 5}} << Spans{{11, 2}} << Spans{{10, 1}, {13, 2}};
        QTest::newRow("over the end") << Spans{{10, 5}} << Spans{{13, 9}} << Spans{{10, 3}};
        QTest::newRow("all of it stays hidden") << Spans{{10, 5}} << Spans{{10, 5}} << Spans{{10, 5}};
        QTest::newRow("more than it") << Spans{{10, 5}} << Spans{{0, 40}} << Spans{{10, 5}};
        QTest::newRow("all of it by two") << Spans{{10, 5}} << Spans{{10, 3}, {13, 2}} << Spans{{10, 5}};
        QTest::newRow("overlapping matches")
            << Spans{{10, 9}} << Spans{{13, 4}, {12, 3}} << Spans{{10, 2}, {17, 2}};
        QTest::newRow("two secrets") << Spans{{0, 4}, {10, 5}} << Spans{{2, 10}} << Spans{{0, 2}, {12, 3}};
        QTest::newRow("place not known") << Spans{{10, 5}} << Spans{{-1, 3}} << Spans{{10, 5}};
    }

    void matchesStayVisible() {
        QFETCH(Spans, secrets);
        QFETCH(Spans, matches);
        QFETCH(Spans, left);
        redaction::Secrets given;
        for (const auto& [offset, length] : secrets) {
            given.push_back({static_cast<std::size_t>(offset), static_cast<std::size_t>(length), "why"});
        }
        std::vector<traffic::HitRow> hits;
        for (const auto& [offset, length] : matches) {
            traffic::HitRow row;
            if (offset >= 0) {
                row.hit.offset = static_cast<std::uint64_t>(offset);
            }
            row.hit.length = static_cast<std::uint64_t>(length);
            hits.push_back(row);
        }
        Spans found;
        for (const redaction::Secret& one : redaction::besideMatches(given, hits)) {
            QCOMPARE(one.reason, std::string("why"));
            found.append({static_cast<int>(one.offset), static_cast<int>(one.length)});
        }
        QCOMPARE(found, left);
    }
};

QTEST_GUILESS_MAIN(KeptMatchesTest)
#include "kept_matches_test.moc"
