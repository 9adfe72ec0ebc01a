// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/request_difference.h"

#include <QTest>

using namespace mirrorscope;
using doctor::Difference;

namespace {

traffic::MirroredRequest request(const std::string& fields, const std::string& target = "/a") {
    traffic::MirroredRequest out;
    out.method = "GET";
    out.target = target;
    out.version = "HTTP/1.1";
    out.head = "GET " + target + " HTTP/1.1\r\n" + fields + "\r\n";
    return out;
}

/// "kind what: a | b" of everything that is not the same.
std::string differing(const traffic::MirroredRequest& a, const traffic::MirroredRequest& b) {
    std::string text;
    for (const auto& one : doctor::differencesOf(a, b)) {
        if (one.kind != Difference::Kind::Same) {
            text += std::string(doctor::differenceKindName(one.kind)) + " " + one.what + ": " + one.a +
                    " | " + one.b + "\n";
        }
    }
    return text;
}

}  // namespace

class RequestDifferenceTest : public QObject {
    Q_OBJECT

private slots:
    void compared_data();
    void compared();
    void bodies();
    void linesAreNumbered();
    void everyPartIsNamed();
};

void RequestDifferenceTest::compared_data() {
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const char* a, const char* b, const char* text) {
        QTest::newRow(name) << QByteArray(a) << QByteArray(b) << QByteArray(text);
    };
    row("same", "Host: a\r\nX: 1\r\n", "Host: a\r\nX: 1\r\n", "");
    row("value", "Host: a\r\n", "Host: b\r\n", "value Host: a | b\n");
    row("spelling", "Host: a\r\n", "host: a\r\n", "name Host: Host | host\n");
    row("value before spelling", "Host: a\r\n", "host: b\r\n", "value Host: a | b\n");
    row("moved", "A: 1\r\nB: 2\r\nC: 3\r\n", "C: 3\r\nA: 1\r\nB: 2\r\n", "order C: 3 | 3\n");
    row("missing", "A: 1\r\nB: 2\r\n", "B: 2\r\n", "only-a A: 1 | \n");
    row("added", "B: 2\r\n", "A: 1\r\nB: 2\r\n", "only-b A:  | 1\n");
    row("repeated", "X: 1\r\nX: 2\r\n", "X: 1\r\n", "only-a X: 2 | \n");
    row("second one", "X: 1\r\nX: 2\r\n", "X: 1\r\nX: 3\r\n", "value X: 2 | 3\n");
}

void RequestDifferenceTest::compared() {
    QFETCH(const QByteArray, a);
    QFETCH(const QByteArray, b);
    const auto one = request(a.toStdString());
    const auto other = request(b.toStdString());
    QTEST(QByteArray::fromStdString(differing(one, other)), "text");
    QFETCH(const QByteArray, text);
    QCOMPARE(doctor::headerDifferences(one, other), static_cast<std::size_t>(text.count('\n')));
    QCOMPARE(doctor::headerDifferences(one, request(a.toStdString(), "/elsewhere")), std::size_t{0});
}

void RequestDifferenceTest::linesAreNumbered() {
    std::string lines;
    for (const auto& one : doctor::differencesOf(request("A: 1\r\nB: 2\r\n"), request("C: 3\r\nB: 2\r\n"))) {
        lines += one.what + " " + std::to_string(one.lineA) + " " + std::to_string(one.lineB) + "; ";
    }
    QCOMPARE(QByteArray::fromStdString(lines),
             QByteArray("method 0 0; target 0 0; version 0 0; A 1 0; B 2 2; C 0 1; body 0 0; "));
}

void RequestDifferenceTest::bodies() {
    auto a = request("Host: a\r\n");
    auto b = request("Host: a\r\n", "/b");
    b.bodyLength = 3;
    b.bodyDigest.fill(0xAB);
    const std::string text = differing(a, b);
    QVERIFY(text.starts_with("value target: /a | /b\nvalue body: none | 3 bytes, SHA-256 abab"));
}

void RequestDifferenceTest::everyPartIsNamed() {
    const auto all = doctor::differencesOf(request("Host: a\r\n"), request("Host: a\r\n"));
    std::string names;
    for (const auto& one : all) {
        names += one.what + " ";
    }
    QCOMPARE(names, "method target version Host body ");
}

QTEST_GUILESS_MAIN(RequestDifferenceTest)
#include "request_difference_test.moc"
