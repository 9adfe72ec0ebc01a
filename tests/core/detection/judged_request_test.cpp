// SPDX-License-Identifier: Apache-2.0
#include "core/detection/judged_request.h"

#include <QtTest>

#include "tests/core/detection/captured_request.h"

using namespace mirrorscope;
using namespace mirrorscope::detection;

class JudgedRequestTest : public QObject {
    Q_OBJECT
private slots:
    void bounds_data() {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("whole");
        QTest::addColumn<QByteArray>("end");  // what the judged body ends with
        const int more = static_cast<int>(kJudgedValueBytes) + 5000;
        const QByteArray pad(more, 'x');
        const auto row = [](const char* what, const char* type, const QByteArray& body, bool whole,
                            const QByteArray& end) {
            QTest::newRow(what) << QByteArray(type) << body << whole << end;
        };
        row("short form", "application/x-www-form-urlencoded", "a=1&b=2", true, "a=1&b=2");
        row("empty", "application/json", "", true, "");
        row("padded form value", "application/x-www-form-urlencoded", "a=" + pad + "&b=2", false, "x&b=2");
        row("padded JSON string", "application/json", "{\"a\":\"" + pad + "\",\"b\":\"2\"}", false,
            "x\",\"b\":\"2\"}");
        row("padded JSON string, truncated", "application/vnd.x+json", "{\"a\":\"" + pad, false, "x");
        row("escapes are not broken", "application/json",
            "{\"a\":\"" + QByteArray("\\u0041").repeated(more / 6) + "\"}", false, "\\u0041\"}");
        row("padded part", "multipart/form-data; boundary=B",
            "--B\r\n\r\n" + pad + "\r\n--B\r\n\r\nq\r\n--B--", false, "x\r\n--B\r\n\r\nq\r\n--B--");
        row("long XML", "text/xml", "<a>" + pad + pad + pad + "</a>", false, "x");
        row("long text", "text/plain", pad + "end", true, "end");
        row("huge text", "text/plain", pad.repeated(20), false, "x");
    }
    void bounds() {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(bool, whole);
        QFETCH(QByteArray, end);
        const auto captured =
            capturedRequest("POST / HTTP/1.1", "Content-Type: " + type.toStdString(),
                            std::string_view(body.constData(), static_cast<std::size_t>(body.size())));
        const ClientRequest request = rebuildClientRequest(captured, {}, {});
        JudgedRequest judged;
        boundRequest(request, judged);
        QCOMPARE(judged.whole, whole);
        QVERIFY(
            judged.body->ends_with(std::string_view(end.constData(), static_cast<std::size_t>(end.size()))));
        QVERIFY(judged.body->size() <= kJudgedBodyBytes);
        std::size_t expected = 0;
        for (const BodyPiece& piece : judged.pieces) {
            QCOMPARE(piece.judged, expected);
            QCOMPARE(judged.body->substr(piece.judged, piece.length),
                     request.body->substr(piece.received, piece.length));
            expected += piece.length;
        }
        QCOMPARE(expected, judged.body->size());
    }
    void longHeadIsCut() {
        const auto captured = capturedRequest("GET /" + std::string(kJudgedTargetBytes, 'a') + " HTTP/1.1",
                                              "A: " + std::string(kJudgedValueBytes + 1, 'b'));
        const ClientRequest request = rebuildClientRequest(captured, {}, {});
        JudgedRequest judged;
        boundRequest(request, judged);
        QVERIFY(!judged.whole);
        QCOMPARE(judged.target.size(), kJudgedTargetBytes);
        QCOMPARE(judged.headerValues.at(0).size(), kJudgedValueBytes);
    }
    void headOnlyHasNoBody() {
        auto captured = capturedRequest("POST / HTTP/1.1", "Content-Length: 5");
        captured.form = traffic::RequestForm::HeadOnly;
        JudgedRequest judged;
        boundRequest(rebuildClientRequest(captured, {}, {}), judged);
        QVERIFY(!judged.body);
        QVERIFY(judged.whole);
    }
};

QTEST_GUILESS_MAIN(JudgedRequestTest)
#include "judged_request_test.moc"
