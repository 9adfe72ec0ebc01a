// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/rate_table_model.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QTest>

namespace mirrorscope::ui::charts {

using namespace std::chrono_literals;

class RateTableModelTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void init();
    void newestFirst();
    void namesItsColumns();
    void gapIsNotZero();
    void unknownIsNotZero();

private:
    QString at(int row, int column) const { return m_model.index(row, column).data().toString(); }

    RateTableModel m_model;
    QAbstractItemModelTester m_tester{&m_model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    RateData m_data;
};

void RateTableModelTest::init() {
    m_data = {};
    m_data.start = base::WallTime{1'795'438'500s};
    m_data.series = {{1, QStringLiteral("edge"), {300, 0, 12}}, {2, QStringLiteral("shop"), {200, 0, 1.5}}};
    m_data.attacks = {2, 0, 0.25};
    m_model.setData(m_data, QTimeZone(3'600));
}

void RateTableModelTest::newestFirst() {
    QCOMPARE(m_model.rowCount(), 3);
    QCOMPARE(at(0, 0), QStringLiteral("13:55:20"));
    QCOMPARE(at(2, 0), QStringLiteral("13:55:00"));
    QCOMPARE(at(2, 1), QStringLiteral("300/s"));
    QCOMPARE(at(2, 3), QStringLiteral("500/s"));
    QCOMPARE(at(0, 2), QStringLiteral("1.5/s"));
}

void RateTableModelTest::namesItsColumns() {
    const auto header = [this](int section) {
        return m_model.headerData(section, Qt::Horizontal, Qt::DisplayRole);
    };
    QCOMPARE(m_model.columnCount(), 5);
    QCOMPARE(header(0), QStringLiteral("Time, UTC+01:00"));
    QCOMPARE(header(2), QStringLiteral("shop"));
    QCOMPARE(header(4), QStringLiteral("Attacks"));
    m_data.refused = {0, 7, 0};
    m_model.setData(m_data, QTimeZone::utc());
    QCOMPARE(header(5), QStringLiteral("Refused"));
    QCOMPARE(at(1, 5), QStringLiteral("7"));
}

void RateTableModelTest::gapIsNotZero() {
    m_data.gaps = {false, true, false};
    m_model.setData(m_data, QTimeZone::utc());
    QCOMPARE(at(1, 1), QStringLiteral("–"));
    QCOMPARE(at(1, 3), QStringLiteral("Listener off"));
}

void RateTableModelTest::unknownIsNotZero() {
    m_data.attacks.clear();
    m_model.setData(m_data, QTimeZone::utc());
    QCOMPARE(at(0, 4), QStringLiteral("unknown"));
}

}  // namespace mirrorscope::ui::charts

QTEST_GUILESS_MAIN(mirrorscope::ui::charts::RateTableModelTest)
#include "rate_table_model_test.moc"
