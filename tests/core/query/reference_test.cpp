// SPDX-License-Identifier: Apache-2.0
#include "core/query/reference.h"

#include <QFile>
#include <QTest>

#include "core/query/parser.h"

using namespace mirrorscope;

class ReferenceTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void isCurrent();
    void examplesParse();
    void pagesWithoutMarksStay();

private:
    QByteArray m_page;
};

void ReferenceTest::initTestCase() {
    QFile file(PROJECT_DIR "/docs/filters.md");
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_page = file.readAll();
}

void ReferenceTest::isCurrent() {
    QVERIFY(m_page.contains(QByteArray::fromStdString(query::referenceTables())));
    QVERIFY2(query::withReferenceTables(m_page.toStdString()) == m_page.toStdString(),
             "docs/filters.md is not current: cmake --build … --target filter_reference");
}

/// Every line of a block marked ```filter.
void ReferenceTest::examplesParse() {
    int examples = 0;
    bool inExample = false;
    for (const QByteArray& line : m_page.split('\n')) {
        if (line.startsWith("```")) {
            inExample = line == "```filter";
        } else if (inExample) {
            QVERIFY2(query::parse(line.toStdString()).has_value(), line.constData());
            ++examples;
        }
    }
    QVERIFY(examples >= 5);
}

void ReferenceTest::pagesWithoutMarksStay() {
    for (const std::string page : {"", "text", "<!-- tables: end -->\n"}) {
        QCOMPARE(query::withReferenceTables(page), page);
    }
}

QTEST_GUILESS_MAIN(ReferenceTest)
#include "reference_test.moc"
