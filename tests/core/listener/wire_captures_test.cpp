// SPDX-License-Identifier: Apache-2.0
// Connections that real proxies opened (tests/data/captures/wire), replayed over TCP.
#include <QTest>
#include <boost/json/parse.hpp>
#include <fstream>
#include <iterator>

#include "core/listener/mirror_listener.h"
#include "tests/core/listener/running_listener.h"

using namespace mirrorscope;
using test::RunningListener;
using test::statusOf;
using traffic::RequestForm;

namespace json = boost::json;

namespace {

std::string fileBytes(const std::string& name) {
    std::ifstream file(std::string(TEST_DATA_DIR "/captures/wire/") + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

const json::array& captures() {
    static const json::value index = json::parse(fileBytes("index.json"));
    return index.at("captures").as_array();
}

std::string hex(const base::Sha256& digest) {
    const QByteArray bytes(reinterpret_cast<const char*>(digest.data()), static_cast<int>(digest.size()));
    return bytes.toHex().toStdString();
}

/// Index text holds bytes as code points up to 255.
std::string bytesOf(const json::value& text) {
    const json::string& utf8 = text.as_string();
    const QByteArray bytes = QString::fromUtf8(utf8.data(), static_cast<int>(utf8.size())).toLatin1();
    return bytes.toStdString();
}

}  // namespace

class WireCapturesTest : public QObject {
    Q_OBJECT

private slots:
    void capturesAreThere() { QVERIFY(captures().size() > 40); }
    void replay_data();
    void replay();

private:
    void compare(const traffic::MirroredRequest& request, const json::value& expected,
                 const std::string& wire);
};

void WireCapturesTest::replay_data() {
    QTest::addColumn<int>("index");
    QTest::addColumn<int>("piece");
    for (std::size_t i = 0; i < captures().size(); ++i) {
        for (const int piece : {1'000'000, 1, 7, 1460}) {
            QTest::addRow("%s, %d at once", captures()[i].at("file").as_string().c_str(), piece)
                << static_cast<int>(i) << piece;
        }
    }
}

void WireCapturesTest::replay() {
    QFETCH(int, index);
    QFETCH(int, piece);
    const json::value& capture = captures()[static_cast<std::size_t>(index)];
    const json::array& expected = capture.at("requests").as_array();
    const std::string wire = fileBytes(std::string(capture.at("file").as_string()));
    RunningListener running;
    auto socket = running.connect();
    for (std::size_t at = 0; at < wire.size(); at += static_cast<std::size_t>(piece)) {
        QVERIFY(socket.send(std::string_view(wire).substr(at, static_cast<std::size_t>(piece))));
    }
    socket.finishSending();
    test::ResponseReader reader(socket);
    std::size_t answers = 0;
    for (int status = statusOf(reader); status != 0; status = statusOf(reader)) {
        QVERIFY(status == 204 || status == 100);
        answers += status == 204 ? 1 : 0;
    }
    QCOMPARE(answers, expected.size());
    const auto stored = running.sink().stored();
    QCOMPARE(stored.size(), expected.size());
    for (std::size_t i = 0; i < stored.size(); ++i) {
        compare(stored[i]->request, expected[i], wire);
    }
}

void WireCapturesTest::compare(const traffic::MirroredRequest& request, const json::value& expected,
                               const std::string& wire) {
    const RequestForm form =
        expected.at("form").as_string() == "head-only" ? RequestForm::HeadOnly : RequestForm::Whole;
    QCOMPARE(static_cast<int>(request.form), static_cast<int>(form));
    QCOMPARE(request.method + " " + request.target + " " + request.version, bytesOf(expected.at("line")));
    QCOMPARE(request.head.size(), expected.at("head_bytes").to_number<std::size_t>());
    QVERIFY(wire.find(request.head) != wire.npos);
    QCOMPARE(request.bodyLength, expected.at("body_bytes").to_number<std::uint64_t>());
    QCOMPARE(hex(request.bodyDigest), std::string(expected.at("body_sha256").as_string()));
    QCOMPARE(hex(base::sha256(request.body)), hex(request.bodyDigest));
}

QTEST_GUILESS_MAIN(WireCapturesTest)
#include "wire_captures_test.moc"
