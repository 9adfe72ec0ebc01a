// SPDX-License-Identifier: Apache-2.0
// From evidence to a verdict with its reasons; and the verdict as JSON.
#include "core/probe/proof_verdict.h"

#include <QTest>
#include <algorithm>

#include "core/probe/proof_json.h"
#include "tests/core/probe/samples.h"

using namespace mirrorscope;
using namespace mirrorscope::probe;

namespace {

const ProbeRow& rowOf(const Proof& proof, ProbeKind kind) {
    return *std::ranges::find(proof.rows, kind, &ProbeRow::kind);
}

std::vector<std::string> codesOf(const Proof& proof) {
    std::vector<std::string> out;
    for (const Reason& reason : proof.reasons) {
        out.push_back(reason.code);
    }
    return out;
}

/// Takes copies away for which `isLost` says so.
template <typename IsLost>
void lose(RunRecord& record, const IsLost& isLost) {
    std::erase_if(record.arrivals,
                  [&](const Arrival& copy) { return isLost(record.sent[copy.tag.number].probe); });
}

std::size_t sizeOf(const PlannedProbe& probe) {
    return formOf(probe.kind).bodyBytes;
}

void replace(std::string& text, const std::string& from, const std::string& to) {
    text.replace(text.find(from), from.size(), to);
}

const std::vector<std::string> kContract{"Host", "X-Forwarded-For", "X-Forwarded-Proto", "X-Request-ID"};

}  // namespace

class ProofVerdictTest : public QObject {
    Q_OBJECT

private slots:
    void readsResultsOfEarlierVersions();
    void kindIsTakenFromTheUserWhereCopiesAreSilent();
    void flawlessPasses();
    void largeBodiesLost();
    void someLost();
    void nothingArrived();
    void firstRequestsLost();
    void wrongBodies_data();
    void wrongBodies();
    void bodiesLeftOutOnPurpose();
    void twiceAndLate();
    void refusedIsNotProven();
    void headers_data();
    void headers();
    void repeatedIdsAndClientPorts();
    void forgedAddressBelieved();
    void noProxyBetween();
    void share_data();
    void share();
    void jsonKeepsEverything();
};

void ProofVerdictTest::flawlessPasses() {
    const auto record = test::flawlessRun(4);
    const Proof proof = judge(record, test::sampleUrl(), {.headers = kContract});
    QCOMPARE(proof.verdict, Verdict::Passed);
    QCOMPARE(proof.headline, std::string("Passed: every probe arrived once, whole and in time"));
    QVERIFY(proof.reasons.empty());
    QCOMPARE(proof.rows.size(), kProbeKinds);
    QCOMPARE(proof.totals.sent, 4 * kProbeKinds);
    QCOMPARE(proof.totals.arrived, 4 * kProbeKinds);
    QCOMPARE(proof.warmUp.sent, std::size_t{2});
    QCOMPARE(proof.warmUp.arrived, std::size_t{2});
    QCOMPARE(proof.cold.count, std::size_t{2});
    QCOMPARE(proof.steady.count, 4 * kProbeKinds);
    QCOMPARE(proof.source, traffic::SourceId{3});
    QVERIFY(proof.lag.p50 == std::chrono::milliseconds(3));
    for (const ProbeRow& row : proof.rows) {
        QCOMPARE(row.word, std::string("Passed"));
    }
}

void ProofVerdictTest::largeBodiesLost() {
    auto record = test::flawlessRun(4);
    lose(record, [](const PlannedProbe& probe) { return sizeOf(probe) > (1U << 20U); });
    const Proof proof = judge(record, test::sampleUrl(), {});
    QCOMPARE(proof.verdict, Verdict::Failed);
    QCOMPARE(proof.headline, std::string("Failed: 8 of 64 probes were lost, all with bodies over 1 MiB"));
    QVERIFY(codesOf(proof) == std::vector<std::string>{"BODIES_LOST"});
    QVERIFY(proof.reasons.front().todo.find("client_max_body_size") != std::string::npos);
    QCOMPARE(rowOf(proof, ProbeKind::BodyAbove1M).word, std::string("Lost"));
    QCOMPARE(rowOf(proof, ProbeKind::Body1M).word, std::string("Passed"));
    // Allowed is a share of each kind: losing all of one is never within it.
    QCOMPARE(judge(record, test::sampleUrl(), {.maxLoss = 99}).verdict, Verdict::Failed);
    QCOMPARE(judge(record, test::sampleUrl(), {.maxLoss = 100}).verdict, Verdict::Failed);
}

