// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/source_reading.h"

#include <QTest>

#include "core/forwarding/request_attribution.h"

using namespace mirrorscope;
using forwarding::SourceReading;
using traffic::SourceSetting;

namespace {

traffic::MirroredRequest requestWith(const QByteArray& lines) {
    traffic::MirroredRequest out;
    out.peer = "10.0.0.5";
    out.head = "GET / HTTP/1.1\r\nHost: shop.example\r\n" + lines.toStdString() + "\r\n";
    return out;
}

}  // namespace

class SourceReadingTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsNoSetting_data();
    void whatIsNoSetting();
    void theClientAsConfigured_data();
    void theClientAsConfigured();
    void mergesAreFollowed();
};

void SourceReadingTest::whatIsNoSetting_data() {
    QTest::addColumn<QByteArray>("trusted");
    QTest::addColumn<int>("hops");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("isValid");
    QTest::newRow("nothing") << QByteArray() << 0 << QByteArray() << true;
    QTest::newRow("all") << QByteArray("10.0.0.0/8, fd00::/8") << 3 << QByteArray("X-Real-IP") << true;
    QTest::newRow("no network") << QByteArray("10.0.0.0/8,shop") << 0 << QByteArray() << false;
    QTest::newRow("hops") << QByteArray() << 33 << QByteArray() << false;
    QTest::newRow("no header name") << QByteArray() << 0 << QByteArray("X Real") << false;
}

void SourceReadingTest::whatIsNoSetting() {
    QFETCH(QByteArray, trusted);
    QFETCH(int, hops);
    QFETCH(QByteArray, header);
    QFETCH(bool, isValid);
    SourceSetting setting;
    setting.trusted = trusted.toStdString();
    setting.hops = static_cast<std::size_t>(hops);
    setting.clientHeader = header.toStdString();
    QCOMPARE(SourceReading::from(setting).has_value(), isValid);
}

void SourceReadingTest::theClientAsConfigured_data() {
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("recursive");
    QTest::addColumn<QByteArray>("client");
    const QByteArray list = "X-Forwarded-For: 203.0.113.7, 10.0.0.9\r\n";
    QTest::newRow("past the trusted")
        << list << QByteArray("X-Forwarded-For") << true << QByteArray("203.0.113.7");
    QTest::newRow("the last one, a balancer with somebody in front")
        << list << QByteArray("X-Forwarded-For") << false << QByteArray();
    QTest::newRow("the last one") << QByteArray("X-Forwarded-For: 10.0.0.9, 203.0.113.7\r\n")
                                  << QByteArray("x-forwarded-for") << false << QByteArray("203.0.113.7");
    QTest::newRow("another header") << list + "CF-Connecting-IP: 198.51.100.4\r\n"
                                    << QByteArray("CF-Connecting-IP") << true << QByteArray("198.51.100.4");
    QTest::newRow("Forwarded") << QByteArray("Forwarded: for=198.51.100.4, for=10.0.0.9\r\n")
                               << QByteArray("Forwarded") << true << QByteArray("198.51.100.4");
    QTest::newRow("a header that is not there")
        << list << QByteArray("True-Client-IP") << true << QByteArray();
}

void SourceReadingTest::theClientAsConfigured() {
    QFETCH(QByteArray, lines);
    QFETCH(QByteArray, header);
    QFETCH(bool, recursive);
    QFETCH(QByteArray, client);
    SourceSetting setting;
    setting.trusted = "10.0.0.0/8";
    setting.clientHeader = header.toStdString();
    setting.recursive = recursive;
    const auto rules = SourceReading::from(setting)->over({});
    const auto context = forwarding::attribute(requestWith(lines), rules);
    QCOMPARE(context.client, client.toStdString());
}

void SourceReadingTest::mergesAreFollowed() {
    const auto merged = forwarding::mergedSources({{.source = 1, .mergedInto = 2},
                                                   {.source = 2, .mergedInto = 3},
                                                   {.source = 5, .mergedInto = 6},
                                                   {.source = 6, .mergedInto = 5}});
    QCOMPARE(merged.size(), std::size_t{2});
    QCOMPARE(merged.at(1), traffic::SourceId{3});
    QCOMPARE(merged.at(2), traffic::SourceId{3});
}

QTEST_GUILESS_MAIN(SourceReadingTest)
#include "source_reading_test.moc"
