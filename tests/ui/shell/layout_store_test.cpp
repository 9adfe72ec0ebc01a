// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/layout_store.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using mirrorscope::ui::shell::LayoutStore;

class LayoutStoreTest : public QObject {
    Q_OBJECT

private slots:
    void keepsLayoutAndChoices() {
        const QTemporaryDir directory;
        const QString file = directory.filePath(QStringLiteral("window.ini"));
        {
            LayoutStore store(file);
            QCOMPARE(store.theme(), QStringLiteral("system"));
            store.save("geometry", "docks");
            store.setTheme(QStringLiteral("dark"));
            store.setChartSpanMinutes(5);
            store.setGrouping(QStringLiteral("client,type"));
        }
        LayoutStore store(file);
        QCOMPARE(store.geometry(), QByteArray("geometry"));
        QCOMPARE(store.docks(), QByteArray("docks"));
        QCOMPARE(store.theme(), QStringLiteral("dark"));
        QCOMPARE(store.chartSpanMinutes(), 5);
        QCOMPARE(store.grouping(), QStringLiteral("client,type"));
        store.forgetLayout();
        QVERIFY(store.geometry().isEmpty());
        QCOMPARE(store.theme(), QStringLiteral("dark"));
    }

    void anotherVersionIsLeftAlone() {
        const QTemporaryDir directory;
        const QString file = directory.filePath(QStringLiteral("window.ini"));
        LayoutStore(file).save("geometry", "docks");
        QSettings(file, QSettings::IniFormat)
            .setValue(QStringLiteral("layout/version"), LayoutStore::kVersion + 1);
        QVERIFY(LayoutStore(file).geometry().isEmpty());
        QVERIFY(LayoutStore(file).docks().isEmpty());
    }

    void standsInTheStateDirectory_data() {
        QTest::addColumn<QByteArray>("variable");
        QTest::addColumn<QString>("file");
        QTest::newRow("set") << QByteArray("/state") << "/state/mirrorscope/window.ini";
        QTest::newRow("relative is ignored")
            << QByteArray("state")
            << QDir::homePath() + QStringLiteral("/.local/state/mirrorscope/window.ini");
    }

    void standsInTheStateDirectory() {
        QFETCH(QByteArray, variable);
        QFETCH(QString, file);
        qputenv("XDG_STATE_HOME", variable);
        QCOMPARE(LayoutStore::standardFile(), file);
    }
};

QTEST_GUILESS_MAIN(LayoutStoreTest)
#include "layout_store_test.moc"
