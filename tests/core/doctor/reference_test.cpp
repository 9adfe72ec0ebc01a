// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/reference.h"

#include <QFile>
#include <QTest>

class FindingReferenceTest : public QObject {
    Q_OBJECT

private slots:
    void isCurrent();
};

void FindingReferenceTest::isCurrent() {
    QFile file(PROJECT_DIR "/docs/findings.md");
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY2(file.readAll() == QByteArray::fromStdString(mirrorscope::doctor::findingsPage()),
             "docs/findings.md is not current: cmake --build … --target finding_reference");
}

QTEST_GUILESS_MAIN(FindingReferenceTest)
#include "reference_test.moc"
