// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/hop_picture.h"

#include <QTest>

using namespace mirrorscope;

namespace {

/// "role address < writer", "!" where a client can forge it.
std::string picture(const std::string& fields, const char* trust) {
    traffic::MirroredRequest request;
    request.head = "GET / HTTP/1.1\r\n" + fields + "\r\n";
    request.target = "/";
    request.peer = "10.0.0.5";
    request.listener = "default";
    const auto read = forwarding::readHead(request);
    const forwarding::TrustRules rules({*forwarding::TrustRule::parse(trust)});
    const auto context = forwarding::attribute(request, read, rules);
    std::string text;
    for (const auto& hop : doctor::hopPicture(request, read, context)) {
        text += (text.empty() ? "" : "; ") + std::string(doctor::hopRoleName(hop.role)) +
                (hop.forgeable ? "! " : " ") + hop.address +
                (hop.writtenBy.empty() ? "" : " < " + hop.writtenBy);
    }
    return text;
}

const std::string kPage = "X-SERVER-ADDR: 10.0.0.5\r\nX-SERVER-PORT: 443\r\nHost: a.example\r\n";
const std::string kEnvoy = "host: a.example\r\nx-forwarded-proto: https\r\n";

}  // namespace

class HopPictureTest : public QObject {
    Q_OBJECT

private slots:
    void pictures_data();
    void pictures();
};

void HopPictureTest::pictures_data() {
    QTest::addColumn<std::string>("fields");
    QTest::addColumn<QByteArray>("trust");
    QTest::addColumn<std::string>("text");
    const auto row = [](const char* name, const std::string& fields, const char* trust,
                        const std::string& text) {
        QTest::newRow(name) << fields << QByteArray(trust) << text;
    };
    row("page", kPage + "X-Forwarded-For: 198.18.0.1\r\n", "10.0.0.5",
        "client 198.18.0.1 < nginx 10.0.0.5; proxy 10.0.0.5; listener default");
    row("page, not trusted", kPage + "X-Forwarded-For: 198.18.0.1\r\n", "10.9.9.9",
        "client! 198.18.0.1 < nginx 10.0.0.5; proxy 10.0.0.5; listener default");
    row("claims and a balancer",
        "X-Mirrorscope-Source: nginx/1.31; host=web\r\nX-Mirrorscope-Client: "
        "198.18.0.1\r\nX-Mirrorscope-Peer: 10.0.0.9:4711\r\n"
        "X-Forwarded-For: 6.6.6.6, 198.18.0.1, 10.0.0.9\r\n" +
            kPage,
        "10.0.0.5",
        "claim! 6.6.6.6 < client; client 198.18.0.1 < 10.0.0.9; balancer 10.0.0.9 < nginx 10.0.0.5;"
        " proxy 10.0.0.5; listener default");
    row("envoy adds itself",
        kEnvoy +
            "x-envoy-external-address: 198.18.0.1\r\n"
            "x-forwarded-for: 6.6.6.6,198.18.0.1,10.0.0.5\r\nx-envoy-internal: true\r\n",
        "10.0.0.5",
        "claim! 6.6.6.6 < client; client 198.18.0.1 < envoy 10.0.0.5; proxy 10.0.0.5; listener default");
    row("nobody proxied", "Host: a.example\r\n", "10.9.9.9", "client 10.0.0.5; listener default");
    row("not an address", kPage + "X-Forwarded-For: nonsense, unknown\r\n", "10.0.0.5",
        "claim! not an address < client; claim! unknown < client; proxy 10.0.0.5; listener default");
}

void HopPictureTest::pictures() {
    QFETCH(const std::string, fields);
    QFETCH(const QByteArray, trust);
    const std::string made = picture(fields, trust.constData());
    QFETCH(const std::string, text);
    QVERIFY2(made == text, made.c_str());
}

QTEST_GUILESS_MAIN(HopPictureTest)
#include "hop_picture_test.moc"
