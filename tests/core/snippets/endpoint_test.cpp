// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/endpoint.h"

#include <QTest>
#include <string>

using namespace mirrorscope;

class EndpointTest : public QObject {
    Q_OBJECT

private slots:
    void parse_data();
    void parse();
};

void EndpointTest::parse_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");  // empty: refused
    const auto row = [](const char* text, const char* expected) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(expected);
    };
    row("127.0.0.1:8445", "127.0.0.1:8445");
    row("mirror.example.com:80", "mirror.example.com:80");
    row("mirror_scope:8445", "mirror_scope:8445");
    row("[::1]:8445", "[::1]:8445");
    row("[2001:DB8:0::1]:65535", "[2001:db8::1]:65535");
    for (const char* refused : {"",       "127.0.0.1",   ":8445",     "a:",     "a:0",     "a:65536",
                                "a:+80",  "a:80 ",       " a:80",     "::1:80", "[a]:80",  "[127.0.0.1]:80",
                                "a;b:80", "a{:80",       "a$host:80", "a\n:80", "a\":80",  "a'b:80",
                                "a/b:80", "http://a:80", "-a:80",     ".a:80",  "a..b:80", "a#:80",
                                "ä:80",   "[::1%lo]:80"}) {
        row(refused, "");
    }
}

void EndpointTest::parse() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const auto endpoint = snippets::parseEndpoint(text.toStdString());
    QCOMPARE(endpoint ? QByteArray::fromStdString(endpoint->text()) : QByteArray(), expected);
}

QTEST_GUILESS_MAIN(EndpointTest)
#include "endpoint_test.moc"
