// SPDX-License-Identifier: GPL-3.0-or-later
// From one request to another: by id, by what is around it, back and forward.
#include <QAbstractItemView>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>

#include "tests/ui/shell/window_fixture.h"
#include "ui/shell/around_model.h"
#include "ui/shell/request_trail.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::shell;

class WindowGoTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_fixture.prepare()); }
    void init() {
        m_fixture.forgetState();
        m_fixture.open(test::someRequests(60));
        QTRY_COMPARE(requests()->model()->rowCount(), 60);
    }
    void cleanup() { m_fixture.close(); }

    void anIdIsShownAndSelected() {
        goTo(QStringLiteral(" 1 7 "), "go-to.go");
        QVERIFY(requests()->isVisible());
        QCOMPARE(requests()->currentIndex().row(), 16);
        QCOMPARE(detail()->request(), traffic::RequestId{17});
    }

    void whatTheFilterHidesIsSaidAndShownWithoutIt() {
        narrow();
        m_fixture.inDialog([](QWidget& dialog) {
            auto* edit = dialog.findChild<QLineEdit*>(QStringLiteral("go-to.id"));
            auto* hidden = dialog.findChild<QLabel*>(QStringLiteral("go-to.hidden"));
            QVERIFY(!hidden->isVisible());
            QTest::keyClicks(edit, QStringLiteral("18"));
            QTest::keyClick(edit, Qt::Key_Return);
            QVERIFY(dialog.isVisible());
            QVERIFY(hidden->isVisible());
            QVERIFY(hidden->text().contains(QStringLiteral("Request 18 is not in the table")));
            // Another id is another question.
            QTest::keyClick(edit, Qt::Key_Backspace);
            QVERIFY(!hidden->isVisible());
            QTest::keyClicks(edit, QStringLiteral("8"));
            QTest::keyClick(edit, Qt::Key_Return);
            QTest::keyClick(edit, Qt::Key_Return);
        });
        m_fixture.window().actions().goToId->trigger();
        QVERIFY(!m_fixture.window().actions().clearFilter->isEnabled());
        QTRY_COMPARE(requests()->model()->rowCount(), 60);
        QCOMPARE(requests()->currentIndex().row(), 17);
        QCOMPARE(detail()->request(), traffic::RequestId{18});
    }

    void whatTheFilterHidesCanBeSeenWithTheFilterLeftAlone() {
        narrow();
        m_fixture.inDialog([](QWidget& dialog) {
            dialog.findChild<QLineEdit*>(QStringLiteral("go-to.id"))->setText(QStringLiteral("18"));
            dialog.findChild<QPushButton*>(QStringLiteral("go-to.go"))->click();
            dialog.findChild<QPushButton*>(QStringLiteral("go-to.detail-only"))->click();
        });
        m_fixture.window().actions().goToId->trigger();
        QVERIFY(m_fixture.window().actions().clearFilter->isEnabled());
        QCOMPARE(requests()->model()->rowCount(), 1);
        QCOMPARE(detail()->request(), traffic::RequestId{18});
    }

    void showsWhatIsAround_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("which");
        QTest::addColumn<int>("each");
        QTest::addColumn<QList<int>>("rows");
        QTest::newRow("in the middle") << "30" << 0 << 5 << QList{25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35};
        QTest::newRow("the first") << "1" << 0 << 5 << QList{1, 2, 3, 4, 5, 6};
        QTest::newRow("the last") << "60" << 0 << 5 << QList{55, 56, 57, 58, 59, 60};
        QTest::newRow("same source") << "30" << 1 << 5 << QList{20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40};
        QTest::newRow("same client") << "30" << 2 << 5 << QList{15, 18, 21, 24, 27, 30, 33, 36, 39, 42, 45};
    }

    void showsWhatIsAround() {
        QFETCH(QString, id);
        QFETCH(int, which);
        QFETCH(int, each);
        QFETCH(QList<int>, rows);
        narrow();
        goTo(id, "go-to.around");
        auto* table = m_fixture.find<QAbstractItemView>("around.table");
        QVERIFY(table->isVisible());
        m_fixture.find<QComboBox>("around.which")->setCurrentIndex(which);
        auto* count = m_fixture.find<QComboBox>("around.each");
        count->setCurrentIndex(count->findData(each));
        QTRY_COMPARE(idsIn(*table), rows);
        QCOMPARE(table->currentIndex().data().toString(), id);
        // The filter has no say in it, and keeps it.
        QCOMPARE(requests()->model()->rowCount(), 1);
    }

    void aNeighbourIsGoneToAndTheListStays() {
        goTo(QStringLiteral("30"), "go-to.around");
        auto* table = m_fixture.find<QAbstractItemView>("around.table");
        QTRY_COMPARE(table->model()->rowCount(), 21);
        QCOMPARE(QApplication::focusWidget(), table);
        QTest::keyClick(table, Qt::Key_Down);
        QCOMPARE(detail()->request(), traffic::RequestId{31});
        QCOMPARE(requests()->currentIndex().row(), 30);
        QCOMPARE(table->model()->rowCount(), 21);
        m_fixture.window().actions().around->trigger();
        QTRY_COMPARE(idsIn(*table).front(), 21);
    }

    /// Only its client's, of all sources, with what lies between them; more is asked for on either side.
    void whatTheClientDidIsListed() {
        requests()->setCurrentIndex(requests()->model()->index(29, 0));
        QTRY_VERIFY(m_fixture.window().actions().clientAround->isEnabled());
        m_fixture.window().actions().clientAround->trigger();
        auto* table = m_fixture.find<QTableView>("around.table");
        QTRY_VERIFY(table->model()->rowCount() > 1);
        for (const int id : idsIn(*table)) {
            QCOMPARE(id % 3, 30 % 3);  // of its client
        }
        QCOMPARE(table->currentIndex().data().toString(), QStringLiteral("30"));
        QVERIFY(table->isColumnHidden(AroundModel::Client));
        QCOMPARE(table->model()->index(0, AroundModel::Gap).data().toString(), QStringLiteral("–"));
        QVERIFY(
            m_fixture.find<QLabel>("around.state")->text().endsWith(QStringLiteral("requests, no attack")));
        auto* count = m_fixture.find<QComboBox>("around.each");
        QCOMPARE(count->currentText(), QStringLiteral("±15 min"));

        count->setCurrentIndex(count->findData(5));
        QTRY_COMPARE(table->model()->rowCount(), 11);
        auto* earlier = m_fixture.find<QToolButton>("around.earlier");
        QVERIFY(earlier->isEnabled());
        earlier->click();
        QTRY_COMPARE(idsIn(*table).front(), 3);  // all that there are
        QVERIFY(!earlier->isEnabled());
        QCOMPARE(table->currentIndex().data().toString(), QStringLiteral("30"));
    }

    void theMenuOfARowListsItsClient() {
        const QModelIndex row = requests()->model()->index(5, 1);
        const QPoint place = requests()->visualRect(row).center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, place, requests()->viewport()->mapToGlobal(place));
        QCoreApplication::sendEvent(requests()->viewport(), &event);
        auto* action = m_fixture.find<QAction>("requests.clientAround");
        QVERIFY(action != nullptr);
        action->trigger();
        auto* table = m_fixture.find<QAbstractItemView>("around.table");
        QTRY_VERIFY(table->model()->rowCount() > 1 && idsIn(*table).contains(6));
    }

    void nothingIsAroundNothing() {
        QVERIFY(!m_fixture.window().actions().around->isEnabled());
        requests()->setCurrentIndex(requests()->model()->index(4, 0));
        QVERIFY(m_fixture.window().actions().around->isEnabled());
    }

    void backAndForwardGoThroughWhatWasLookedAt() {
        const WindowActions& actions = m_fixture.window().actions();
        QVERIFY(!actions.back->isEnabled() && !actions.forward->isEnabled());
        for (const int id : {10, 20, 30}) {
            // Longer than a glance.
            QTest::qWait(static_cast<int>(RequestTrail::kGlance.count()) + 20);
            goTo(QString::number(id), "go-to.go");
        }
        QTest::keyClick(requests(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(detail()->request(), traffic::RequestId{20});
        QCOMPARE(requests()->currentIndex().row(), 19);
        QTest::keyClick(requests(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(detail()->request(), traffic::RequestId{10});
        QVERIFY(!actions.back->isEnabled());
        // No step back is no step up either.
        QTest::keyClick(requests(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(requests()->currentIndex().row(), 9);
        QTest::keyClick(requests(), Qt::Key_Down, Qt::AltModifier);
        QTest::keyClick(requests(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(detail()->request(), traffic::RequestId{30});
        QVERIFY(!actions.forward->isEnabled());
    }

private:
    /// Leaves request 17 alone.
    void narrow() {
        QTest::keyClick(&m_fixture.window(), Qt::Key_L, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("id:17"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(requests()->model()->rowCount(), 1);
    }

    void goTo(const QString& id, const char* button) {
        m_fixture.inDialog([id, button](QWidget& dialog) {
            dialog.findChild<QLineEdit*>(QStringLiteral("go-to.id"))->setText(id);
            dialog.findChild<QPushButton*>(QLatin1String(button))->click();
        });
        m_fixture.window().actions().goToId->trigger();
        m_fixture.window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_fixture.window()));
    }

    static QList<int> idsIn(const QAbstractItemView& table) {
        QList<int> ids;
        for (int row = 0; row < table.model()->rowCount(); ++row) {
            ids += table.model()->index(row, 0).data().toInt();
        }
        return ids;
    }

    QAbstractItemView* requests() const { return m_fixture.find<QAbstractItemView>("requests"); }
    detail::DetailPane* detail() { return m_fixture.window().findChild<detail::DetailPane*>(); }

    test::WindowFixture m_fixture;
};

QTEST_MAIN(WindowGoTest)
#include "window_go_test.moc"
