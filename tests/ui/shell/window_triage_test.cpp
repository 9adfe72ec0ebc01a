// SPDX-License-Identifier: GPL-3.0-or-later
// Triage through the whole window: keys, questions with true numbers, reasons, progress, undo, what others
// decide.
#include <QAbstractItemView>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QToolButton>
#include <QTreeView>

#include "tests/ui/shell/window_fixture.h"
#include "ui/attacks/attacks_model.h"
#include "ui/filter/filter_state.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::shell;
using attacks::AttacksModel;

class WindowTriageTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_fixture.prepare()); }
    void init() {
        m_fixture.forgetState();
        m_fixture.decisions.refuse({});
        m_fixture.decisions.hold(false);
        m_fixture.decisions.forget();
        m_fixture.open(test::someAttacks(9));
        QTRY_COMPARE(model()->attackCount(), 9);
        attacks()->setFocus();
        attacks()->setCurrentIndex(model()->indexOf(2));
    }
    void cleanup() { m_fixture.close(); }

    void keysDecideAboutTheRow_data() {
        QTest::addColumn<int>("key");
        QTest::addColumn<QString>("word");
        QTest::addRow("c") << static_cast<int>(Qt::Key_C) << QStringLiteral("Confirmed");
        QTest::addRow("s") << static_cast<int>(Qt::Key_S) << QStringLiteral("Escalated");
        QTest::addRow("e") << static_cast<int>(Qt::Key_E) << QStringLiteral("Archived");
    }
    void keysDecideAboutTheRow() {
        QFETCH(int, key);
        QFETCH(QString, word);
        QTest::keyClick(attacks(), static_cast<Qt::Key>(key));
        QTRY_COMPARE(triageOf(2), word);
        QVERIFY(!bar()->isVisible());  // one row: no question
        QCOMPARE(triageOf(4), QStringLiteral("New"));
        QCOMPARE(attacks()->currentIndex(), model()->indexOf(2));
        QTRY_COMPARE(groupTriage(2), QStringLiteral("3 new"));
        m_fixture.window().actions().triage[0]->trigger();  // New again
        QTRY_COMPARE(triageOf(2), QStringLiteral("New"));
        QTest::keyClick(attacks(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(triageOf(2), word);
        QTest::keyClick(attacks(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(triageOf(2), QStringLiteral("New"));
        QTest::keyClick(attacks(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(triageOf(2), word);
    }

    void lettersElsewhereAreLetters() {
        m_fixture.window().actions().focusFilter->trigger();
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("ecsf"));
        auto* field = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        QVERIFY(field && field->text().contains(QStringLiteral("ecsf")));
        QVERIFY(m_fixture.decisions.stamp().empty());
        QVERIFY(!bar()->isVisible());
    }

    void severalRowsAreAskedAbout() {
        QTest::keyClick(attacks(), Qt::Key_X);
        QTest::keyClick(attacks(), Qt::Key_K);
        QTest::keyClick(attacks(), Qt::Key_X);
        QCOMPARE(attacks()->selectionModel()->selectedRows().size(), 2);
        QTest::keyClick(attacks(), Qt::Key_E);
        QVERIFY(bar()->isVisible());
        QCOMPARE(text(), QStringLiteral("Archive 2 attacks?"));
        QVERIFY(find<QPushButton>("triage.accept")->hasFocus());
        QTest::keyClick(find<QPushButton>("triage.accept"), Qt::Key_Escape);
        QVERIFY(!bar()->isVisible());
        QVERIFY(attacks()->hasFocus());
        QVERIFY(m_fixture.decisions.stamp().empty());
        QTest::keyClick(attacks(), Qt::Key_E);
        QTest::keyClick(find<QPushButton>("triage.accept"), Qt::Key_Return);
        QTRY_COMPARE(triageOf(2), QStringLiteral("Archived"));
        QTRY_COMPARE(text(), QStringLiteral("2 attacks archived"));
        QCOMPARE(m_fixture.window().actions().undoDecision->text(),
                 QStringLiteral("&Undo “Archive 2 attacks”"));
        QVERIFY(attacks()->hasFocus());
        m_fixture.window().actions().undoDecision->trigger();
        QTRY_COMPARE(triageOf(2), QStringLiteral("New"));
    }

    void aGroupIsAllOfItsAttacks() {
        attacks()->setCurrentIndex(model()->indexOf(3).parent());
        QTest::keyClick(attacks(), Qt::Key_C);
        QCOMPARE(text(), QStringLiteral("Confirm 5 attacks?"));  // one of them is not shown
        find<QPushButton>("triage.accept")->click();
        QTRY_COMPARE(triageOf(3), QStringLiteral("Confirmed"));
        QCOMPARE(m_fixture.decisions.triageOfAttack(1), std::string("confirmed"));
        QCOMPARE(m_fixture.decisions.triageOfAttack(2), std::string("new"));
        QTRY_COMPARE(groupTriage(3), QString());
    }

    void allThatMatchTheFilter() {
        filterBy("type:sqli path:/x");
        QTRY_COMPARE(model()->attackCount(), 4);
        attacks()->setFocus();
        QTest::keyClick(attacks(), Qt::Key_Asterisk);
        QTRY_COMPARE(text(), QStringLiteral("Chosen: 4 attacks that match the filter"));
        QVERIFY(find<QLabel>("triage.more")->text().contains(QStringLiteral("path")));
        QVERIFY(attacks()->hasFocus());
        QTest::keyClick(attacks(), Qt::Key_E);
        QCOMPARE(text(), QStringLiteral("Archive 4 attacks that match the filter?"));
        find<QPushButton>("triage.accept")->click();
        QTRY_COMPARE(text(), QStringLiteral("4 attacks archived"));
        QCOMPARE(m_fixture.decisions.triageOfAttack(8), std::string("archived"));
        QCOMPARE(m_fixture.decisions.triageOfAttack(1), std::string("new"));
    }

    void escLeavesWhatWasChosen() {
        filterBy("type:sqli");
        QTRY_COMPARE(model()->attackCount(), 4);
        attacks()->setFocus();
        QTest::keyClick(attacks(), Qt::Key_Asterisk);
        QTRY_VERIFY(bar()->isVisible());
        QTest::keyClick(attacks(), Qt::Key_Escape);
        QVERIFY(!bar()->isVisible());
        QCOMPARE(model()->attackCount(), 4);  // the filter is as it was
    }

    void requestsAreCountedByTheStore() {
        m_fixture.window().actions().showRequests->trigger();
        filterBy("path:/1,/2,/3");
        QTRY_COMPARE(requests()->model()->rowCount(), 3);
        requests()->setFocus();
        QTest::keyClick(requests(), Qt::Key_Asterisk);
        QTRY_COMPARE(text(), QStringLiteral("Chosen: 3 requests that match the filter"));
        QTest::keyClick(requests(), Qt::Key_S);
        QCOMPARE(text(), QStringLiteral("Escalate 3 requests that match the filter?"));
        find<QPushButton>("triage.accept")->click();
        QTRY_COMPARE(m_fixture.decisions.triageOfRequest(3), std::string("escalated"));
        QCOMPARE(m_fixture.decisions.triageOfRequest(4), std::string("new"));
        const auto log = m_fixture.decisions.decisions({}, 1);
        QVERIFY(log->front().scope.find("id<=9") != std::string::npos);  // none that comes while one thinks
    }

    void countingIsCancelled() {
        m_fixture.window().actions().showRequests->trigger();
        QTRY_COMPARE(requests()->model()->rowCount(), 9);
        requests()->setFocus();
        m_fixture.decisions.hold(true);
        QTest::keyClick(requests(), Qt::Key_Asterisk);
        QTRY_VERIFY(find<QWidget>("triage.progress")->isVisible());
        QCOMPARE(text(), QStringLiteral("Counting the requests that match"));
        find<QPushButton>("triage.cancel")->click();
        QVERIFY(!bar()->isVisible());
        QTRY_VERIFY(m_fixture.decisions.wasCancelled());
    }

    void writingShowsProgressAndIsCancelled() {
        attacks()->setCurrentIndex(model()->indexOf(3).parent());
        m_fixture.decisions.hold(true);
        QTest::keyClick(attacks(), Qt::Key_E);
        find<QPushButton>("triage.accept")->click();
        QTRY_VERIFY(find<QWidget>("triage.progress")->isVisible());
        QCOMPARE(text(), QStringLiteral("Archive 5 attacks"));
        find<QPushButton>("triage.cancel")->click();
        QTRY_VERIFY(!bar()->isVisible());
        QVERIFY(m_fixture.decisions.wasCancelled());
        QVERIFY(m_fixture.decisions.stamp().empty());
        QVERIFY(!m_fixture.window().actions().undoDecision->isEnabled());
        QVERIFY(!find<QMessageBox>("dialog.decision-failed"));  // who cancels knows it
    }

    void falsePositiveAsksWhy() {
        QTest::keyClick(attacks(), Qt::Key_F);
        QCOMPARE(text(), QStringLiteral("Why is 1 attack a false positive?"));
        auto* reason = find<QLineEdit>("triage.reason.text");
        QVERIFY(reason->hasFocus());
        QTest::keyClick(reason, Qt::Key_Escape);
        QVERIFY(!bar()->isVisible() && attacks()->hasFocus());
        QVERIFY(m_fixture.decisions.stamp().empty());
        QTest::keyClick(attacks(), Qt::Key_F);
        QVERIFY(reason->text().isEmpty());
        QTest::keyClicks(reason, QStringLiteral("ours"));
        QTest::keyClick(reason, Qt::Key_Return);
        QTRY_COMPARE(triageOf(2), QStringLiteral("False positive"));
        QCOMPARE(m_fixture.decisions.decisions({}, 1)->front().reason, std::string("ours"));
    }

    void whatOthersDecideIsSeen() {
        // As another program would: past the window.
        QVERIFY(m_fixture.decisions.decide({}, {0, 4}, traffic::TriageState::Escalated, "").has_value());
        QTRY_COMPARE_WITH_TIMEOUT(triageOf(4), QStringLiteral("Escalated"), 10'000);
        QCOMPARE(attacks()->currentIndex(), model()->indexOf(2));
        QVERIFY(m_fixture.decisions.undo({}, 1).has_value());
        QTRY_COMPARE_WITH_TIMEOUT(triageOf(4), QStringLiteral("New"), 10'000);
    }

    void filtersOnTriageFollow() {
        filterBy("triage!=archived");
        attacks()->setFocus();
        attacks()->setCurrentIndex(model()->indexOf(2));
        QTest::keyClick(attacks(), Qt::Key_E);
        QTRY_COMPARE(model()->attackCount(), 8);
        m_fixture.window().actions().undoDecision->trigger();
        QTRY_COMPARE(model()->attackCount(), 9);
        m_fixture.window().actions().showRequests->trigger();
        QTRY_COMPARE(requests()->model()->rowCount(), 9);
        requests()->setFocus();
        requests()->setCurrentIndex(requests()->model()->index(0, 1));
        QTest::keyClick(requests(), Qt::Key_E);
        QTRY_COMPARE(requests()->model()->rowCount(), 8);
        m_fixture.window().actions().undoDecision->trigger();
        QTRY_COMPARE(requests()->model()->rowCount(), 9);
    }

    void whatCannotBeWrittenIsSaid() {
        m_fixture.decisions.refuse(
            base::Error{base::ErrorCode::SessionUnwritable, {"fake.mscope", "it was recorded elsewhere"}});
        QTest::keyClick(attacks(), Qt::Key_C);
        QTRY_VERIFY(find<QMessageBox>("dialog.decision-failed"));
        auto* box = find<QMessageBox>("dialog.decision-failed");
        QVERIFY(box->text().contains(QStringLiteral("Confirm 1 attack")));
        QVERIFY(box->informativeText().contains(QStringLiteral("it was recorded elsewhere")));
        QCOMPARE(triageOf(2), QStringLiteral("New"));
        box->close();
    }

    void menusHaveAll() {
        QStringList titles;
        for (const QAction* action : find<QMenu>("menu.triage")->actions()) {
            titles << action->text();
        }
        QVERIFY(titles.contains(QStringLiteral("&Archive")) && titles.contains(QStringLiteral("&New again")));
        QTest::keyClick(attacks(), Qt::Key_Period);
        QTRY_VERIFY(find<QMenu>("attacks.cellMenu"));
        QVERIFY(find<QMenu>("attacks.cellMenu")->actions().contains(m_fixture.window().actions().triage[1]));
        find<QMenu>("attacks.cellMenu")->close();
    }

    void tagsAndNotesOfTheDetail() {
        QTRY_VERIFY(find<QLabel>("detail.title")->text().contains(u'2'));
        QTRY_VERIFY(find<QLineEdit>("detail.tag"));
        enter("detail.tag", QStringLiteral("later"));
        QTRY_VERIFY(find<QToolButton>("detail.tag.remove"));
        QCOMPARE(find<QToolButton>("detail.tag.remove")->text(), QStringLiteral("later"));
        QCOMPARE(m_fixture.decisions.marksOf(2).tags.size(), std::size_t{1});
        enter("detail.note", QStringLiteral("ask anna"));
        QTRY_VERIFY(!m_fixture.decisions.marksOf(2).notes.empty());
        QTRY_VERIFY(find<QToolButton>("detail.note.remove"));
        find<QToolButton>("detail.note.remove")->click();
        QTRY_VERIFY(m_fixture.decisions.marksOf(2).notes.empty());
        m_fixture.window().actions().undoDecision->trigger();
        QTRY_COMPARE(m_fixture.decisions.marksOf(2).notes.size(), std::size_t{1});
        m_fixture.window().actions().undoDecision->trigger();
        QTRY_VERIFY(m_fixture.decisions.marksOf(2).notes.empty());
        m_fixture.window().actions().undoDecision->trigger();
        QTRY_VERIFY(m_fixture.decisions.marksOf(2).tags.empty());
        QTRY_VERIFY(!shown("detail.tag.remove"));
    }

private:
    template <typename Widget>
    Widget* find(const char* name) const {
        return m_fixture.find<Widget>(name);
    }
    bool shown(const char* name) const {
        const auto* widget = find<QWidget>(name);
        return widget && !widget->isHidden();
    }
    QTreeView* attacks() const { return find<QTreeView>("attacks"); }
    QAbstractItemView* requests() const { return find<QAbstractItemView>("requests"); }
    AttacksModel* model() const { return static_cast<AttacksModel*>(attacks()->model()); }
    QWidget* bar() const { return find<QWidget>("triage.bar"); }
    QString text() const { return find<QLabel>("triage.text")->text(); }
    QString cell(const QModelIndex& row) const {
        return row.siblingAtColumn(static_cast<int>(AttacksModel::Column::Triage)).data().toString();
    }
    QString triageOf(traffic::AttackId id) const { return cell(model()->indexOf(id)); }
    QString groupTriage(traffic::AttackId id) const { return cell(model()->indexOf(id).parent()); }
    void filterBy(const char* text) {
        QVERIFY(m_fixture.window().filter().setText(QString::fromLatin1(text)));
    }
    void enter(const char* field, const QString& words) {
        find<QLineEdit>(field)->setText(words);
        QTest::keyClick(find<QLineEdit>(field), Qt::Key_Return);
    }

    test::WindowFixture m_fixture;
};

QTEST_MAIN(WindowTriageTest)
#include "window_triage_test.moc"
