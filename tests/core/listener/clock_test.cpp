// SPDX-License-Identifier: Apache-2.0
// The wall clock jumps by an hour, between requests and in the middle of one: ids stay in the order of
// arrival, no duration is negative or an hour long, no deadline fires for it and none is missed.
#include <QTest>
#include <atomic>

#include "tests/core/listener/running_listener.h"
#include "tests/support/socket.h"

using namespace mirrorscope;
using namespace std::chrono_literals;

namespace {

/// The wall clock is set by the test; the steady one cannot be (it cannot jump).
class JumpingClock final : public base::Clock {
public:
    base::WallTime wall() const override {
        const auto now = m_system.wall() + std::chrono::seconds(m_offset);
        ++m_reads;
        return now;
    }
    base::SteadyTime steady() const override { return m_system.steady(); }
    void jump(std::chrono::seconds by) { m_offset += by.count(); }
    int reads() const { return m_reads; }

private:
    base::SystemClock m_system;
    std::atomic<std::int64_t> m_offset{0};
    mutable std::atomic<int> m_reads{0};
};

}  // namespace

class ClockTest : public QObject {
    Q_OBJECT

private slots:
    void jumps_data();
    void jumps();
    void deadlinesGoBySteadyTime_data();
    void deadlinesGoBySteadyTime();
};

void ClockTest::jumps_data() {
    QTest::addColumn<int>("seconds");
    QTest::newRow("an hour ahead") << 3600;
    QTest::newRow("an hour back") << -3600;
}

void ClockTest::jumps() {
    QFETCH(int, seconds);
    JumpingClock clock;
    test::RunningListener listener(test::patientLimits(), {}, listener::Acknowledge::Commit, "127.0.0.1",
                                   &clock);
    auto socket = listener.connect();
    test::ResponseReader reader(socket);
    const auto request = [](int number) {
        return "POST /" + std::to_string(number) + " HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody";
    };
    for (int i = 0; i < 30; ++i) {
        const std::string bytes = request(i);
        // Between two, inside the head, inside the body: in turns.
        const std::size_t cut = i % 3 == 0 ? 0 : i % 3 == 1 ? 10 : bytes.size() - 2;
        const int reads = clock.reads();
        QVERIFY(socket.send(bytes.substr(0, cut)));
        // The request has its time from its first byte.
        QVERIFY(cut == 0 || test::becomesTrue([&] { return clock.reads() > reads; }));
        clock.jump(std::chrono::seconds(i % 2 == 0 ? seconds : -seconds));
        QVERIFY(socket.send(bytes.substr(cut)));
        QCOMPARE(test::statusOf(reader), 204);
    }
    const auto stored = listener.sink().stored();
    QCOMPARE(stored.size(), std::size_t{30});
    int backwards = 0;
    for (std::size_t i = 0; i < stored.size(); ++i) {
        const traffic::MirroredRequest& row = stored[i]->request;
        QCOMPARE(row.target, "/" + std::to_string(i));
        QCOMPARE(row.form, traffic::RequestForm::Whole);
        QVERIFY2(row.duration >= 0us && row.duration < 1min,
                 QByteArray::number(qlonglong{row.duration.count()}));
        backwards += i > 0 && row.receivedAt < stored[i - 1]->request.receivedAt ? 1 : 0;
    }
    QCOMPARE(backwards, 5);  // once in six, as the cuts and jumps fall
    const auto counters = listener.counters();
    QCOMPARE(counters.received, counters.stored + counters.refused + counters.inFlight);
}

void ClockTest::deadlinesGoBySteadyTime_data() {
    jumps_data();
}

void ClockTest::deadlinesGoBySteadyTime() {
    QFETCH(int, seconds);
    JumpingClock clock;
    listener::Limits limits = test::patientLimits();
    limits.headDeadline = 300ms;
    test::RunningListener listener(limits, {}, listener::Acknowledge::Commit, "127.0.0.1", &clock);
    auto socket = listener.connect();
    QVERIFY(socket.send("GET /slow HTTP/1.1\r\nHo"));
    clock.jump(std::chrono::seconds(seconds));
    test::ResponseReader reader(socket);
    QCOMPARE(test::statusOf(reader), 408);  // it comes, and the row says how long it took
    const auto stored = listener.sink().stored();
    QCOMPARE(stored.size(), std::size_t{1});
    QVERIFY(stored[0]->request.flags.has(traffic::RequestFlag::HeadTimeout));
    QVERIFY(stored[0]->request.duration >= 300ms);
    QVERIFY(stored[0]->request.duration < 1min);
}

QTEST_GUILESS_MAIN(ClockTest)
#include "clock_test.moc"
