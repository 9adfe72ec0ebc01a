// SPDX-License-Identifier: GPL-3.0-or-later
// Names, places and what can be undone.
#include "ui/views/view_list.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "ui/views/import_dialog.h"

using namespace mirrorscope::ui::views;

class ViewListTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_directory = std::make_unique<QTemporaryDir>();
        m_list = std::make_unique<ViewList>(ViewStore(file()));
        for (const char* name : {"One", "Two", "Three"}) {
            QVERIFY(m_list->add(view(name)) != 0);
        }
    }

    void namesAreUniqueHoweverSpelt() {
        QVERIFY(m_list->complaintAbout(QStringLiteral(" oNE ")));
        QVERIFY(!m_list->complaintAbout(QStringLiteral("ONE"), id("One")));
        m_list->add(view("one"));
        m_list->add(view("One"));
        QCOMPARE(names(), QStringLiteral("One,Two,Three,one 2,One 3"));
        const QByteArray longest(SavedView::kLongestName, 'x');
        m_list->add(view(longest.constData()));
        m_list->add(view(longest.constData()));
        QCOMPARE(m_list->entries().back().view.name,
                 QString::fromLatin1(longest.chopped(2)) + QStringLiteral(" 2"));
        QCOMPARE(m_list->add(view(" ")), 0);
    }

    void renamingKeepsTheRest() {
        const ViewId two = id("Two");
        QVERIFY(!m_list->rename(two, QStringLiteral("THREE")));
        QVERIFY(m_list->rename(two, QStringLiteral(" TWO ")));
        QCOMPARE(m_list->find(two)->name, QStringLiteral("TWO"));
        SavedView changed = view("Other");
        changed.filter = QStringLiteral("id:9");
        m_list->replace(two, changed);
        QCOMPARE(m_list->find(two)->name, QStringLiteral("TWO"));
        QCOMPARE(m_list->find(two)->filter, changed.filter);
    }

    void placesChange() {
        m_list->move(0, 2);
        QCOMPARE(names(), QStringLiteral("Two,Three,One"));
        m_list->move(2, 1);
        QCOMPARE(names(), QStringLiteral("Two,One,Three"));
        m_list->move(0, 3);
        m_list->move(-1, 0);
        QCOMPARE(names(), QStringLiteral("Two,One,Three"));
        m_list->add(view("Four"), id("Two"));
        QCOMPARE(names(), QStringLiteral("Two,Four,One,Three"));
    }

    void deletingCanBeUndone() {
        m_list->remove(id("Two"));
        m_list->remove(id("One"));
        QCOMPARE(names(), QStringLiteral("Three"));
        QCOMPARE(m_list->lastRemoved(), QStringLiteral("One"));
        QVERIFY(m_list->undoRemove() != 0);
        m_list->add(view("Two"));
        QVERIFY(m_list->undoRemove() != 0);
        QCOMPARE(names(), QStringLiteral("One,Two 2,Three,Two"));
        QVERIFY(m_list->lastRemoved().isEmpty());
        QCOMPARE(m_list->undoRemove(), 0);
    }

    void everyChangeIsWritten() {
        m_list->move(0, 2);
        m_list->remove(id("Two"));
        m_list = std::make_unique<ViewList>(ViewStore(file()));
        QCOMPARE(names(), QStringLiteral("Three,One"));
    }

    void anImportSaysWhatBecameOfEach() {
        const ViewImport result = m_list->import(
            "mirrorscope views 1\n[two]\ntable: requests\n"
            "[Bad]\ntable: requests\nfilter: score>\n[New]\ntable: attacks\n");
        QCOMPARE(names(), QStringLiteral("One,Two,Three,two 2,New"));
        QCOMPARE(
            ImportDialog::report(result),
            QStringLiteral("2 views imported, 1 under another name, 1 refused\n"
                           "“two” is now “two 2”, because there is a view of that name\n"
                           "Refused, line 6: the filter cannot be read. At character 7: expected a number, "
                           "found the end"));
        QCOMPARE(ImportDialog::report(m_list->import("nonsense")),
                 QStringLiteral("No view imported\nline 1: a list of views begins with the line "
                                "“mirrorscope views 1”"));
    }

    void noMoreThanThereIsRoomFor() {
        while (!m_list->isFull()) {
            m_list->add(view("More"));
        }
        QCOMPARE(m_list->add(view("Too many")), 0);
        const ViewImport result = m_list->import("mirrorscope views 1\n[A]\ntable: attacks\n");
        QCOMPARE(result.imported, 0);
        QCOMPARE(result.read.refused, std::size_t{1});
    }

    void theSameNameTwiceInTheFileIsTold() {
        QFile written(file());
        QVERIFY(written.open(QIODevice::WriteOnly));
        written.write("mirrorscope views 1\n[A]\ntable: attacks\n[a]\ntable: requests\n");
        written.close();
        m_list = std::make_unique<ViewList>(ViewStore(file()));
        QCOMPARE(names(), QStringLiteral("A,a 2"));
        QCOMPARE(m_list->problems().size(), std::size_t{1});
        QCOMPARE(m_list->problems().front().line, 4);
    }

    void aFileThatCannotBeWrittenIsTold() {
        QFile blocking(m_directory->filePath(QStringLiteral("blocked")));
        QVERIFY(blocking.open(QIODevice::WriteOnly));
        blocking.close();
        ViewList list{ViewStore(m_directory->filePath(QStringLiteral("blocked/views.txt")))};
        QSignalSpy told(&list, &ViewList::fileChanged);
        QVERIFY(list.add(view("A")) != 0);
        QVERIFY(!list.saveFailure().isEmpty());
        QCOMPARE(told.count(), 1);
        QVERIFY(blocking.remove());
        QVERIFY(list.rename(list.idOf(QStringLiteral("A")), QStringLiteral("B")));
        QVERIFY(list.saveFailure().isEmpty());
        QCOMPARE(told.count(), 2);
    }

private:
    static SavedView view(const char* name) { return {.name = QString::fromUtf8(name), .filter = QString()}; }
    QString file() const { return m_directory->filePath(QStringLiteral("views.txt")); }
    ViewId id(const char* name) const { return m_list->idOf(QString::fromUtf8(name)); }
    QString names() const {
        QStringList all;
        for (const ViewList::Entry& entry : m_list->entries()) {
            all += entry.view.name;
        }
        return all.join(u',');
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<ViewList> m_list;
};

QTEST_MAIN(ViewListTest)
#include "view_list_test.moc"
