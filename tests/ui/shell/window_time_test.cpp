// SPDX-License-Identifier: GPL-3.0-or-later
// One time range for all views: button, chip, text, brush and steps say the same.
#include <QAbstractItemView>
#include <QDateTimeEdit>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

#include "tests/ui/shell/window_fixture.h"
#include "ui/charts/rate_chart.h"
#include "ui/filter/filter_chip.h"
#include "ui/filter/filter_state.h"
#include "ui/shell/action_registry.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::shell;
using namespace std::chrono_literals;

namespace {

constexpr int kRequests = 60;

/// One a minute; the last has only just come.
test::FakeSession aRequestAMinute() {
    test::FakeSession session = test::someRequests(kRequests);
    const auto now = base::SystemClock().wall();
    for (traffic::RequestRow& row : session.requests) {
        row.time = now - std::chrono::minutes(kRequests - row.id);
    }
    return session;
}

}  // namespace

class WindowTimeTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_fixture.prepare()); }
    void init() {
        m_fixture.forgetState();
        m_fixture.open(aRequestAMinute());
        m_fixture.window().actions().showRequests->trigger();
        QTRY_COMPARE(rows(), kRequests);
    }
    void cleanup() { m_fixture.close(); }

    void buttonChipTextAndStepsAgree() {
        trigger("time.15m");
        QCOMPARE(words(), QStringLiteral("Last 15 min"));
        QCOMPARE(chips(), QStringList{QStringLiteral("time>-15m")});
        QTRY_COMPARE(rows(), 15);
        auto* line = m_fixture.find<QLineEdit>("filter.edit");
        line->setText(QStringLiteral("time>-1h"));
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(words(), QStringLiteral("Last 1 h"));
        QCOMPARE(chips(), QStringList{QStringLiteral("time>-1h")});
        trigger("filter.previous");
        QCOMPARE(words(), QStringLiteral("Last 15 min"));
        QVERIFY(m_fixture.window().registry().find(QStringLiteral("time.15m"))->action->isChecked());
        QTest::keyClick(m_fixture.find<QWidget>("page.triage")->findChildren<filter::FilterChip*>().first(),
                        Qt::Key_Delete);
        QTRY_COMPARE(words(), QStringLiteral("All time"));
        QTRY_COMPARE(rows(), kRequests);
    }

    void brushingIsTheSameRange() {
        charts::RateChart* chart = this->chart();
        QTRY_COMPARE(chart->data().span().length(), std::chrono::microseconds(30min));
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_Left);
        for (int i = 0; i < 12; ++i) {
            QTest::keyClick(chart, Qt::Key_Left, Qt::ShiftModifier);
        }
        QTest::keyClick(chart, Qt::Key_Return);
        const auto span = filter().timeSpan();
        QVERIFY(span.has_value());
        QVERIFY(chart->chosen() == (charts::TimeSpan{span->from, span->until}));
        QCOMPARE(QStringLiteral("time ") + words(), chips().first());
        QTest::keyClick(chart, Qt::Key_Escape);
        QCOMPARE(words(), QStringLiteral("All time"));
    }

    void theChartShowsTheRangeAndGoesBack() {
        QTRY_COMPARE(chart()->data().span().length(), std::chrono::microseconds(30min));
        trigger("time.1h");
        QTRY_COMPARE(chart()->data().span().length(), std::chrono::microseconds(1h));
        QCOMPARE(m_fixture.find<QToolButton>("chart.span")->text(), QStringLiteral("1 h"));
        trigger("time.24h");
        QTRY_COMPARE(chart()->data().span().length(), std::chrono::microseconds(24h));
        QTRY_COMPARE(chart()->view().length(), std::chrono::microseconds(24h));
        trigger("time.all");
        QTRY_COMPARE(chart()->data().span().length(), std::chrono::microseconds(30min));
        QCOMPARE(m_fixture.find<QToolButton>("chart.span")->text(), QStringLiteral("30 min"));
    }

    void aRangeInThePastIsSeenWhole() {
        const auto now = base::SystemClock().wall();
        const filter::TimeSpan span{now - 5h, now - 5h + 10min};
        filter().showOnly(filter::timeCondition(span));
        QTRY_VERIFY(chart()->data().buckets() > 0 && chart()->data().timeOf(0) < span.from);
        const charts::RateData& data = chart()->data();
        QVERIFY(data.timeOf(data.buckets()) > span.until);
        QVERIFY(data.timeOf(data.buckets()) < now - 4h);
        QVERIFY(!data.lastIsCounting);
        QTRY_VERIFY(chart()->view() == data.span());
        trigger("time.all");
        QTRY_VERIFY(chart()->data().lastIsCounting);
        QVERIFY(chart()->data().span().contains(now));
    }

    void customAsksInTheZoneOfTheWindow() {
        m_fixture.window().actions().zoneUtc->trigger();
        trigger("time.custom");
        auto* dialog = m_fixture.find<QWidget>("dialog.range");
        QVERIFY(dialog != nullptr && dialog->isVisible());
        const auto set = [&](const char* name, int hour) {
            dialog->findChild<QDateTimeEdit*>(QLatin1String(name))
                ->setDateTime(QDateTime({2026, 11, 20}, {hour, 0}, Qt::UTC));
        };
        set("range.from", 11);
        set("range.until", 12);
        dialog->findChild<QPushButton*>(QStringLiteral("range.show"))->click();
        const auto span = filter().timeSpan();
        QVERIFY(span && span->from == base::WallTime(std::chrono::seconds(1'795'172'400)));
        QVERIFY(span->until - span->from == 1h);
        // Another zone tells it otherwise.
        const QString utc = words();
        m_fixture.window().filter().setTimeZone(QTimeZone(3600));
        QVERIFY(words() != utc);
        QVERIFY(filter().timeSpan() == span);
    }

    void aPinnedRangeOutlivesWhatTheWindowDoes() {
        trigger("time.1h");
        filter().showOnly(filter::conditionOn(query::FieldId::Source, "edge").value());
        trigger("time.pin");
        QVERIFY(filter().isTimePinned());
        trigger("filter.clear-all");
        QCOMPARE(filter().text(), QStringLiteral("time>-1h"));
        trigger("filter.previous");
        QCOMPARE(filter().text(), QStringLiteral("time>-1h source:edge"));
        trigger("filter.previous");
        QCOMPARE(filter().text(), QStringLiteral("time>-1h"));
        QVERIFY(words().contains(QStringLiteral("Last 1 h")));
        trigger("time.all");
        QVERIFY(filter().filter().isEmpty());
        QVERIFY(!filter().isTimePinned());
    }

    void whatAPinnedRangeHidesIsShownWithoutIt() {
        trigger("time.15m");
        trigger("time.pin");
        QTRY_COMPARE(rows(), 15);
        m_fixture.inDialog([](QWidget& dialog) {
            dialog.findChild<QLineEdit*>(QStringLiteral("go-to.id"))->setText(QStringLiteral("7"));
            dialog.findChild<QPushButton*>(QStringLiteral("go-to.go"))->click();
            dialog.findChild<QPushButton*>(QStringLiteral("go-to.without-filter"))->click();
        });
        m_fixture.window().actions().goToId->trigger();
        QTRY_COMPARE(rows(), kRequests);
        QCOMPARE(table()->currentIndex().row(), 6);
    }

    void readingAgainMovesItAtOnce() {
        trigger("time.15m");
        QTRY_COMPARE(rows(), 15);
        table()->setCurrentIndex(table()->model()->index(3, 0));
        const QSignalSpy slid(&filter(), &filter::FilterState::slid);
        QSignalSpy resets(table()->model(), &QAbstractItemModel::modelReset);
        const auto before = filter().filter().moment().now;
        trigger("view.refresh");
        QCOMPARE(slid.count(), 1);
        QVERIFY(filter().filter().moment().now > before);
        QCOMPARE(resets.count(), 0);
        QCOMPARE(table()->currentIndex().row(), 3);
        QCOMPARE(rows(), 15);
    }

    void aNewStartBeginsWithAllTime() {
        trigger("time.15m");
        trigger("time.pin");
        m_fixture.open(aRequestAMinute());
        QCOMPARE(words(), QStringLiteral("All time"));
        QVERIFY(!filter().isTimePinned());
    }

    void aNarrowWindowHasFewerWords() {
        trigger("time.15m");
        m_fixture.window().resize(1200, 800);
        QTRY_COMPARE(words(), QStringLiteral("15 min"));
        m_fixture.window().resize(1600, 1000);
        QTRY_COMPARE(words(), QStringLiteral("Last 15 min"));
    }

private:
    void trigger(const char* id) {
        QAction* action = m_fixture.window().registry().find(QLatin1String(id))->action;
        QVERIFY2(action->isEnabled(), id);
        action->trigger();
    }
    filter::FilterState& filter() { return m_fixture.window().filter(); }
    QString words() const { return m_fixture.find<QToolButton>("filter.time")->text(); }
    QStringList chips() {
        QStringList texts;
        for (const auto* chip : m_fixture.find<QWidget>("page.triage")->findChildren<filter::FilterChip*>()) {
            texts.append(chip->text());
        }
        return texts;
    }
    QAbstractItemView* table() const { return m_fixture.find<QAbstractItemView>("requests"); }
    int rows() const { return table()->model()->rowCount(); }
    charts::RateChart* chart() const { return m_fixture.find<charts::RateChart>("chart"); }

    test::WindowFixture m_fixture;
};

QTEST_MAIN(WindowTimeTest)
#include "window_time_test.moc"
