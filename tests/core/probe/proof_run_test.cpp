// SPDX-License-Identifier: Apache-2.0
// Whole runs over real sockets through a shim that loses, doubles, delays and cuts exactly what it is told.
#include "core/probe/proof_run.h"

#include <QElapsedTimer>
#include <QTest>
#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

#include "core/probe/listening_arrivals.h"
#include "tests/core/probe/mirror_shim.h"

using namespace mirrorscope;
using namespace mirrorscope::probe;
using namespace std::chrono_literals;

namespace {

/// Nothing is late on a machine that has other things to do, unless a test means it.
constexpr auto kPatience = 20s;

const base::SystemClock kClock;

std::unique_ptr<ListeningArrivals> listen(const std::string& run) {
    auto opened = ListeningArrivals::open({*base::parseAddress("127.0.0.1"), 0, {}, run}, kClock);
    return opened ? std::move(*opened) : nullptr;
}

RunOptions optionsFor(std::uint16_t port, const std::string& run, std::vector<ProbeKind> kinds,
                      std::size_t count) {
    RunOptions options;
    options.url = *ProbeUrl::parse("http://127.0.0.1:" + std::to_string(port) + "/");
    options.plan = {run, count, std::move(kinds), 3};
    options.perSecond = 100;
    options.wait = 1500ms;
    return options;
}

base::Result<RunOutcome> runThrough(const test::MirrorShim& shim, ListeningArrivals& arrivals,
                                    const RunOptions& options, const base::CancelToken& cancel = {}) {
    SenderOptions to;
    to.url = *ProbeUrl::parse("http://127.0.0.1:" + std::to_string(shim.port()) + "/");
    const auto sender = makeSender(to, kClock);
    return runProbes(options, **sender, arrivals, kClock, cancel, {});
}

const ProbeRow& rowOf(const Proof& proof, ProbeKind kind) {
    return *std::ranges::find(proof.rows, kind, &ProbeRow::kind);
}

}  // namespace

class ProofRunTest : public QObject {
    Q_OBJECT

private slots:
    void wholeMatrixArrives();
    void lostTwiceAndCutAreCountedExactly();
    void lateIsCountedExactly();
    void eitherTagIsEnough_data();
    void eitherTagIsEnough();
    void aCountedShareIsExact();
    void refusedByTheProxy();
    void redirectsAreNotFollowed();
    void warmUpsGetConnectionsOfTheirOwn();
    void unreachable();
    void cancelEndsAtOnce_data();
    void cancelEndsAtOnce();
    void othersAreNotKept();
    void originIsNamed();
};

void ProofRunTest::wholeMatrixArrives() {
    const std::string run = newRun();
    const auto arrivals = listen(run);
    QVERIFY(arrivals);
    const test::MirrorShim shim(arrivals->port(), [](auto) { return test::CopyFate{}; });
    const auto options = optionsFor(shim.port(), run, {}, 2);
    const auto outcome = runThrough(shim, *arrivals, options);
    QVERIFY(outcome.has_value());
    const Proof proof =
        judge(outcome->record, options.url, {.lateAfter = kPatience, .headers = {"Host", "X-Copied-By"}});
    QVERIFY2(proof.verdict == Verdict::Passed, proof.headline.c_str());
    QCOMPARE(proof.totals.arrived, 2 * kProbeKinds);
    QVERIFY(rowOf(proof, ProbeKind::Body8M).body == BodyState::Equal);
    QVERIFY(rowOf(proof, ProbeKind::Chunked).body == BodyState::Equal);
    QVERIFY(rowOf(proof, ProbeKind::Head).body == BodyState::None);
}

void ProofRunTest::lostTwiceAndCutAreCountedExactly() {
    const std::string run = newRun();
    const auto arrivals = listen(run);
    // 3 warm-ups, then 60 probes with the numbers 3 to 62.
    const std::set<std::uint32_t> lost{5, 6, 31, 62};
    const std::set<std::uint32_t> twice{3, 40, 41};
    const std::set<std::uint32_t> cut{20, 21};
    const test::MirrorShim shim(arrivals->port(), [&](std::uint32_t number) {
        test::CopyFate fate;
        fate.copies = lost.contains(number) ? 0 : twice.contains(number) ? 2 : 1;
        fate.cutTo = cut.contains(number) ? 100 : SIZE_MAX;
        return fate;
    });
    const auto options =
        optionsFor(shim.port(), run, {ProbeKind::Put, ProbeKind::Body8K, ProbeKind::Expect}, 20);
    const auto outcome = runThrough(shim, *arrivals, options);
    QVERIFY(outcome.has_value());
    const Proof proof = judge(outcome->record, options.url, {.lateAfter = kPatience});
    QCOMPARE(proof.totals.sent, std::size_t{60});
    QCOMPARE(proof.totals.lost, lost.size());
    QCOMPARE(proof.totals.arrived, 60 - lost.size());
    QCOMPARE(proof.totals.duplicates, twice.size());
    std::size_t wrong = 0;
    for (const ProbeRow& row : proof.rows) {
        wrong += row.bodiesWrong;
        QVERIFY(row.bodiesWrong == 0 || (row.body == BodyState::Cut && row.bodyBytes == 100));
    }
    QCOMPARE(wrong, cut.size());
    QCOMPARE(proof.verdict, Verdict::Failed);
}

