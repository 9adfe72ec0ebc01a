// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/rate_chart.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include "ui/charts/chart_legend.h"
#include "ui/text/summary_accessible.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::charts {
namespace {

using namespace std::chrono_literals;

// 2026-11-23 12:55:00 UTC, seen in UTC+01:00.
const base::WallTime kStart{1'795'438'500s};

RateData sample() {
    RateData data;
    data.start = kStart;
    data.width = 10s;
    data.series = {{1, QStringLiteral("edge-nginx"), std::vector<double>(180, 300)},
                   {2, QStringLiteral("shop-envoy"), std::vector<double>(180, 200)}};
    data.series[0].values[100] = 730;
    data.attacks.assign(180, 1);
    return data;
}

int pixelsOf(const QImage& image, const QRect& area, const QColor& wanted) {
    int count = 0;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x) {
            count += image.pixelColor(x, y) == wanted ? 1 : 0;
        }
    }
    return count;
}

}  // namespace

class RateChartTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_chart.reset(); }
    void says();
    void saysWhenEmpty();
    void drawsAtMostTwiceASecond();
    void everySeriesHasItsColor();
    void followsTheTheme();
    void chosenRangeDimsTheRest();
    void gapIsNotZero();
    void refusedIsRed();
    void unfinishedBucketIsHatched();
    void dragChooses();
    void escapeClears();
    void wheelZoomsDoubleClickResets();
    void liveDataKeepsTheZoom();
    void clickShowsOnlyItsSource();
    void keysChoose();
    void hoverNamesTheBucket();
    void hiddenSeriesLeaveTheScale();
    void earlierRangeIsALineInTheScale();

private:
    QWidget* overlay() const;
    /// In pixels of the overlay.
    QPoint pointAt(base::WallTime time, double share = 0.95) const;
    void drawn() const;

    std::unique_ptr<RateChart> m_chart;
};

void RateChartTest::initTestCase() {
    theme::Theme::instance().install(*qApp);
}

