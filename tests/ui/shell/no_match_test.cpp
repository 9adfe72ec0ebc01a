// SPDX-License-Identifier: GPL-3.0-or-later
// A table without rows says that nothing fits the filter, and leads out of it.
#include <QLabel>
#include <QPushButton>
#include <QTest>

#include "tests/ui/shell/window_fixture.h"
#include "ui/filter/filter_state.h"
#include "ui/shell/triage_page.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::shell;

class NoMatchTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_fixture.prepare()); }
    void init() {
        m_fixture.open(test::someRequests(6));
        QTRY_VERIFY(m_fixture.find<QWidget>("page.triage")->isVisible());
        m_fixture.window().actions().showRequests->trigger();
    }
    void cleanup() { m_fixture.close(); }

    void isThereOnlyWhileNothingFits() {
        QVERIFY(!part<QWidget>("")->isVisible());
        setFilter("method:BREW");
        QTRY_VERIFY(part<QWidget>("")->isVisible());
        QCOMPARE(part<QLabel>(".title")->text(), QStringLiteral("No request matches"));
        QCOMPARE(part<QWidget>("")->accessibleDescription(), QStringLiteral("method:BREW"));
        setFilter("id:3");
        QTRY_VERIFY(!part<QWidget>("")->isVisible());
        setFilter("method:BREW");
        QTRY_VERIFY(part<QWidget>("")->isVisible());
        QTest::mouseClick(part<QPushButton>(".clear"), Qt::LeftButton);
        QCOMPARE(m_fixture.window().filter().text(), QString());
        QTRY_VERIFY(!part<QWidget>("")->isVisible());
    }

    void theLastConditionGoesAlone() {
        setFilter("id:3 method:BREW");
        QTRY_VERIFY(part<QWidget>("")->isVisible());
        QVERIFY(part<QPushButton>(".remove-last")->isVisible());
        QTest::mouseClick(part<QPushButton>(".remove-last"), Qt::LeftButton);
        QCOMPARE(m_fixture.window().filter().text(), QStringLiteral("id:3"));
        QTRY_VERIFY(!part<QWidget>("")->isVisible());
        // One condition is taken away by "Clear filter" as well.
        setFilter("method:BREW");
        QTRY_VERIFY(part<QWidget>("")->isVisible());
        QVERIFY(!part<QPushButton>(".remove-last")->isVisible());
    }

    void attacksSayItToo() {
        m_fixture.window().actions().showAttacks->trigger();
        auto* noMatch = m_fixture.find<QWidget>("attacks.no-match");
        setFilter("method:BREW");
        QTRY_VERIFY(noMatch->isVisible());
        QCOMPARE(noMatch->accessibleName(), QStringLiteral("No attack matches"));
        m_fixture.window().filter().clear();
        QTRY_VERIFY(!noMatch->isVisible());
    }

private:
    template <typename Part>
    Part* part(const char* name) {
        return m_fixture.find<Part>(qPrintable(QStringLiteral("requests.no-match") + QLatin1String(name)));
    }
    void setFilter(const char* text) {
        QVERIFY(m_fixture.window().filter().setText(QString::fromUtf8(text)));
    }

    test::WindowFixture m_fixture;
};

QTEST_MAIN(NoMatchTest)
#include "no_match_test.moc"
