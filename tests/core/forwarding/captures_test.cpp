// SPDX-License-Identifier: Apache-2.0
// Heads that real proxies sent (tests/data/captures): who sent them and who the client was.
#include <QTest>
#include <boost/json.hpp>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "core/forwarding/request_attribution.h"
#include "core/http/head.h"
#include "core/http/request_target.h"

using namespace mirrorscope;
namespace json = boost::json;

namespace {

std::string readFile(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

const std::string kDirectory = TEST_DATA_DIR "/captures/";

const json::array& captures() {
    static const json::value index = json::parse(readFile(kDirectory + "index.json"));
    return index.at("captures").as_array();
}

std::string textAt(const json::value& capture, std::string_view key) {
    const json::value& value = capture.at(key);
    return value.is_string() ? std::string(value.get_string()) : std::string();
}

std::string folderOf(const json::value& capture) {
    const std::string file = textAt(capture, "file");
    return file.substr(0, file.find('/'));
}

traffic::MirroredRequest request(const json::value& capture) {
    traffic::MirroredRequest out;
    out.listener = "default";
    out.peer = textAt(capture, "peer");
    out.head = readFile(kDirectory + textAt(capture, "file"));
    const http::RequestLine line = http::splitRequestLine(http::Head(out.head).requestLine());
    out.method = line.method;
    out.target = line.target;
    out.version = line.version;
    return out;
}

forwarding::TrustRules trusting(const char* text) {
    return forwarding::TrustRules({*forwarding::TrustRule::parse(text)});
}

/// Where nothing in the request tells the client: Envoy without use_remote_address, nginx without
/// proxy_set_header.
bool isClientLost(const std::string& folder) {
    return folder == "envoy" || folder == "nginx122-bare";
}

struct Count {
    int right = 0;
    int unknown = 0;
    int wrong = 0;
};

}  // namespace

class CapturesTest : public QObject {
    Q_OBJECT

private slots:
    void attribution_data();
    void attribution();
    void clientsOverall_data();
    void clientsOverall();
};

void CapturesTest::attribution_data() {
    QTest::addColumn<int>("index");
    QVERIFY(captures().size() > 100);
    for (std::size_t i = 0; i < captures().size(); ++i) {
        QTest::newRow(textAt(captures()[i], "file").c_str()) << static_cast<int>(i);
    }
}

void CapturesTest::attribution() {
    QFETCH(int, index);
    const json::value& capture = captures()[static_cast<std::size_t>(index)];
    const std::string folder = folderOf(capture);
    const auto context = forwarding::attribute(request(capture), trusting("127.0.0.1/32"));

    QCOMPARE(std::string(traffic::sourceKindName(context.kind)), textAt(capture, "kind"));
    QCOMPARE(context.client, isClientLost(folder) ? std::string() : textAt(capture, "client"));
    QCOMPARE(context.clientTrust,
             isClientLost(folder) ? traffic::ClientTrust::Unknown : traffic::ClientTrust::Verified);
    if (folder != "nginx122-bare") {  // there Host is the listener's
        QCOMPARE(context.host, textAt(capture, "host"));
        if (!capture.at("scheme").is_null()) {
            QCOMPARE(context.scheme, textAt(capture, "scheme"));
        }
    }
    if (capture.at("host_port").is_int64() && folder != "nginx122-bare") {
        QCOMPARE(context.port, std::optional(capture.at("host_port").to_number<std::uint16_t>()));
    }
    if (folder.starts_with("nginx1") && folder != "nginx122-bare") {
        QCOMPARE(context.serverPort, std::optional(capture.at("server_port").to_number<std::uint16_t>()));
        if (context.clientPort && capture.at("client_port").is_int64()) {
            QCOMPARE(*context.clientPort, capture.at("client_port").to_number<std::uint16_t>());
        }
    }
}

void CapturesTest::clientsOverall_data() {
    QTest::addColumn<QString>("trust");
    QTest::newRow("trusted") << "127.0.0.1";
    QTest::newRow("nobody trusted") << "192.0.2.99";
    QTest::newRow("all of loopback trusted") << "127.0.0.0/8";
}

void CapturesTest::clientsOverall() {
    QFETCH(QString, trust);
    std::map<std::string, Count> counts;
    for (const json::value& capture : captures()) {
        const auto context = forwarding::attribute(request(capture), trusting(trust.toUtf8().constData()));
        Count& count = counts[folderOf(capture)];
        if (context.client.empty()) {
            ++count.unknown;
        } else if (context.client == textAt(capture, "client")) {
            ++count.right;
        } else {
            ++count.wrong;
            qWarning("wrong client %s in %s", context.client.c_str(), textAt(capture, "file").c_str());
        }
    }
    for (const auto& [folder, count] : counts) {
        qInfo("%-16s client right %3d, unknown %3d, wrong %d", folder.c_str(), count.right, count.unknown,
              count.wrong);
        QCOMPARE(count.wrong, 0);
    }
}

QTEST_GUILESS_MAIN(CapturesTest)
#include "captures_test.moc"
