// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/time_column.h"

#include <QMenu>
#include <QSignalSpy>

#include "tests/ui/requests/requests_table.h"
#include "ui/requests/column_menu.h"
#include "ui/requests/request_cell.h"
#include "ui/requests/request_columns.h"
#include "ui/requests/table_columns.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::requests;
using namespace std::chrono_literals;

namespace {

constexpr int kTime = static_cast<int>(RequestColumn::Time);
const base::WallTime kNoon{std::chrono::seconds(1'795'000'000)};

}  // namespace

class TimeColumnTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::English); }

    void agoAndSince() {
        QCOMPARE(agoText(kNoon - 12s, kNoon), QStringLiteral("12 s ago"));
        QCOMPARE(agoText(kNoon - 3h, kNoon), QStringLiteral("3 h ago"));
        QCOMPARE(agoText(kNoon - 1s, kNoon), QStringLiteral("Now"));
        QCOMPARE(agoText(kNoon + 1h, kNoon), QStringLiteral("Now"));
        QCOMPARE(sinceText(kNoon, kNoon + 320ms), QStringLiteral("+320 ms"));
        QCOMPARE(sinceText(kNoon, kNoon - 2s), QStringLiteral("\u22122 s"));
        QCOMPARE(sinceText(kNoon, kNoon), QStringLiteral("0 s"));
        QCOMPARE(sinceText(kNoon, kNoon + 125min), QStringLiteral("+2 h 5 min"));
    }

    void measuredToTheMillisecond() {
        QCOMPARE(measuredText(kNoon, kNoon + 3204ms), QStringLiteral("+3.204 s"));
        QCOMPARE(measuredText(kNoon, kNoon - 1200ms), QStringLiteral("\u22121.200 s"));
        QCOMPARE(measuredText(kNoon, kNoon), QStringLiteral("+0.000 s"));
        QCOMPARE(measuredText(kNoon, kNoon + 64min + 3s + 204ms), QStringLiteral("+1:04:03.204"));
        QCOMPARE(measuredText(kNoon, kNoon - 60s), QStringLiteral("\u22120:01:00.000"));
    }

    void timesAreMeasuredFromARow() {
        test::RequestsTable table(100);
        table.view->columns().setTimeMode(TimeMode::Utc);
        table.view->goTo(98);
        QTRY_VERIFY(table.model->rowAt(97));
        QTest::keyClick(table.view.get(), Qt::Key_T);
        QCOMPARE(table.title(kTime), QStringLiteral("Time, since 98"));
        QCOMPARE(table.cell(99, kTime), QStringLiteral("+0.002 s"));
        QCOMPARE(table.cell(96, kTime), QStringLiteral("\u22120.001 s"));
        // Kept layouts hold how times were told before: the request may be gone.
        QCOMPARE(table.view->columns().layout().timeMode, TimeMode::Utc);
        // Another row is another reference; the same one ends it.
        table.view->goTo(100);
        QTest::keyClick(table.view.get(), Qt::Key_T);
        QCOMPARE(table.cell(97, kTime), QStringLiteral("\u22120.002 s"));
        table.arrive(101, 103);
        QCOMPARE(table.cell(102, kTime), QStringLiteral("+0.003 s"));
        QTest::keyClick(table.view.get(), Qt::Key_T);
        QCOMPARE(table.model->timeMode(), TimeMode::Utc);
        QVERIFY(!table.cell(97, kTime).contains(u's'));
    }

    void theTimeMenuLeadsBack() {
        test::RequestsTable table(100);
        const auto times = [&table] {
            QStringList texts;
            QAction* local = nullptr;
            QMenu* menu = columnMenu(table.view->columns(), *table.model, kTime, table.view.get(), [] {});
            for (QMenu* inner : menu->findChildren<QMenu*>()) {
                for (QAction* action : inner->actions()) {
                    texts << action->text() + (action->isChecked() ? QStringLiteral(" *") : QString());
                    local = action->text() == QStringLiteral("Local time") ? action : local;
                }
            }
            local->trigger();
            delete menu;
            return texts;
        };
        QVERIFY(times().filter(QStringLiteral("request 98")).isEmpty());
        QTRY_VERIFY(table.model->rowAt(97));
        table.view->columns().toggleTimeReference(97);
        QVERIFY(times().contains(QStringLiteral("Since request 98 *")));
        QCOMPARE(table.model->timeMode(), TimeMode::Local);
        QVERIFY(times().contains(QStringLiteral("Since request 98")));
    }

    void anotherSessionHasNoReference() {
        test::RequestsTable table(100);
        QTRY_VERIFY(table.model->rowAt(97));
        table.view->columns().toggleTimeReference(97);
        table.service.setSession("other.mscope");
        table.bridge.askStatus();
        QTRY_COMPARE(table.model->timeMode(), TimeMode::Window);
        QCOMPARE(table.model->timeReference().request, traffic::RequestId{0});
    }

    void namesAreReadBack() {
        for (int i = 0; i < static_cast<int>(TimeMode::Count); ++i) {
            const auto mode = static_cast<TimeMode>(i);
            QCOMPARE(timeModeByName(timeModeName(mode)), std::optional(mode));
        }
        QCOMPARE(timeModeByName(QStringLiteral("tomorrow")), std::optional<TimeMode>());
    }

    void titlesNameTheMode_data() {
        QTest::addColumn<int>("mode");
        QTest::addColumn<QString>("title");
        QTest::newRow("window") << int(TimeMode::Window) << "Time, UTC+02:00";
        QTest::newRow("local") << int(TimeMode::Local) << "Time, local";
        QTest::newRow("utc") << int(TimeMode::Utc) << "Time, UTC";
        QTest::newRow("relative") << int(TimeMode::Relative) << "Time, relative";
        QTest::newRow("delta") << int(TimeMode::Delta) << "Time, since above";
    }

    void titlesNameTheMode() {
        QFETCH(int, mode);
        QFETCH(QString, title);
        test::RequestsTable table(10);
        table.model->setTimeZone(QTimeZone(2 * 3600));
        QSignalSpy titles(table.model.get(), &QAbstractItemModel::headerDataChanged);
        table.view->columns().setTimeMode(static_cast<TimeMode>(mode));
        QCOMPARE(table.title(kTime), title);
        QCOMPARE(titles.size(), 1);
    }

    void utcStaysUtcInAnotherZone() {
        test::RequestsTable table(10);
        table.model->setTimeZone(QTimeZone(2 * 3600));
        QTRY_VERIFY(table.model->rowAt(0));
        const QString there = table.cell(0, kTime);
        table.view->columns().setTimeMode(TimeMode::Utc);
        const QString utc = table.cell(0, kTime);
        QVERIFY(utc != there);
        table.model->setTimeZone(QTimeZone(5 * 3600));
        QCOMPARE(table.cell(0, kTime), utc);
    }

    void deltaIsToTheRowAbove() {
        test::RequestsTable table(100);
        table.view->columns().setTimeMode(TimeMode::Delta);
        QTRY_VERIFY(table.model->rowAt(99));
        QCOMPARE(table.cell(99, kTime), QStringLiteral("+1 ms"));
        QTRY_VERIFY(table.model->rowAt(0));
        QCOMPARE(table.cell(0, kTime), QStringLiteral("–"));
        table.model->sortBy({RequestColumn::Id, true});
        QTRY_VERIFY(table.model->isSorted());
        QTRY_VERIFY(table.model->rowAt(1) && table.model->rowAt(0));
        QCOMPARE(table.cell(1, kTime), QStringLiteral("\u22121 ms"));
    }

    void deltaWaitsForTheRowAbove() {
        test::RequestsTable table(0);
        table.session.setRequests(200);
        table.bridge.askStatus();
        table.view->columns().setTimeMode(TimeMode::Delta);
        table.session.close();
        table.arrive(201, 202);
        QCOMPARE(table.cell(200, kTime), RequestsModel::dots());
        QCOMPARE(table.cell(201, kTime), QStringLiteral("+1 ms"));
    }

    void relativeIsToNow() {
        test::RequestsTable table(0);
        auto row = test::arrivedRow(1);
        row.time = base::wallNow() - 3min;
        table.service.arrive(row);
        table.drain();
        table.view->columns().setTimeMode(TimeMode::Relative);
        QCOMPARE(table.cell(0, kTime), QStringLiteral("3 min ago"));
    }
};

QTEST_MAIN(TimeColumnTest)
#include "time_column_test.moc"