void ProofVerdictTest::someLost() {
    auto record = test::flawlessRun(4);
    bool isFirst = true;
    lose(record, [&](const PlannedProbe& probe) {
        return probe.kind == ProbeKind::Put && std::exchange(isFirst, false);
    });
    const Proof proof = judge(record, test::sampleUrl(), {});
    QCOMPARE(proof.verdict, Verdict::Failed);
    QCOMPARE(rowOf(proof, ProbeKind::Put).counts.lost, std::size_t{1});
    QVERIFY(codesOf(proof) == std::vector<std::string>{"PROBES_LOST"});
    const Proof allowed = judge(record, test::sampleUrl(), {.maxLoss = 25});
    QCOMPARE(allowed.verdict, Verdict::Passed);
    QCOMPARE(allowed.headline, std::string("Passed: 1 of 64 probes were lost, no more than allowed"));
    QCOMPARE(judge(record, test::sampleUrl(), {.maxLoss = 24}).verdict, Verdict::Failed);
}

void ProofVerdictTest::nothingArrived() {
    auto record = test::flawlessRun(1);
    record.arrivals.clear();
    const Proof proof = judge(record, test::sampleUrl(), {.headers = kContract});
    QCOMPARE(proof.verdict, Verdict::Failed);
    QVERIFY(codesOf(proof) == std::vector<std::string>{"NOTHING_ARRIVED"});
    QVERIFY(proof.reasons.front().todo.find("ServiceEntry") != std::string::npos);
}

void ProofVerdictTest::firstRequestsLost() {
    auto record = test::flawlessRun(1);
    lose(record, [](const PlannedProbe& probe) { return probe.isWarmUp; });
    const Proof proof = judge(record, test::sampleUrl(), {});
    QCOMPARE(proof.verdict, Verdict::NotProven);
    QCOMPARE(proof.totals.lost, std::size_t{0});
    QVERIFY(codesOf(proof) == std::vector<std::string>{"FIRST_LOST"});
}

void ProofVerdictTest::wrongBodies_data() {
    QTest::addColumn<int>("bytes");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("word");
    QTest::newRow("missing") << 0 << "BODIES_MISSING" << "No body";
    QTest::newRow("cut") << 64'213 << "BODIES_CUT" << "Cut";
    QTest::newRow("other") << 65'536 << "BODIES_DIFFERENT" << "Other body";
}

void ProofVerdictTest::wrongBodies() {
    QFETCH(int, bytes);
    QFETCH(QString, code);
    QFETCH(QString, word);
    auto record = test::flawlessRun(2, {ProbeKind::Body64K, ProbeKind::Get});
    for (Arrival& copy : record.arrivals) {
        if (copy.bodyBytes > 0) {
            copy.bodyBytes = static_cast<std::uint64_t>(bytes);
            copy.bodyDigest = {};
        }
    }
    const Proof proof = judge(record, test::sampleUrl(), {});
    QCOMPARE(proof.verdict, Verdict::Failed);
    QVERIFY(codesOf(proof) == std::vector{code.toStdString()});
    const ProbeRow& row = rowOf(proof, ProbeKind::Body64K);
    QCOMPARE(row.word, word.toStdString());
    QCOMPARE(row.bodiesWrong, std::size_t{2});
    QCOMPARE(row.bodyBytes, static_cast<std::uint64_t>(bytes));
}

void ProofVerdictTest::bodiesLeftOutOnPurpose() {
    auto record = test::flawlessRun(1);
    for (Arrival& copy : record.arrivals) {
        copy.bodyBytes = 0;
    }
    QCOMPARE(judge(record, test::sampleUrl(), {}).verdict, Verdict::Failed);
    QCOMPARE(judge(record, test::sampleUrl(), {.hasBodies = false}).verdict, Verdict::Passed);
}

void ProofVerdictTest::twiceAndLate() {
    auto record = test::flawlessRun(1, {ProbeKind::Get, ProbeKind::Head});
    record.arrivals.push_back(record.arrivals[2]);
    record.arrivals[3] = test::copyOf(record.sent[3], std::chrono::milliseconds(300));
    const Proof proof = judge(record, test::sampleUrl(), {});
    QCOMPARE(proof.verdict, Verdict::Failed);
    QCOMPARE(proof.totals.duplicates, std::size_t{1});
    QCOMPARE(proof.totals.late, std::size_t{1});
    QVERIFY(codesOf(proof) == (std::vector<std::string>{"DUPLICATES", "LATE"}));
    record.arrivals.pop_back();
    QCOMPARE(judge(record, test::sampleUrl(), {.lateAfter = std::chrono::seconds(1)}).verdict,
             Verdict::Passed);
}

