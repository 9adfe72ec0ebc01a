// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/time_range_button.h"

#include <QDateTimeEdit>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/ui/filter/set_clock.h"
#include "ui/filter/custom_range_dialog.h"
#include "ui/filter/filter_bar.h"
#include "ui/filter/filter_chip.h"
#include "ui/filter/filter_line.h"
#include "ui/filter/time_range_actions.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::filter;
using namespace std::chrono_literals;

class TimeRangeButtonTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_clock = std::make_unique<test::SetClock>();
        m_state = std::make_unique<FilterState>(nullptr, *m_clock);
        m_state->setTimeZone(QTimeZone::utc());
        m_bar = std::make_unique<FilterBar>(*m_state);
        m_bar->resize(1000, 40);
        m_bar->show();
        m_button = m_bar->findChild<TimeRangeButton*>(QStringLiteral("filter.time"));
        QVERIFY(m_button);
    }

    void cleanup() {
        m_bar.reset();
        m_state.reset();
    }

    void saysWhatTheFilterSays_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("none") << "host:a" << "All time";
        QTest::newRow("typed") << "host:a time>-15m" << "Last 15 min";
        QTest::newRow("as a range") << "time:-1h.." << "Last 1 h";
        QTest::newRow("a day") << "time>=-1d" << "Last 24 h";
        QTest::newRow("brushed") << "time:2026-11-20T12:08:20Z..2026-11-20T12:13:39Z"
                                 << QStringLiteral("12:08:20 – 12:13:40");
        QTest::newRow("no name") << "time>-2h" << "time>-2h";
        QTest::newRow("negated") << "time!=2026-11-19"
                                 << QStringLiteral("not time 19 Nov 00:00:00 – 00:00:00");
    }

    void saysWhatTheFilterSays() {
        QFETCH(QString, text);
        QFETCH(QString, words);
        QVERIFY(m_state->setText(text));
        QCOMPARE(m_button->accessibleName(), QStringLiteral("Time range: ") + words);
        QVERIFY(m_button->text() == words || m_button->text().endsWith(QChar(0x2026)));
        m_state->clear();
        QCOMPARE(m_button->text(), QStringLiteral("All time"));
    }

    void choosesByItsMenu() {
        const QList<QAction*> actions = m_button->menu()->actions();
        QCOMPARE(actions.size(), 7);  // with a line
        QVERIFY(actions[0]->isChecked());
        QVERIFY(!actions[6]->isEnabled());
        m_state->add(conditionOn(query::FieldId::Host, "a").value());
        actions[1]->trigger();
        QCOMPARE(m_state->text(), QStringLiteral("host:a time>-15m"));
        QVERIFY(actions[1]->isChecked() && !actions[0]->isChecked());
        actions[3]->trigger();
        QCOMPARE(m_state->text(), QStringLiteral("host:a time>-24h"));
        m_state->undo();
        QCOMPARE(m_button->text(), QStringLiteral("Last 15 min"));
        actions[0]->trigger();
        QCOMPARE(m_state->text(), QStringLiteral("host:a"));
        // Nothing to take away: the check mark stays.
        actions[0]->trigger();
        QVERIFY(actions[0]->isChecked());
    }

    void theSameRangeOnceMoreCountsFromNow() {
        action(NamedRange::Hour)->trigger();
        m_clock->now += 10s;
        QSignalSpy slid(m_state.get(), &FilterState::slid);
        action(NamedRange::Hour)->trigger();
        QVERIFY(action(NamedRange::Hour)->isChecked());
        QCOMPARE(slid.count(), 1);
        QVERIFY(m_state->filter().moment().now == m_clock->now);
    }

    void theChipSaysSinceWhen() {
        action(NamedRange::QuarterHour)->trigger();
        QVERIFY2(chip()->toolTip().contains(QStringLiteral("Since 12:11:40")), qPrintable(chip()->toolTip()));
        const FilterChip* before = chip();
        m_clock->now += 20s;
        m_state->moveOn();
        QCOMPARE(chip(), before);
        QVERIFY(chip()->toolTip().contains(QStringLiteral("Since 12:12:00")));
        QVERIFY(m_button->toolTip().contains(QStringLiteral("12:12:00")));
    }

    void aPinShowsOnButtonAndChip() {
        action(NamedRange::Hour)->trigger();
        const int width = chip()->sizeHint().width();
        QVERIFY(m_button->icon().isNull());
        m_state->rangeActions().pin()->trigger();
        QVERIFY(m_state->isTimePinned());
        QVERIFY(!m_button->icon().isNull());
        QCOMPARE(m_button->accessibleName(), QStringLiteral("Time range: Last 1 h, pinned"));
        QVERIFY(chip()->accessibleName().endsWith(QStringLiteral(", pinned")));
        QVERIFY(chip()->sizeHint().width() > width);
        // A pinned range alone is nothing that the cross could clear.
        QVERIFY(m_bar->findChild<QWidget*>(QStringLiteral("filter.clear"))->isHidden());
        m_state->rangeActions().pin()->trigger();
        QVERIFY(!m_state->isTimePinned());
        QVERIFY(!chip()->accessibleName().endsWith(QStringLiteral(", pinned")));
    }

    void removingTheChipReleases() {
        action(NamedRange::Hour)->trigger();
        m_state->setTimePinned(true);
        QTest::keyClick(chip(), Qt::Key_Delete);
        QTRY_COMPARE(m_button->text(), QStringLiteral("All time"));
        QVERIFY(!m_state->isTimePinned());
    }

    void typedTextMeansItsTimePinnedOrNot() {
        action(NamedRange::Hour)->trigger();
        m_state->setTimePinned(true);
        m_bar->setShowsText(true);
        auto* line = m_bar->findChild<FilterLine*>(QStringLiteral("filter.edit"));
        line->setText(QStringLiteral("host:a time>-15m"));
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(m_button->text(), QStringLiteral("Last 15 min"));
        QVERIFY(m_state->isTimePinned());
        line->setText(QStringLiteral("host:a"));
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(m_button->text(), QStringLiteral("All time"));
        QVERIFY(!m_state->isTimePinned());
    }

    void narrowHasFewerWords() {
        action(NamedRange::QuarterHour)->trigger();
        m_bar->setNarrow(true);
        QCOMPARE(m_button->text(), QStringLiteral("15 min"));
        QCOMPARE(m_button->accessibleName(), QStringLiteral("Time range: Last 15 min"));
    }

    void whatSomebodyWroteIsElidedAndNoMnemonic() {
        QVERIFY(
            m_state->setText(QStringLiteral("time:") + QStringList(60, QStringLiteral("12:00")).join(u',')));
        QVERIFY(m_button->sizeHint().width() < 260);
        QVERIFY(m_button->text().endsWith(QChar(0x2026)));
    }

    void customAsksFromTheRangeInForce() {
        action(NamedRange::QuarterHour)->trigger();
        CustomRangeDialog* dialog = ask();
        QCOMPARE(edit(dialog, "range.from")->text(), QStringLiteral("2026-11-20 12:11:40"));
        QCOMPARE(edit(dialog, "range.until")->text(), QStringLiteral("2026-11-20 12:26:40"));
        edit(dialog, "range.from")->setDateTime(QDateTime({2026, 11, 20}, {11, 0}, Qt::UTC));
        show(dialog)->click();
        QCOMPARE(m_button->text(), QStringLiteral("11:00:00 – 12:26:40"));
        // Once more: what was chosen stands in the fields, to the second.
        dialog = ask();
        QCOMPARE(edit(dialog, "range.from")->text(), QStringLiteral("2026-11-20 11:00:00"));
        QCOMPARE(edit(dialog, "range.until")->text(), QStringLiteral("2026-11-20 12:26:40"));
        dialog->reject();
        QCOMPARE(m_button->text(), QStringLiteral("11:00:00 – 12:26:40"));
    }

    void customSaysWhatIsWrongWhileTyping() {
        CustomRangeDialog* dialog = ask();
        QDateTimeEdit* until = edit(dialog, "range.until");
        QVERIFY(show(dialog)->isEnabled());
        until->setSelectedSection(QDateTimeEdit::HourSection);
        QTest::keyClicks(until, QStringLiteral("09"));
        QCOMPARE(note(dialog), QStringLiteral("Until has to be later than From."));
        QVERIFY(!show(dialog)->isEnabled());
        QCOMPARE(until->accessibleDescription(), note(dialog));
        QTest::keyClick(dialog, Qt::Key_Return);
        QVERIFY(dialog->isVisible());
        until->setSelectedSection(QDateTimeEdit::HourSection);
        QTest::keyClicks(until, QStringLiteral("13"));
        QVERIFY(show(dialog)->isEnabled());
        QCOMPARE(note(dialog), QStringLiteral("Times are in UTC. The range is 2 h long."));
        dialog->reject();
    }

    void customKnowsClocksThatChange() {
        m_state->setTimeZone(QTimeZone("Europe/Berlin"));
        CustomRangeDialog* dialog = ask();
        QSignalSpy chosen(dialog, &CustomRangeDialog::chosen);
        edit(dialog, "range.from")->setDateTime(QDateTime({2026, 3, 29}, {2, 30}, Qt::UTC));
        QCOMPARE(edit(dialog, "range.from")->text(), QStringLiteral("2026-03-29 02:30:00"));
        QVERIFY2(
            note(dialog).startsWith(QStringLiteral("2026-03-29 02:30:00 does not exist in Europe/Berlin")),
            qPrintable(note(dialog)));
        QVERIFY(!show(dialog)->isEnabled());
        // An hour that comes twice is taken whole.
        edit(dialog, "range.from")->setDateTime(QDateTime({2026, 10, 25}, {2, 0}, Qt::UTC));
        edit(dialog, "range.until")->setDateTime(QDateTime({2026, 10, 25}, {2, 30}, Qt::UTC));
        QCOMPARE(note(dialog),
                 QStringLiteral("Times are in Europe/Berlin, UTC+02:00, at the end UTC+01:00. The "
                                "range is 1 h 30 min long."));
        show(dialog)->click();
        QCOMPARE(chosen.count(), 1);
        const auto span = chosen.first().first().value<TimeSpan>();
        QVERIFY(span.until - span.from == 90min);
        QVERIFY(m_state->timeSpan() == span);
    }

private:
    QAction* action(NamedRange range) { return m_state->rangeActions().named(range); }
    FilterChip* chip() { return m_bar->findChildren<FilterChip*>().last(); }

    CustomRangeDialog* ask() {
        m_state->rangeActions().custom()->trigger();
        for (CustomRangeDialog* dialog : m_bar->findChildren<CustomRangeDialog*>()) {
            if (dialog->isVisible()) {
                return dialog;
            }
        }
        return nullptr;
    }
    static QDateTimeEdit* edit(QWidget* dialog, const char* name) {
        return dialog->findChild<QDateTimeEdit*>(QLatin1String(name));
    }
    static QString note(QWidget* dialog) {
        return dialog->findChild<QLabel*>(QStringLiteral("range.note"))->text();
    }
    static QPushButton* show(QWidget* dialog) {
        return dialog->findChild<QPushButton*>(QStringLiteral("range.show"));
    }

    std::unique_ptr<test::SetClock> m_clock;
    std::unique_ptr<FilterState> m_state;
    std::unique_ptr<FilterBar> m_bar;
    TimeRangeButton* m_button = nullptr;
};

QTEST_MAIN(TimeRangeButtonTest)
#include "time_range_button_test.moc"
