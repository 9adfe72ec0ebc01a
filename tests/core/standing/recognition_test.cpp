// SPDX-License-Identifier: Apache-2.0
#include "core/standing/recognition.h"

#include <QTest>

#include "core/query/parser.h"

using namespace mirrorscope;
using standing::Recognition;

class RecognitionTest : public QObject {
    Q_OBJECT

private slots:
    void formsAndFilters_data();
    void formsAndFilters();
    void onlyAFilterCan_data();
    void onlyAFilterCan();
    void whatIsNoNetworkIsTheParsersToName();
    void listsAsTyped();
};

void RecognitionTest::formsAndFilters_data() {
    QTest::addColumn<QStringList>("networks");
    QTest::addColumn<QString>("agent");
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("isWhole");
    QTest::addColumn<QString>("filter");
    const QStringList none;
    QTest::newRow("nothing") << none << "" << "" << "" << true << "";
    QTest::newRow("one address") << QStringList{"192.0.2.7"} << "" << "" << "" << true << "client:192.0.2.7";
    QTest::newRow("blocks") << QStringList{"10.0.0.0/8", "2001:db8::/32"} << "" << "" << "" << true
                            << "client:10.0.0.0/8,2001:db8::/32";
    QTest::newRow("user agent") << none << "Zabbix" << "" << "" << true << "header.user-agent~Zabbix";
    QTest::newRow("user agent with blanks")
        << none << "Uptime Kuma/1" << "" << "" << true << "header.user-agent~\"Uptime Kuma/1\"";
    QTest::newRow("no pattern") << none << "/x/" << "" << "" << true << "header.user-agent~\"/x/\"";
    QTest::newRow("header") << none << "" << "x-scan" << "yes" << true << "header.x-scan:yes";
    QTest::newRow("header contains") << none << "" << "x-scan" << "a,b" << false << "header.x-scan~\"a,b\"";
    QTest::newRow("all") << QStringList{"192.0.2.7"} << "Nessus" << "x-scan" << "yes" << true
                         << "client:192.0.2.7 header.user-agent~Nessus header.x-scan:yes";
}

void RecognitionTest::formsAndFilters() {
    QFETCH(const QStringList, networks);
    QFETCH(const QString, agent);
    QFETCH(const QString, header);
    QFETCH(const QString, value);
    QFETCH(const bool, isWhole);
    QFETCH(const QString, filter);
    Recognition form{{}, agent.toStdString(), header.toStdString(), value.toStdString(), isWhole};
    for (const QString& one : networks) {
        form.networks.push_back(one.toStdString());
    }
    const std::string text = standing::filterOf(form);
    QCOMPARE(QString::fromStdString(text), filter);
    QVERIFY(query::parse(text).has_value());
    const auto back = standing::recognitionOf(text);
    QVERIFY(form.isEmpty() || back.has_value());
    if (back) {
        QVERIFY(*back == form);
    }
}

void RecognitionTest::onlyAFilterCan_data() {
    QTest::addColumn<QString>("filter");
    for (const char* filter :
         {"-client:10.0.0.0/8", "client:10.0.0.0/8 or header.user-agent~x", "path:/health", "client:unknown",
          "client:10.0.0.1 client:10.0.0.0/8", "header.user-agent~/a/", "header.x-a:1,2",
          "header.x-a:1 header.x-b:2", "client:10.0.0.0/8 path:/", "word", "client:999"}) {
        QTest::newRow(filter) << filter;
    }
}

void RecognitionTest::onlyAFilterCan() {
    QFETCH(const QString, filter);
    QVERIFY(!standing::recognitionOf(filter.toStdString()));
}

void RecognitionTest::whatIsNoNetworkIsTheParsersToName() {
    const std::string text = standing::filterOf({{"10.0.0.0/33"}, "", "", "", true});
    QCOMPARE(text, std::string("client:10.0.0.0/33"));
    QVERIFY(!query::parse(text).has_value());
}

void RecognitionTest::listsAsTyped() {
    const std::vector<std::string> both{"10.0.0.0/8", "192.0.2.7"};
    QCOMPARE(standing::networksOf("10.0.0.0/8,192.0.2.7"), both);
    QCOMPARE(standing::networksOf("  10.0.0.0/8 ;\n192.0.2.7, "), both);
    QVERIFY(standing::networksOf(" , ").empty());
}

QTEST_GUILESS_MAIN(RecognitionTest)
#include "recognition_test.moc"
