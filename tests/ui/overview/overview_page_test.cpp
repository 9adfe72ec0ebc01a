// SPDX-License-Identifier: GPL-3.0-or-later
// The Charts page over a session in memory: what is brushed, clicked and typed is the filter of the window.
#include "ui/overview/overview_page.h"

#include <QAbstractButton>
#include <QMenu>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include "tests/support/fake_mirror_service.h"
#include "tests/ui/overview/sample_series.h"
#include "ui/charts/chart_panel.h"
#include "ui/charts/rate_chart.h"
#include "ui/charts/size_chart.h"
#include "ui/charts/type_chart.h"
#include "ui/filter/filter_state.h"
#include "ui/live/live_bridge.h"
#include "ui/live/page_loader.h"
#include "ui/overview/tile.h"
#include "ui/theme/theme.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::overview;
using namespace std::chrono_literals;

namespace {

/// Counts questions and remembers the last of each; any thread.
struct Asked {
    std::mutex mutex;
    traffic::ChartQuestion series;
    traffic::TopQuestion top;
    int seriesCount = 0;
};

}  // namespace

class OverviewPageTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        theme::Theme::instance().install(*qApp);
    }
    void init() {
        m_session = std::make_unique<test::FakeSession>();
        m_session->setRequests(4321);
        const auto sources = std::vector{test::chartSource(1, "edge-nginx", base::wallNow()),
                                         test::chartSource(2, "shop-envoy", base::wallNow() - 6min)};
        m_session->setSources(sources);
        auto row = test::attackRow(1, traffic::AttackType::Sqli, traffic::Severity::Critical);
        m_session->setAttacks({row});
        m_asked = std::make_shared<Asked>();
        test::ChartFacts& facts = m_session->headers().charts();
        facts.setSeries([asked = m_asked](const traffic::ChartQuestion& question) {
            const std::lock_guard lock(asked->mutex);
            asked->series = question;
            ++asked->seriesCount;
            return test::chartSeriesOver(question.grid,
                                         question.filter.text.find("nothing") == std::string::npos ? 2 : 0);
        });
        facts.setTops([asked = m_asked](const traffic::TopQuestion& question) {
            const std::lock_guard lock(asked->mutex);
            asked->top = question;
            traffic::TopList list;
            if (question.by == traffic::TopBy::Endpoint) {
                list.entries = {{"/login", "shop.example", {}, 40, {{1, 40}}}};
            } else if (question.by == traffic::TopBy::Client) {
                list.entries = {{"203.0.113.7", {}, {}, 60, {{1, 60}}}, {"203.0.113.8", {}, {}, 6, {{2, 6}}}};
                list.approximate = true;
            }
            return list;
        });
        facts.setHealth({test::chartHealth(sources[0]), test::chartHealth(sources[1])});
        traffic::BodySizes sizes;
        sizes.sources.resize(1);
        sizes.sources[0].source = 1;
        sizes.sources[0].bins[0].requests = 700;
        sizes.sources[0].bins[10].requests = 30;
        facts.setBodies(sizes);
        m_service = std::make_unique<test::FakeMirrorService>(*m_session);
        m_bridge = std::make_unique<live::LiveBridge>(*m_service);
        m_loader = std::make_unique<live::PageLoader>([this] { return m_service->queries(); });
        m_longReads = std::make_unique<live::PageLoader>([this] { return m_service->queries(); });
        m_filter = std::make_unique<filter::FilterState>();
        m_page = std::make_unique<OverviewPage>(*m_bridge, *m_loader, *m_longReads, *m_filter);
        m_page->setSpanMinutes(30);
        m_page->resize(1'336, 900);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        QTRY_VERIFY(rate().data().buckets() > 0);
        QTRY_VERIFY(rate().replots() > 0);
    }
    void cleanup() {
        m_longReads.reset();
        m_loader.reset();
        m_page.reset();
        m_filter.reset();
        m_bridge.reset();
        m_service.reset();
    }

    void showsTrueNumbers() {
        const traffic::ChartSeries series = [this] {
            const std::lock_guard lock(m_asked->mutex);
            return test::chartSeriesOver(m_asked->series.grid, 2);
        }();
        QTRY_COMPARE(tile("tile.requests").number(), QLocale().toString(qulonglong(series.requests())));
        QCOMPARE(tile("tile.requests").words(), QStringLiteral("Requests, 30 min"));
        QTRY_COMPARE(tile("tile.new").number(), QStringLiteral("1"));
        QCOMPARE(tile("tile.silent").number(), QStringLiteral("–"));  // nobody told
        QVERIFY(!tile("tile.silent").isEnabled());
        m_page->setSilent({2});
        QTRY_COMPARE(tile("tile.silent").number(), QStringLiteral("1 of 2"));
        QCOMPARE(tile("tile.refused").number(), QStringLiteral("0"));
        QTRY_COMPARE(table("top.clients.table").model()->rowCount(), 2);
        QTRY_COMPARE(table("health.table").model()->rowCount(), 2);
    }

    void tilesAreFilters() {
        tile("tile.attacks").click();
        QCOMPARE(m_filter->text(), QStringLiteral("state:attack"));
        m_page->setSilent({2});
        tile("tile.silent").click();
        QCOMPARE(m_filter->text(), QStringLiteral("state:attack source:shop-envoy"));
        QSignalSpy attacks(m_page.get(), &OverviewPage::attacksWanted);
        tile("tile.new").click();
        QCOMPARE(attacks.size(), 1);
        QVERIFY(m_filter->text().endsWith(QStringLiteral("triage:new")));
        QSignalSpy findings(m_page.get(), &OverviewPage::findingsWanted);
        QTest::keyClick(&tile("tile.findings"), Qt::Key_Space);
        QCOMPARE(findings.size(), 1);
    }

    void brushIsTheTimeOfEverything() {
        const int before = asked();
        drag(rate(), 0.4, 0.6);
        const auto span = m_filter->timeSpan();
        QVERIFY(span.has_value());
        QVERIFY(types().chosen() && rate().chosen());
        QTRY_VERIFY(asked() > before);
        const auto isCountedInIt = [this, &span] {
            const std::lock_guard lock(m_asked->mutex);
            return m_asked->top.grid.start >= span->from - 10s &&
                   m_asked->top.grid.end() <= span->until + 10s;
        };
        QTRY_VERIFY(isCountedInIt());
        QTRY_VERIFY(!tile("tile.requests").words().contains(QStringLiteral("30 min")));
        // Esc in the chart takes the range away again.
        rate().setFocus();
        QTest::keyClick(&rate(), Qt::Key_Escape);
        QVERIFY(!m_filter->timeSpan() && !types().chosen());
    }

    void clicksShowOnlyAndExclude() {
        QTRY_VERIFY(table("top.clients.table").model()->rowCount() == 2);
        click(table("top.clients.table"), 1, Qt::NoModifier);
        QCOMPARE(m_filter->text(), QStringLiteral("client:203.0.113.8"));
        click(table("top.clients.table"), 0, Qt::ControlModifier);
        QCOMPARE(m_filter->text(), QStringLiteral("client:203.0.113.8 client!=203.0.113.7"));
        m_filter->clear();
        QTRY_VERIFY(table("top.endpoints.table").model()->rowCount() == 1);
        click(table("top.endpoints.table"), 0, Qt::NoModifier);
        QCOMPARE(m_filter->text(), QStringLiteral("host:shop.example path:/login"));
        m_filter->undo();  // one step
        QVERIFY(m_filter->filter().isEmpty());
        click(table("top.endpoints.table"), 0, Qt::ControlModifier);
        QCOMPARE(m_filter->text(), QStringLiteral("-(host:shop.example path:/login)"));
        m_filter->clear();
        QTRY_VERIFY(table("health.table").model()->rowCount() == 2);
        click(table("health.table"), 1, Qt::NoModifier);
        QCOMPARE(m_filter->text(), QStringLiteral("source:shop-envoy"));
        QTest::keyClick(&table("health.table"), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(m_filter->text().contains(QStringLiteral("!=")) ||
                m_filter->text().contains(QStringLiteral("not")) || m_filter->text().contains(u'-'));
    }

    void barsShowOnlyTheirTypeAndSize() {
        const QRect area = types().plotArea();
        clickIn(types(), QPoint(area.center().x() + 2, area.bottom() - 2));
        QTRY_COMPARE(m_filter->text(), QStringLiteral("type:sqli"));
        QTRY_VERIFY(!sizes().data().bins.empty());
        QTest::mouseClick(&sizes(), Qt::LeftButton, {}, sizes().barOf(10).center());
        QVERIFY2(m_filter->text().contains(QStringLiteral("body_bytes")), qPrintable(m_filter->text()));
        QVERIFY(m_filter->text().contains(QStringLiteral("257..512")));
    }

    void legendHidesOnlyInTheChart() {
        auto* item = rate().findChild<QAbstractButton*>(QStringLiteral("legend.1"));
        QVERIFY(item != nullptr);
        QTest::mouseClick(item, Qt::LeftButton);
        QVERIFY(m_filter->filter().isEmpty());
        QVERIFY(rate().accessibleDescription().size() > 0);
        QVERIFY(!item->isChecked());
    }

    void comparedRangeHasAName() {
        auto* button = m_page->findChild<QToolButton*>(QStringLiteral("charts.compare"));
        auto* day = button->menu()->findChild<QAction*>(QStringLiteral("compare.day"));
        QVERIFY(day != nullptr);
        day->trigger();
        QTRY_COMPARE(rate().data().earlier.name, QStringLiteral("a day before"));
        QCOMPARE(rate().data().earlier.totals.size(), rate().data().buckets());
        QTRY_VERIFY(rate().findChild<QAbstractButton*>(QStringLiteral("legend.earlier")) != nullptr);
        button->menu()->findChild<QAction*>(QStringLiteral("compare.none"))->trigger();
        QTRY_VERIFY(rate().data().earlier.totals.empty());
    }

    void saysThatNothingMatches() {
        m_filter->setText(QStringLiteral("path:nothing"));
        auto* notice = m_page->findChild<NoticeBar*>(QStringLiteral("charts.notice"));
        QTRY_COMPARE(notice->notice().title, QStringLiteral("No request matches"));
        QVERIFY(notice->isVisible());
        notice->findChild<QAbstractButton*>(QStringLiteral("charts.notice.action0"))->click();
        QVERIFY(m_filter->filter().isEmpty());
        QTRY_VERIFY(notice->notice().title != QStringLiteral("No request matches"));
    }

    void longSearchesCanBeCancelled() {
        m_session->close();  // nothing is answered
        m_filter->setText(QStringLiteral("path:/a"));
        m_page->feed().cancelSearch();
        auto* notice = m_page->findChild<NoticeBar*>(QStringLiteral("charts.notice"));
        QTRY_COMPARE(notice->notice().title, QStringLiteral("Counting stopped"));
        m_session->open();
        notice->findChild<QAbstractButton*>(QStringLiteral("charts.notice.action0"))->click();
        QTRY_VERIFY(notice->notice().title != QStringLiteral("Counting stopped"));
    }

    void asksNothingWhileNobodyLooks() {
        m_page->hide();
        QTRY_VERIFY(!m_page->isVisible());
        const int before = asked();
        m_filter->setText(QStringLiteral("source:edge-nginx"));
        QTest::qWait(2 * OverviewFeed::kTickMilliseconds + 100);
        QVERIFY(asked() <= before + 1);  // one may have been on its way
        const int hidden = asked();
        m_page->show();
        QTRY_VERIFY(asked() > hidden);
    }

    void everythingIsReachedByKeys() {
        for (QWidget* pane : m_page->panes()) {
            QVERIFY2(pane->focusPolicy() & Qt::TabFocus, qPrintable(pane->objectName()));
            QVERIFY2(!pane->accessibleName().isEmpty(), qPrintable(pane->objectName()));
        }
        for (const auto* button : m_page->findChildren<QAbstractButton*>()) {
            if (button->isVisible()) {
                QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                         qPrintable(button->objectName()));
            }
        }
    }

    void smallWindowsScroll() {
        m_page->setSize(true, true);
        m_page->resize(830, 560);
        auto* scroll = m_page->findChild<QScrollArea*>(QStringLiteral("charts.scroll"));
        QTRY_VERIFY(scroll->widget()->height() > scroll->viewport()->height());
        QVERIFY(scroll->widget()->width() <= scroll->viewport()->width());
    }

private:
    charts::RateChart& rate() const { return *m_page->findChild<charts::RateChart*>(); }
    charts::TypeChart& types() const { return *m_page->findChild<charts::TypeChart*>(); }
    charts::SizeChart& sizes() const { return *m_page->findChild<charts::SizeChart*>(); }
    Tile& tile(const char* name) const { return *m_page->findChild<Tile*>(QLatin1String(name)); }
    QTableView& table(const char* name) const { return *m_page->findChild<QTableView*>(QLatin1String(name)); }
    int asked() const {
        const std::lock_guard lock(m_asked->mutex);
        return m_asked->seriesCount;
    }

    static void click(QTableView& view, int row, Qt::KeyboardModifiers modifiers) {
        const QRect cell = view.visualRect(view.model()->index(row, 0));
        QTest::mouseClick(view.viewport(), Qt::LeftButton, modifiers, cell.center());
    }

    static void clickIn(charts::TimeChart& chart, QPoint point) {
        QWidget* overlay = chart.childAt(point);
        QTest::mouseClick(overlay, Qt::LeftButton, {}, overlay->mapFrom(&chart, point));
    }

    static void drag(charts::TimeChart& chart, double from, double until) {
        const QRect area = chart.plotArea();
        QWidget* overlay = chart.childAt(area.center());
        const auto at = [&](double share) {
            return overlay->mapFrom(&chart,
                                    QPoint(area.left() + qRound(area.width() * share), area.center().y()));
        };
        QTest::mousePress(overlay, Qt::LeftButton, {}, at(from));
        QMouseEvent move(QEvent::MouseMove, at(until), overlay->mapToGlobal(at(until)), Qt::NoButton,
                         Qt::LeftButton, {});
        QCoreApplication::sendEvent(overlay, &move);
        QTest::mouseRelease(overlay, Qt::LeftButton, {}, at(until));
    }

    std::unique_ptr<test::FakeSession> m_session;
    std::shared_ptr<Asked> m_asked;
    std::unique_ptr<test::FakeMirrorService> m_service;
    std::unique_ptr<live::LiveBridge> m_bridge;
    std::unique_ptr<live::PageLoader> m_loader;
    std::unique_ptr<live::PageLoader> m_longReads;
    std::unique_ptr<filter::FilterState> m_filter;
    std::unique_ptr<OverviewPage> m_page;
};

QTEST_MAIN(OverviewPageTest)
#include "overview_page_test.moc"
