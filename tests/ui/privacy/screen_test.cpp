// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/privacy/screen.h"

#include <QSignalSpy>
#include <QTest>

#include "tests/ui/privacy/secret_request.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::privacy;

class ScreenTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::resetScreen(); }

    void hidesAtFirst() {
        QVERIFY(m_screen.isHiding());
        QVERIFY(m_screen.hides());
        QVERIFY(m_screen.hides(7));
    }

    void oneRequestIsRevealedUntilAnotherIsLookedAt() {
        QSignalSpy changed(&m_screen, &Screen::changed);
        m_screen.reveal(7);
        QVERIFY(!m_screen.hides(7));
        QVERIFY(m_screen.hides(8));
        QVERIFY(m_screen.hides());
        m_screen.lookAt(7);
        QCOMPARE(changed.size(), 1);
        m_screen.lookAt(8);
        QCOMPARE(changed.size(), 2);
        QVERIFY(m_screen.hides(7));
    }

    void allIsRevealedUntilHiddenAgain() {
        m_screen.revealAll();
        QVERIFY(!m_screen.hides());
        QVERIFY(!m_screen.hides(7));
        QVERIFY(m_screen.isHiding());
        m_screen.lookAt(8);
        QVERIFY(!m_screen.hides(7));
        m_screen.hideAgain();
        QVERIFY(m_screen.hides(7));
    }

    void theSettingForgetsWhatWasRevealed() {
        m_screen.reveal(7);
        m_screen.setHiding(false);
        QVERIFY(!m_screen.hides(8));
        m_screen.setHiding(true);
        QVERIFY(m_screen.hides(7));
    }

    void rulesCountBySource() {
        m_screen.setRules({{"edge=X-Member"}, {}, {}});
        QVERIFY(m_screen.redactorFor("edge")->hidesHeader("x-member"));
        QVERIFY(!m_screen.redactorFor("mesh")->hidesHeader("x-member"));
        m_screen.setRules({});
        QVERIFY(!m_screen.redactorFor("edge")->hidesHeader("x-member"));
    }

    void wrongRulesHaveNoRedactor() {
        m_screen.setRules({{}, {}, "("});
        QVERIFY(m_screen.redactorFor("edge") == nullptr);
    }

    void manySourcesAreForgotten() {
        for (int i = 0; i < 1000; ++i) {
            QVERIFY(m_screen.redactorFor(std::to_string(i)) != nullptr);
        }
    }

private:
    Screen& m_screen = Screen::instance();
};

QTEST_GUILESS_MAIN(ScreenTest)
#include "screen_test.moc"
