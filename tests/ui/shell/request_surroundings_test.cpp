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
        const auto rows = requestSurroundings(**queries, id, static_cast<std::size_t>(each),
                                              static_cast<Neighbours>(which), {});
        QVERIFY(rows.has_value());
        QList<int> found;
        for (const traffic::RequestRow& one : *rows) {
            found += static_cast<int>(one.id);
        }
        QCOMPARE(found, ids);
    }
};

QTEST_GUILESS_MAIN(RequestSurroundingsTest)
#include "request_surroundings_test.moc"
