// SPDX-License-Identifier: Apache-2.0
#include "core/detection/attack_classifier.h"

#include <QFile>
#include <QtTest>
#include <list>

using namespace mirrorscope;
using detection::AttackClassifier;

class AttackClassifierTest : public QObject {
    Q_OBJECT
private slots:
    void classifies_data() {
        QTest::addColumn<qint64>("rule");
        QTest::addColumn<QString>("tag");
        QTest::addColumn<QString>("type");
        const auto row = [](qint64 rule, const char* tag, const char* type) {
            QTest::addRow("%lld %s", static_cast<long long>(rule), tag) << rule << tag << type;
        };
        // our table wins over tag and range
        row(930100, "attack-lfi", "traversal");
        row(930110, "", "traversal");
        row(942290, "attack-sqli", "nosqli");
        row(921200, "attack-ldap", "ldapi");
        row(921110, "attack-protocol", "crlf");
        row(921151, "attack-protocol", "crlf");
        row(944150, "attack-rce", "java");
        row(934180, "attack-ssti", "ssti");
        // the tag wins over the range
        row(942100, "attack-sqli", "sqli");
        row(933110, "attack-injection-php", "php");
        row(934170, "attack-ssrf", "ssrf");
        row(9900100, "attack-java", "java");
        row(123, "attack-xss", "xss");
        // the range: multiMatch rules come without tags
        row(942100, "", "sqli");
        row(930120, "OWASP_CRS", "lfi");
        row(913100, "", "scanner");
        row(911100, "attack-generic", "protocol");
        row(920350, "", "protocol");
        row(921180, "", "protocol");
        row(922100, "", "protocol");
        row(943120, "", "session-fixation");
        row(944999, "", "java");
        row(912100, "attack-dos", "other");
        row(1, "", "other");
    }
    void classifies() {
        QFETCH(qint64, rule);
        QFETCH(QString, tag);
        QFETCH(QString, type);
        const std::list<std::string> tags{"paranoia-level/1", tag.toStdString()};
        const auto found = AttackClassifier::builtIn().typeOf(rule, tags);
        QCOMPARE(QString::fromUtf8(traffic::attackTypeInfo(found).name.data()), type);
    }
    void tableOfTheSourcesIsSound() {
        QFile file(QStringLiteral(PROJECT_DIR "/resources/attack_types.tsv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto read = AttackClassifier::fromTable(file.readAll().toStdString(), "attack_types.tsv");
        QVERIFY2(read.has_value(), read ? "" : read.error().arguments.at(2).c_str());
    }
    void refuses_data() {
        QTest::addColumn<QByteArray>("table");
        QTest::addColumn<QString>("line");
        QTest::newRow("no id") << QByteArray("# c\nx\tsqli\n") << "2";
        QTest::newRow("unknown type") << QByteArray("1\tsqli\n2\tnonsense\n") << "2";
        QTest::newRow("no type") << QByteArray("5") << "1";
        QTest::newRow("backward range") << QByteArray("9-5\tsqli") << "1";
        QTest::newRow("zero") << QByteArray("0\tsqli") << "1";
        QTest::newRow("overlap") << QByteArray("1-5\tsqli\n3\txss\n") << "0";
    }
    void refuses() {
        QFETCH(QByteArray, table);
        QFETCH(QString, line);
        const auto read = AttackClassifier::fromTable(table.toStdString(), "t.tsv");
        QVERIFY(!read);
        QCOMPARE(read.error().code, base::ErrorCode::RulesInvalid);
        QCOMPARE(QString::fromStdString(read.error().arguments.at(0)), QStringLiteral("t.tsv"));
        QCOMPARE(QString::fromStdString(read.error().arguments.at(1)), line);
    }
};

QTEST_GUILESS_MAIN(AttackClassifierTest)
#include "attack_classifier_test.moc"
