// SPDX-License-Identifier: GPL-3.0-or-later
// Marks and colour rules through the whole window: keys, undo, what cannot be written, what is kept.
#include <QAbstractItemView>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>

#include "tests/ui/shell/window_fixture.h"
#include "ui/requests/request_columns.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::shell;
using traffic::Mark;

class WindowMarksTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_fixture.prepare()); }
    void init() {
        m_fixture.forgetState();
        QFile::remove(rulesFile());
        m_fixture.decisions.refuse({});
        m_fixture.open(test::someRequests(60));
        m_fixture.window().actions().showRequests->trigger();
        QTRY_COMPARE(requests()->model()->rowCount(), 60);
        requests()->setFocus();
        requests()->setCurrentIndex(requests()->model()->index(9, 1));
    }
    void cleanup() { m_fixture.close(); }

    void theKeyMarksAndCtrlZTakesItBack() {
        QTRY_COMPARE(mark(9), QStringLiteral("No mark"));
        QTest::keyClick(requests(), Qt::Key_M);
        QTRY_COMPARE(mark(9), QStringLiteral("Follow up"));
        QCOMPARE(m_fixture.decisions.markOf(10), Mark::FollowUp);
        QAction* undo = m_fixture.window().actions().undoDecision;
        QCOMPARE(undo->text(), QStringLiteral("&Undo “Follow up, request 10”"));
        QTest::keyClick(requests(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(mark(9), QStringLiteral("No mark"));
        QTest::keyClick(requests(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(mark(9), QStringLiteral("Follow up"));
        QTest::keyClick(requests(), Qt::Key_M);  // the same key takes it away
        QTRY_COMPARE(mark(9), QStringLiteral("No mark"));
        m_fixture.decisions.setMarks({}, {{10, Mark::None}}).value();
    }

    void allSelectedRowsAreMarked() {
        QTest::keyClick(requests(), Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(requests(), Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(requests(), Qt::Key_M);
        QTRY_COMPARE(mark(11), QStringLiteral("Follow up"));
        QCOMPARE(mark(9), QStringLiteral("Follow up"));
        QCOMPARE(m_fixture.window().actions().undoDecision->text(),
                 QStringLiteral("&Undo “Follow up, 3 requests”"));
        m_fixture.window().actions().undoDecision->trigger();
        QTRY_COMPARE(mark(11), QStringLiteral("No mark"));
    }

    void whatCannotBeWrittenIsSaid() {
        m_fixture.decisions.refuse(
            base::Error{base::ErrorCode::SessionUnwritable, {"fake.mscope", "it was recorded elsewhere"}});
        QTest::keyClick(requests(), Qt::Key_M);
        QTRY_VERIFY(m_fixture.find<QMessageBox>("dialog.decision-failed"));
        auto* box = m_fixture.find<QMessageBox>("dialog.decision-failed");
        QVERIFY(box->text().contains(QStringLiteral("Follow up, request 10")));
        QVERIFY(box->informativeText().contains(QStringLiteral("it was recorded elsewhere")));
        QVERIFY(!m_fixture.window().actions().undoDecision->isEnabled());
        box->close();
    }

    void timesAreMeasuredByKey() {
        const int time = 2;
        const auto title = [this] {
            return requests()->model()->headerData(time, Qt::Horizontal, Qt::DisplayRole).toString();
        };
        QTRY_VERIFY(requests()->model()->index(9, 4).data().toString() != QStringLiteral("loading"));
        QTest::keyClick(requests(), Qt::Key_T);
        QTRY_COMPARE(title(), QStringLiteral("Time, since 10"));
        QTest::keyClick(requests(), Qt::Key_T);
        QVERIFY(!title().contains(QStringLiteral("since")));
    }

    void rulesAreKeptAndShowTheirColumn() {
        auto* table = requests();
        const auto isTinted = [&](int row) {
            return table->model()->index(row, 1).data(Qt::BackgroundRole).isValid();
        };
        QTRY_VERIFY(table->model()->index(9, 4).data().isValid());
        m_fixture.window().actions().colourRules->trigger();
        auto* dialog = m_fixture.find<QDialog>("dialog.colour-rules");
        QVERIFY(dialog);
        dialog->findChild<QPushButton*>(QStringLiteral("colour-rules.add"))->click();
        auto* line = dialog->findChild<QLineEdit*>(QStringLiteral("colour-rules.filter"));
        line->setFocus();
        QTest::keyClicks(line, QStringLiteral("path:/10"));
        QTRY_VERIFY(isTinted(9));
        QVERIFY(!isTinted(8));
        dialog->accept();
        QVERIFY(QFile::exists(rulesFile()));
        const auto isNamed = [this] {
            const auto* view = m_fixture.find<QTableView>("requests");
            return !view->isColumnHidden(static_cast<int>(ui::requests::RequestColumn::Rule));
        };
        QVERIFY(isNamed());
        m_fixture.open(test::someRequests(60));
        QTRY_COMPARE(requests()->model()->rowCount(), 60);
        m_fixture.window().actions().showRequests->trigger();
        QTRY_VERIFY(requests()->model()->index(9, 1).data(Qt::BackgroundRole).isValid());
        QVERIFY(isNamed());
    }

    void aBrokenFileOfRulesIsToldAndLeftAlone() {
        m_fixture.close();
        QFile file(rulesFile());
        QVERIFY(QDir().mkpath(QFileInfo(file).path()));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("# mine\non\tmauve\tx\tpath:/\n") > 0);
        file.close();
        m_fixture.open(test::someRequests(60));
        QTRY_VERIFY(m_fixture.find<QWidget>("banner.colours"));
        bool isTold = false;
        for (const QLabel* label : m_fixture.find<QWidget>("banner.colours")->findChildren<QLabel*>()) {
            isTold = isTold || label->text().contains(QStringLiteral("line 2"));
        }
        QVERIFY(isTold);
    }

private:
    static QString rulesFile() {
        return qEnvironmentVariable("XDG_CONFIG_HOME") + QStringLiteral("/mirrorscope/colours.txt");
    }
    QAbstractItemView* requests() const { return m_fixture.find<QAbstractItemView>("requests"); }
    QString mark(int row) const {
        return requests()->model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
    }

    test::WindowFixture m_fixture;
};

QTEST_MAIN(WindowMarksTest)
#include "window_marks_test.moc"
