// SPDX-License-Identifier: GPL-3.0-or-later
// The file on the disk: nothing that was not understood is lost.
#include "ui/views/view_store.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace mirrorscope::ui::views;

class ViewStoreTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_directory = std::make_unique<QTemporaryDir>();
        QVERIFY(m_directory->isValid());
        m_file = m_directory->filePath(QStringLiteral("mirrorscope/views.txt"));
    }

    void comesBackAndIsPrivate() {
        ViewStore store(m_file);
        QVERIFY(store.load().problems.empty());
        QVERIFY(!store.save({one()}));
        QCOMPARE(QFileInfo(m_file).permissions() & ~(QFileDevice::ReadUser | QFileDevice::WriteUser),
                 QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        const ViewsRead read = ViewStore(m_file).load();
        QVERIFY(read.problems.empty());
        QCOMPARE(read.views.size(), std::size_t{1});
        QCOMPARE(read.views.front().view, one());
        QVERIFY(!QFile::exists(backup()));
    }

    void whatWasUnderstoodNeedsNoBackup() {
        put("mirrorscope views 1\n[A]\ntable: attacks\n");
        ViewStore store(m_file);
        store.load();
        QVERIFY(!store.save({one()}));
        QVERIFY(!store.save({}));
        QVERIFY(!QFile::exists(backup()));
    }

    void commentsAreKept() {
        put("mirrorscope views 1\n# mine\n[A]\ntable: attacks\n");
        ViewStore store(m_file);
        QVERIFY(store.load().problems.empty());
        QVERIFY(!store.save({one()}));
        QVERIFY(get(backup()).contains("# mine"));
    }

    void aBrokenFileIsKept() {
        const QByteArray broken =
            "mirrorscope views 1\n[A]\ntable: attacks\n[B]\ntable: attacks\nfilter: host:\n";
        put(broken);
        ViewStore store(m_file);
        const ViewsRead read = store.load();
        QCOMPARE(read.views.size(), std::size_t{1});
        QCOMPARE(read.problems.front().line, 6);
        QCOMPARE(get(m_file), broken);  // reading writes nothing
        QVERIFY(!store.save({one()}));
        QCOMPARE(get(backup()), broken);
        QVERIFY(!store.save({}));  // ours: the backup stays that of the broken one
        QCOMPARE(get(backup()), broken);
    }

    void anUnreadableFileIsKept() {
        put("mirrorscope views 1\n");
        QVERIFY(QFile::setPermissions(m_file, {}));
        if (QFile(m_file).open(QIODevice::ReadOnly)) {
            QSKIP("root reads every file");
        }
        ViewStore store(m_file);
        QCOMPARE(store.load().problems.front().line, 0);
        QVERIFY(!store.save({one()}));
        QVERIFY(QFile::exists(backup()));
        QCOMPARE(ViewStore(m_file).load().views.size(), std::size_t{1});
    }

    void aDirectoryInItsPlaceIsKept() {
        QVERIFY(QDir().mkpath(m_file));
        ViewStore store(m_file);
        const ViewsRead read = store.load();
        QCOMPARE(read.problems.front().line, 0);
        QVERIFY(read.problems.front().reason.contains(QStringLiteral("directory")));
        QVERIFY(!store.save({one()}));
        QVERIFY(QFileInfo(backup()).isDir());
    }

    void aTooLongFileIsKept() {
        put("mirrorscope views 1\n" + QByteArray(kMostBytes, '#'));
        ViewStore store(m_file);
        QVERIFY(store.load().problems.front().reason.contains(QStringLiteral("1 MiB")));
        QVERIFY(!store.save({one()}));
        QVERIFY(QFileInfo(backup()).size() > kMostBytes);
    }

    void whatSomebodyElseWroteIsKept() {
        ViewStore store(m_file);
        store.load();
        QVERIFY(!store.save({one()}));
        put("mirrorscope views 1\n[Theirs]\ntable: attacks\n");
        QVERIFY(!store.save({one(), one()}));
        QVERIFY(get(backup()).contains("Theirs"));
    }

    void aFailureLeavesTheFileAsItWas() {
        // A file where the folder should be.
        const QString folder = QFileInfo(m_file).absolutePath();
        QFile file(folder);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        ViewStore store(m_file);
        store.load();
        const auto failure = store.save({one()});
        QVERIFY(failure && failure->contains(folder));
        QVERIFY(QFileInfo(folder).isFile());
    }

    void isInTheConfigurationDirectory() {
        qputenv("XDG_CONFIG_HOME", "/somewhere");
        QCOMPARE(ViewStore::standardFile(), QStringLiteral("/somewhere/mirrorscope/views.txt"));
        qputenv("XDG_CONFIG_HOME", "relative");
        QCOMPARE(ViewStore::standardFile(),
                 QDir::homePath() + QStringLiteral("/.config/mirrorscope/views.txt"));
    }

private:
    static SavedView one() {
        SavedView view{.name = QStringLiteral("One"), .filter = QStringLiteral("id:1")};
        view.grouping.emplace();
        return view;
    }
    QString backup() const { return m_file + QStringLiteral(".bak"); }
    void put(const QByteArray& content) const {
        QVERIFY(QDir().mkpath(QFileInfo(m_file).absolutePath()));
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
    static QByteArray get(const QString& name) {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_file;
};

QTEST_MAIN(ViewStoreTest)
#include "view_store_test.moc"
