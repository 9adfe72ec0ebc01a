// SPDX-License-Identifier: Apache-2.0
// Every case of tests/data/malformed over TCP, whole and in pieces: answers, rows, and whether the connection
// goes on.
#include <QElapsedTimer>
#include <QTest>
#include <algorithm>
#include <map>
#include <random>

#include "core/listener/mirror_listener.h"
#include "tests/core/listener/malformed_corpus.h"
#include "tests/core/listener/running_listener.h"

using namespace mirrorscope;
using test::RunningListener;
using test::statusOf;
using traffic::RequestFlag;
using traffic::RequestForm;

namespace {

constexpr std::size_t kRandom = 999;

constexpr char kProbeTarget[] = "/probe";
const std::string kProbe = "GET /probe HTTP/1.1\r\nHost: shop.example\r\n\r\n";

/// What came of a case, without what depends on the cuts: bytes behind a closing request and their flag.
struct Rows {
    std::vector<std::string> shown;
    std::size_t requests = 0;
    traffic::FlagSet flags;
    std::set<std::string> names;  // of the flags
    RequestForm last = RequestForm::Whole;
    bool canary = false;
};

RequestForm formOf(const std::string& verdict) {
    return verdict == "malformed-close" ? RequestForm::Malformed
           : verdict == "incomplete"    ? RequestForm::Incomplete
           : verdict == "not-http"      ? RequestForm::NotHttp
                                        : RequestForm::Whole;
}

QString listed(const std::set<std::string>& names) {
    QStringList all;
    std::ranges::for_each(names, [&](const std::string& name) { all += QString::fromStdString(name); });
    return all.join(',');
}

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
        const auto flagNames = request.flags.names();
        rows.names.insert(flagNames.begin(), flagNames.end());
        if (!request.target.starts_with(kProbeTarget)) {
            rows.last = request.form;
        }
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

/// Where the random cuts of this run begin; printed, and MIRRORSCOPE_SEED=N repeats a run.
unsigned runSeed() {
    static const unsigned seed = qEnvironmentVariableIsSet("MIRRORSCOPE_SEED")
                                     ? qEnvironmentVariable("MIRRORSCOPE_SEED").toUInt()
                                     : std::random_device{}();
    return seed;
}

/// Cuts of 1 to 40 bytes: within fields, between CR and LF, across the end of a head.
void sendRandomPieces(test::Socket& socket, std::string_view bytes, int id) {
    std::mt19937 random(runSeed() + static_cast<unsigned>(id));
    std::uniform_int_distribution<std::size_t> length(1, 40);
    bool taken = true;
    while (taken && !bytes.empty()) {
        const std::size_t piece = std::min(length(random), bytes.size());
        taken = socket.send(bytes.substr(0, piece));
        bytes.remove_prefix(piece);
    }
}

/// `piece`: bytes at once, 0 for all, kRandom for cuts by chance. The sender ends first only where the case
/// is that it leaves.
Outcome deliver(const test::CorpusCase& one, std::size_t piece) {
    Outcome outcome;
    RunningListener running;
    {
        auto socket = running.connect();
        if (piece == kRandom) {
            sendRandomPieces(socket, one.bytes, one.id);
        } else {
            sendPieces(socket, one.bytes, piece == 0 ? one.bytes.size() : piece);
        }
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
    void initTestCase() { qInfo("random cuts: MIRRORSCOPE_SEED=%u", runSeed()); }
    void corpus_data();
    void corpus();
    void deadlines_data();
    void deadlines();

private:
    void checkFlags(const test::CorpusCase& one, const Rows& rows);

    std::map<int, std::vector<std::string>> m_whole;  // rows of a case that came at once
};

void MalformedCorpusTcpTest::corpus_data() {
    QTest::addColumn<int>("index");
    QTest::addColumn<int>("piece");
    const auto cases = test::malformedCorpus();
    for (std::size_t i = 0; i < cases.size(); ++i) {
        for (const int piece : {0, 1, 7, static_cast<int>(kRandom)}) {
            if (!cases[i].needsTime) {
                const QByteArray cut =
                    piece == kRandom ? "by chance" : QByteArray::number(piece) + " at once";
                QTest::addRow("%d %s, %s", cases[i].id, cases[i].name.c_str(), cut.constData())
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
        m_whole[index] = outcome.rows.shown;
    } else {
        QCOMPARE(outcome.rows.shown, m_whole[index]);
    }
    checkFlags(one, outcome.rows);
}

/// All that index.json names and no other.
void MalformedCorpusTcpTest::checkFlags(const test::CorpusCase& one, const Rows& rows) {
    auto wanted = one.flags;
    auto found = rows.names;
    wanted.erase("empty-connection");  // has no row: counted
    wanted.erase("bytes-after-close");
    found.erase("bytes-after-close");
    QCOMPARE(listed(found), listed(wanted));
    QVERIFY(rows.shown.empty() || rows.last == formOf(one.verdict));
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
