// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/mirror_marker.h"

#include <QTest>
#include <string>

#include "core/forwarding/printable_name.h"

using namespace mirrorscope;

class MirrorMarkerTest : public QObject {
    Q_OBJECT

private slots:
    void values_data();
    void values();
    void contradictions_data();
    void contradictions();
};

void MirrorMarkerTest::values_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected");  // kind|version|instance, empty: none
    const auto row = [](const char* value, const char* expected) {
        QTest::newRow(value) << QByteArray(value) << QByteArray(expected);
    };
    row("nginx/1.31.3; host=vm", "nginx|1.31.3|vm");
    row("envoy; node=edge-1", "envoy||edge-1");
    row("traefik", "traefik||");
    row("nginx/1.22.1;host=a;host=b", "nginx|1.22.1|a");
    row("nginx/1.22 evil; host=two words", "nginx||");
    row("unknown/1; host=a", "");
    row("' OR 1=1--", "");
    row("", "");
    row(";;;=;host=", "");
}

void MirrorMarkerTest::values() {
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);
    const auto marker = forwarding::readMarker(value.toStdString());
    const std::string shown = marker ? std::string(traffic::sourceKindName(marker->kind)) + "|" +
                                           marker->version + "|" + marker->instance
                                     : std::string();
    QCOMPARE(QByteArray::fromStdString(shown), expected);
    const std::string tooLong = "nginx; host=" + std::string(forwarding::kLongestName + 1, 'x');
    QVERIFY(forwarding::readMarker(tooLong)->instance.empty());
}

void MirrorMarkerTest::contradictions_data() {
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<bool>("found");
    const auto row = [](const char* name, const char* head, bool found) {
        QTest::newRow(name) << QByteArray(head) << found;
    };
    row("hardened nginx",
        "GET / HTTP/1.1\r\nX-Mirrorscope-Source: nginx/1.22.1; host=vm\r\nX-SERVER-ADDR: 10.0.0.1\r\n\r\n",
        true);
    row("the page's nginx passes a client's on",
        "GET / HTTP/1.1\r\nX-SERVER-ADDR: 10.0.0.1\r\nX-Mirrorscope-Source: nginx; host=vm\r\n\r\n", false);
    row("so does a bare one",
        "GET / HTTP/1.0\r\nHost: a\r\nConnection: close\r\nX-Mirrorscope-Source: nginx\r\n\r\n", false);
    row("Envoy says it is nginx",
        "GET / HTTP/1.1\r\nhost: a\r\nx-mirrorscope-source: nginx\r\nx-envoy-internal: true\r\n\r\n", false);
    row("Envoy says it is Envoy",
        "GET / HTTP/1.1\r\nhost: a\r\nx-mirrorscope-source: envoy\r\nx-envoy-internal: true\r\n\r\n", true);
    row("Traefik says it is Envoy",
        "GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-Server: vm\r\nX-Mirrorscope-Source: envoy\r\n\r\n", false);
}

void MirrorMarkerTest::contradictions() {
    QFETCH(QByteArray, head);
    QFETCH(bool, found);
    const std::string bytes = head.toStdString();
    QCOMPARE(forwarding::findMarker(http::Head(bytes)).has_value(), found);
}

QTEST_GUILESS_MAIN(MirrorMarkerTest)
#include "mirror_marker_test.moc"
