// SPDX-License-Identifier: Apache-2.0
#include "core/listener/answer_queue.h"

#include <QTest>

using namespace mirrorscope;
using listener::AnswerQueue;
using listener::ReadMessage;
using std::chrono::milliseconds;
using traffic::Delivery;

namespace {

const std::string k204 = "HTTP/1.1 204 No Content\r\n\r\n";
const std::string k400 = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
const std::string k503 = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";

ReadMessage message(int status = 204, bool close = false, bool keepAlive10 = false) {
    ReadMessage one;
    one.status = status;
    one.close = close;
    one.keepAlive10 = keepAlive10;
    return one;
}

base::SteadyTime at(int time) {
    return base::SteadyTime(milliseconds(time));
}

/// A queue with the deliveries it waits for.
struct Bench {
    std::shared_ptr<Delivery> expect(const ReadMessage& one = message(), int time = 0) {
        auto delivery = std::make_shared<Delivery>();
        queue.expect(one, delivery, at(time));
        return delivery;
    }
    bool giveUp(int before) {
        return queue.giveUp(at(before), [this] { ++refused; });
    }
    std::string ready() {
        std::string out;
        ended = queue.takeReady(out);
        return out;
    }

    AnswerQueue queue;
    int refused = 0;
    bool ended = false;
};

}  // namespace

class AnswerQueueTest : public QObject {
    Q_OBJECT

private slots:
    void forms_data();
    void forms();
    void orderIsThatOfTheRequests();
    void refusedAtOnce();
    void strangersAreIgnored();
    void theLastEndsTheConnection();
    void givesUpOnWhatWaitsLong();
    void whatIsWrittenBecomesLate();
    void whatIsSettledIsNotGivenUp();
};

void AnswerQueueTest::forms_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("close");
    QTest::addColumn<bool>("keepAlive10");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char* name, int status, bool close, bool keepAlive10, const char* answer) {
        QTest::newRow(name) << status << close << keepAlive10 << QByteArray(answer);
    };
    row("stored", 204, false, false, "HTTP/1.1 204 No Content\r\n\r\n");
    row("stored, the last", 204, true, false, "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
    row("stored, HTTP/1.0", 204, false, true, "HTTP/1.1 204 No Content\r\nConnection: keep-alive\r\n\r\n");
    row("bad", 400, true, false,
        "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    row("bad Host", 400, false, false, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    row("CONNECT", 405, true, false,
        "HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n"
        "Allow: GET, HEAD, POST, PUT, DELETE, OPTIONS, PATCH, TRACE\r\nConnection: close\r\n\r\n");
    row("slow", 408, true, false,
        "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    row("large", 413, true, false,
        "HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    row("long", 414, true, false,
        "HTTP/1.1 414 URI Too Long\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    row("large head", 431, true, false,
        "HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    row("version", 505, true, false,
        "HTTP/1.1 505 HTTP Version Not Supported\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    row("another protocol", 0, true, false, "");
}

void AnswerQueueTest::forms() {
    QFETCH(int, status);
    QFETCH(bool, close);
    QFETCH(bool, keepAlive10);
    QFETCH(QByteArray, answer);
    Bench bench;
    bench.queue.settle(*bench.expect(message(status, close, keepAlive10)), true);
    QCOMPARE(QByteArray::fromStdString(bench.ready()), answer);
    QCOMPARE(bench.ended, close);
    QVERIFY(bench.queue.isEmpty());
}

void AnswerQueueTest::orderIsThatOfTheRequests() {
    Bench bench;
    const auto first = bench.expect();
    const auto second = bench.expect(message(400));
    const auto third = bench.expect();
    bench.queue.settle(*third, true);
    bench.queue.settle(*second, true);
    QCOMPARE(bench.ready(), std::string());
    QCOMPARE(bench.queue.size(), std::size_t{3});
    bench.queue.settle(*first, false);
    QCOMPARE(bench.ready(), k503 + k400 + k204);
    QVERIFY(bench.queue.isEmpty());
}

void AnswerQueueTest::refusedAtOnce() {
    Bench bench;
    const auto first = bench.expect();
    bench.queue.expect(message(), nullptr, at(0));
    QCOMPARE(bench.ready(), std::string());
    bench.queue.settle(*first, true);
    QCOMPARE(bench.ready(), k204 + k503);
}

void AnswerQueueTest::strangersAreIgnored() {
    Bench bench;
    const auto first = bench.expect();
    bench.queue.settle(Delivery(), true);
    QCOMPARE(bench.ready(), std::string());
    bench.queue.settle(*first, true);
    bench.queue.settle(*first, false);  // answered already
    QCOMPARE(bench.ready(), k204);
}

void AnswerQueueTest::theLastEndsTheConnection() {
    Bench bench;
    bench.queue.settle(*bench.expect(), true);
    const auto last = bench.expect(message(204, true));
    QCOMPARE(bench.ready(), k204);
    QVERIFY(!bench.ended);
    bench.queue.settle(*last, true);
    QVERIFY(!bench.ready().empty());
    QVERIFY(bench.ended);
}

void AnswerQueueTest::givesUpOnWhatWaitsLong() {
    Bench bench;
    const auto old = bench.expect(message(), 10);
    const auto young = bench.expect(message(), 20);
    QVERIFY(!bench.giveUp(9));
    QVERIFY(bench.giveUp(10));
    QCOMPARE(bench.refused, 1);
    QVERIFY(old->state() == Delivery::State::Withdrawn);
    QVERIFY(young->state() == Delivery::State::Queued);
    QCOMPARE(bench.ready(), k503);
    QVERIFY(!bench.giveUp(15));
}

void AnswerQueueTest::whatIsWrittenBecomesLate() {
    Bench bench;
    const auto written = bench.expect();
    QVERIFY(written->claim());
    QVERIFY(bench.giveUp(0));
    QCOMPARE(bench.refused, 0);  // it will be stored
    QVERIFY(written->isLate());
    QCOMPARE(bench.ready(), k503);
}

void AnswerQueueTest::whatIsSettledIsNotGivenUp() {
    Bench bench;
    const auto stored = bench.expect();
    QVERIFY(stored->claim());
    stored->settle(true);
    QVERIFY(!bench.giveUp(0));
    QVERIFY(!stored->isLate());
    QCOMPARE(bench.ready(), std::string());
    bench.queue.settle(*stored, true);
    QCOMPARE(bench.ready(), k204);
}

QTEST_GUILESS_MAIN(AnswerQueueTest)
#include "answer_queue_test.moc"
