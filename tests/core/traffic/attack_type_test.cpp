// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/attack_type.h"

#include <QTest>
#include <set>
#include <string>

using namespace mirrorscope;

class AttackTypeTest : public QObject {
    Q_OBJECT

private slots:
    void tableIsInEnumOrder();
    void namesAreTheProductsWords();
    void unknownNames();
};

void AttackTypeTest::tableIsInEnumOrder() {
    std::set<std::string_view> names;
    std::set<std::string_view> titles;
    for (std::size_t i = 0; i < traffic::attackTypes().size(); ++i) {
        const traffic::AttackTypeInfo& info = traffic::attackTypes()[i];
        QCOMPARE(static_cast<std::size_t>(info.type), i);
        QCOMPARE(&traffic::attackTypeInfo(info.type), &info);
        QCOMPARE(traffic::attackTypeByName(info.name), std::optional(info.type));
        QVERIFY(!info.title.empty());
        QCOMPARE(info.cwe > 0, !info.owasp.empty());
        QVERIFY(info.owasp.empty() || (info.owasp.size() == 8 && info.owasp.ends_with(":2021")));
        names.insert(info.name);
        titles.insert(info.title);
    }
    QCOMPARE(names.size(), traffic::attackTypes().size());
    QCOMPARE(titles.size(), traffic::attackTypes().size());
}

/// Filters, exports and stored sessions rely on them.
void AttackTypeTest::namesAreTheProductsWords() {
    const QByteArrayList words =
        QByteArray(
            "sqli xss rce lfi rfi traversal ssrf ssti nosqli ldapi xxe crlf php java "
            "nodejs scanner protocol session-fixation data-leak other")
            .split(' ');
    QCOMPARE(static_cast<std::size_t>(words.size()), traffic::attackTypes().size());
    for (const QByteArray& word : words) {
        QVERIFY2(traffic::attackTypeByName(word.toStdString()).has_value(), word.constData());
    }
}

void AttackTypeTest::unknownNames() {
    for (const char* name : {"", "SQLI", "sqli ", "sql"}) {
        QVERIFY(!traffic::attackTypeByName(name));
    }
}

QTEST_GUILESS_MAIN(AttackTypeTest)
#include "attack_type_test.moc"
