// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/request_surroundings.h"

#include <QTest>

#include "tests/ui/shell/fake_service.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::shell;

namespace {

traffic::RequestRow row(traffic::RequestId id, std::string source, std::string client) {
    traffic::RequestRow made;
    made.id = id;
    made.sourceName = std::move(source);
    made.context.client = std::move(client);
    return made;
}

QList<int> idsOf(const Surroundings& around) {
    QList<int> ids;
    for (const traffic::RequestRow& one : around.rows) {
        ids += static_cast<int>(one.id);
    }
    return ids;
}

}  // namespace

class RequestSurroundingsTest : public QObject {
    Q_OBJECT

private slots:
    void findsTheNeighbours_data() {
        QTest::addColumn<int>("id");
        QTest::addColumn<int>("each");
        QTest::addColumn<int>("which");
        QTest::addColumn<QList<int>>("ids");
        const int all = static_cast<int>(Neighbours::All);
        const int source = static_cast<int>(Neighbours::SameSource);
        const int client = static_cast<int>(Neighbours::SameClient);
        QTest::newRow("between") << 5 << 1 << all << QList{4, 5, 7};
        QTest::newRow("first") << 1 << 2 << all << QList{1, 2, 4};
        QTest::newRow("last") << 9 << 2 << all << QList{7, 8, 9};
        QTest::newRow("removed by retention") << 3 << 1 << all << QList{2, 4};
        QTest::newRow("removed, its source is not known") << 3 << 1 << source << QList{2, 4};
        QTest::newRow("beyond the last") << 90 << 1 << all << QList{9};
        QTest::newRow("source whose name needs quotes") << 4 << 9 << source << QList{2, 4, 7};
        QTest::newRow("client") << 5 << 1 << client << QList{2, 5, 8};
        QTest::newRow("client that is not known") << 7 << 9 << client << QList{4, 7, 9};
    }

    void findsTheNeighbours() {
        QFETCH(int, id);
        QFETCH(int, each);
        QFETCH(int, which);
        QFETCH(QList<int>, ids);
        const std::string odd = "a \"b\", (c) or d";
        test::FakeSession session;
        session.requests = {row(1, "edge", "10.0.0.1"),
                            row(2, odd, "10.0.0.2"),
                            row(4, odd, ""),
                            row(5, "edge", "10.0.0.2"),
                            row(7, odd, ""),
                            row(8, "edge", "10.0.0.2"),
                            row(9, "", "")};
        const test::FakeService service(std::move(session));
        const auto queries = service.queries();
        const Reach reach{static_cast<std::size_t>(each), {}};
        const auto around =
            requestSurroundings(**queries, id, reach, reach, static_cast<Neighbours>(which), {});
        QVERIFY(around.has_value());
        QCOMPARE(idsOf(*around), ids);
    }

    /// One request of the client every five minutes.
    void staysWithinATime() {
        test::FakeSession session;
        for (int i = 1; i <= 20; ++i) {
            session.requests.push_back(row(i, "edge", "10.0.0.1"));
            session.requests.back().time = base::WallTime(std::chrono::minutes(5 * i));
        }
        const test::FakeService service(std::move(session));
        const auto queries = service.queries();
        const Reach quarter{kMostAround, std::chrono::minutes(15)};
        const Reach half{kMostAround, std::chrono::minutes(30)};
        const auto around = requestSurroundings(**queries, 10, half, quarter, Neighbours::SameClient, {});
        QVERIFY(around.has_value());
        QCOMPARE(idsOf(*around), (QList{4, 5, 6, 7, 8, 9, 10, 11, 12, 13}));
        QVERIFY(around->hasEarlier && around->hasLater);
        const auto first = requestSurroundings(**queries, 2, half, quarter, Neighbours::SameClient, {});
        QVERIFY(first.has_value());
        QCOMPARE(idsOf(*first), (QList{1, 2, 3, 4, 5}));
        QVERIFY(!first->hasEarlier && first->hasLater);
    }

    void neverReadsMoreThanAtAGlance() {
        test::FakeSession session;
        for (int i = 1; i <= 1300; ++i) {
            session.requests.push_back(row(i, "edge", "10.0.0.1"));
        }
        const test::FakeService service(std::move(session));
        const auto queries = service.queries();
        const Reach hour{kMostAround, std::chrono::minutes(60)};
        const auto around =
            requestSurroundings(**queries, 650, hour, {100'000, {}}, Neighbours::SameClient, {});
        QVERIFY(around.has_value());
        QCOMPARE(around->rows.size(), 2 * kMostAround + 1);
        QVERIFY(around->hasEarlier && around->hasLater);
    }
};

QTEST_GUILESS_MAIN(RequestSurroundingsTest)
#include "request_surroundings_test.moc"
