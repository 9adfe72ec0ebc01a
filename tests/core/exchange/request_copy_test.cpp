// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/request_copy.h"

#include <QTest>
#include <boost/json/parse.hpp>

using namespace mirrorscope;
using exchange::CopyForm;

namespace {

traffic::RequestDetail loginDetail() {
    traffic::RequestDetail detail;
    traffic::MirroredRequest& request = detail.request;
    request.id = 42;
    request.listener = "main";
    request.peer = "192.0.2.1";
    request.method = "POST";
    request.target = "/in?token=hush-hush";
    request.version = "HTTP/1.1";
    request.head = "POST /in?token=hush-hush HTTP/1.1\r\nHost: shop\r\nX-B: \xff\r\nX-A: 1\r\nX-A: 2\r\n\r\n";
    request.body = std::string("\0\xfe", 2);
    request.bodyLength = 5;
    request.bodyDigest[0] = 0xAB;
    request.declaredLength = 5;
    request.trailers = "T: 1\r\n";
    request.trailing = "zz";
    detail.row.sourceName = "edge";
    detail.row.state = traffic::RequestState::Attack;
    detail.row.score = 15;
    detail.row.threshold = 5;
    detail.row.flags.set(traffic::RequestFlag::BodyCut);
    detail.row.context.client = "203.0.113.9";
    traffic::HitRow hit;
    hit.id = 7;
    hit.attackId = 3;
    hit.hit.ruleId = 942100;
    hit.hit.type = traffic::AttackType::Sqli;
    hit.hit.point = "query › id";
    hit.hit.matched = "1' OR '1";
    hit.hit.variable = "ARGS:id";
    detail.hits.push_back(hit);
    return detail;
}

}  // namespace

class RequestCopyTest : public QObject {
    Q_OBJECT

private slots:
    void rawIsAsReceived();
    void json();
    void jsonWithoutSecrets();
    void everyFormHidesTheSame_data();
    void everyFormHidesTheSame();
};

void RequestCopyTest::rawIsAsReceived() {
    const auto detail = loginDetail();
    QCOMPARE(exchange::requestCopy(detail, CopyForm::Raw, nullptr),
             detail.request.head + detail.request.body + detail.request.trailers + detail.request.trailing);
}

void RequestCopyTest::json() {
    const auto value =
        boost::json::parse(exchange::requestCopy(loginDetail(), CopyForm::Json, nullptr)).as_object();
    QCOMPARE(value.at("id").as_int64(), 42);
    QCOMPARE(value.at("source").as_string().c_str(), "edge");
    QCOMPARE(value.at("client").as_string().c_str(), "203.0.113.9");
    QVERIFY(value.at("host").is_null());
    QCOMPARE(value.at("request_line").as_string().c_str(), "POST /in?token=hush-hush HTTP/1.1");
    const auto& headers = value.at("headers").as_array();
    QCOMPARE(headers.size(), std::size_t{4});
    QCOMPARE(headers[1].at("value").at("base64").as_string().c_str(), "/w==");
    QCOMPARE(headers[3].at("value").as_string().c_str(), "2");
    QCOMPARE(value.at("body").at("base64").as_string().c_str(), "AP4=");
    QCOMPARE(value.at("body_bytes").to_number<int>(), 5);
    QCOMPARE(value.at("body_kept").to_number<int>(), 2);
    QVERIFY(!value.at("body_complete").as_bool());
    QVERIFY(value.at("sha256").as_string().starts_with("ab00"));
    QCOMPARE(value.at("trailers").as_string().c_str(), "T: 1\r\n");
    QCOMPARE(value.at("flags").at(0).as_string().c_str(), "body-cut");
    QCOMPARE(value.at("state").as_string().c_str(), "attack");
    QCOMPARE(value.at("score").as_int64(), 15);
    const auto& hit = value.at("hits").at(0);
    QCOMPARE(hit.at("rule_id").as_int64(), 942100);
    QCOMPARE(hit.at("matched").as_string().c_str(), "1' OR '1");
    QVERIFY(hit.at("offset").is_null());
    QVERIFY(value.at("redacted").as_object().empty());
}

void RequestCopyTest::jsonWithoutSecrets() {
    auto detail = loginDetail();
    detail.request.body = "password=hush-hush";
    const redaction::Redactor redactor;
    const auto value =
        boost::json::parse(exchange::requestCopy(detail, CopyForm::Json, &redactor)).as_object();
    QCOMPARE(value.at("target").as_string().c_str(), "/in?token=REDACTED");
    QCOMPARE(value.at("body").as_string().c_str(), "password=REDACTED");
    QVERIFY(value.at("sha256").is_null());
    QCOMPARE(value.at("redacted").at("value of token").to_number<int>(), 1);
    QCOMPARE(value.at("redacted").at("value of password").to_number<int>(), 1);
}

void RequestCopyTest::everyFormHidesTheSame_data() {
    QTest::addColumn<int>("form");
    QTest::newRow("curl") << static_cast<int>(CopyForm::Curl);
    QTest::newRow("JSON") << static_cast<int>(CopyForm::Json);
    QTest::newRow("raw") << static_cast<int>(CopyForm::Raw);
}

void RequestCopyTest::everyFormHidesTheSame() {
    QFETCH(int, form);
    auto detail = loginDetail();
    detail.request.body = R"({"password":"hush-hush","n":1})";
    detail.hits.front().hit.matched = "hush-hush' OR 1";
    const redaction::Redactor redactor;
    const auto hidden = exchange::requestCopy(detail, static_cast<CopyForm>(form), &redactor);
    QVERIFY2(hidden.find("hush") == hidden.npos, hidden.c_str());
    QVERIFY(hidden.find("REDACTED") != hidden.npos);
    const auto open = exchange::requestCopy(detail, static_cast<CopyForm>(form), nullptr);
    QVERIFY(open.find("hush-hush") != open.npos && open.find("REDACTED") == open.npos);
}

QTEST_APPLESS_MAIN(RequestCopyTest)
#include "request_copy_test.moc"
