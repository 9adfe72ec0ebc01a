// SPDX-License-Identifier: Apache-2.0
// Two processes and one session: the shipped collector writes, this one looks at it live and triages.
#include <QTemporaryDir>
#include <QTest>
#include <future>
#include <set>
#include <thread>

#include "core/pipeline/attached_mirror_service.h"
#include "core/storage/triage_writer.h"
#include "tests/support/collector.h"
#include "tests/support/socket.h"
#include "tests/support/steady_load.h"

using namespace mirrorscope;

namespace {

constexpr char kAttack[] =
    "GET /?id=1%27%20OR%201=1-- HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: test/1.0\r\nAccept: "
    "*/*\r\n\r\n";
constexpr double kRate = 2000;  // requests a second
constexpr int kConnections = 16;

int seconds() {
    return qEnvironmentVariableIsSet("MIRRORSCOPE_FULL_SIZE") ? 60 : 4;
}

/// What a window would keep of the feed.
struct Seen {
    std::set<traffic::RequestId> arrived;  // since it looks
    std::size_t attributed = 0;
    std::size_t judged = 0;
    std::size_t attacks = 0;
    std::uint64_t missed = 0;
    std::size_t outOfOrder = 0;

    /// Came after it began to look, yet was never told of.
    bool isUnknown(traffic::RequestId id) const {
        return !arrived.empty() && id >= *arrived.begin() && !arrived.contains(id);
    }

    void take(const api::LiveBatch& batch) {
        missed += batch.missed;
        for (const auto& event : batch.events) {
            if (const auto* row = std::get_if<api::RequestArrived>(event.get())) {
                outOfOrder += !arrived.empty() && row->row.id <= *arrived.rbegin();
                arrived.insert(row->row.id);
            } else if (const auto* context = std::get_if<api::RequestAttributed>(event.get())) {
                outOfOrder += isUnknown(context->context.requestId);
                ++attributed;
            } else if (const auto* verdict = std::get_if<api::RequestJudged>(event.get())) {
                outOfOrder += isUnknown(verdict->id);
                attacks += verdict->attacks.size();
                ++judged;
            }
        }
    }
};

}  // namespace

class AttachedTest : public QObject {
    Q_OBJECT

private slots:
    void saysWhoRecords();
    void seesWhatTheOtherReceives();
    void triagesBesideAFullStream();
};

void AttachedTest::saysWhoRecords() {
    const QTemporaryDir directory;
    const QString session = directory.filePath("attached.mscope");
    test::Collector collector(session, {"--engine", "none"});
    QVERIFY2(collector.isListening(), collector.error().constData());
    auto attached = pipeline::AttachedMirrorService::open(session.toStdString());
    QVERIFY(attached.has_value());
    QCOMPARE((*attached)->status().attached->recorder, std::to_string(collector.processId()));
    QCOMPARE((*attached)->listen({}).error().code, base::ErrorCode::SessionLocked);
    collector.stop();
    QVERIFY(test::becomesTrue([&] { return (*attached)->status().attached->recorder.empty(); }));
    QCOMPARE((*attached)->listen({}).error().code, base::ErrorCode::SessionReadOnly);
}

void AttachedTest::seesWhatTheOtherReceives() {
    const QTemporaryDir directory;
    const QString session = directory.filePath("attached.mscope");
    test::Collector collector(session);
    QVERIFY2(collector.isListening(), collector.error().constData());
    QCOMPARE(test::exchange(collector.port(), kAttack)->status, 204);
    const auto attached = std::move(*pipeline::AttachedMirrorService::open(session.toStdString()));
    Seen seen;
    std::uint64_t last = attached->liveSince(0).last;
    QVERIFY(test::becomesTrue([&] { return attached->status().lastRequest == 1; }));
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(test::exchange(collector.port(), kAttack)->status, 204);
    }
    QVERIFY(test::becomesTrue([&] {
        const auto batch = attached->liveSince(last);
        last = batch.last;
        seen.take(batch);
        return seen.judged >= 3;
    }));
    QVERIFY(seen.arrived.size() >= 3 && seen.attributed >= 3);
    QVERIFY(seen.attacks >= 3);
    QCOMPARE(seen.outOfOrder, std::size_t{0});
    QVERIFY(test::becomesTrue([&] { return attached->status().analysis.verdictBacklog == 0; }));
}

void AttachedTest::triagesBesideAFullStream() {
    const QTemporaryDir directory;
    const QString session = directory.filePath("attached.mscope");
    test::Collector collector(session, {"--engine", "none"});
    QVERIFY2(collector.isListening(), collector.error().constData());
    QCOMPARE(test::exchange(collector.port(), kAttack)->status, 204);
    const auto attached = std::move(*pipeline::AttachedMirrorService::open(session.toStdString()));
    auto writer = std::move(*storage::TriageWriter::open(session.toStdString()));
    Seen seen;
    std::uint64_t last = attached->liveSince(0).last;
    auto load = std::async(std::launch::async, [&] {
        return test::steadyLoad(collector.port(), kAttack, kRate, seconds(), kConnections);
    });
    const base::WallTime now{std::chrono::seconds(1'800'000'000)};
    std::size_t written = 0;
    std::size_t busy = 0;
    double longest = 0;
    while (load.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
        const auto begin = std::chrono::steady_clock::now();
        const bool done =
            writer->setTag(1, "tag " + std::to_string(written), true) &&
            writer->addNote({1, 0, {}}, "note", now) &&
            writer->decide({1, 0, {}}, {traffic::TriageState::Confirmed, std::to_string(written), now});
        longest = std::max(longest,
                           std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
        written += done ? 1 : 0;
        busy += done ? 0 : 1;
        busy += attached->status().storageFailure ? 1 : 0;
        const auto batch = attached->liveSince(last);
        last = batch.last;
        seen.take(batch);
    }
    const test::Latencies answers = load.get();
    QCOMPARE(answers.errors, std::uint64_t{0});
    const auto all = static_cast<traffic::RequestId>(answers.answers + 1);
    QVERIFY(test::becomesTrue([&] {
        const auto batch = attached->liveSince(last);
        last = batch.last;
        seen.take(batch);
        return attached->status().lastRequest == all && seen.attributed + 1 >= answers.answers;
    }));
    collector.stop();
    const auto marks = (*attached->queries().value()).detail(1, {})->marks;
    QCOMPARE(marks.tags.size(), written);
    QCOMPARE(marks.notes.size(), written);
    QCOMPARE(marks.decisions.front().reason, std::to_string(written - 1));
    QCOMPARE(busy, std::size_t{0});
    QCOMPARE(seen.missed, std::uint64_t{0});
    QCOMPARE(seen.outOfOrder, std::size_t{0});
    qInfo(
        "%lu requests answered at %.0f a second, %zu times three writes beside them, none lost, the longest "
        "wait %.0f ms, no busy error",
        answers.answers, kRate, written, 1000 * longest);
}

QTEST_GUILESS_MAIN(AttachedTest)
#include "attached_test.moc"
