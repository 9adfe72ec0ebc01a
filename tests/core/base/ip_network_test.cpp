// SPDX-License-Identifier: Apache-2.0
#include "core/base/ip_network.h"

#include <QTest>
#include <string>

using namespace mirrorscope;

class IpNetworkTest : public QObject {
    Q_OBJECT

private slots:
    void addresses_data();
    void addresses();
    void textIsThatOfAsio();
    void networks_data();
    void networks();
    void refused_data();
    void refused();
    void anyOfSeveral();
};

void IpNetworkTest::addresses_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");  // empty: no address
    const auto row = [](const QByteArray& text, const char* expected) {
        QTest::newRow(text.isEmpty() ? "(empty)" : text.toPercentEncoding().constData())
            << text << QByteArray(expected);
    };
    row("10.1.2.3", "10.1.2.3");
    row("2001:DB8:0:0:0:0:0:1", "2001:db8::1");
    row("[::1]", "::1");
    row("::ffff:10.1.2.3", "10.1.2.3");
    row("[::ffff:10.1.2.3]", "10.1.2.3");
    for (const char* text : {"", "[]", "10.1.2", "10.1.2.256", "10.1.2.3.4", "010.1.2.3", "0x0a.1.2.3",
                             "10.1.2.3 ", " 10.1.2.3", "10.1.2.3:80", "[::1]:80", "[::1", "fe80::1%lo",
                             "fe80::1%25lo", "1::2::3", "localhost", "unknown"}) {
        row(text, "");
    }
    row(QByteArray("10.1.2.3\0x", 10), "");
    row(QByteArray(100'000, '1'), "");
}

void IpNetworkTest::addresses() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const auto address = base::parseAddress(text.toStdString());
    QCOMPARE(address ? QByteArray::fromStdString(address->to_string()) : QByteArray(), expected);
}

void IpNetworkTest::textIsThatOfAsio() {
    std::uint32_t bits = 0;
    for (int i = 0; i < 100'000; ++i) {
        bits = bits * 1'664'525U + 1'013'904'223U;
        const boost::asio::ip::address address = boost::asio::ip::address_v4(bits);
        QCOMPARE(base::addressText(address), address.to_string());
        QVERIFY(base::parseAddress(address.to_string()) == address);
    }
    QCOMPARE(base::addressText(*base::parseAddress("2001:DB8::1")), "2001:db8::1");
}

void IpNetworkTest::networks_data() {
    QTest::addColumn<QByteArray>("network");
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<bool>("inside");
    const auto row = [](const char* network, const char* address, bool inside) {
        QTest::addRow("%s %s", network, address) << QByteArray(network) << QByteArray(address) << inside;
    };
    row("10.0.0.0/8", "10.255.255.255", true);
    row("10.0.0.0/8", "11.0.0.0", false);
    row("10.9.9.9/8", "10.0.0.1", true);  // host bits may be set
    row("192.0.2.0/25", "192.0.2.127", true);
    row("192.0.2.0/25", "192.0.2.128", false);
    row("192.0.2.1", "192.0.2.1", true);
    row("192.0.2.1", "192.0.2.2", false);
    row("0.0.0.0/0", "255.1.2.3", true);
    row("0.0.0.0/0", "::1", false);
    row("::/0", "127.0.0.1", false);
    row("::/0", "2001:db8::1", true);
    row("fd00::/8", "fdff::1", true);
    row("fd00::/8", "fe00::1", false);
    row("2001:db8::/33", "2001:db8:7fff::1", true);
    row("2001:db8::/33", "2001:db8:8000::1", false);
    row("::1/128", "::1", true);
}

void IpNetworkTest::networks() {
    QFETCH(QByteArray, network);
    QFETCH(QByteArray, address);
    QFETCH(bool, inside);
    const auto block = base::IpNetwork::parse(network.toStdString());
    QVERIFY(block.has_value());
    QCOMPARE(block->contains(*base::parseAddress(address.toStdString())), inside);
    const auto again = base::IpNetwork::parse(block->text());
    QVERIFY(again.has_value());
    QCOMPARE(again->text(), block->text());
}

void IpNetworkTest::refused_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char* text :
         {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8/8", "10.0.0.0/8x",
          "::/129", "10/8", "10.0.0.0/99999999999", "10.0.0.0 /8"}) {
        QTest::newRow(*text == '\0' ? "(empty)" : text) << QByteArray(text);
    }
}

void IpNetworkTest::refused() {
    QFETCH(QByteArray, text);
    QVERIFY(!base::IpNetwork::parse(text.toStdString()));
}

void IpNetworkTest::anyOfSeveral() {
    const std::vector<base::IpNetwork> networks{*base::IpNetwork::parse("10.0.0.0/8"),
                                                *base::IpNetwork::parse("::1")};
    QVERIFY(base::containsAddress(networks, *base::parseAddress("::1")));
    QVERIFY(base::containsAddress(networks, *base::parseAddress("::ffff:10.0.0.1")));
    QVERIFY(!base::containsAddress(networks, *base::parseAddress("192.0.2.1")));
    QVERIFY(!base::containsAddress({}, *base::parseAddress("::1")));
}

QTEST_GUILESS_MAIN(IpNetworkTest)
#include "ip_network_test.moc"
