// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/reference.h"

#include <QFile>
#include <QTest>

class SnippetReferenceTest : public QObject {
    Q_OBJECT

private slots:
    void isCurrent();
};

void SnippetReferenceTest::isCurrent() {
    QFile file(PROJECT_DIR "/docs/snippets.md");
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY2(file.readAll() == QByteArray::fromStdString(mirrorscope::snippets::snippetsPage()),
             "docs/snippets.md is not current: cmake --build … --target snippet_reference");
}

QTEST_GUILESS_MAIN(SnippetReferenceTest)
#include "reference_test.moc"
