// SPDX-License-Identifier: Apache-2.0
// `mirrorscope-cli … --filter` over a recorded session.
#include <QTest>

#include "tests/core/storage/recorded_session.h"
#include "tests/support/collector.h"

using namespace mirrorscope;

class FilterTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void lists_data();
    void lists();
    void pagesOfALargeAnswer();
    void refuses_data();
    void refuses();

private:
    test::Output run(const QStringList& verb, const QByteArray& filter) const {
        return test::runCli(verb + QStringList{"--session", QString::fromStdString(m_session.path().string()),
                                               "--format", "json", "--filter", QString::fromUtf8(filter)});
    }

    static constexpr traffic::RequestId kRequests = 2400;
    test::RecordedSession m_session;
};

void FilterTest::initTestCase() {
    QVERIFY(m_session.store(kRequests));
    m_session.analyse(kRequests);
    m_session.journal().flush();
}

void FilterTest::lists_data() {
    QTest::addColumn<QString>("verb");
    QTest::addColumn<QByteArray>("filter");
    QTest::addColumn<QList<int>>("ids");
    QTest::newRow("range and state") << "requests" << QByteArray("id:1..10 state:attack")
                                     << QList<int>{9, 6, 3};
    QTest::newRow("free word") << "requests" << QByteArray("\"GET /7 \"") << QList<int>{8};
    QTest::newRow("or") << "requests" << QByteArray("path:/0 or path:/1") << QList<int>{2, 1};
    QTest::newRow("nothing fits") << "requests" << QByteArray("client:192.0.2.0/24") << QList<int>{};
    QTest::newRow("attacks") << "attacks" << QByteArray("type:sqli client_trust:claimed") << QList<int>{1};
    QTest::newRow("no attack") << "attacks" << QByteArray("id:1") << QList<int>{};
    QTest::newRow("hits") << "hits" << QByteArray("id:4..6") << QList<int>{4, 3};
}

void FilterTest::lists() {
    QFETCH(QString, verb);
    QFETCH(QByteArray, filter);
    QFETCH(QList<int>, ids);
    const test::Output output = run({verb}, filter);
    QCOMPARE(output.error, QByteArray());
    QCOMPARE(output.exitCode, 0);
    QList<int> listed;
    for (const auto& line : test::jsonLines(output.out)) {
        listed.append(static_cast<int>(line.at("id").as_int64()));
    }
    QCOMPARE(listed, ids);
}

void FilterTest::pagesOfALargeAnswer() {
    const test::Output all = run({"requests"}, "-state:attack");
    QCOMPARE(test::jsonLines(all.out).size(), std::size_t{kRequests * 2 / 3});
    const test::Output some = run({"requests", "--limit", "1100"}, "-state:attack");
    QCOMPARE(test::jsonLines(some.out).size(), std::size_t{1100});
}

void FilterTest::refuses_data() {
    QTest::addColumn<QString>("verb");
    QTest::addColumn<QByteArray>("filter");
    QTest::addColumn<QByteArray>("error");
    QTest::newRow("value")
        << "requests" << QByteArray("client:10.0.0.0/33")
        << QByteArray(
               "mirrorscope-cli: --filter: At character 17: expected a prefix length of 0 to 32, "
               "found \"33\"\nclient:10.0.0.0/33\n                ^^\n");
    QTest::newRow("end")
        << "attacks" << QByteArray("state:attack or")
        << QByteArray(
               "mirrorscope-cli: --filter: At character 16: expected a condition, a word or (, found "
               "the end\nstate:attack or\n               ^\n");
}

void FilterTest::refuses() {
    QFETCH(QString, verb);
    QFETCH(QByteArray, filter);
    QFETCH(QByteArray, error);
    const test::Output output = run({verb}, filter);
    QCOMPARE(output.exitCode, 2);
    QCOMPARE(output.out, QByteArray());
    QCOMPARE(output.error, error);
}

QTEST_GUILESS_MAIN(FilterTest)
#include "filter_test.moc"
