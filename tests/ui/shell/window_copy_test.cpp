// SPDX-License-Identifier: GPL-3.0-or-later
// The request in the detail is copied by key and by menu.
#include <QAbstractItemView>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QTest>
#include <QToolButton>

#include "tests/ui/shell/window_fixture.h"
#include "ui/detail/detail_pane.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::shell;

class WindowCopyTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_fixture.prepare()); }
    void init() {
        m_fixture.forgetState();
        QGuiApplication::clipboard()->clear();
        m_fixture.open(test::someRequests(6));
        QTRY_VERIFY(m_fixture.find<QWidget>("page.triage")->isVisible());
        m_fixture.window().actions().showRequests->trigger();
    }
    void cleanup() { m_fixture.close(); }

    void byKey() {
        select(2);
        QTest::keyClick(&m_fixture.window(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(clipboard().contains(QStringLiteral("curl ")));
    }

    void byMenu() {
        QVERIFY(!button()->isVisible());
        select(1);
        QVERIFY(button()->isVisible());
        const QList<QAction*> choices = button()->menu()->actions();
        QVERIFY(choices.contains(m_fixture.window().actions().copyJson));
        m_fixture.window().actions().copyJson->trigger();
        QTRY_VERIFY(clipboard().startsWith(u'{'));
    }

    /// The attack of a row, by its menu and by the action, with the head of its first request.
    void anAttackAsMarkdown() {
        openWithAttack();
        auto* attacks = m_fixture.find<QAbstractItemView>("attacks");
        m_fixture.window().actions().showAttacks->trigger();
        QTRY_COMPARE(attacks->model()->rowCount(), 1);
        QTRY_VERIFY(attacks->model()->rowCount(attacks->model()->index(0, 0)) > 0);
        const QModelIndex row = attacks->model()->index(0, 0, attacks->model()->index(0, 0));
        attacks->setCurrentIndex(row);
        m_fixture.window().actions().copyMarkdown->trigger();
        QTRY_VERIFY(clipboard().startsWith(QStringLiteral("## Attack 7: SQL injection")));
        QVERIFY(clipboard().contains(QStringLiteral("`attack:7`")));
        QVERIFY2(clipboard().contains(QStringLiteral("Bearer REDACTED")), qPrintable(clipboard()));
        m_fixture.window().actions().copyMarkdownWithSecrets->trigger();
        QTRY_VERIFY(clipboard().contains(QStringLiteral("Bearer hush-hush")));

        QGuiApplication::clipboard()->clear();
        const QPoint place = attacks->visualRect(row).center();
        QContextMenuEvent menu(QContextMenuEvent::Mouse, place, attacks->viewport()->mapToGlobal(place));
        QCoreApplication::sendEvent(attacks->viewport(), &menu);
        auto* cells = m_fixture.find<QMenu>("attacks.cellMenu");
        QVERIFY(cells != nullptr);
        for (QAction* action : cells->actions()) {
            if (action->text() == QStringLiteral("Copy as Markdown")) {
                action->trigger();
            }
        }
        cells->close();
        QTRY_VERIFY(clipboard().contains(QStringLiteral("Bearer REDACTED")));
    }

    void aFindingAsMarkdown() {
        traffic::Finding finding;
        finding.id = 3;
        finding.code = "XFF_MISSING";
        finding.source = 1;
        finding.seen = "none, last https://u:hush-hush@x/";
        m_fixture.service().headers().setFindings({finding});
        m_fixture.window().actions().perspectives[1]->trigger();
        QTRY_VERIFY(m_fixture.find<QToolButton>("finding.copy")->isVisible());
        m_fixture.find<QToolButton>("finding.copy")->click();
        QTRY_VERIFY(clipboard().startsWith(QStringLiteral("## Finding XFF_MISSING")));
        QVERIFY(clipboard().contains(QStringLiteral("`source:edge finding:XFF_MISSING`")));
        QVERIFY(clipboard().contains(QStringLiteral("https://REDACTED@x/")));
        m_fixture.window().actions().copyMarkdownWithSecrets->trigger();
        QTRY_VERIFY(clipboard().contains(QStringLiteral("https://u:hush-hush@x/")));
    }

    void withoutAnAttackNothingIsCopied() {
        m_fixture.window().actions().copyMarkdown->trigger();
        QCoreApplication::processEvents();
        QCOMPARE(clipboard(), QString());
    }

    void withoutARequestNothingHappens() {
        m_fixture.window().actions().copyCurl->trigger();
        QCoreApplication::processEvents();
        QCOMPARE(clipboard(), QString());
    }

private:
    void openWithAttack() {
        test::FakeSession session = test::someRequests(6);
        traffic::AttackRow attack;
        attack.attack.id = 7;
        attack.attack.type = traffic::AttackType::Sqli;
        attack.attack.severity = traffic::Severity::Critical;
        attack.attack.requests = 1;
        attack.sourceName = "edge";
        session.attacks.push_back(attack);
        session.details[1].request.head = "GET /2 HTTP/1.1\r\nAuthorization: Bearer hush-hush\r\n\r\n";
        traffic::HitRow hit;
        hit.id = 1;
        hit.requestId = 2;
        hit.attackId = 7;
        session.details[1].hits.push_back(hit);
        m_fixture.open(std::move(session));
    }
    void select(int row) {
        auto* table = m_fixture.find<QAbstractItemView>("requests");
        QTRY_COMPARE(table->model()->rowCount(), 6);
        table->setCurrentIndex(table->model()->index(row, 1));
        QTRY_VERIFY(button()->isVisible());
    }
    QToolButton* button() { return m_fixture.find<QToolButton>("detail.copy"); }
    static QString clipboard() { return QGuiApplication::clipboard()->text(); }

    test::WindowFixture m_fixture;
};

QTEST_MAIN(WindowCopyTest)
#include "window_copy_test.moc"