/// Two seconds are more than this machine ever takes for one of the others.
void ProofRunTest::lateIsCountedExactly() {
    const std::string run = newRun();
    const auto arrivals = listen(run);
    const std::set<std::uint32_t> late{4, 9, 12};
    const test::MirrorShim shim(arrivals->port(), [&](std::uint32_t number) {
        return test::CopyFate{.delay = late.contains(number) ? 2000ms : 0ms};
    });
    auto options = optionsFor(shim.port(), run, {ProbeKind::Get}, 15);
    options.wait = 10s;
    const auto outcome = runThrough(shim, *arrivals, options);
    QVERIFY(outcome.has_value());
    const Proof proof = judge(outcome->record, options.url, {.lateAfter = 1900ms});
    QCOMPARE(proof.totals.arrived, std::size_t{15});
    QCOMPARE(proof.totals.late, late.size());
    QVERIFY(proof.lag.p99 >= 1900ms);
    QVERIFY(proof.lag.p50 < 1900ms);
}

void ProofRunTest::eitherTagIsEnough_data() {
    QTest::addColumn<QString>("dropped");
    QTest::newRow("the header is dropped") << QString::fromUtf8(kTagHeader.data());
    QTest::newRow("the query is rewritten") << "mirrorscope-probe=";
}

void ProofRunTest::eitherTagIsEnough() {
    QFETCH(QString, dropped);
    const std::string run = newRun();
    const auto arrivals = listen(run);
    const test::MirrorShim shim(
        arrivals->port(), [&](auto) { return test::CopyFate{.from = dropped.toStdString(), .to = "other"}; });
    const auto options = optionsFor(shim.port(), run, {ProbeKind::Get, ProbeKind::LongUrl}, 2);
    const auto outcome = runThrough(shim, *arrivals, options);
    QVERIFY(outcome.has_value());
    const Proof proof = judge(outcome->record, options.url, {.lateAfter = kPatience});
    QCOMPARE(proof.totals.arrived, std::size_t{4});
    QCOMPARE(proof.verdict, Verdict::Passed);
}

/// As Traefik does: the next copy is due when there are fewer than the share of all requests so far.
void ProofRunTest::aCountedShareIsExact() {
    const std::string run = newRun();
    const auto arrivals = listen(run);
    std::atomic<int> requests{0};
    std::atomic<int> copies{0};
    const test::MirrorShim shim(arrivals->port(), [&](auto) {
        const bool isDue = copies * 100 < ++requests * 30;
        copies += isDue ? 1 : 0;
        return test::CopyFate{.copies = isDue ? 1 : 0};
    });
    auto options = optionsFor(shim.port(), run, {ProbeKind::Get, ProbeKind::Head}, 40);
    options.plan.warmUps = 0;
    options.isShare = true;
    options.wait = 500ms;
    const auto outcome = runThrough(shim, *arrivals, options);
    QVERIFY(outcome.has_value());
    const Proof proof = judge(outcome->record, options.url,
                              {.lateAfter = kPatience, .percentage = 30, .law = ShareLaw::Counts});
    QCOMPARE(proof.totals.arrived, std::size_t{24});
    QCOMPARE(proof.expected.low, std::size_t{24});
    QVERIFY2(proof.verdict == Verdict::Passed, proof.headline.c_str());
}

