// SPDX-License-Identifier: Apache-2.0
// In steps: what was cancelled between two of them, and what failed, leaves a session in which everything
// agrees.
#include "core/storage/synthetic_removal.h"

#include <QTest>
#include <algorithm>
#include <optional>

#include "core/storage/session_file.h"
#include "core/storage/transaction.h"
#include "tests/core/storage/recorded_session.h"
#include "tests/support/session_invariants.h"

using namespace mirrorscope;
using namespace std::chrono_literals;
using storage::RemoveSynthetic;
using storage::SyntheticRemoval;
using traffic::RequestId;

namespace {

constexpr RequestId kRequests = 1200;

/// A session that is not being recorded any more; every second request is synthetic, all of one source.
class MixedSession {
public:
    MixedSession() {
        m_stored = m_recorded.store(kRequests);
        m_recorded.journal().record(test::contexts(1, kRequests));
        m_recorded.journal().record(test::verdicts(1, kRequests));
        m_recorded.journal().flush();
        m_recorded.closeJournal();
        m_database.emplace(std::move(*storage::openForRecording(m_recorded.path())));
        // Arrivals stand where the roll-ups have counted them.
        run("UPDATE request SET time = 1800000000000000 + id * 10000");
        run("DELETE FROM arrival_minute");
        run("INSERT INTO arrival_minute SELECT time / 60000000, min(id), max(id) FROM request GROUP BY 1");
        run("UPDATE context SET flags = 'untrusted-forwarded,synthetic' WHERE request % 2 = 0");
    }

    bool isStored() const { return m_stored; }
    storage::Database& database() { return *m_database; }
    void run(const char* sql) { QVERIFY2(m_database->run(sql).has_value(), sql); }
    std::int64_t number(const char* sql) { return *m_database->number(sql); }
    QString broken() const { return test::brokenInvariant(m_recorded.path()); }

    /// One step, committed or not.
    bool step(SyntheticRemoval& removal, const RemoveSynthetic& order, bool commits = true) {
        auto transaction = storage::Transaction::begin(*m_database);
        const auto isDone = removal.step(order, 0ms);
        if (!commits) {
            removal.discard();
            return false;
        }
        const bool isFine = isDone.has_value() && transaction->commit().has_value();
        removal.keep();
        return !isFine || *isDone;
    }

private:
    test::RecordedSession m_recorded;
    bool m_stored = false;
    std::optional<storage::Database> m_database;
};

RemoveSynthetic orderUpTo(RequestId until) {
    return {until, {}, std::make_shared<std::atomic<std::uint64_t>>(0)};
}

}  // namespace

class SyntheticRemovalTest : public QObject {
    Q_OBJECT

private slots:
    void aSourceOfBothKeepsItsOwn();
    void cancelledBetweenTwoSteps();
    void afterARollback();
    void newerOnesStay();
    void saidOfAnAttack();
};

void SyntheticRemovalTest::aSourceOfBothKeepsItsOwn() {
    MixedSession session;
    QVERIFY(session.isStored());
    QCOMPARE(session.broken(), QString());
    QCOMPARE(*storage::countSynthetic(session.database(), {}), std::uint64_t{kRequests / 2});
    auto removal = std::move(*SyntheticRemoval::prepare(session.database()));
    const RemoveSynthetic order = orderUpTo(kRequests);
    int steps = 1;
    while (!session.step(removal, order)) {
        QCOMPARE(session.broken(), QString());  // after each
        ++steps;
    }
    QVERIFY(steps > 5);
    QCOMPARE(order.removed->load(), std::uint64_t{kRequests / 2});
    QCOMPARE(session.broken(), QString());
    QCOMPARE(session.number("SELECT count(*) FROM request WHERE id % 2 = 0"), 0);
    QCOMPARE(session.number("SELECT count(*) FROM request"), kRequests / 2);
    QCOMPARE(session.number("SELECT requests FROM source WHERE id = 1"), kRequests / 2);
    // Every third is an attack of two hits: half of them were synthetic.
    QCOMPARE(session.number("SELECT requests FROM attack"), kRequests / 6);
    QCOMPARE(session.number("SELECT hits FROM attack"), kRequests / 3);
    QCOMPARE(session.number("SELECT count(*) FROM rollup WHERE requests = 0 AND attack_requests = 0"), 0);
}

void SyntheticRemovalTest::cancelledBetweenTwoSteps() {
    MixedSession session;
    auto removal = std::move(*SyntheticRemoval::prepare(session.database()));
    RemoveSynthetic order = orderUpTo(kRequests);
    QVERIFY(!session.step(removal, order));
    const auto removed = order.removed->load();
    QVERIFY(removed > 0 && removed < kRequests / 2);
    order.cancel.cancel();
    QVERIFY(session.step(removal, order));
    QCOMPARE(order.removed->load(), removed);
    QCOMPARE(session.broken(), QString());
    QCOMPARE(session.number("SELECT count(*) FROM request"), kRequests - static_cast<RequestId>(removed));
    // The next order takes the rest.
    const RemoveSynthetic again = orderUpTo(kRequests);
    while (!session.step(removal, again)) {
    }
    QCOMPARE(again.removed->load(), kRequests / 2 - removed);
    QCOMPARE(session.broken(), QString());
}

void SyntheticRemovalTest::afterARollback() {
    MixedSession session;
    auto removal = std::move(*SyntheticRemoval::prepare(session.database()));
    const RemoveSynthetic order = orderUpTo(kRequests);
    QVERIFY(!session.step(removal, order));
    session.step(removal, order, false);
    QCOMPARE(session.broken(), QString());
    while (!session.step(removal, order)) {
    }
    QCOMPARE(order.removed->load(), std::uint64_t{kRequests / 2});
    QCOMPARE(session.broken(), QString());
}

void SyntheticRemovalTest::newerOnesStay() {
    MixedSession session;
    auto removal = std::move(*SyntheticRemoval::prepare(session.database()));
    const RemoveSynthetic order = orderUpTo(500);
    while (!session.step(removal, order)) {
    }
    QCOMPARE(order.removed->load(), std::uint64_t{250});
    QCOMPARE(session.number("SELECT min(id) FROM request WHERE id % 2 = 0"), 502);
    QCOMPARE(session.broken(), QString());
}

void SyntheticRemovalTest::saidOfAnAttack() {
    MixedSession session;
    session.run(
        "INSERT INTO note (request, attack, time, text) VALUES (NULL, 1, 0, 'ours'), (2, NULL, 0, 'gone')");
    auto removal = std::move(*SyntheticRemoval::prepare(session.database()));
    const RemoveSynthetic order = orderUpTo(kRequests);
    while (!session.step(removal, order)) {
    }
    // The attack has other requests; the note on a request went with it.
    QCOMPARE(session.number("SELECT count(*) FROM note WHERE attack = 1"), 1);
    QCOMPARE(session.number("SELECT count(*) FROM note"), 1);
    session.run("UPDATE context SET flags = 'synthetic'");
    const RemoveSynthetic all = orderUpTo(kRequests);
    while (!session.step(removal, all)) {
    }
    for (const char* table : {"note", "attack", "attack_rule", "source", "request", "rollup", "top_value"}) {
        QVERIFY2(session.number((std::string("SELECT count(*) FROM ") + table).c_str()) == 0, table);
    }
}

QTEST_GUILESS_MAIN(SyntheticRemovalTest)
#include "synthetic_removal_test.moc"
