// SPDX-License-Identifier: Apache-2.0
// Connections that real proxies opened (tests/data/captures/wire), replayed over TCP.
#include "tests/core/listener/wire_captures.h"

#include <QTest>
#include <map>

#include "core/listener/mirror_listener.h"
#include "tests/core/listener/running_listener.h"

using namespace mirrorscope;
using test::RunningListener;
using test::statusOf;
using traffic::RequestForm;

namespace {

/// Longer connections are not sent byte by byte: a million system calls prove no more than a hundred
/// thousand.
constexpr std::size_t kLongestByBytes = 100'000;

const std::vector<test::CapturedConnection>& captures() {
    static const auto all = test::wireCaptures();
    return all;
}

std::string hex(const base::Sha256& digest) {
    const QByteArray bytes(reinterpret_cast<const char*>(digest.data()), static_cast<int>(digest.size()));
    return bytes.toHex().toStdString();
}

/// Long bodies arrive in parts.
std::string keptBody(const traffic::MirroredRequest& request, const test::MemorySink& sink) {
    std::string body = request.body;
    if (request.bodyParts != 0) {
        for (const std::string& part : sink.parts(request.bodyParts)) {
            body += part;
        }
    }
    return body;
}

struct Tally {
    int connections = 0;
    int replays = 0;
    std::size_t requests = 0;
};

}  // namespace

class WireCapturesTest : public QObject {
    Q_OBJECT

private slots:
    void capturesAreThere();
    void replay_data();
    void replay();
    void cleanupTestCase();

private:
    void compare(const traffic::MirroredRequest& request, const test::MemorySink& sink,
                 const test::CapturedRequest& expected);

    std::map<std::string, Tally> m_passed;  // by proxy
};

void WireCapturesTest::capturesAreThere() {
    QCOMPARE(captures().size(), std::size_t{406});
}

void WireCapturesTest::replay_data() {
    QTest::addColumn<int>("index");
    QTest::addColumn<int>("piece");
    for (std::size_t i = 0; i < captures().size(); ++i) {
        for (const int piece : {10'000'000, 1, 7, 1460}) {
            if (piece > 1 || captures()[i].wire.size() <= kLongestByBytes) {
                QTest::addRow("%s %s, %d at once", captures()[i].proxy.c_str(), captures()[i].name.c_str(),
                              piece)
                    << static_cast<int>(i) << piece;
            }
        }
    }
}

void WireCapturesTest::replay() {
    QFETCH(int, index);
    QFETCH(int, piece);
    const test::CapturedConnection& capture = captures()[static_cast<std::size_t>(index)];
    RunningListener running;
    auto socket = running.connect();
    const std::string_view wire = capture.wire;
    for (std::size_t at = 0; at < wire.size(); at += static_cast<std::size_t>(piece)) {
        QVERIFY(socket.send(wire.substr(at, static_cast<std::size_t>(piece))));
    }
    socket.finishSending();
    test::ResponseReader reader(socket);
    std::size_t answers = 0;
    for (int status = statusOf(reader); status != 0; status = statusOf(reader)) {
        QVERIFY(status == 204 || status == 100);
        answers += status == 204 ? 1 : 0;
    }
    QCOMPARE(answers, capture.requests.size());
    const auto stored = running.sink().stored();
    QCOMPARE(stored.size(), capture.requests.size());
    for (std::size_t i = 0; i < stored.size(); ++i) {
        compare(stored[i]->request, running.sink(), capture.requests[i]);
    }
    if (QTest::currentTestFailed()) {
        return;
    }
    Tally& tally = m_passed[capture.proxy];
    tally.connections += piece == 7 ? 1 : 0;
    tally.requests += piece == 7 ? stored.size() : 0;
    ++tally.replays;
}

void WireCapturesTest::compare(const traffic::MirroredRequest& request, const test::MemorySink& sink,
                               const test::CapturedRequest& expected) {
    const bool headOnly = expected.form == "head-only";
    QVERIFY(request.form == (headOnly ? RequestForm::HeadOnly : RequestForm::Whole));
    QCOMPARE(request.head, expected.head);
    QVERIFY(request.head.starts_with(request.method + " " + request.target + " " + request.version + "\r\n"));
    QCOMPARE(request.bodyLength, expected.bodyBytes);
    if (!expected.bodySha256.empty()) {
        QCOMPARE(hex(request.bodyDigest), expected.bodySha256);
    }
    QCOMPARE(base::sha256(keptBody(request, sink)), request.bodyDigest);
}

void WireCapturesTest::cleanupTestCase() {
    for (const auto& [proxy, tally] : m_passed) {
        qInfo("%s: %d connections, %zu requests, %d replays", proxy.c_str(), tally.connections,
              tally.requests, tally.replays);
    }
}

QTEST_GUILESS_MAIN(WireCapturesTest)
#include "wire_captures_test.moc"
