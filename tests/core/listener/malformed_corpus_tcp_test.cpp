// SPDX-License-Identifier: Apache-2.0
// Every case of tests/data/malformed over TCP, whole and in pieces: answers, rows, and whether the connection
// goes on.
#include <QElapsedTimer>
#include <QTest>

#include "core/listener/mirror_listener.h"
#include "tests/core/listener/malformed_corpus.h"
#include "tests/core/listener/running_listener.h"

using namespace mirrorscope;
using test::RunningListener;
using test::statusOf;
using traffic::RequestFlag;
using traffic::RequestForm;

namespace {

const std::string kProbe = "GET /probe HTTP/1.1\r\nHost: shop.example\r\n\r\n";

/// What came of a case, without what depends on the cuts: bytes behind a closing request and their flag.
struct Rows {
    std::vector<std::string> shown;
    std::size_t requests = 0;
    traffic::FlagSet flags;
    bool canary = false;
};

struct Outcome {
    std::vector<int> statuses;
    bool ended = false;  // by the listener
    Rows rows;
    listener::ListenerCounters counters;
};

Rows rowsOf(const RunningListener& running) {
    Rows rows;
    for (const auto& delivery : running.sink().stored()) {
        const traffic::MirroredRequest& request = delivery->request;
        std::string names;
        for (const std::string_view name : request.flags.names()) {
            names += name == "bytes-after-close" ? "" : "," + std::string(name);
        }
        rows.shown.push_back(std::to_string(static_cast<int>(request.form)) + "|" + request.head + "|" +
                             request.body + "|" + request.trailers + "|" + request.reason + "|" +
                             std::to_string(request.offset.value_or(0)) + "|" + names);
        rows.requests += request.form == RequestForm::NotHttp ? 0 : 1;
        rows.flags |= request.flags;
        rows.canary = rows.canary || request.target.starts_with(test::kCanary);
    }
    return rows;
}

/// A refused sender may find the connection gone while it still sends.
void sendPieces(test::Socket& socket, std::string_view bytes, std::size_t piece) {
    while (!bytes.empty() && socket.send(bytes.substr(0, piece))) {
        bytes.remove_prefix(std::min(piece, bytes.size()));
    }
}

/// `piece`: bytes at once, 0 for all. The sender ends first only where the case is that it leaves.
Outcome deliver(const test::CorpusCase& one, std::size_t piece) {
    Outcome outcome;
    RunningListener running;
    {
        auto socket = running.connect();
        sendPieces(socket, one.bytes, piece == 0 ? one.bytes.size() : piece);
        const bool leaves = one.verdict == "incomplete" || one.flags.contains("empty-connection");
        const bool goesOn = !one.closes && !one.asksForEnd;
        if (leaves) {
            socket.finishSending();
        } else if (goesOn) {
            socket.send(kProbe);
        }
        test::ResponseReader reader(socket);
        for (std::size_t i = 0; i < one.requests + (goesOn ? 1 : 0); ++i) {
            outcome.statuses.push_back(statusOf(reader));
        }
        QElapsedTimer timer;
        timer.start();
        if (!goesOn) {
            outcome.ended = statusOf(reader) == 0 && timer.elapsed() < 5000;
        }
    }
    test::becomesTrue([&] { return running.counters().connections == 0; });
    outcome.rows = rowsOf(running);
    outcome.counters = running.counters();
    return outcome;
}

}  // namespace

class MalformedCorpusTcpTest : public QObject {
    Q_OBJECT

private slots:
    void corpus_data();
    void corpus();
    void deadlines_data();
    void deadlines();
};

void MalformedCorpusTcpTest::corpus_data() {
    QTest::addColumn<int>("index");
    QTest::addColumn<int>("piece");
    const auto cases = test::malformedCorpus();
    for (std::size_t i = 0; i < cases.size(); ++i) {
        for (const int piece : {0, 1, 7}) {
            if (!cases[i].needsTime) {
                QTest::addRow("%d %s, %d at once", cases[i].id, cases[i].name.c_str(), piece)
                    << static_cast<int>(i) << piece;
            }
        }
    }
}

void MalformedCorpusTcpTest::corpus() {
    static const auto cases = test::malformedCorpus();
    QFETCH(int, index);
    QFETCH(int, piece);
    const test::CorpusCase& one = cases[static_cast<std::size_t>(index)];
    const Outcome outcome = deliver(one, static_cast<std::size_t>(piece));
    const bool goesOn = !one.closes && !one.asksForEnd;
    QVERIFY(!outcome.rows.canary);
    QCOMPARE(outcome.rows.requests, one.requests + (goesOn ? 1 : 0));
    std::vector<int> statuses(outcome.statuses.size(), 204);
    if (one.status) {
        statuses[one.requests - 1] = *one.status;
    }
    QCOMPARE(outcome.statuses, statuses);
    QCOMPARE(outcome.ended, !goesOn);
    QCOMPARE(outcome.counters.connections, std::uint64_t{0});
    QCOMPARE(outcome.counters.connectionsEmpty, std::uint64_t{one.flags.contains("empty-connection")});
    if (piece == 0) {
        // Known only where the bytes come in the read of the request: later ones are drained, the row is
        // written by then.
        QCOMPARE(outcome.rows.flags.has(RequestFlag::BytesAfterClose),
                 one.flags.contains("bytes-after-close"));
    } else {
        QCOMPARE(outcome.rows.shown, deliver(one, 0).rows.shown);
    }
}

void MalformedCorpusTcpTest::deadlines_data() {
    QTest::addColumn<int>("index");
    const auto cases = test::malformedCorpus();
    for (std::size_t i = 0; i < cases.size(); ++i) {
        if (cases[i].needsTime) {
            QTest::addRow("%d %s", cases[i].id, cases[i].name.c_str()) << static_cast<int>(i);
        }
    }
}

/// Slow senders: the deadline is absolute, bytes that drip in do not move it.
void MalformedCorpusTcpTest::deadlines() {
    static const auto cases = test::malformedCorpus();
    QFETCH(int, index);
    const test::CorpusCase& one = cases[static_cast<std::size_t>(index)];
    listener::Limits limits = test::patientLimits();
    limits.headDeadline = limits.bodyDeadline = std::chrono::milliseconds(100);
    RunningListener running(limits);
    auto socket = running.connect();
    constexpr std::size_t kDripping = 20;
    std::string_view rest = one.bytes;
    QVERIFY(socket.send(rest.substr(0, rest.size() - kDripping)));
    rest.remove_prefix(rest.size() - kDripping);
    const bool dripped = test::becomesTrue(
        [&] {
            socket.send(rest.substr(0, 1));
            rest.remove_prefix(1);
            return rest.empty() || running.counters().received > 0;
        },
        std::chrono::seconds(5));
    QVERIFY(dripped && !rest.empty());
    test::ResponseReader reader(socket);
    QCOMPARE(statusOf(reader), *one.status);
    QCOMPARE(statusOf(reader), 0);
    const auto stored = running.sink().stored();
    QCOMPARE(stored.size(), one.requests);
    QVERIFY(stored[0]->request.form == RequestForm::Incomplete);
    for (const std::string& name : one.flags) {
        QVERIFY(stored[0]->request.flags.has(*traffic::flagByName(name)));
    }
    QVERIFY(!stored[0]->request.reason.empty());
}

QTEST_GUILESS_MAIN(MalformedCorpusTcpTest)
#include "malformed_corpus_tcp_test.moc"
