// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/size_chart.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include "ui/text/summary_accessible.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::charts {
namespace {

constexpr std::uint64_t kMiB = 1024 * 1024;

/// 0, 1, 2, 4 … 1 TiB.
SizeData sample() {
    SizeData data;
    data.title = QStringLiteral("Body size, pay-nginx");
    data.look = sourceSeries(1);
    data.bins.push_back({0, 50'000, 0});
    for (std::uint64_t until = 1; until <= 1024 * 1024 * kMiB; until *= 2) {
        data.bins.push_back({until, until <= kMiB ? 100U : 0U, 0});
    }
    data.bins[11].requests = 1;  // 513 B to 1 KiB
    data.cliff = SizeCliff{kMiB, QStringLiteral("Limit at 1 MiB"), QStringLiteral("Nothing above 1.0 MiB")};
    return data;
}

}  // namespace

class SizeChartTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { theme::Theme::instance().install(*qApp); }
    void init() {
        theme::Theme::instance().setMode(theme::Theme::Mode::Light);
        m_chart = std::make_unique<SizeChart>();
        m_chart->resize(600, 222);
        m_chart->setData(sample());
        m_chart->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_chart.get()));
    }

    void endsBehindTheCliff() {
        // 0, 1 B to 1 MiB, and one more.
        QCOMPARE(m_chart->data().bins.size(), std::size_t(23));
        QCOMPARE(m_chart->data().placeOf(kMiB), 22.0);
        QVERIFY(m_chart->data().placeOf(kMiB - 1) < 22.0);
        QCOMPARE(m_chart->data().placeOf(0), 1.0);
    }

    void oneRequestIsSeen() {
        QVERIFY(m_chart->barOf(11).height() >= 2);
        QVERIFY(m_chart->barOf(0).height() > m_chart->barOf(5).height());
        QVERIFY(m_chart->barOf(5).height() > m_chart->barOf(11).height());
        const QImage image = m_chart->grab().toImage();
        QCOMPARE(image.pixelColor(m_chart->barOf(11).center()),
                 theme::sourceColor(theme::SourceLooks::instance().look(1)));
    }

    void saysTheCliff() {
        QVERIFY(m_chart->accessibleDescription().contains(QStringLiteral("Nothing above 1.0 MiB")));
        QVERIFY(m_chart->accessibleDescription().contains(QStringLiteral("50,000 of")));
        SizeData empty;
        empty.title = QStringLiteral("Body size, all sources");
        m_chart->setData(empty);
        QVERIFY(m_chart->accessibleDescription().endsWith(QStringLiteral("no requests")));
        QVERIFY(!m_chart->grab().isNull());
    }

    void clickAsksForBothEnds() {
        QSignalSpy asked(m_chart.get(), &SizeChart::sizesClicked);
        QTest::mouseClick(m_chart.get(), Qt::LeftButton, {}, m_chart->barOf(12).center());
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].toULongLong(), 1025ULL);
        QCOMPARE(asked[0][1].toULongLong(), 2048ULL);
        QVERIFY(!asked[0][2].toBool());
        QTest::mouseClick(m_chart.get(), Qt::LeftButton, Qt::ControlModifier, m_chart->barOf(0).center());
        QCOMPARE(asked[1][1].toULongLong(), 0ULL);
        QVERIFY(asked[1][2].toBool());
    }

    void draggingAsksForAllOfThem() {
        QSignalSpy asked(m_chart.get(), &SizeChart::sizesClicked);
        QTest::mousePress(m_chart.get(), Qt::LeftButton, {}, m_chart->barOf(12).center());
        QTest::mouseMove(m_chart.get(), m_chart->barOf(9).center());
        QCOMPARE(m_chart->chosen(), std::optional(SizeChart::Bins{9, 12}));
        QTest::mouseRelease(m_chart.get(), Qt::LeftButton, {}, m_chart->barOf(9).center());
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].toULongLong(), 129ULL);
        QCOMPARE(asked[0][1].toULongLong(), 2048ULL);
        QVERIFY(!m_chart->chosen());
    }

    void aDragGoesOnBesideTheBars() {
        QSignalSpy asked(m_chart.get(), &SizeChart::sizesClicked);
        const QPoint outside(m_chart->width() + 50, 0);
        QTest::mousePress(m_chart.get(), Qt::LeftButton, {}, m_chart->barOf(12).center());
        QTest::mouseMove(m_chart.get(), outside);
        QTest::mouseRelease(m_chart.get(), Qt::LeftButton, Qt::ControlModifier, outside);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][1].toULongLong(), m_chart->data().bins.back().until);
        QVERIFY(asked[0][2].toBool());
    }

    void escapeEndsADrag() {
        QSignalSpy asked(m_chart.get(), &SizeChart::sizesClicked);
        QTest::mousePress(m_chart.get(), Qt::LeftButton, {}, m_chart->barOf(12).center());
        QTest::mouseMove(m_chart.get(), m_chart->barOf(14).center());
        QTest::keyClick(m_chart.get(), Qt::Key_Escape);
        QVERIFY(!m_chart->chosen());
        QTest::mouseRelease(m_chart.get(), Qt::LeftButton, {}, m_chart->barOf(14).center());
        QCOMPARE(asked.size(), 0);
    }

    void shiftChoosesMore() {
        QSignalSpy asked(m_chart.get(), &SizeChart::sizesClicked);
        m_chart->setFocus();
        QTest::keyClick(m_chart.get(), Qt::Key_Home);
        QTest::keyClick(m_chart.get(), Qt::Key_Right);
        QTest::keyClick(m_chart.get(), Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(m_chart.get(), Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(m_chart->chosen(), std::optional(SizeChart::Bins{1, 3}));
        QVERIFY(text::accessibleSummary(m_chart.get()).startsWith(QStringLiteral("1 B to 4 B")));
        QTest::keyClick(m_chart.get(), Qt::Key_Right);
        QCOMPARE(m_chart->chosen(), std::optional(SizeChart::Bins{4, 4}));
    }

    void keysDoAll() {
        QSignalSpy asked(m_chart.get(), &SizeChart::sizesClicked);
        QSignalSpy table(m_chart.get(), &Chart::tableRequested);
        m_chart->setFocus();
        QTest::keyClick(m_chart.get(), Qt::Key_Home);
        QTest::keyClick(m_chart.get(), Qt::Key_Right);
        QVERIFY(text::accessibleSummary(m_chart.get()).startsWith(QStringLiteral("1 B to 1 B")));
        QTest::keyClick(m_chart.get(), Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        QTest::keyClick(m_chart.get(), Qt::Key_Escape);
        QVERIFY(!m_chart->cursor());
        QTest::keyClick(m_chart.get(), Qt::Key_T);
        QCOMPARE(table.size(), 1);
    }

    void tableHasNoEmptyRows() {
        const ChartTable table = m_chart->table();
        QCOMPARE(table.rows.size(), std::size_t(22));
        QCOMPARE(table.rows[12][0].shown, QStringLiteral("1 KiB + 1 B"));
        QCOMPARE(table.rows[12][1].plain, QStringLiteral("2048"));
    }

private:
    std::unique_ptr<SizeChart> m_chart;
};

}  // namespace mirrorscope::ui::charts

QTEST_MAIN(mirrorscope::ui::charts::SizeChartTest)
#include "size_chart_test.moc"
