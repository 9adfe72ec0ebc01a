// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/arrivals/first_bytes.h"

#include <QSet>
#include <QTest>

using namespace mirrorscope::ui::arrivals;

class FirstBytesTest : public QObject {
    Q_OBJECT

private slots:
    void protocols_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("protocol");
        const auto row = [](const char* name, const QByteArray& bytes, Protocol protocol) {
            QTest::newRow(name) << bytes << static_cast<int>(protocol);
        };
        row("TLS 1.0 record", QByteArray::fromHex("16030102000100"), Protocol::Tls);
        row("TLS 1.2 record", QByteArray::fromHex("160303"), Protocol::Tls);
        row("half a record", QByteArray::fromHex("1603"), Protocol::Unknown);
        row("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", Protocol::Http2);
        row("PROXY 1", "PROXY TCP4 192.0.2.1 192.0.2.2 56324 443\r\n", Protocol::ProxyV1);
        row("PROXY 1 unknown", "PROXY UNKNOWN\r\nGET / HTTP/1.1\r\n", Protocol::ProxyV1);
        row("PROXY 2", QByteArray::fromHex("0d0a0d0a000d0a515549540a21110c00"), Protocol::ProxyV2);
        row("PROXY 2, empty lines skipped", QByteArray::fromHex("000d0a515549540a2111"), Protocol::ProxyV2);
        row("SSH", "SSH-2.0-OpenSSH_9.2\r\n", Protocol::Ssh);
        row("an answer", "HTTP/1.1 200 OK\r\n", Protocol::HttpAnswer);
        row("FastCGI", QByteArray::fromHex("0101000100080000"), Protocol::FastCgi);
        row("a request", "GET / HTTP/1.1\r\n", Protocol::Unknown);
        row("nothing", {}, Protocol::Unknown);
        row("a word like it", "PROXYTCP", Protocol::Unknown);
    }

    void protocols() {
        QFETCH(QByteArray, bytes);
        QFETCH(int, protocol);
        QCOMPARE(static_cast<int>(protocolOf({bytes.constData(), static_cast<std::size_t>(bytes.size())})),
                 protocol);
    }

    void eachHasItsWords() {
        QSet<QString> titles;
        for (const Protocol one :
             {Protocol::Unknown, Protocol::Tls, Protocol::Http2, Protocol::ProxyV1, Protocol::ProxyV2,
              Protocol::Ssh, Protocol::HttpAnswer, Protocol::FastCgi}) {
            titles += protocolTitle(one);
            QVERIFY(protocolAdvice(one).endsWith(u'.'));
        }
        QCOMPARE(titles.size(), 8);
    }
};

QTEST_GUILESS_MAIN(FirstBytesTest)
#include "first_bytes_test.moc"
