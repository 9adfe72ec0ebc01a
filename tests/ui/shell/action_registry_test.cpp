// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/action_registry.h"

#include <QAbstractItemView>
#include <QFile>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include "tests/ui/shell/window_fixture.h"
#include "ui/shell/keys_table.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::shell;

class ActionRegistryTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        QVERIFY(m_fixture.prepare());
        m_fixture.open(test::someRequests(3));
    }

    void cleanup() { registry().resetAll(); }
    void cleanupTestCase() { m_fixture.close(); }

    void idsAreUniqueAndWellFormed() {
        const QRegularExpression form(QStringLiteral("^[a-z]+\\.[a-z0-9-]+$"));
        QSet<QString> ids;
        for (const ActionRegistry::Entry& entry : registry().entries()) {
            QVERIFY2(form.match(entry.id).hasMatch(), qPrintable(entry.id));
            QVERIFY2(!ids.contains(entry.id), qPrintable(entry.id));
            QVERIFY2(!entry.title().isEmpty() && !entry.group.isEmpty(), qPrintable(entry.id));
            ids.insert(entry.id);
        }
        QVERIFY(ids.size() > 30);
    }

    void noDefaultsCollideAndAllMayBeKeys() {
        for (const ActionRegistry::Entry& entry : registry().entries()) {
            for (const QKeySequence& key : entry.defaults) {
                const ActionRegistry::Entry* holder = registry().holderOf(key, entry);
                QVERIFY2(holder == nullptr, qPrintable(entry.id + u' ' + key.toString()));
                QVERIFY2(!ActionRegistry::complaintAbout(key), qPrintable(entry.id));
            }
        }
    }

    void everyActionOfTheMenusIsRegistered() {
        int seen = 0;
        const auto check = [&](const QMenu* menu) {
            for (const QAction* action : menu->actions()) {
                if (!action->isSeparator() && action->menu() == nullptr) {
                    const ActionRegistry::Entry* entry = registry().find(action->objectName());
                    QVERIFY2(entry != nullptr && entry->action == action, qPrintable(action->text()));
                    ++seen;
                }
            }
        };
        for (const QMenu* menu : m_fixture.window().menuBar()->findChildren<QMenu*>()) {
            check(menu);
        }
        const std::unique_ptr<QMenu> popup(m_fixture.window().createPopupMenu());
        QVERIFY(!popup->isEmpty());
        check(popup.get());
        QVERIFY(seen > 30);
    }

    void everyMenuIsThereOnceAndHasEntries() {
        const QList<QAction*> menus = m_fixture.window().menuBar()->actions();
        QVERIFY(!menus.isEmpty());
        QSet<QString> titles;
        for (const QAction* title : menus) {
            QVERIFY2(!titles.contains(title->text()), qPrintable(title->text()));
            QVERIFY2(title->menu() != nullptr && !title->menu()->isEmpty(), qPrintable(title->text()));
            titles.insert(title->text());
        }
    }

    void takingOverLeavesNobodyWithTheSameKey() {
        const ActionRegistry::Entry& taker = entry("view.refresh");
        const ActionRegistry::Entry& loser = entry("go.back");
        const QKeySequence key = loser.defaults.front();
        registry().takeOver(taker, key);
        QCOMPARE(taker.keys(), QList{key});
        QCOMPARE(loser.keys(), loser.defaults.mid(1));
        QVERIFY(registry().holderOf(key, taker) == nullptr);
        // Its default is taken: it gets the rest.
        registry().reset(loser);
        QCOMPARE(loser.keys(), loser.defaults.mid(1));
        registry().reset(taker);
        registry().reset(loser);
        QVERIFY(!loser.isChanged() && !taker.isChanged());
    }

    void changesAreTold() {
        const ActionRegistry::Entry& one = entry("view.refresh");
        QSignalSpy told(&registry(), &ActionRegistry::keysChanged);
        registry().setKeys(one, one.keys());
        QCOMPARE(told.count(), 0);
        registry().setKeys(one, {});
        QCOMPARE(told.count(), 1);
    }

    void someKeysBelongToNoAction_data() {
        QTest::addColumn<QKeySequence>("key");
        QTest::addColumn<bool>("isTaken");
        const auto row = [](const char* name, const QKeySequence& key, bool isTaken) {
            QTest::newRow(name) << key << isTaken;
        };
        row("none", QKeySequence(), true);
        row("unknown", QKeySequence(QStringLiteral("Ctrl+Bogus")), true);
        row("modifier", QKeySequence(Qt::CTRL | Qt::Key_Control), true);
        row("tab", QKeySequence(Qt::Key_Tab), true);
        row("shift tab", QKeySequence(Qt::SHIFT | Qt::Key_Backtab), true);
        row("arrow", QKeySequence(Qt::Key_Left), true);
        row("selecting", QKeySequence(Qt::SHIFT | Qt::Key_End), true);
        row("return", QKeySequence(Qt::Key_Return), true);
        row("menu", QKeySequence(Qt::ALT | Qt::Key_V), true);
        row("copy", QKeySequence(Qt::CTRL | Qt::Key_C), true);
        row("find next", QKeySequence(Qt::Key_F3), true);
        row("two strokes", QKeySequence(Qt::CTRL | Qt::Key_K, Qt::CTRL | Qt::Key_L), true);
        row("letter", QKeySequence(Qt::Key_J), false);
        row("arrow with alt", QKeySequence(Qt::ALT | Qt::Key_Left), false);
        row("function", QKeySequence(Qt::Key_F12), false);
        row("menu with shift", QKeySequence(Qt::ALT | Qt::SHIFT | Qt::Key_V), false);
    }

    void someKeysBelongToNoAction() {
        QFETCH(QKeySequence, key);
        QFETCH(bool, isTaken);
        QCOMPARE(ActionRegistry::complaintAbout(key).has_value(), isTaken);
    }

    void tableKeysFollowTheirActions() {
        m_fixture.window().actions().showRequests->trigger();
        auto* table = m_fixture.find<QAbstractItemView>("requests");
        QTRY_COMPARE(table->model()->rowCount(), 3);
        table->setCurrentIndex(table->model()->index(0, 0));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_J);
        QCOMPARE(table->currentIndex().row(), 1);
        registry().setKeys(entry("table.next"), {QKeySequence(Qt::Key_N)});
        QTest::keyClick(table, Qt::Key_N);
        QCOMPARE(table->currentIndex().row(), 2);
        QTest::keyClick(table, Qt::Key_K);
        QCOMPARE(table->currentIndex().row(), 1);
        // It gave its letter away.
        QTest::keyClick(table, Qt::Key_J);
        QCOMPARE(table->currentIndex().row(), 1);
    }

    void theListOfKeysInTheDocsIsCurrent() {
        QFile file(QStringLiteral(PROJECT_DIR "/docs/ui.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString table = keysTable(registry());
        if (!QString::fromUtf8(file.readAll()).contains(table)) {
            QFAIL(qPrintable(QStringLiteral("docs/ui.md has another table of keys than this:\n") + table));
        }
    }

private:
    ActionRegistry& registry() { return m_fixture.window().registry(); }
    const ActionRegistry::Entry& entry(const char* id) { return *registry().find(QLatin1String(id)); }

    test::WindowFixture m_fixture;
};

QTEST_MAIN(ActionRegistryTest)
#include "action_registry_test.moc"
