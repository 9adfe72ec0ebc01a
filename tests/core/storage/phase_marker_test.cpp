// SPDX-License-Identifier: Apache-2.0
#include "core/storage/phase_marker.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace mirrorscope;

class PhaseMarkerTest : public QObject {
    Q_OBJECT

private slots:
    void othersSeeIt();
    void withoutAFileItDoesNothing();
};

void PhaseMarkerTest::othersSeeIt() {
    QTemporaryDir directory;
    const QString path = directory.filePath("phase");
    const auto seen = [&] {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
    };
    {
        storage::PhaseMarker marker(path.toStdString());
        QCOMPARE(seen(), QByteArray("\0", 1));
        marker.enter();
        QCOMPARE(seen(), QByteArray("\1"));
        marker.leave();
        QCOMPARE(seen(), QByteArray("\0", 1));
        marker.enter();
    }
    QCOMPARE(seen(), QByteArray("\1"));
    const storage::PhaseMarker next(path.toStdString());
    QCOMPARE(seen(), QByteArray("\0", 1));
}

void PhaseMarkerTest::withoutAFileItDoesNothing() {
    for (const char* path : {"", "/nonexistent/phase"}) {
        storage::PhaseMarker marker{std::filesystem::path(path)};
        marker.enter();
        marker.leave();
        QVERIFY(!QFile::exists(path));
    }
}

QTEST_GUILESS_MAIN(PhaseMarkerTest)
#include "phase_marker_test.moc"
