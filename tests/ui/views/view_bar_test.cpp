// SPDX-License-Identifier: GPL-3.0-or-later
// The tabs under mouse and keyboard, their menu and dialogs.
#include "ui/views/view_bar.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDialog>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include "tests/ui/views/fake_target.h"
#include "ui/views/import_dialog.h"
#include "ui/views/view_commands.h"
#include "ui/views/view_tabs.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::views;

class ViewBarTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_directory = std::make_unique<QTemporaryDir>();
        m_target = {};
        m_bar = std::make_unique<ViewBar>(ViewStore(m_directory->filePath(QStringLiteral("views.txt"))),
                                          m_target);
        for (const char* name : {"One", "Two", "Three"}) {
            m_bar->list().add({.name = QString::fromUtf8(name),
                               .filter = QStringLiteral("path~") + QString::fromUtf8(name)});
        }
        m_bar->resize(1000, 34);
        m_bar->show();
        QVERIFY(QTest::qWaitForWindowActive(m_bar.get()));
    }

    void tabsFollowTheList() {
        QCOMPARE(texts(), QStringLiteral("Attacks|Requests|One|Two|Three"));
        m_bar->list().rename(id("Two"), QStringLiteral("A & B of a name that is very long"));
        QCOMPARE(tabs().tabText(3), QStringLiteral("A && B of a name that is…"));
        QVERIFY(tabs().tabToolTip(3).contains(QStringLiteral("A &amp; B of a name that is very long")));
        QVERIFY(tabs().tabToolTip(3).contains(QStringLiteral("path~Two")));
        m_bar->list().remove(id("One"));
        QCOMPARE(tabs().count(), 4);
    }

    void theChosenOneHasItsNumber() {
        tabs().setCurrentIndex(2);
        tabs().setCount(QStringLiteral("771"));
        QCOMPARE(tabs().tabText(2), QStringLiteral("One  771"));
        QCOMPARE(tabs().accessibleTabName(2), QStringLiteral("One, 771"));
        tabs().setCurrentIndex(0);
        QCOMPARE(texts(), QStringLiteral("Attacks|Requests|One|Two|Three"));
    }

    void changesAreMarked() {
        tabs().setCurrentIndex(3);
        change(QStringLiteral("id:5"));
        QCOMPARE(tabs().tabText(3), QStringLiteral("Two •"));
        QCOMPARE(tabs().accessibleTabName(3), QStringLiteral("Two, changed"));
        QCOMPARE(tabs().accessibleDescription(), QStringLiteral("changed"));
        trigger(id("Two"), "give-up");
        QCOMPARE(m_target.now.filter, QStringLiteral("path~Two"));
        QCOMPARE(tabs().tabText(3), QStringLiteral("Two"));
        change(QStringLiteral("id:5"));
        trigger(id("Two"), "save-changes");
        QCOMPARE(tabs().tabText(3), QStringLiteral("Two"));
        QCOMPARE(m_bar->list().find(id("Two"))->filter, std::optional(QStringLiteral("id:5")));
        const std::unique_ptr<QMenu> menu(m_bar->commands().menu(id("Two"), nullptr));
        QVERIFY(!action(*menu, "save-changes")->isEnabled());
    }

    void savedTabsAreDraggedAmongEachOther() {
        const QPoint from = tabs().tabRect(4).center();
        QTest::mousePress(&tabs(), Qt::LeftButton, {}, from);
        // Far over the free ones.
        for (int x = from.x(); x > -200; x -= 15) {
            move(QPoint(x, from.y()));
        }
        QTest::mouseRelease(&tabs(), Qt::LeftButton, {}, QPoint(0, from.y()));
        QCOMPARE(texts(), QStringLiteral("Attacks|Requests|Three|One|Two"));
        QCOMPARE(m_bar->currentName(), QStringLiteral("Three"));
        QCOMPARE(tabs().currentIndex(), 2);
        QCOMPARE(m_bar->list().entries().front().view.name, QStringLiteral("Three"));
    }

    void freeTabsStayWhereTheyAre() {
        const QPoint from = tabs().tabRect(0).center();
        QTest::mousePress(&tabs(), Qt::LeftButton, {}, from);
        for (int x = from.x(); x < 600; x += 15) {
            move(QPoint(x, from.y()));
        }
        QTest::mouseRelease(&tabs(), Qt::LeftButton, {}, QPoint(600, from.y()));
        QCOMPARE(texts(), QStringLiteral("Attacks|Requests|One|Two|Three"));
    }

    void theKeyboardReachesAllOfIt() {
        tabs().setFocus();
        for (int i = 0; i < 3; ++i) {
            QTest::keyClick(&tabs(), Qt::Key_Right);
        }
        QCOMPARE(m_bar->currentName(), QStringLiteral("Two"));
        QTest::keyClick(&tabs(), Qt::Key_F2);
        auto* dialog = m_bar->findChild<QDialog*>(QStringLiteral("dialog.view"));
        QVERIFY(dialog != nullptr);
        QTest::keyClicks(dialog->findChild<QLineEdit*>(), QStringLiteral("Twice"));
        QTest::keyClick(dialog->findChild<QLineEdit*>(), Qt::Key_Return);
        QCOMPARE(tabs().tabText(3), QStringLiteral("Twice"));
        // The Menu key.
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(1, 1), tabs().mapToGlobal(QPoint(1, 1)));
        QApplication::sendEvent(&tabs(), &event);
        auto* menu = m_bar->findChild<QMenu*>(QStringLiteral("menu.view-tab"));
        QTRY_VERIFY(menu != nullptr && menu->isVisible());
        action(*menu, "move-left")->trigger();
        menu->close();
        QCOMPARE(texts(), QStringLiteral("Attacks|Requests|Twice|One|Three"));
    }

    void aDuplicateStandsBesideIt() {
        trigger(id("One"), "duplicate");
        QCOMPARE(texts(), QStringLiteral("Attacks|Requests|One|One 2|Two|Three"));
        QCOMPARE(m_bar->currentName(), QStringLiteral("One 2"));
        QCOMPARE(m_target.now.filter, QStringLiteral("path~One"));
    }

    void deletingIsUndone() {
        tabs().setCurrentIndex(3);
        trigger(id("Two"), "delete");
        QCOMPARE(texts(), QStringLiteral("Attacks|Requests|One|Three"));
        QCOMPARE(tabs().currentIndex(), 0);
        QCOMPARE(m_bar->commands().justRemoved(), QStringLiteral("Two"));
        trigger(0, "undo");
        QCOMPARE(texts(), QStringLiteral("Attacks|Requests|One|Two|Three"));
        QCOMPARE(m_bar->currentName(), QStringLiteral("Two"));
        QVERIFY(m_bar->commands().justRemoved().isEmpty());
        trigger(id("One"), "delete");
        tabs().setCurrentIndex(1);  // the note ends, undo does not
        QVERIFY(m_bar->commands().justRemoved().isEmpty());
        trigger(0, "undo");
        QCOMPARE(m_bar->currentName(), QString());
        QCOMPARE(tabs().count(), 5);
    }

    void savingSaysWhatIsKept() {
        tabs().setCurrentIndex(0);
        change(QStringLiteral("id:5"));
        m_bar->findChild<QToolButton*>(QStringLiteral("views.add"))->click();
        auto* dialog = m_bar->findChild<QDialog*>(QStringLiteral("dialog.view"));
        QVERIFY(dialog != nullptr);
        auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("view.name"));
        auto* accept = dialog->findChild<QPushButton*>(QStringLiteral("view.accept"));
        auto* error = dialog->findChild<QLabel*>(QStringLiteral("view.error"));
        auto* filter = dialog->findChild<QCheckBox*>(QStringLiteral("view.filter"));
        auto* layout = dialog->findChild<QCheckBox*>(QStringLiteral("view.layout"));
        QVERIFY(!accept->isEnabled() && error->isHidden());
        name->setText(QStringLiteral("TWO"));
        QVERIFY(!accept->isEnabled());
        QCOMPARE(error->text(), QStringLiteral("There is a view of this name."));
        name->setText(QStringLiteral("Fresh"));
        QVERIFY(accept->isEnabled() && error->isHidden());
        filter->setChecked(false);
        layout->setChecked(false);
        QVERIFY(!accept->isEnabled());  // nothing would be kept
        layout->setChecked(true);
        accept->click();
        const SavedView* saved = m_bar->list().find(id("Fresh"));
        QVERIFY(saved != nullptr && !saved->filter && saved->grouping && !saved->columns);
        QCOMPARE(m_bar->currentName(), QStringLiteral("Fresh"));
    }

    void textGoesRound() {
        trigger(id("One"), "copy");
        const QString text = QApplication::clipboard()->text();
        QVERIFY(text.startsWith(QStringLiteral("mirrorscope views 1\n")));
        trigger(0, "import");
        auto* dialog = m_bar->findChild<ImportDialog*>();
        QVERIFY(dialog != nullptr);
        auto* import = dialog->findChild<QPushButton*>(QStringLiteral("import.import"));
        QVERIFY(!import->isEnabled());
        dialog->findChild<QPlainTextEdit*>(QStringLiteral("import.text"))
            ->setPlainText(text + QStringLiteral("[Bad]\ntable: attacks\nfilter: (\n"));
        import->click();
        QCOMPARE(dialog->findChild<QLabel*>(QStringLiteral("import.summary"))->text(),
                 QStringLiteral("1 view imported, 1 under another name, 1 refused"));
        const QString report =
            dialog->findChild<QPlainTextEdit*>(QStringLiteral("import.report"))->toPlainText();
        QVERIFY2(report.contains(QStringLiteral("Refused, line 8: the filter cannot be read.")),
                 qPrintable(report));
        QVERIFY(id("One 2") != 0);
        dialog->importFile(m_directory->filePath(QStringLiteral("none.txt")));
        QVERIFY(dialog->findChild<QLabel*>(QStringLiteral("import.summary"))
                    ->text()
                    .contains(QStringLiteral("cannot be read")));
        dialog->close();
    }

    void anExportIsImported() {
        const QString file = m_directory->filePath(QStringLiteral("out.txt"));
        trigger(0, "export-all");
        auto* dialog = m_bar->findChild<QFileDialog*>(QStringLiteral("dialog.export-views"));
        QVERIFY(dialog != nullptr);
        emit dialog->fileSelected(file);
        dialog->close();
        ImportDialog import(m_bar->list());
        import.setAttribute(Qt::WA_DeleteOnClose, false);
        import.importFile(file);
        QCOMPARE(m_bar->list().entries().size(), std::size_t{6});
    }

private:
    ViewTabs& tabs() const { return m_bar->tabs(); }
    ViewId id(const char* name) const { return m_bar->list().idOf(QString::fromUtf8(name)); }
    QString texts() const {
        QStringList all;
        for (int i = 0; i < tabs().count(); ++i) {
            all += tabs().tabText(i);
        }
        return all.join(u'|');
    }
    void change(const QString& filter) {
        m_target.now.filter = filter;
        m_bar->views().refresh();
    }
    static QAction* action(const QMenu& menu, const char* name) {
        return menu.findChild<QAction*>(QLatin1String(name), Qt::FindDirectChildrenOnly);
    }
    void trigger(ViewId view, const char* name) {
        const std::unique_ptr<QMenu> menu(m_bar->commands().menu(view, nullptr));
        QAction* found = action(*menu, name);
        QVERIFY2(found != nullptr && found->isEnabled(), name);
        found->trigger();
    }
    /// QTest moves no button with the mouse.
    void move(const QPoint& to) {
        QMouseEvent event(QEvent::MouseMove, to, tabs().mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(&tabs(), &event);
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    test::FakeTarget m_target;
    std::unique_ptr<ViewBar> m_bar;
};

QTEST_MAIN(ViewBarTest)
#include "view_bar_test.moc"
