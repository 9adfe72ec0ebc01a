// SPDX-License-Identifier: Apache-2.0
#include "core/redaction/redacted_copy.h"

#include <QTest>

using namespace mirrorscope;

namespace {

traffic::RequestDetail loginDetail() {
    traffic::RequestDetail detail;
    detail.request.head =
        "POST /in?token=abcdef&q=1%27 HTTP/1.1\r\nAuthorization: Bearer hush-hush\r\nX-Evil: "
        "<script>\r\n\r\n";
    detail.request.body = "user=a&password=swordfish' OR 1";
    detail.request.target = "/in?token=abcdef&q=1%27";
    detail.request.bodyLength = detail.request.body.size();
    detail.request.bodyDigest[0] = 1;
    detail.row.target = detail.request.target;
    return detail;
}

traffic::HitRow hitAt(const traffic::RequestDetail& detail, std::string_view matched, std::string variable) {
    traffic::HitRow row;
    const std::string bytes = detail.request.head + detail.request.body;
    row.hit.matched = matched;
    row.hit.variable = std::move(variable);
    row.hit.offset = bytes.find(matched);
    row.hit.length = matched.size();
    return row;
}

}  // namespace

class RedactedCopyTest : public QObject {
    Q_OBJECT

private slots:
    void nothingIsLeft();
    void hitsMoveAndHide();
    void withoutSecretsNothingChanges();
    void hidingTextByMarks();
};

void RedactedCopyTest::nothingIsLeft() {
    const auto copy = redaction::redactedCopy(loginDetail(), redaction::Redactor(), redaction::kPlainMark);
    QCOMPARE(
        copy.detail.request.head,
        std::string("POST /in?token=REDACTED&q=1%27 HTTP/1.1\r\nAuthorization: Bearer REDACTED\r\nX-Evil: "
                    "<script>\r\n\r\n"));
    QCOMPARE(copy.detail.request.body, std::string("user=a&password=REDACTED"));
    QCOMPARE(copy.detail.request.target, std::string("/in?token=REDACTED&q=1%27"));
    QCOMPARE(copy.detail.row.target, copy.detail.request.target);
    QVERIFY(copy.changesBody);
    QVERIFY(copy.detail.request.bodyDigest == base::Sha256{});
    QCOMPARE(copy.secrets.size(), std::size_t{3});
}

void RedactedCopyTest::hitsMoveAndHide() {
    auto detail = loginDetail();
    detail.hits.push_back(hitAt(detail, "<script>", "REQUEST_HEADERS:X-Evil"));
    detail.hits.push_back(hitAt(detail, "fish' OR", "ARGS:password"));
    detail.hits.push_back(hitAt(detail, "q=1", "REQUEST_URI"));
    traffic::HitRow decoded;  // no place, but the value of a secret parameter
    decoded.hit.matched = "or 1";
    decoded.hit.variable = "ARGS:user.password";
    detail.hits.push_back(decoded);
    decoded.hit.matched = "a whole line with hush-hush in it";
    decoded.hit.variable = "REQUEST_BODY";
    detail.hits.push_back(decoded);

    const auto copy = redaction::redactedCopy(detail, redaction::Redactor(), redaction::kPlainMark);
    const std::string bytes = copy.detail.request.head + copy.detail.request.body;
    const auto& hits = copy.detail.hits;
    QCOMPARE(bytes.substr(*hits[0].hit.offset, hits[0].hit.length), std::string("<script>"));
    QCOMPARE(bytes.substr(*hits[2].hit.offset, hits[2].hit.length), std::string("q=1"));
    for (const std::size_t hidden : {1, 3, 4}) {
        QCOMPARE(hits[hidden].hit.matched, std::string("REDACTED"));
        QVERIFY(!hits[hidden].hit.offset);
    }
}

void RedactedCopyTest::withoutSecretsNothingChanges() {
    traffic::RequestDetail detail;
    detail.request.head = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    detail.request.body = std::string("a\0b", 3);
    detail.request.bodyDigest[0] = 1;
    const auto copy = redaction::redactedCopy(detail, redaction::Redactor(), redaction::kPlainMark);
    QCOMPARE(copy.detail.request.head, detail.request.head);
    QCOMPARE(copy.detail.request.body, detail.request.body);
    QVERIFY(copy.detail.request.bodyDigest == detail.request.bodyDigest);
    QVERIFY(copy.secrets.empty() && !copy.changesBody);
}

void RedactedCopyTest::hidingTextByMarks() {
    const redaction::Secrets secrets{{1, 2, "a"}, {4, 100, "b"}, {300, 1, "c"}};
    QCOMPARE(redaction::hidden("0123456", secrets, "*"), std::string("0*3*"));
    QCOMPARE(redaction::hidden("", secrets, "*"), std::string());
}

QTEST_APPLESS_MAIN(RedactedCopyTest)
#include "redacted_copy_test.moc"
