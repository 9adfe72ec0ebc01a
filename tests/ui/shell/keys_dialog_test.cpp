// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/keys_dialog.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>

#include "ui/shell/fixed_keys.h"

using namespace mirrorscope::ui::shell;

class KeysDialogTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_dialog.reset();
        m_window = std::make_unique<QWidget>();
        m_registry = new ActionRegistry(m_window.get());
        const auto add = [this](const char* id, const char* text, const QList<QKeySequence>& keys) {
            m_registry->add(QStringLiteral("Go"), QLatin1String(id), QString::fromUtf8(text), keys);
        };
        add("go.id", "&Go to id…", {QKeySequence(Qt::CTRL | Qt::Key_G)});
        add("go.filter", "Edit &filter", {QKeySequence(Qt::CTRL | Qt::Key_L)});
        add("go.bare", "Bare", {});
        open({});
    }

    void listsEveryActionAndEveryFixedKey() {
        int rows = 0;
        for (QTreeWidgetItemIterator it(list()); *it; ++it) {
            rows += (*it)->parent() != nullptr ? 1 : 0;
        }
        QCOMPARE(rows, 3 + static_cast<int>(fixedKeys().size()));
        QCOMPARE(item("go.id")->text(0), QStringLiteral("Go to id"));
        QCOMPARE(item("go.id")->text(1), QStringLiteral("Ctrl+G"));
    }

    void findsByActionAndByKey() {
        for (const QString& text : {QStringLiteral("EDIT"), QStringLiteral("ctrl+l")}) {
            part<QLineEdit>("keys.search")->setText(text);
            QVERIFY(!item("go.filter")->isHidden());
            QVERIFY(item("go.id")->isHidden());
        }
        part<QLineEdit>("keys.search")->clear();
        QVERIFY(!item("go.id")->isHidden());
    }

    void aKeyIsChangedWithTheKeyboardAlone() {
        QCOMPARE(QApplication::focusWidget(), part<QLineEdit>("keys.search"));
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("bare"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QCOMPARE(QApplication::focusWidget(), list());
        QCOMPARE(list()->currentItem(), item("go.bare"));
        QTest::keyClick(list(), Qt::Key_Return);
        QCOMPARE(QApplication::focusWidget(), field());
        QTest::keyClick(field(), Qt::Key_B, Qt::ControlModifier);
        QCOMPARE(keysOf("go.bare"), QStringLiteral("Ctrl+B"));
        QCOMPARE(item("go.bare")->text(1), QStringLiteral("Ctrl+B"));
        QTest::keyClick(field(), Qt::Key_Return);
        QCOMPARE(QApplication::focusWidget(), list());
        QVERIFY(m_dialog->isVisible());
    }

    void returnInTheSearchTakesTheFirstFound() {
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("filter"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(QApplication::focusWidget(), field());
        QVERIFY(part<QLabel>("keys.what")->text().contains(QStringLiteral("Edit filter")));
    }

    void aConflictIsNamedAndTakenOver() {
        choose("go.bare");
        QTest::keyClick(field(), Qt::Key_L, Qt::ControlModifier);
        QVERIFY(message().contains(QStringLiteral("Ctrl+L belongs to “Edit filter”")));
        QCOMPARE(field()->accessibleDescription(), message());
        QVERIFY(part<QPushButton>("keys.take-over")->isVisible());
        QCOMPARE(keysOf("go.bare"), QString());
        QTest::keyClick(field(), Qt::Key_Return);
        QCOMPARE(keysOf("go.bare"), QStringLiteral("Ctrl+L"));
        QCOMPARE(keysOf("go.filter"), QString());
        QVERIFY(message().contains(QStringLiteral("“Edit filter” does not have it any more")));
        QVERIFY(!part<QPushButton>("keys.take-over")->isVisible());
    }

    void aConflictIsLeftWithEsc() {
        choose("go.bare");
        QTest::keyClick(field(), Qt::Key_L, Qt::ControlModifier);
        QTest::keyClick(field(), Qt::Key_Escape);
        QCOMPARE(keysOf("go.filter"), QStringLiteral("Ctrl+L"));
        QCOMPARE(keysOf("go.bare"), QString());
        QVERIFY(!part<QPushButton>("keys.take-over")->isVisible());
        QVERIFY(m_dialog->isVisible());
    }

    void keysOfEveryWidgetAreRefused() {
        choose("go.bare");
        QTest::keyClick(field(), Qt::Key_Left);
        QVERIFY(message().contains(QStringLiteral("moves within")));
        QCOMPARE(keysOf("go.bare"), QString());
        QTest::keyClick(field(), Qt::Key_Control);
        QCOMPARE(keysOf("go.bare"), QString());
    }

    void tabLeavesTheField() {
        choose("go.id");
        QTest::keyClick(field(), Qt::Key_Tab);
        QVERIFY(QApplication::focusWidget() != field());
        QCOMPARE(keysOf("go.id"), QStringLiteral("Ctrl+G"));
    }

    void oneKeyAndAllAreReset() {
        choose("go.id");
        QTest::keyClick(field(), Qt::Key_Backspace);
        QCOMPARE(keysOf("go.id"), QString());
        choose("go.filter");
        QTest::keyClick(field(), Qt::Key_F7);
        part<QPushButton>("keys.reset")->click();
        QCOMPARE(keysOf("go.filter"), QStringLiteral("Ctrl+L"));
        QCOMPARE(keysOf("go.id"), QString());
        part<QPushButton>("keys.reset-all")->click();
        QCOMPARE(keysOf("go.id"), QStringLiteral("Ctrl+G"));
    }

    void aFixedKeyCannotBeChanged() {
        QTreeWidgetItem* last = list()->topLevelItem(list()->topLevelItemCount() - 1);
        list()->setCurrentItem(last->child(0));
        QVERIFY(!field()->isEnabled());
        QVERIFY(!part<QPushButton>("keys.none")->isEnabled());
        list()->setFocus();
        QTest::keyClick(list(), Qt::Key_Return);
        QCOMPARE(QApplication::focusWidget(), list());
    }

    void whatTheFileHasWrongIsSaid() {
        QVERIFY(!part<QLabel>("keys.problems")->isVisible());
        open({QStringLiteral("go.id: <b>nonsense</b>")});
        QVERIFY(part<QLabel>("keys.problems")->text().contains(QStringLiteral("<b>nonsense</b>")));
        QVERIFY(part<QLabel>("keys.problems")->isVisible());
    }

private:
    void open(const QStringList& problems) {
        m_dialog = std::make_unique<KeysDialog>(*m_registry, problems);
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
        list()->setFocus();
        part<QLineEdit>("keys.search")->setFocus();
    }

    template <typename Widget>
    Widget* part(const char* name) const {
        return m_dialog->findChild<Widget*>(QLatin1String(name));
    }
    QTreeWidget* list() const { return part<QTreeWidget>("keys.list"); }
    QLineEdit* field() const { return part<QLineEdit>("keys.field"); }
    QString message() const { return part<QLabel>("keys.message")->text(); }
    QString keysOf(const char* id) const {
        return QKeySequence::listToString(m_registry->find(QLatin1String(id))->keys(),
                                          QKeySequence::PortableText);
    }
    QTreeWidgetItem* item(const char* id) const {
        for (QTreeWidgetItemIterator it(list()); *it; ++it) {
            if ((*it)->data(0, Qt::UserRole).toString() == QLatin1String(id)) {
                return *it;
            }
        }
        return nullptr;
    }
    void choose(const char* id) {
        list()->setCurrentItem(item(id));
        list()->setFocus();
        QTest::keyClick(list(), Qt::Key_F2);
        QCOMPARE(QApplication::focusWidget(), field());
    }

    std::unique_ptr<QWidget> m_window;
    ActionRegistry* m_registry = nullptr;  // of the window
    std::unique_ptr<KeysDialog> m_dialog;
};

QTEST_MAIN(KeysDialogTest)
#include "keys_dialog_test.moc"