void RateChartTest::init() {
    theme::Theme::instance().setMode(theme::Theme::Mode::Light);
    m_chart = std::make_unique<RateChart>();
    m_chart->resize(1'280, 204);
    m_chart->setZone(QTimeZone(3'600));
    m_chart->show();
    m_chart->setData(sample());
    drawn();
}

void RateChartTest::drawn() const {
    const int before = m_chart->replots();
    m_chart->setZone(m_chart->zone());  // draws at once, whatever the gate holds back
    QTRY_VERIFY(m_chart->replots() > before);
}

QWidget* RateChartTest::overlay() const {
    return m_chart->findChild<ChartLegend*>() == nullptr ? nullptr
                                                         : m_chart->childAt(m_chart->plotArea().center());
}

QPoint RateChartTest::pointAt(base::WallTime time, double share) const {
    const QRect area = m_chart->plotArea();
    const QPoint inChart(qRound(m_chart->xOf(time)), area.top() + qRound(area.height() * share));
    return overlay()->mapFrom(m_chart.get(), inChart);
}

void RateChartTest::says() {
    QCOMPARE(m_chart->accessibleName(), QStringLiteral("Rate chart"));
    QCOMPARE(m_chart->title(), QStringLiteral("Requests per second by source, 10 s bars"));
    QCOMPARE(m_chart->accessibleDescription(),
             QStringLiteral("Requests per second by source, 13:55 to 14:25, highest 930 at 14:11"));
    m_chart->setChosen(TimeSpan{kStart + 800s, kStart + 1120s});
    drawn();
    QVERIFY(m_chart->accessibleDescription().endsWith(u", range 14:08:20 to 14:13:40 chosen"));
}

void RateChartTest::saysWhenEmpty() {
    RateData empty = sample();
    empty.series.clear();
    m_chart->setData(empty);
    drawn();
    QVERIFY(m_chart->accessibleDescription().endsWith(u", no requests"));
    m_chart->setData({});
    drawn();  // nothing at all: no division by zero, no crash
}

void RateChartTest::drawsAtMostTwiceASecond() {
    QElapsedTimer clock;
    clock.start();
    const int before = m_chart->replots();
    while (clock.elapsed() < 1'200) {
        m_chart->setData(sample());
        QTest::qWait(10);
    }
    const int replots = m_chart->replots() - before;
    const auto most = clock.elapsed() / RateChart::kLeastBetweenReplots.count() + 1;
    QVERIFY2(replots >= 1 && replots <= most, QByteArray::number(replots).constData());
}

void RateChartTest::everySeriesHasItsColor() {
    const QImage image = m_chart->grab().toImage();
    for (traffic::SourceId id = 1; id <= 2; ++id) {
        const QColor color = theme::sourceColor(theme::SourceLooks::instance().look(id));
        QVERIFY(pixelsOf(image, m_chart->plotArea(), color) > 5'000);
    }
}

void RateChartTest::followsTheTheme() {
    theme::Theme::instance().setMode(theme::Theme::Mode::Dark);
    drawn();
    const QImage image = m_chart->grab().toImage();
    QVERIFY(pixelsOf(image, m_chart->plotArea(), theme::color(theme::Role::Base)) > 5'000);
    QCOMPARE(pixelsOf(image, m_chart->plotArea(), Qt::white), 0);
}

void RateChartTest::chosenRangeDimsTheRest() {
    const QColor blue = theme::sourceColor(theme::SourceLooks::instance().look(1));
    const int before = pixelsOf(m_chart->grab().toImage(), m_chart->plotArea(), blue);
    m_chart->setChosen(TimeSpan{kStart + 600s, kStart + 780s});  // a tenth
    drawn();
    const int after = pixelsOf(m_chart->grab().toImage(), m_chart->plotArea(), blue);
    QVERIFY(after > before / 15);
    QVERIFY(after < before / 6);
}

void RateChartTest::gapIsNotZero() {
    RateData data = sample();
    data.gaps.assign(180, false);
    std::fill(data.gaps.begin() + 20, data.gaps.begin() + 50, true);
    m_chart->setData(data);
    drawn();
    const QRect gap(QPoint(qRound(m_chart->xOf(data.timeOf(21))), m_chart->plotArea().top()),
                    QPoint(qRound(m_chart->xOf(data.timeOf(49))), m_chart->plotArea().bottom()));
    const QImage image = m_chart->grab().toImage();
    QCOMPARE(pixelsOf(image, gap, theme::sourceColor(theme::SourceLooks::instance().look(1))), 0);
    QVERIFY(pixelsOf(image, gap, theme::color(theme::Role::Line)) > 200);  // hatched
    QCOMPARE(pixelsOf(image, gap, theme::color(theme::Role::Text)), 0);    // the line breaks
}

void RateChartTest::refusedIsRed() {
    RateData data = sample();
    data.refused.assign(180, 0);
    QVERIFY(m_chart->legend().findChild<QAbstractButton*>(QStringLiteral("legend.refused")) == nullptr);
    data.refused[60] = 1;  // a single one is seen too
    m_chart->setData(data);
    drawn();
    const auto* explained = m_chart->legend().findChild<QAbstractButton*>(QStringLiteral("legend.refused"));
    QVERIFY(explained != nullptr);
    QCOMPARE(explained->text(), QStringLiteral("refused"));
    QVERIFY(pixelsOf(m_chart->grab().toImage(), m_chart->plotArea(), theme::color(theme::Role::Critical)) >
            0);
}

void RateChartTest::unfinishedBucketIsHatched() {
    RateData data = sample();
    data.attacks.clear();
    const auto lastBucket = [&] {
        m_chart->setData(data);
        drawn();
        const QRect area(QPoint(qRound(m_chart->xOf(data.timeOf(179))), m_chart->plotArea().top()),
                         QPoint(m_chart->plotArea().right(), m_chart->plotArea().bottom() - 2));
        return pixelsOf(m_chart->grab().toImage(), area,
                        theme::sourceColor(theme::SourceLooks::instance().look(1)));
    };
    const int full = lastBucket();
    data.lastIsCounting = true;
    const int hatched = lastBucket();
    QVERIFY(hatched > 0);
    QVERIFY(hatched < full / 4);
}

void RateChartTest::dragChooses() {
    QSignalSpy chosen(m_chart.get(), &TimeChart::rangeChosen);
    const QPoint from = pointAt(kStart + 802s);
    const QPoint until = pointAt(kStart + 1'118s);
    QTest::mousePress(overlay(), Qt::LeftButton, {}, from);
    QMouseEvent move(QEvent::MouseMove, until, overlay()->mapToGlobal(until), Qt::NoButton, Qt::LeftButton,
                     {});
    QCoreApplication::sendEvent(overlay(), &move);
    QCOMPARE(chosen.size(), 0);  // not before the end
    QTest::mouseRelease(overlay(), Qt::LeftButton, {}, until);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].value<base::WallTime>(), kStart + 800s);
    QCOMPARE(chosen[0][1].value<base::WallTime>(), kStart + 1'120s);
    QCOMPARE(m_chart->chosen(), (std::optional(TimeSpan{kStart + 800s, kStart + 1'120s})));
}

void RateChartTest::escapeClears() {
    QSignalSpy cleared(m_chart.get(), &TimeChart::rangeCleared);
    QTest::keyClick(m_chart.get(), Qt::Key_Escape);
    QCOMPARE(cleared.size(), 0);
    m_chart->setChosen(TimeSpan{kStart, kStart + 100s});
    QTest::keyClick(m_chart.get(), Qt::Key_Escape);
    QCOMPARE(cleared.size(), 1);
    QVERIFY(!m_chart->chosen());
}

void RateChartTest::wheelZoomsDoubleClickResets() {
    QSignalSpy changed(m_chart.get(), &TimeChart::viewChanged);
    const QPoint at = pointAt(kStart + 900s);
    QWheelEvent wheel(at, overlay()->mapToGlobal(at), {}, QPoint(0, 120), Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(overlay(), &wheel);
    QCOMPARE(changed.size(), 1);
    QVERIFY(std::abs(m_chart->view().length() / 1s - 1'440) <= 1);
    QTest::mouseDClick(overlay(), Qt::LeftButton, {}, at);
    QCOMPARE(m_chart->view(), m_chart->data().span());
}

void RateChartTest::liveDataKeepsTheZoom() {
    RateData data = sample();
    data.start += 10s;
    m_chart->setData(data);
    QCOMPARE(m_chart->view(), data.span());  // not zoomed: follows
    const TimeSpan zoomedView{kStart + 600s, kStart + 900s};
    m_chart->setView(zoomedView);
    data.start += 10s;
    m_chart->setData(data);
    QCOMPARE(m_chart->view(), zoomedView);
}

void RateChartTest::clickShowsOnlyItsSource() {
    QSignalSpy clicked(m_chart.get(), &RateChart::sourceClicked);
    QTest::mouseClick(overlay(), Qt::LeftButton, {}, pointAt(kStart + 305s));
    QTRY_COMPARE(clicked.size(), 1);  // after it is sure that no second click follows
    QCOMPARE(clicked[0][0].value<traffic::SourceId>(), traffic::SourceId{1});
    QCOMPARE(clicked[0][1].toBool(), false);
    QTest::mouseClick(overlay(), Qt::LeftButton, Qt::ControlModifier, pointAt(kStart + 305s, 0.6));
    QTRY_COMPARE(clicked.size(), 2);
    QCOMPARE(clicked[1][0].value<traffic::SourceId>(), traffic::SourceId{2});
    QCOMPARE(clicked[1][1].toBool(), true);
}

void RateChartTest::keysChoose() {
    QSignalSpy chosen(m_chart.get(), &TimeChart::rangeChosen);
    QSignalSpy table(m_chart.get(), &TimeChart::tableRequested);
    QTest::keyClick(m_chart.get(), Qt::Key_Home);
    QTest::keyClick(m_chart.get(), Qt::Key_Right);
    QCOMPARE(m_chart->cursor(), std::optional(kStart + 10s));
    QVERIFY(text::accessibleSummary(m_chart.get()).startsWith(u"13:55:10, shop-envoy 200/s"));
    QTest::keyClick(m_chart.get(), Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(m_chart->chosen(), (std::optional(TimeSpan{kStart + 10s, kStart + 30s})));
    QTest::keyClick(m_chart.get(), Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QTest::keyClick(m_chart.get(), Qt::Key_T);
    QCOMPARE(table.size(), 1);
}

void RateChartTest::hoverNamesTheBucket() {
    const QPoint at = pointAt(kStart + 1'005s);
    QMouseEvent move(QEvent::MouseMove, at, overlay()->mapToGlobal(at), Qt::NoButton, Qt::NoButton, {});
    QCoreApplication::sendEvent(overlay(), &move);
    const auto* card = m_chart->window()->findChild<QWidget*>(QStringLiteral("chart.hover"));
    QVERIFY(card != nullptr && card->isVisible());
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(overlay(), &leave);
    QVERIFY(!card->isVisible());
}

void RateChartTest::hiddenSeriesLeaveTheScale() {
    auto* edge = m_chart->findChild<QAbstractButton*>(QStringLiteral("legend.1"));
    QVERIFY(edge != nullptr);
    QTest::mouseClick(edge, Qt::LeftButton);
    drawn();
    QCOMPARE(pixelsOf(m_chart->grab().toImage(), m_chart->plotArea(),
                      theme::sourceColor(theme::SourceLooks::instance().look(1))),
             0);
    QVERIFY(m_chart->accessibleDescription().contains(u"highest 200"));
}

void RateChartTest::earlierRangeIsALineInTheScale() {
    RateData data = sample();
    data.attacks.clear();
    const auto lines = [&] {
        m_chart->setData(data);
        drawn();
        QRect above = m_chart->plotArea();
        above.setBottom(above.center().y() - 10);
        return pixelsOf(m_chart->grab().toImage(), above, theme::color(theme::Role::Text2));
    };
    QCOMPARE(lines(), 0);
    data.earlier = {QStringLiteral("a day before"), std::vector<double>(180, 3'000)};
    QVERIFY(lines() > 500);  // far above the bars, and still seen
    QVERIFY(m_chart->legend().findChild<QAbstractButton*>(QStringLiteral("legend.earlier")) != nullptr);
}

}  // namespace mirrorscope::ui::charts

QTEST_MAIN(mirrorscope::ui::charts::RateChartTest)
#include "rate_chart_test.moc"