/// A proxy that refuses large bodies owes no copies of them; that it would mirror them is not shown.
void ProofVerdictTest::refusedIsNotProven() {
    auto record = test::flawlessRun(2);
    for (SentProbe& sent : record.sent) {
        sent.outcome.status = sent.probe.kind == ProbeKind::Body8M ? 413 : 200;
    }
    lose(record, [](const PlannedProbe& probe) { return probe.kind == ProbeKind::Body8M; });
    const Proof proof = judge(record, test::sampleUrl(), {});
    QCOMPARE(proof.verdict, Verdict::NotProven);
    QCOMPARE(proof.totals.lost, std::size_t{0});
    QCOMPARE(rowOf(proof, ProbeKind::Body8M).counts.refused, std::size_t{2});
    QVERIFY(codesOf(proof) == std::vector<std::string>{"REFUSED"});
}

void ProofVerdictTest::headers_data() {
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("code");  // empty: right
    QTest::newRow("host dropped") << "Host: shop.example\r\n" << "" << "HEADERS_MISSING";
    QTest::newRow("the listener's host") << "shop.example" << "127.0.0.9:8445" << "HEADERS_WRONG";
    QTest::newRow("Envoy's suffix") << "shop.example" << "shop.example-shadow" << "";
    QTest::newRow("another case") << "shop.example" << "Shop.Example" << "";
    QTest::newRow("scheme") << "Proto: https" << "Proto: http" << "HEADERS_WRONG";
    QTest::newRow("list dropped") << "203.0.113.123, " << "" << "HEADERS_WRONG";
    QTest::newRow("list as the client wrote it") << ", 198.51.100.7" << "" << "HEADERS_WRONG";
    QTest::newRow("list in two lines") << ", 198.51.100.7" << "\r\nX-Forwarded-For: 198.51.100.7" << "";
}

void ProofVerdictTest::headers() {
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, code);
    auto record = test::flawlessRun(2, {ProbeKind::Get, ProbeKind::ForgedChain});
    for (Arrival& copy : record.arrivals) {
        replace(copy.head, from.toStdString(), to.toStdString());
    }
    const Proof proof = judge(record, test::sampleUrl(), {.headers = kContract});
    QVERIFY(codesOf(proof) ==
            (code.isEmpty() ? std::vector<std::string>{} : std::vector{code.toStdString()}));
    QCOMPARE(proof.verdict, code.isEmpty()              ? Verdict::Passed
                            : code == "HEADERS_MISSING" ? Verdict::Failed
                                                        : Verdict::NotProven);
    QCOMPARE(rowOf(proof, ProbeKind::ForgedChain).headersWrong, std::size_t{code.isEmpty() ? 0U : 1U});
    // What nobody promised is nobody's fault.
    QCOMPARE(judge(record, test::sampleUrl(), {}).verdict, Verdict::Passed);
}

