// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/known_senders.h"

#include <QTest>

#include "core/forwarding/request_attribution.h"

using namespace mirrorscope;
using forwarding::KnownSenders;
using forwarding::ListenerKind;
using forwarding::SenderToken;
using traffic::RequestFlag;
using traffic::SourceKind;

namespace {

const char kSecret[] = "s3cret";

forwarding::SenderRules rules(const char* trust = "10.0.0.5=envoy") {
    return {forwarding::TrustRules({*forwarding::TrustRule::parse(trust)}),
            KnownSenders({*ListenerKind::parse("old=traefik")}, {*SenderToken::parse("edge-1=nginx:s3cret"),
                                                                 *SenderToken::parse("gate=istio:other")})};
}

traffic::RequestContext contextOf(const std::string& lines, const std::string& listener = "default",
                                  const std::string& peer = "192.0.2.9") {
    traffic::MirroredRequest request;
    request.listener = listener;
    request.peer = peer;
    request.head = "GET / HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n";
    return forwarding::attribute(request, rules());
}

std::string token(const std::string& value) {
    return "X-Mirrorscope-Token: " + value + "\r\n";
}

}  // namespace

class KnownSendersTest : public QObject {
    Q_OBJECT

private slots:
    void listenerDecidesFirst() {
        const auto context = contextOf(token(kSecret) + "X-Mirrorscope-Source: envoy\r\n", "old", "10.0.0.5");
        QCOMPARE(context.kind, SourceKind::Traefik);
        QCOMPARE(context.identifiedBy, std::string("listener"));
        QCOMPARE(context.confidence, 100);
    }

    void tokenDecidesOverPinAndMarker() {
        const auto context = contextOf(token(kSecret) + "X-Mirrorscope-Source: traefik; host=other\r\n",
                                       "default", "10.0.0.5");
        QCOMPARE(context.kind, SourceKind::Nginx);
        QCOMPARE(context.identifiedBy, std::string("token"));
        QCOMPARE(context.instance, std::string("edge-1"));
        QVERIFY(!context.flags.has(RequestFlag::TokenWrong));
    }

    void pinAndMarkerDecideWithoutOne() {
        QCOMPARE(contextOf({}, "default", "10.0.0.5").identifiedBy, std::string("pinned"));
        QCOMPARE(contextOf("X-Mirrorscope-Source: nginx\r\n").identifiedBy, std::string("marker"));
        QVERIFY(!contextOf({}).flags.has(RequestFlag::TokenWrong));
    }

    void wrongTokensAreNoIdentity_data() {
        QTest::addColumn<QString>("lines");
        for (const char* value : {"", "s3cre", "s3crets", "S3cret", "s3creu", "s3crets3cret"}) {
            QTest::newRow(value) << QString::fromStdString(token(value));
        }
        QTest::newRow("a right one and another") << QString::fromStdString(token(kSecret) + token("x"));
        QTest::newRow("a right one twice") << QString::fromStdString(token(kSecret) + token(kSecret));
    }

    void wrongTokensAreNoIdentity() {
        QFETCH(const QString, lines);
        const auto context = contextOf(lines.toStdString());
        QVERIFY(context.identifiedBy != "token");
        QVERIFY(context.flags.has(RequestFlag::TokenWrong));
    }

    void withoutTokensNoneIsWrong() {
        traffic::MirroredRequest request;
        request.head = "GET / HTTP/1.1\r\n" + token("any") + "\r\n";
        QVERIFY(!forwarding::attribute(request, {}).flags.has(RequestFlag::TokenWrong));
    }

    void refusals_data() {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"", "a", "a=b", "a=nginx:", "=nginx:b", "a=unknown:b", "a=apache:b", "nginx:a=b"}) {
            QTest::newRow(text) << text;
        }
    }

    void refusals() {
        QFETCH(const QString, text);
        QVERIFY(!SenderToken::parse(text.toStdString()).has_value());
        QVERIFY(!ListenerKind::parse(text.toStdString()).has_value());
    }

    void errorsKeepTheSecret() {
        const auto parsed = SenderToken::parse("edge=apache:hush");
        QVERIFY(!parsed.has_value());
        for (const std::string& argument : parsed.error().arguments) {
            QVERIFY2(argument.find("hush") == argument.npos, argument.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(KnownSendersTest)
#include "known_senders_test.moc"
