// SPDX-License-Identifier: Apache-2.0
#include "core/bodies/match_way.h"

#include <QTest>

#include "core/bodies/body_reading.h"
#include "core/bodies/node_text.h"

using namespace mirrorscope::bodies;

class MatchWayTest : public QObject {
    Q_OBJECT

private slots:
    void ways_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("at");
        QTest::addColumn<QByteArray>("matched");
        QTest::addColumn<QByteArray>("way");
        const QByteArray payload =
            QByteArray("{\"sub\":\"' OR 1\"}").toBase64(QByteArray::OmitTrailingEquals);
        const QByteArray token = "eyJhbGciOiJub25lIn0." + payload + ".c2ln";
        QTest::newRow("json") << QByteArray("{\"a\":[1,\"' OR 1\"]}") << QByteArray("OR 1")
                              << QByteArray("OR 1") << QByteArray("/a/1");
        QTest::newRow("jwt") << "{\"t\":\"" + token + "\"}" << payload << QByteArray("' OR 1")
                             << QByteArray("/t; /t › JWT payload; /t › JWT payload › /sub");
        QTest::newRow("jwt, decoded by nobody")
            << "{\"t\":\"" + token + "\"}" << payload << QByteArray("OR 2") << QByteArray("/t");
        QTest::newRow("json in a form")
            << QByteArray("x=1&q=%7B%22a%22%3A%22%27%20OR%22%7D") << QByteArray("%27%20OR")
            << QByteArray("' OR") << QByteArray("/q; /q › JSON; /q › JSON › /a");
        QTest::newRow("form") << QByteArray("x=1&q=%27") << QByteArray("%27") << QByteArray("'")
                              << QByteArray("/q");
        QTest::newRow("over two values")
            << QByteArray("{\"a\":1,\"b\":2}") << QByteArray("1,\"b\"") << QByteArray("1,") << QByteArray();
        QTest::newRow("text") << QByteArray("no values") << QByteArray("val") << QByteArray("val")
                              << QByteArray();
    }
    void ways() {
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, at);
        QFETCH(const QByteArray, matched);
        const BodyReading read =
            readBody(std::make_shared<const std::string>(body.toStdString()), {}, {}, {});
        const Span place{static_cast<std::uint32_t>(body.indexOf(at)), static_cast<std::uint32_t>(at.size())};
        QByteArrayList names;
        for (const NodeId id : wayToMatch(read.tree, place, matched.toStdString())) {
            names << QByteArray::fromStdString(pathOf(read.tree, id));
        }
        QTEST(names.join("; "), "way");
    }
};

QTEST_APPLESS_MAIN(MatchWayTest)
#include "match_way_test.moc"