void ProofVerdictTest::repeatedIdsAndClientPorts() {
    auto record = test::flawlessRun(3, {ProbeKind::Get});
    for (std::size_t i = 0; i < record.arrivals.size(); ++i) {
        auto& head = record.arrivals[i].head;
        replace(head, record.arrivals[i].tag.text(), i < 2 ? "same" : std::to_string(i));
        replace(head, "Host:", "X-Forwarded-Port: " + std::to_string(50'000 + i) + "\r\nHost:");
    }
    const Proof proof = judge(record, test::sampleUrl(), {.headers = {"X-Request-ID", "X-Forwarded-Port"}});
    QCOMPARE(proof.headers[0].wrong, std::size_t{2});
    QCOMPARE(proof.headers[1].wrong, std::size_t{5});
    QCOMPARE(proof.headers[1].shown, std::string("50000 to 50004, the clients' own ports"));
    QCOMPARE(proof.verdict, Verdict::NotProven);
}

void ProofVerdictTest::forgedAddressBelieved() {
    auto record = test::flawlessRun(1, {ProbeKind::Get, ProbeKind::ForgedChain});
    QCOMPARE(judge(record, test::sampleUrl(), {}).verdict, Verdict::Passed);
    auto byHeader = record;
    for (Arrival& copy : byHeader.arrivals) {
        const bool isForged = byHeader.sent[copy.tag.number].probe.kind == ProbeKind::ForgedChain;
        replace(copy.head, "Host:",
                std::string("X-Real-IP: ") + (isForged ? "203.0.113.123" : "198.51.100.7") + "\r\nHost:");
    }
    auto byRecorder = record;
    for (Arrival& copy : byRecorder.arrivals) {
        copy.context.client = "203.0.113.123";
        copy.context.clientTrust = traffic::ClientTrust::Verified;
    }
    for (const RunRecord& wrong : {byHeader, byRecorder}) {
        const Proof proof = judge(wrong, test::sampleUrl(), {});
        QCOMPARE(proof.verdict, Verdict::Failed);
        QVERIFY(codesOf(proof) == std::vector<std::string>{"TRUST_TOO_WIDE"});
        QCOMPARE(rowOf(proof, ProbeKind::ForgedChain).word, std::string("Believed"));
    }
    // A claim is what it is: the recorder does not believe it.
    for (Arrival& copy : byRecorder.arrivals) {
        copy.context.clientTrust = traffic::ClientTrust::Claimed;
    }
    QCOMPARE(judge(byRecorder, test::sampleUrl(), {}).verdict, Verdict::Passed);
}

void ProofVerdictTest::noProxyBetween() {
    auto record = test::flawlessRun(1, {ProbeKind::Get});
    record.arrivals.back().head = record.sent.back().head;
    const Proof proof = judge(record, test::sampleUrl(), {});
    QCOMPARE(proof.verdict, Verdict::NotProven);
    QVERIFY(codesOf(proof) == std::vector<std::string>{"NO_PROXY"});
}

void ProofVerdictTest::share_data() {
    QTest::addColumn<int>("law");
    QTest::addColumn<int>("every");  // so many make one copy
    QTest::addColumn<QString>("verdict");
    const int counts = static_cast<int>(ShareLaw::Counts);
    const int draws = static_cast<int>(ShareLaw::Draws);
    QTest::newRow("counted, exact") << counts << 4 << "passed";
    QTest::newRow("drawn, as exact as never") << draws << 4 << "passed";
    QTest::newRow("drawn, every fifth is within chance") << draws << 5 << "passed";
    QTest::newRow("counted, every fifth: others were counted too") << counts << 5 << "not-proven";
    QTest::newRow("half") << draws << 2 << "failed";
    QTest::newRow("half, counted") << counts << 2 << "failed";
    QTest::newRow("all") << draws << 1 << "failed";
}

void ProofVerdictTest::share() {
    QFETCH(int, law);
    QFETCH(int, every);
    QFETCH(QString, verdict);
    auto record = test::flawlessRun(200, {ProbeKind::Get, ProbeKind::Head});
    lose(record,
         [&](const PlannedProbe& probe) { return probe.tag.number % static_cast<unsigned>(every) != 0; });
    const Proof proof =
        judge(record, test::sampleUrl(), {.percentage = 25, .law = static_cast<ShareLaw>(law)});
    QCOMPARE(QString::fromUtf8(verdictName(proof.verdict).data()), verdict);
    QCOMPARE(proof.totals.lost, std::size_t{0});
    QCOMPARE(proof.totals.arrived + proof.totals.notChosen, std::size_t{400});
}

void ProofVerdictTest::jsonKeepsEverything() {
    auto record = test::flawlessRun(3);
    lose(record, [](const PlannedProbe& probe) { return sizeOf(probe) > (1U << 20U); });
    record.arrivals.push_back(record.arrivals[5]);
    const Proof proof = judge(record, test::sampleUrl(), {.maxLoss = 2.5, .headers = {"Host", "X-Missing"}});
    const std::string json = proofJson(proof);
    QVERIFY(json.find('\n') == std::string::npos);
    const auto read = readProof(json);
    QVERIFY(read.has_value());
    QVERIFY(proofJson(*read) == json);
    QVERIFY(read->rows == proof.rows);
    QVERIFY(read->reasons == proof.reasons);
    QVERIFY(read->headers == proof.headers);
    QVERIFY(read->begun == proof.begun && read->lateAfter == proof.lateAfter);
    QVERIFY(read->lags == proof.lags && !read->lags.counts.empty());
    for (const char* none : {"", "{}", "[]", R"({"verdict":"passed"})"}) {
        QVERIFY(!readProof(none));
    }
}

/// Results that are kept with sources from before there were lags and patches in them.
void ProofVerdictTest::readsResultsOfEarlierVersions() {
    const Proof proof = judge(test::flawlessRun(2), test::sampleUrl(), {});
    std::string json = proofJson(proof);
    const auto begin = json.find("\"lag_histogram\":");
    QVERIFY(begin != std::string::npos);
    json.erase(begin, json.find("},", begin) + 2 - begin);
    const auto read = readProof(json);
    QVERIFY(read.has_value());
    QVERIFY(read->lags == LagHistogram{});
    QVERIFY(read->rows == proof.rows);
}

/// A proxy whose copies say nothing of it is the one that the user named.
void ProofVerdictTest::kindIsTakenFromTheUserWhereCopiesAreSilent() {
    probe::RunRecord record = test::flawlessRun(2);
    record.arrivals.clear();
    const Proof nginx = judge(record, test::sampleUrl(), {.kind = traffic::SourceKind::Nginx});
    QCOMPARE(nginx.kind, traffic::SourceKind::Nginx);
    QVERIFY(nginx.reasons.front().todo.starts_with("nginx: "));
    const Proof traefik =
        judge(test::flawlessRun(2), test::sampleUrl(), {.kind = traffic::SourceKind::Traefik});
    QCOMPARE(traefik.kind, traffic::SourceKind::Nginx);
}

QTEST_GUILESS_MAIN(ProofVerdictTest)
#include "proof_verdict_test.moc"
