// SPDX-License-Identifier: Apache-2.0
#include "core/detection/hit_point.h"

#include <QtTest>

using namespace mirrorscope::detection;

class HitPointTest : public QObject {
    Q_OBJECT
private slots:
    void names_data() {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<int>("body");
        QTest::addColumn<bool>("inBody");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* variable, BodyKind body, bool inBody, const char* expected) {
            QTest::newRow(expected) << variable << static_cast<int>(body) << inBody
                                    << QString::fromUtf8(expected);
        };
        row("ARGS:id", BodyKind::Other, false, "query › id");
        row("ARGS_NAMES:id", BodyKind::Json, false, "query › id (name)");
        row("ARGS:comment", BodyKind::Form, true, "body › form › comment");
        row("ARGS_POST:c", BodyKind::Multipart, true, "body › multipart › c");
        row("ARGS:json.user.name", BodyKind::Json, true, "body › json › user.name");
        row("ARGS:json.a.array_0.b.array_12", BodyKind::Json, true, "body › json › a[0].b[12]");
        row("ARGS:json.array_3", BodyKind::Json, true, "body › json › [3]");
        row("ARGS:json", BodyKind::Json, true, "body › json");
        row("FILES:f", BodyKind::Multipart, true, "body › multipart › f (file name)");
        row("REQUEST_HEADERS:User-Agent", BodyKind::Other, true, "header › User-Agent");
        row("REQUEST_HEADERS:a:b", BodyKind::Other, true, "header › a:b");
        row("REQUEST_COOKIES:sid", BodyKind::Other, true, "cookie › sid");
        row("REQUEST_COOKIES_NAMES:sid", BodyKind::Other, true, "cookie › sid (name)");
        row("REQUEST_FILENAME", BodyKind::Other, true, "path");
        row("REQUEST_URI_RAW", BodyKind::Other, true, "path");
        row("XML:/*", BodyKind::Xml, true, "body › xml");
        row("REQUEST_BODY", BodyKind::Other, true, "body");
        row("TX:1", BodyKind::Other, true, "request");
    }
    void names() {
        QFETCH(QString, variable);
        QFETCH(int, body);
        QFETCH(bool, inBody);
        QFETCH(QString, expected);
        const std::string text = variable.toStdString();
        QCOMPARE(QString::fromStdString(hitPoint(text, static_cast<BodyKind>(body), inBody, false)),
                 expected);
    }
    void wholeTarget() {
        QCOMPARE(hitPoint("REQUEST_URI", BodyKind::Other, false, true), std::string("query"));
    }
};

QTEST_GUILESS_MAIN(HitPointTest)
#include "hit_point_test.moc"
