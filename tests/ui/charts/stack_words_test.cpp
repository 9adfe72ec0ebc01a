// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/stack_words.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QTest>
#include <QTimeZone>

#include "ui/charts/chart_table_model.h"

namespace mirrorscope::ui::charts {

using namespace std::chrono_literals;

class StackWordsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void init();
    void newestFirst();
    void namesItsColumns();
    void gapIsNotZero();
    void unknownIsNotZero();
    void fileHasPlainNumbers();
    void namesAreNoFormulas();

private:
    QString at(int row, int column) const { return m_model.index(row, column).data().toString(); }

    void show(const QTimeZone& zone) { m_model.setTable(stackTable(m_data, rateWords(), zone)); }

    ChartTableModel m_model;
    QAbstractItemModelTester m_tester{&m_model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    RateData m_data;
};

void StackWordsTest::init() {
    m_data = {};
    m_data.start = base::WallTime{1'795'438'500s};
    m_data.series = {{1, QStringLiteral("edge"), {300, 0, 12}}, {2, QStringLiteral("shop"), {200, 0, 1.5}}};
    m_data.attacks = {2, 0, 0.25};
    show(QTimeZone(3'600));
}

void StackWordsTest::newestFirst() {
    QCOMPARE(m_model.rowCount(), 3);
    QCOMPARE(at(0, 0), QStringLiteral("13:55:20"));
    QCOMPARE(at(2, 0), QStringLiteral("13:55:00"));
    QCOMPARE(at(2, 1), QStringLiteral("300/s"));
    QCOMPARE(at(2, 3), QStringLiteral("500/s"));
    QCOMPARE(at(0, 2), QStringLiteral("1.5/s"));
}

void StackWordsTest::namesItsColumns() {
    const auto header = [this](int section) {
        return m_model.headerData(section, Qt::Horizontal, Qt::DisplayRole);
    };
    QCOMPARE(m_model.columnCount(), 5);
    QCOMPARE(header(0), QStringLiteral("Time, UTC+01:00"));
    QCOMPARE(header(2), QStringLiteral("shop"));
    QCOMPARE(header(4), QStringLiteral("Attacks"));
    m_data.refused = {0, 7, 0};
    show(QTimeZone::utc());
    QCOMPARE(header(5), QStringLiteral("Refused"));
    QCOMPARE(at(1, 5), QStringLiteral("7"));
}

void StackWordsTest::gapIsNotZero() {
    m_data.gaps = {false, true, false};
    show(QTimeZone::utc());
    QCOMPARE(at(1, 1), QStringLiteral("–"));
    QCOMPARE(at(1, 3), QStringLiteral("Listener off"));
}

void StackWordsTest::unknownIsNotZero() {
    m_data.attacks.clear();
    show(QTimeZone::utc());
    QCOMPARE(at(0, 4), QStringLiteral("unknown"));
}

void StackWordsTest::fileHasPlainNumbers() {
    m_data.gaps = {false, true, false};
    m_data.earlier = {QStringLiteral("The day before"), {400, 1'234.5, 0}};
    const QByteArray csv = csvOf(stackTable(m_data, rateWords(), QTimeZone(3'600)));
    QCOMPARE(csv, QByteArray("time,edge,shop,total,attacks_per_second,compared\r\n"
                             "2026-11-23T12:55:20.000000Z,12,1.5,13.5,0.25,0\r\n"
                             "2026-11-23T12:55:10.000000Z,,,,,\r\n"
                             "2026-11-23T12:55:00.000000Z,300,200,500,2,400\r\n"));
}

void StackWordsTest::namesAreNoFormulas() {
    m_data.series[0].name = QStringLiteral("=cmd|' /C calc'!A0");
    m_data.series[1].name = QStringLiteral("a,\"b\"");
    const QByteArray csv = csvOf(stackTable(m_data, rateWords(), QTimeZone::utc()));
    QVERIFY2(csv.startsWith("time,'=cmd|' /C calc'!A0,\"a,\"\"b\"\"\",total"), csv.constData());
}

}  // namespace mirrorscope::ui::charts

QTEST_GUILESS_MAIN(mirrorscope::ui::charts::StackWordsTest)
#include "stack_words_test.moc"
