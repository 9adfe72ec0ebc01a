// SPDX-License-Identifier: Apache-2.0
// Proofs against the recorder of this process, through a proxy that does what the test wants.
#include "core/pipeline/session_proofs.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <thread>

#include "core/pipeline/attached_mirror_service.h"
#include "core/pipeline/local_mirror_service.h"
#include "core/pipeline/session_sources.h"
#include "tests/core/probe/mirror_shim.h"

using namespace mirrorscope;
using namespace std::chrono_literals;
using base::ErrorCode;
using probe::Obstacle;
using probe::ProbeKind;
using probe::Verdict;

namespace {

constexpr const char* kContract =
    R"({"headers":[{"name":"Host","always":true},{"name":"X-Real-IP","always":true}]})";

test::CopyFate faithful(std::uint32_t /*number*/) {
    return {};
}

/// Nothing is late on a machine that has other things to do.
probe::ProofRequest requestTo(std::uint16_t port) {
    probe::ProofRequest request{.via = "http://127.0.0.1:" + std::to_string(port) + "/"};
    request.count = 2;
    request.only = {ProbeKind::Get, ProbeKind::Put, ProbeKind::Body64K};
    request.warmUps = 2;
    request.perSecond = 100;
    request.lateAfter = 30s;
    request.wait = 1500ms;
    return request;
}

}  // namespace

class SessionProofsTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void passesAndKeepsWithTheSource();
    void tellsEachKindWhileItRuns();
    void failsAndKeepsThatToo();
    void keptContractOfTheSourceHolds();
    void cancelEndsTheWorkerAtOnce();
    void unreachable();
    void needsAListenerThatRuns();
    void wrongRequests_data();
    void wrongRequests();
    void anAttachedSession();

private:
    base::Result<probe::ProofEnd> prove(const probe::ProofRequest& request) {
        return m_proofs->prove(request, {}, {});
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<pipeline::LocalMirrorService> m_service;
    std::unique_ptr<pipeline::SessionProofs> m_proofs;
    const base::SystemClock m_clock;
    std::uint16_t m_listener = 0;
};

void SessionProofsTest::init() {
    m_directory = std::make_unique<QTemporaryDir>();
    config::Settings settings;
    QVERIFY(settings.set("session", m_directory->filePath("own.mscope").toStdString()).has_value());
    QVERIFY(settings.set("listen", "127.0.0.1:0").has_value());
    QVERIFY(settings.set("limits.patience", "60s").has_value());
    QVERIFY(settings.set("engine", "none").has_value());
    m_service = std::move(*pipeline::LocalMirrorService::open(*pipeline::ServiceOptions::from(settings)));
    QVERIFY(m_service->listen(m_service->options().listen.front()).has_value());
    m_listener = m_service->status().listeners.front().address.port;
    m_proofs = std::make_unique<pipeline::SessionProofs>(*m_service, m_clock);
}

void SessionProofsTest::cleanup() {
    m_proofs.reset();
    m_service.reset();
}

void SessionProofsTest::passesAndKeepsWithTheSource() {
    const test::MirrorShim shim(m_listener, faithful);
    const auto end = prove(requestTo(shim.port()));
    QVERIFY(end.has_value() && end->proof.has_value());
    QVERIFY2(end->proof->verdict == Verdict::Passed, end->proof->headline.c_str());
    QCOMPARE(end->proof->totals.arrived, std::size_t{6});
    QVERIFY(end->isKept && !end->notKept);
    const auto source = end->proof->source;
    QVERIFY(source > 0);
    const auto kept = m_proofs->kept(source);
    QVERIFY(kept.has_value() && kept->has_value());
    QCOMPARE((*kept)->run, end->proof->run);
    QVERIFY((*kept)->rows == end->proof->rows);
    QVERIFY((*kept)->lags == end->proof->lags && (*kept)->lags.width > 0us);
    const auto other = m_proofs->kept(source + 1);
    QVERIFY(other.has_value() && !other->has_value());
}

void SessionProofsTest::tellsEachKindWhileItRuns() {
    const test::MirrorShim shim(m_listener, faithful);
    std::vector<probe::RunProgress> told;
    const auto end = m_proofs->prove(requestTo(shim.port()), {},
                                     [&](const probe::RunProgress& progress) { told.push_back(progress); });
    QVERIFY(end.has_value() && end->proof.has_value());
    QVERIFY(told.size() >= 2);
    QVERIFY(std::ranges::is_sorted(told, {}, &probe::RunProgress::sent));
    const auto& last = told.back();
    QCOMPARE(last.all, std::size_t{8});
    QCOMPARE(last.sent, last.all);
    QCOMPARE(last.arrived, last.all);
    for (const auto kind : {ProbeKind::Get, ProbeKind::Put, ProbeKind::Body64K}) {
        const auto& of = last.kinds[static_cast<std::size_t>(kind)];
        QVERIFY(of.sent == 2 && of.arrived == 2 && of.duplicates == 0);
    }
    QCOMPARE(last.kinds[static_cast<std::size_t>(ProbeKind::Head)].sent, std::size_t{0});
}

void SessionProofsTest::failsAndKeepsThatToo() {
    // Warm-ups are 0 and 1; each probe behind them but the first is lost.
    const test::MirrorShim shim(
        m_listener, [](std::uint32_t number) { return test::CopyFate{.copies = number > 2 ? 0 : 1}; });
    const auto end = prove(requestTo(shim.port()));
    QVERIFY(end.has_value() && end->proof.has_value());
    QVERIFY(end->proof->verdict == Verdict::Failed);
    QCOMPARE(end->proof->totals.lost, std::size_t{5});
    QVERIFY((**m_proofs->kept(end->proof->source)).verdict == Verdict::Failed);
}

