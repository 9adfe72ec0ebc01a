// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/group_button.h"

#include <QMenu>
#include <QTest>

using namespace mirrorscope::ui::attacks;

class GroupButtonTest : public QObject {
    Q_OBJECT

private slots:
    void choosesOneOrTwoLevels() {
        GroupButton button;
        QList<Grouping> chosen;
        connect(&button, &GroupButton::groupingChanged, this, [&](const Grouping& to) { chosen << to; });
        QCOMPARE(button.text(), QStringLiteral("Group: type"));
        action(button, "then.client")->trigger();
        QCOMPARE(chosen.last(), (Grouping{GroupBy::Type, GroupBy::Client}));
        QCOMPARE(button.text(), QStringLiteral("Group: type, client"));
        QCOMPARE(button.accessibleName(), QStringLiteral("Attacks, grouped by type, then client"));
        action(button, "first.client")->trigger();
        QCOMPARE(chosen.last(), (Grouping{GroupBy::Client, GroupBy::None}));
        action(button, "first.none")->trigger();
        QCOMPARE(button.accessibleName(), QStringLiteral("Attacks, not grouped"));
        QVERIFY(!action(button, "then.rule")->isEnabled());
        QVERIFY(action(button, "then.none")->isChecked());
        QCOMPARE(chosen.size(), 3);
    }

    void theFirstLevelIsNoSecondOne() {
        GroupButton button;
        QVERIFY(!action(button, "then.type")->isEnabled());
        QVERIFY(action(button, "then.rule")->isEnabled());
        button.setGrouping({GroupBy::Rule, GroupBy::Type});
        QVERIFY(action(button, "first.rule")->isChecked());
        QVERIFY(action(button, "then.type")->isChecked());
        QVERIFY(!action(button, "then.rule")->isEnabled());
    }

    void opensByKey() {
        GroupButton button;
        button.show();
        QVERIFY(QTest::qWaitForWindowExposed(&button));
        bool wasOpen = false;
        connect(button.menu(), &QMenu::aboutToShow, this, [&] {
            wasOpen = true;
            QMetaObject::invokeMethod(button.menu(), &QMenu::close, Qt::QueuedConnection);
        });
        QTest::keyClick(&button, Qt::Key_Space);
        QVERIFY(wasOpen);
    }

private:
    static QAction* action(const GroupButton& button, const char* name) {
        QAction* found = button.menu()->findChild<QAction*>(QString::fromLatin1(name));
        Q_ASSERT(found);
        return found;
    }
};

QTEST_MAIN(GroupButtonTest)
#include "group_button_test.moc"
