// SPDX-License-Identifier: Apache-2.0
// Ctrl+C on the shipped program while senders are in the middle of something: it ends soon and keeps what
// came.
#include <QTest>

#include "tests/support/collector.h"
#include "tests/support/instrumented.h"
#include "tests/support/measured_collector.h"
#include "tests/support/socket.h"

using namespace mirrorscope;
using test::MeasuredCollector;

namespace {

/// Below the 10 s that a half-read head may take: a stop waits for none. The store's last commit and the
/// listener's drain time of 1 s belong to it. ThreadSanitizer makes storing what is queued about twenty times
/// slower.
constexpr std::int64_t kMostMilliseconds = test::kInstrumented ? 20'000 : 8000;

}  // namespace

class StopTest : public QObject {
    Q_OBJECT

private slots:
    void halfReadRequests_data();
    void halfReadRequests();
    void senderThatNeverReads();
};

void StopTest::halfReadRequests_data() {
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("head") << QByteArray("GET /half HTTP/1.1\r\nHost: a");
    QTest::newRow("body") << QByteArray("POST /half HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhell");
    QTest::newRow("chunk") << QByteArray(
        "POST /half HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe");
}

void StopTest::halfReadRequests() {
    QFETCH(QByteArray, sent);
    MeasuredCollector collector;
    QVERIFY(collector.isListening());
    auto whole = test::Socket::connect(collector.port());
    auto half = test::Socket::connect(collector.port());
    QVERIFY(half->send(sent.toStdString()));
    QVERIFY(whole->send("GET /whole HTTP/1.1\r\nHost: a\r\n\r\n"));  // read later than the half one
    test::ResponseReader reader(*whole);
    QVERIFY(reader.next().has_value());
    const std::int64_t time = collector.interrupt();
    QVERIFY2(time >= 0 && time < kMostMilliseconds, QByteArray::number(static_cast<qlonglong>(time)));
    QCOMPARE(collector.summary().at("received").to_number<int>(), 2);
    QCOMPARE(collector.summary().at("stored").to_number<int>(), 2);
    const auto rows = test::runCli({"requests", "--session", collector.session(), "--format", "json"});
    const auto lines = test::jsonLines(rows.out);
    QCOMPARE(lines.size(), std::size_t{2});
    const auto& cut = lines[0].at("reason").is_null() ? lines[1] : lines[0];
    QVERIFY(QString::fromUtf8(cut.at("reason").as_string().c_str()).contains("stopped"));
    QCOMPARE(cut.at("offset").to_number<qsizetype>(), sent.size());
}

void StopTest::senderThatNeverReads() {
    MeasuredCollector collector;
    QVERIFY(collector.isListening());
    std::string many;
    for (int i = 0; i < 100; ++i) {
        many += "GET /x HTTP/1.1\r\nHost: shop.example\r\n\r\n";
    }
    auto deaf = test::Socket::connect(collector.port());
    deaf->giveUpAfter(std::chrono::milliseconds(500));
    while (deaf->send(many)) {
    }
    const std::int64_t time = collector.interrupt();
    QVERIFY2(time >= 0 && time < kMostMilliseconds, QByteArray::number(static_cast<qlonglong>(time)));
    const auto summary = collector.summary();
    QCOMPARE(summary.at("in_flight").to_number<int>(), 0);
    QCOMPARE(
        summary.at("received").to_number<std::int64_t>(),
        summary.at("stored").to_number<std::int64_t>() + summary.at("refused").to_number<std::int64_t>());
}

QTEST_GUILESS_MAIN(StopTest)
#include "stop_test.moc"
