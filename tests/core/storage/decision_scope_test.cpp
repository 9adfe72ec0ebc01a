// SPDX-License-Identifier: Apache-2.0
// What a decision about whole requests, or about many at once, is about.
#include <QTest>
#include <algorithm>

#include "core/storage/matching_requests.h"
#include "core/storage/triage_writer.h"
#include "tests/core/storage/recorded_session.h"

using namespace mirrorscope;
using base::ErrorCode;
using storage::MatchingRequests;
using storage::RequestSet;
using storage::TriageWriter;
using traffic::RequestId;
using traffic::TriageState;

namespace {

const base::WallTime kNow{std::chrono::seconds(1'800'000'100)};

traffic::FilterText filterOf(const std::string& text) {
    return {text, kNow, {}};
}

}  // namespace

/// Requests 3, 6, 9 … have two hits of one rule at one point, all of attack 1.
class DecisionScopeTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void typesThatNobodySawAreNew_data();
    void typesThatNobodySawAreNew();
    void manyOfOneDecision();

private:
    storage::DecisionDraft draft(TriageState state) const { return {state, "", kNow}; }
    std::size_t count(const std::string& filter) const {
        return m_session->reader()->requests({0, true, 100'000, filterOf(filter)})->size();
    }
    base::Result<traffic::DecisionReceipt> decideAll(const std::string& filter, TriageState state) {
        const auto found = std::move(*MatchingRequests::open(m_session->path(), {}));
        const RequestSet requests = *found->find(filterOf(filter), {}, {});
        return m_writer->decideAll(requests, *found->hitsOf(requests, {}), filter, draft(state), {});
    }
    std::int64_t number(const char* sql) const {
        return *storage::Database::open(m_session->path(), storage::Database::Access::Read)->number(sql);
    }

    std::unique_ptr<test::RecordedSession> m_session;
    std::unique_ptr<TriageWriter> m_writer;
};

void DecisionScopeTest::init() {
    m_writer.reset();
    m_session = std::make_unique<test::RecordedSession>();
    QVERIFY(m_session->store(30));
    m_session->analyse(30);
    m_session->journal().flush();
    m_writer = std::move(*TriageWriter::open(m_session->path()));
}

void DecisionScopeTest::typesThatNobodySawAreNew_data() {
    QTest::addColumn<int>("how");
    QTest::newRow("by a filter") << 0;
    QTest::newRow("a request") << 1;
    QTest::newRow("requests by their ids") << 2;
}

/// Request 3 had hits of type sqli, 4 had none, 5 waited for its judging.
void DecisionScopeTest::typesThatNobodySawAreNew() {
    QFETCH(int, how);
    const auto run = [&](const char* sql) {
        QVERIFY(storage::Database::open(m_session->path(), storage::Database::Access::Write)
                    ->run(sql)
                    .has_value());
    };
    std::vector<std::int64_t> made;
    if (how == 0) {
        made.push_back(decideAll("id:3..5", TriageState::Archived)->decision);
    } else if (how == 1) {
        for (const RequestId id : {3, 4, 5}) {
            made.push_back(m_writer->decide({id, 0, {}}, draft(TriageState::Archived))->decision);
        }
    } else {
        made.push_back(
            m_writer->decideThese({{3, 4, 5}, {}}, draft(TriageState::Archived), {}, {})->decision);
    }
    QCOMPARE(count("triage:archived"), std::size_t{3});
    // Another judging: more of what was seen, and something that was not.
    run("INSERT INTO hit SELECT NULL, 3, 0, 942999, 'sqli', severity, message, x'62', variable, matched, "
        "offset,"
        " length, transformations, rule_file FROM hit WHERE request = 3 LIMIT 1");
    QCOMPARE(count("triage:archived id:3"), std::size_t{1});
    QCOMPARE(count("triage:new id:3"), std::size_t{0});
    run("INSERT INTO hit SELECT NULL, n.value, 0, 932100, 'rce', severity, message, x'63', variable, matched,"
        " offset, length, transformations, rule_file FROM hit, json_each('[3,4,5]') n WHERE hit.id = 1");
    QCOMPARE(count("triage:new id:3..5"), std::size_t{3});
    QCOMPARE(count("triage!=archived id:3..5"), std::size_t{3});
    QCOMPARE(count("triage:archived id:3..5"), std::size_t{0});
    const auto decisions = m_session->reader()->detail(3)->marks.decisions;
    QCOMPARE(decisions.size(), std::size_t{2});
    QVERIFY(std::ranges::none_of(decisions, [](const auto& hit) { return hit.ruleId == 932100; }));
    // What was put away hides nothing that is new, what was confirmed is still found.
    const auto confirmed = m_writer->decide({3, 0, 942100}, draft(TriageState::Confirmed));
    QCOMPARE(count("triage:new id:3"), std::size_t{1});
    QCOMPARE(count("triage:confirmed id:3"), std::size_t{1});
    QVERIFY(*m_writer->setUndone(confirmed->decision, true));
    // Deciding again is about what is there now.
    QVERIFY(decideAll("id:3..5", TriageState::Confirmed).has_value());
    QCOMPARE(count("triage:new id:3..5"), std::size_t{0});
    QCOMPARE(count("triage:confirmed"), std::size_t{3});
    // One of an older version is about any type.
    run("UPDATE decision SET types = NULL WHERE state = 'archived'; UPDATE decision SET phase = 'undone'"
        " WHERE state = 'confirmed'");
    QCOMPARE(count("triage:new id:3..5"), std::size_t{0});
    for (const std::int64_t id : made) {
        QVERIFY(*m_writer->setUndone(id, true));
    }
    QCOMPARE(count("triage:new"), std::size_t{30});
}

void DecisionScopeTest::manyOfOneDecision() {
    std::size_t done = 0;
    const auto attacks = m_writer->decideThese({{}, {1, 77}}, draft(TriageState::Escalated), {},
                                               [&](std::size_t now, std::size_t) { done = now; });
    QCOMPARE(attacks->requests, std::uint64_t{10});
    QCOMPARE(attacks->hits, std::uint64_t{20});
    QCOMPARE(done, std::size_t{2});
    QCOMPARE(count("triage:escalated"), std::size_t{10});
    const auto requests = m_writer->decideThese({{3, 4, 4, 99}, {}}, draft(TriageState::Archived), {}, {});
    QCOMPARE(requests->requests, std::uint64_t{2});
    QCOMPARE(requests->hits, std::uint64_t{2});
    QCOMPARE(count("triage:archived"), std::size_t{2});
    const auto history = *m_writer->decisions(2);
    QCOMPARE(history[0].about, std::string("requests"));
    QCOMPARE(history[0].scope, std::string("3,4,4,99"));
    QCOMPARE(history[1].about, std::string("attacks"));
    QVERIFY(*m_writer->setUndone(attacks->decision, true));
    QCOMPARE(count("triage:new"), std::size_t{28});
    base::CancelToken cancel;
    cancel.cancel();
    QCOMPARE(m_writer->decideThese({{}, {1}}, draft(TriageState::New), cancel, {}).error().code,
             ErrorCode::Cancelled);
    QCOMPARE(m_writer->decideThese({{3}, {}}, draft(TriageState::New), cancel, {}).error().code,
             ErrorCode::Cancelled);
    QCOMPARE(number("SELECT count(*) FROM decision"), std::int64_t{2});
}

QTEST_GUILESS_MAIN(DecisionScopeTest)
#include "decision_scope_test.moc"
