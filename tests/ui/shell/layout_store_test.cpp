// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/layout_store.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace mirrorscope::ui::shell;

class LayoutStoreTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_directory = std::make_unique<QTemporaryDir>();
        m_file = m_directory->filePath(QStringLiteral("window.ini"));
    }

    void keepsAnArrangementForEachPerspective() {
        const Arrangement charts{.sources = false,
                                 .detail = true,
                                 .around = true,
                                 .chart = false,
                                 .view = 1,
                                 .savedView = QStringLiteral("A, “b”; c"),
                                 .detailTab = 4,
                                 .sourcesWidth = 300,
                                 .detailHeight = 400,
                                 .aroundWidth = 500,
                                 .sizeClass = QStringLiteral("wide")};
        {
            LayoutStore store(m_file);
            QVERIFY(!store.arrangement(Perspective::Charts));
            QCOMPARE(store.perspective(), Perspective::Triage);
            QCOMPARE(store.theme(), QStringLiteral("system"));
            store.setGeometry("geometry");
            store.setArrangement(Perspective::Charts, charts);
            store.setPerspective(Perspective::Charts);
            store.setTheme(QStringLiteral("dark"));
            store.setChartSpanMinutes(5);
            store.setGrouping(QStringLiteral("client,type"));
        }
        LayoutStore store(m_file);
        QCOMPARE(store.geometry(), QByteArray("geometry"));
        QVERIFY(store.arrangement(Perspective::Charts) == charts);
        QVERIFY(!store.arrangement(Perspective::Triage));
        QCOMPARE(store.perspective(), Perspective::Charts);
        QCOMPARE(store.theme(), QStringLiteral("dark"));
        QCOMPARE(store.chartSpanMinutes(), 5);
        QCOMPARE(store.grouping(), QStringLiteral("client,type"));
        store.forgetArrangement(Perspective::Charts);
        QVERIFY(!store.arrangement(Perspective::Charts));
        QCOMPARE(store.geometry(), QByteArray("geometry"));
    }

    void nonsenseIsAsAtFirst() {
        LayoutStore(m_file).setArrangement(Perspective::Triage, {});
        {
            QSettings file(m_file, QSettings::IniFormat);
            file.setValue(QStringLiteral("layout/perspective"), QStringLiteral("cinema"));
            file.setValue(QStringLiteral("layout/triage/sources-width"), QStringLiteral("wide"));
            file.setValue(QStringLiteral("layout/triage/detail-height"), -7);
            file.setValue(QStringLiteral("layout/triage/around-width"), 1'000'000);
            file.setValue(QStringLiteral("layout/triage/view"), 99);
        }
        const LayoutStore store(m_file);
        QCOMPARE(store.perspective(), Perspective::Triage);
        const auto read = store.arrangement(Perspective::Triage);
        QVERIFY(read.has_value());
        QCOMPARE(read->sourcesWidth, 0);
        QCOMPARE(read->detailHeight, 0);
        QCOMPARE(read->aroundWidth, 0);
        QCOMPARE(read->view, perspectiveInfo(Perspective::Triage).first.view);
    }

    void anotherVersionIsLeftAlone() {
        {
            LayoutStore store(m_file);
            store.setGeometry("geometry");
            store.setArrangement(Perspective::Triage, {});
            store.setPerspective(Perspective::Demo);
        }
        QSettings(m_file, QSettings::IniFormat)
            .setValue(QStringLiteral("layout/version"), LayoutStore::kVersion + 1);
        LayoutStore store(m_file);
        QVERIFY(store.geometry().isEmpty());
        QVERIFY(!store.arrangement(Perspective::Triage));
        QCOMPARE(store.perspective(), Perspective::Triage);
        // The first thing of this version does not bring the rest of the other back.
        store.setPerspective(Perspective::Charts);
        QVERIFY(store.geometry().isEmpty());
        QVERIFY(!store.arrangement(Perspective::Triage));
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

private:
    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_file;
};

QTEST_GUILESS_MAIN(LayoutStoreTest)
#include "layout_store_test.moc"