void SessionProofsTest::keptContractOfTheSourceHolds() {
    const test::MirrorShim shim(m_listener, faithful);
    const auto before = prove(requestTo(shim.port()));
    QVERIFY(before.has_value() && before->proof->headers.empty());
    pipeline::SessionSources sources(*m_service, m_service->options());
    QVERIFY(sources.change({.source = before->proof->source, .contract = kContract}).has_value());
    const auto kept = prove(requestTo(shim.port()));
    QVERIFY(kept.has_value());
    QCOMPARE(kept->proof->headers.size(), std::size_t{2});
    QVERIFY(kept->proof->headers[0].state == probe::HeaderState::Right);
    QVERIFY(kept->proof->headers[1].state == probe::HeaderState::Missing);
    QVERIFY(kept->proof->verdict == Verdict::Failed);
    // What the request names stands in its place.
    auto named = requestTo(shim.port());
    named.headers = {"Host"};
    QCOMPARE(prove(named)->proof->headers.size(), std::size_t{1});
    named.headers.clear();
    named.contract = R"({"headers":[{"name":"Host","always":true}]})";
    QVERIFY(prove(named)->proof->verdict == Verdict::Passed);
}

/// The time between the cancel and the end of the thread, at best of some tries.
void SessionProofsTest::cancelEndsTheWorkerAtOnce() {
    qint64 best = INT64_MAX;
    for (int attempt = 0; attempt < 5 && best > 100; ++attempt) {
        const test::MirrorShim shim(m_listener, faithful);
        auto request = requestTo(shim.port());
        request.count = 1000;
        base::CancelToken cancel;
        std::atomic<bool> isRunning = false;
        std::optional<base::Result<probe::ProofEnd>> end;
        std::thread worker([&] {
            end = m_proofs->prove(request, cancel,
                                  [&](const auto& progress) { isRunning = progress.sent > 3; });
        });
        const bool hasBegun = test::becomesTrue([&] { return isRunning.load(); });
        QElapsedTimer timer;
        timer.start();
        cancel.cancel();
        worker.join();
        best = std::min(best, timer.elapsed());
        QVERIFY(hasBegun);
        QVERIFY(!*end && end->error().code == ErrorCode::Cancelled);
    }
    QVERIFY2(best <= 100, qPrintable(QString::number(best)));
    const auto kept = m_proofs->kept(1);
    QVERIFY(kept.has_value() && !kept->has_value());
}

void SessionProofsTest::unreachable() {
    const auto end = prove(requestTo(test::freePort()));
    QVERIFY(end.has_value() && !end->proof);
    QCOMPARE(end->obstacle, Obstacle::Unreachable);
    QVERIFY(!end->why.empty());
}

void SessionProofsTest::needsAListenerThatRuns() {
    const test::MirrorShim shim(m_listener, faithful);
    m_service->stopAllListeners();
    const auto end = prove(requestTo(shim.port()));
    QVERIFY(end.has_value() && !end->proof);
    QCOMPARE(end->obstacle, Obstacle::NotListening);
    QCOMPARE(shim.connections(), std::size_t{0});
}

void SessionProofsTest::wrongRequests_data() {
    QTest::addColumn<QString>("via");
    QTest::addColumn<QString>("contract");
    QTest::addColumn<QString>("caFile");
    QTest::addColumn<int>("code");
    QTest::newRow("no URL") << "shop.example" << "" << "" << int(ErrorCode::InvalidArgument);
    QTest::newRow("no contract") << "http://127.0.0.1:1/" << "{}" << "" << int(ErrorCode::InvalidArgument);
    QTest::newRow("no CA") << "https://127.0.0.1:1/" << "" << "/nonexistent/ca.pem"
                           << int(ErrorCode::TextUnreadable);
}

void SessionProofsTest::wrongRequests() {
    QFETCH(QString, via);
    QFETCH(QString, contract);
    QFETCH(QString, caFile);
    QFETCH(int, code);
    auto request = requestTo(0);
    request.via = via.toStdString();
    request.contract = contract.toStdString();
    request.caFile = caFile.toStdString();
    const auto end = prove(request);
    QVERIFY(!end);
    QCOMPARE(int(end.error().code), code);
}

/// Looked at by one who does not record it.
void SessionProofsTest::anAttachedSession() {
    const test::MirrorShim shim(m_listener, faithful);
    const auto attached =
        std::move(*pipeline::AttachedMirrorService::open(m_directory->filePath("own.mscope").toStdString()));
    pipeline::SessionProofs proofs(*attached, m_clock);
    const auto end = proofs.prove(requestTo(shim.port()), {}, {});
    QVERIFY(end.has_value() && end->proof.has_value());
    QVERIFY2(end->proof->verdict == Verdict::Passed, end->proof->headline.c_str());
    QVERIFY(end->isKept);
    m_proofs.reset();
    m_service.reset();
    const auto over = proofs.prove(requestTo(shim.port()), {}, {});
    QVERIFY(over.has_value());
    QCOMPARE(over->obstacle, Obstacle::NotRecorded);
}

QTEST_GUILESS_MAIN(SessionProofsTest)
#include "session_proofs_test.moc"
