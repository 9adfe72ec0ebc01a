// SPDX-License-Identifier: Apache-2.0
#include "core/detection/json_places.h"

#include <QtTest>

using namespace mirrorscope::detection;

class JsonPlacesTest : public QObject {
    Q_OBJECT
private slots:
    void finds_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");  // "-" for none
        // The names are what libmodsecurity 3.0.9 gave for these bodies.
        const QByteArray list =
            "[{\"a\":1,\"b\":[true,null,[1,\"x\"],{\"c\":\"d\"}],\"e.f\":\"g\",\"\":\"h\"},[5],\"top\"]";
        const QByteArray nested =
            "{\"a\":{\"b\":{}},\"c\":[],\"d\":[[],[7]],\"l\":-1.5e3,\"s\":\"a\\\"b,c\"}";
        const auto row = [](const char* what, const QByteArray& body, const char* name, const char* value) {
            QTest::newRow(what) << body << QByteArray(name) << QByteArray(value);
        };
        row("member", list, "json.array_0.a", "1");
        row("word", list, "json.array_0.b.array_0", "true");
        row("array in array", list, "json.array_0.b.array_2.array_1", "x");
        row("object in array", list, "json.array_0.b.array_3.c", "d");
        row("dot in key", list, "json.array_0.e.f", "g");
        row("empty key", list, "json.array_0.empty-key", "h");
        row("after array", list, "json.array_1.array_0", "5");
        row("last element", list, "json.array_2", "top");
        row("after empty containers", nested, "json.d.array_1.array_0", "7");
        row("number", nested, "json.l", "-1.5e3");
        row("escapes inside", nested, "json.s", "a\\\"b,c");
        row("not there", nested, "json.zz", "-");
        row("lone string", "\"lone\"", "json", "lone");
        row("first of a repeated key", "{\"a\":\"1\",\"a\":\"2\"}", "json.a", "1");
        row("truncated", "{\"a\":\"1\",\"b\":\"<scr", "json.b", "<scr");
        row("ends in an escape", "{\"a\":\"x\\", "json.a", "x\\");
        row("unbalanced", "}}]{\"a\":\"1\"}", "json.a", "1");
        row("empty", "", "json", "-");
    }
    void finds() {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        const std::string text = body.toStdString();
        const auto span = findJsonValue(text, name.toStdString());
        const QByteArray found =
            span ? QByteArray::fromStdString(text.substr(span->offset, span->length)) : QByteArray("-");
        QCOMPARE(found, value);
    }
    void givesUpOnDepth() { QVERIFY(!findJsonValue(std::string(100'000, '['), "json.array_0")); }
};

QTEST_GUILESS_MAIN(JsonPlacesTest)
#include "json_places_test.moc"
