// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/synthetic_marker.h"

#include <QTest>

using namespace mirrorscope;

class SyntheticMarkerTest : public QObject {
    Q_OBJECT

private slots:
    void believed_data() {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("peer");
        QTest::addColumn<bool>("synthetic");
        QTest::newRow("demo") << QByteArray("X-Mirrorscope-Synthetic: demo\r\n") << QByteArray("127.0.1.12")
                              << true;
        QTest::newRow("lower case") << QByteArray("x-mirrorscope-synthetic: demo\r\n")
                                    << QByteArray("127.0.1.14") << true;
        QTest::newRow("no field") << QByteArray("X-Other: demo\r\n") << QByteArray("127.0.1.12") << false;
        QTest::newRow("passed on by a local proxy")
            << QByteArray("X-Mirrorscope-Synthetic: demo\r\n") << QByteArray("127.0.0.1") << false;
        QTest::newRow("from elsewhere")
            << QByteArray("X-Mirrorscope-Synthetic: demo\r\n") << QByteArray("10.0.1.12") << false;
        QTest::newRow("no peer") << QByteArray("X-Mirrorscope-Synthetic: demo\r\n") << QByteArray() << false;
    }

    void believed() {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, peer);
        QFETCH(bool, synthetic);
        const std::string bytes = "GET / HTTP/1.1\r\nHost: a\r\n" + field.toStdString() + "\r\n";
        QCOMPARE(forwarding::isSynthetic(http::Head(bytes), peer.toStdString()), synthetic);
    }
};

QTEST_GUILESS_MAIN(SyntheticMarkerTest)
#include "synthetic_marker_test.moc"