void ProofRunTest::refusedByTheProxy() {
    const std::string run = newRun();
    const auto arrivals = listen(run);
    test::MirrorShim shim(arrivals->port(), [](auto) { return test::CopyFate{}; });
    shim.refuseBodiesOver(10'000, 413);
    const auto options = optionsFor(shim.port(), run, {ProbeKind::Body8K, ProbeKind::Body64K}, 3);
    const auto outcome = runThrough(shim, *arrivals, options);
    const Proof proof = judge(outcome->record, options.url, {.lateAfter = kPatience});
    QCOMPARE(proof.totals.refused, std::size_t{3});
    QCOMPARE(proof.totals.lost, std::size_t{0});
    QCOMPARE(proof.verdict, Verdict::NotProven);
}

void ProofRunTest::redirectsAreNotFollowed() {
    const std::string run = newRun();
    const auto arrivals = listen(run);
    const test::MirrorShim elsewhere(arrivals->port(), [](auto) { return test::CopyFate{}; });
    test::MirrorShim shim(arrivals->port(), [](auto) { return test::CopyFate{.copies = 0}; });
    shim.redirectTo("http://127.0.0.1:" + std::to_string(elsewhere.port()) + "/");
    const auto options = optionsFor(shim.port(), run, {ProbeKind::Get}, 3);
    const auto outcome = runThrough(shim, *arrivals, options);
    QVERIFY(outcome.has_value());
    QVERIFY(std::ranges::all_of(outcome->record.sent,
                                [](const auto& sent) { return sent.outcome.status == 302; }));
    QCOMPARE(elsewhere.connections(), std::size_t{0});
}

void ProofRunTest::warmUpsGetConnectionsOfTheirOwn() {
    const std::string run = newRun();
    const auto arrivals = listen(run);
    const test::MirrorShim shim(arrivals->port(), [](auto) { return test::CopyFate{}; });
    const auto options = optionsFor(shim.port(), run, {ProbeKind::Get, ProbeKind::Put}, 5);
    const auto outcome = runThrough(shim, *arrivals, options);
    const auto cold = std::ranges::count_if(outcome->record.sent,
                                            [](const SentProbe& sent) { return sent.outcome.isCold; });
    QCOMPARE(cold, 3);
    QCOMPARE(shim.connections(), std::size_t{3});
    QVERIFY(outcome->record.sent[2].outcome.isCold && !outcome->record.sent[3].outcome.isCold);
}

void ProofRunTest::unreachable() {
    const std::string run = newRun();
    const auto arrivals = listen(run);
    const std::uint16_t port = test::freePort();
    SenderOptions to;
    to.url = *ProbeUrl::parse("http://127.0.0.1:" + std::to_string(port) + "/");
    const auto sender = makeSender(to, kClock);
    const auto outcome = runProbes(optionsFor(port, run, {}, 1), **sender, *arrivals, kClock, {}, {});
    QVERIFY(outcome.has_value());
    QVERIFY(!outcome->unreachable.empty());
    to.url.isTls = true;
    to.caFile = "/nonexistent/ca.pem";
    QVERIFY(makeSender(to, kClock).error().code == base::ErrorCode::TextUnreadable);
}

void ProofRunTest::cancelEndsAtOnce_data() {
    QTest::addColumn<bool>("isSilent");
    QTest::newRow("while an answer is awaited") << true;
    QTest::newRow("while copies are awaited") << false;
}

/// The time between the cancel and the end, at best of some tries: this machine has other things to do.
void ProofRunTest::cancelEndsAtOnce() {
    QFETCH(bool, isSilent);
    qint64 best = INT64_MAX;
    for (int attempt = 0; attempt < 5 && best > 100; ++attempt) {
        const std::string run = newRun();
        const auto arrivals = listen(run);
        test::MirrorShim shim(arrivals->port(), [](auto) { return test::CopyFate{.copies = 0}; });
        if (isSilent) {
            shim.fallSilent();
        }
        auto options = optionsFor(shim.port(), run, {ProbeKind::Get}, 1);
        options.plan.warmUps = 0;
        options.wait = 60s;
        base::CancelToken cancel;
        QElapsedTimer timer;
        std::thread canceller([&] {
            test::becomesTrue([&] { return shim.connections() > 0; });
            timer.start();
            cancel.cancel();
        });
        const auto outcome = runThrough(shim, *arrivals, options, cancel);
        canceller.join();
        QVERIFY(!outcome && outcome.error().code == base::ErrorCode::Cancelled);
        best = std::min(best, timer.elapsed());
    }
    QVERIFY2(best <= 100, qPrintable(QString::number(best)));
}

void ProofRunTest::othersAreNotKept() {
    const std::string run = newRun();
    const auto arrivals = listen(run);
    const std::string other = "GET /?mirrorscope-probe=" + newRun() + "-1 HTTP/1.1\r\nHost: a\r\n\r\n";
    for (const std::string& request : {std::string("GET / HTTP/1.1\r\nHost: a\r\n\r\n"), other}) {
        const auto answer = test::exchange(arrivals->port(), request);
        QVERIFY(answer && answer->status == 204);
    }
    QCOMPARE(arrivals->others(), std::uint64_t{2});
    QVERIFY(arrivals->arrived({})->empty());
    const std::string ours = "GET /?mirrorscope-probe=" + run + "-1 HTTP/1.1\r\nHost: a\r\n\r\n";
    QVERIFY(test::exchange(arrivals->port(), ours));
    const auto arrived = arrivals->arrived({});
    QCOMPARE(arrived->size(), std::size_t{1});
    QVERIFY(arrived->front().tag == (ProbeTag{run, 1}));
}

void ProofRunTest::originIsNamed() {
    const auto notice = originNotice(optionsFor(8080, "abcdefghijkl", {}, 2));
    QVERIFY(notice.find("35 probes (DELETE, GET, HEAD, POST, PUT)") == 0);
    QVERIFY(notice.find("origin") != std::string::npos);
    QVERIFY(notice.find("X-Mirrorscope-Probe: abcdefghijkl-N") != std::string::npos);
}

QTEST_GUILESS_MAIN(ProofRunTest)
#include "proof_run_test.moc"
