// SPDX-License-Identifier: Apache-2.0
#include "core/storage/decision_log.h"

#include <QTest>
#include <algorithm>
#include <chrono>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "core/storage/matching_requests.h"
#include "core/storage/triage_writer.h"
#include "tests/core/storage/recorded_session.h"

using namespace mirrorscope;
using base::ErrorCode;
using storage::MatchingRequests;
using storage::RequestSet;
using storage::TriageTarget;
using storage::TriageWriter;
using traffic::RequestId;
using traffic::TriageState;

namespace {

const base::WallTime kNow{std::chrono::seconds(1'800'000'100)};

traffic::FilterText filterOf(const std::string& text) {
    return {text, kNow, {}};
}

/// What a hit's state is, by the whole history.
class Model {
public:
    struct Entry {
        std::set<RequestId> requests;
        bool isOfAttack;  // only its hits; else requests as wholes
        TriageState state;
        bool isUndone = false;
    };

    std::map<std::int64_t, Entry> log;

    TriageState stateOf(RequestId request) const {
        const bool hasHits = request % 3 == 0;
        TriageState state = TriageState::New;
        for (const auto& [id, entry] : log) {
            if (!entry.isUndone && entry.requests.contains(request) && (hasHits || !entry.isOfAttack)) {
                state = entry.state;
            }
        }
        return state;
    }
};

}  // namespace

/// Requests 3, 6, 9 … have two hits of one rule at one point, all of attack 1.
class DecisionLogTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void matchesAreFound();
    void allThatFit();
    void randomHistories_data();
    void randomHistories();
    void whatIsLaterIsNotDecided();
    void cancelTakesAllBack();
    void rulesWithinADecidedRequest();
    void whatWasLeftUnfinishedGoes();
    void stateOfAnAttack();
    void badBlocksAreHarmless();

private:
    void record(RequestId requests);
    storage::DecisionDraft draft(TriageState state) const { return {state, "", kNow}; }
    std::size_t count(const std::string& filter) const {
        return m_session->reader()->requests({0, true, 100'000, filterOf(filter)})->size();
    }
    RequestSet matching(const std::string& filter) const {
        auto found = std::move(*MatchingRequests::open(m_session->path(), {}));
        return *found->find(filterOf(filter), {}, {});
    }
    storage::SeenHits seenIn(const RequestSet& requests) const {
        return *(*MatchingRequests::open(m_session->path(), {}))->hitsOf(requests, {});
    }
    base::Result<traffic::DecisionReceipt> decideAll(const std::string& filter, TriageState state) {
        const RequestSet requests = matching(filter);
        return m_writer->decideAll(requests, seenIn(requests), filter, draft(state), {});
    }
    std::int64_t number(const char* sql) const {
        return *storage::Database::open(m_session->path(), storage::Database::Access::Read)->number(sql);
    }

    std::unique_ptr<test::RecordedSession> m_session;
    std::unique_ptr<TriageWriter> m_writer;
};

void DecisionLogTest::init() {
    record(30);
}

void DecisionLogTest::record(RequestId requests) {
    m_writer.reset();
    m_session = std::make_unique<test::RecordedSession>();
    for (RequestId stored = 0; stored < requests; stored += 30) {
        QVERIFY(m_session->store(30));
    }
    m_session->analyse(requests);
    m_session->journal().flush();
    m_writer = std::move(*TriageWriter::open(m_session->path()));
}

void DecisionLogTest::matchesAreFound() {
    auto found = std::move(*MatchingRequests::open(m_session->path(), {}));
    RequestId done = 0;
    RequestId last = 0;
    const auto attacks = found->find(filterOf("state:attack"), {}, [&](RequestId now, RequestId all) {
        done = now;
        last = all;
    });
    QCOMPARE(attacks->count(), std::uint64_t{10});
    QCOMPARE(done, RequestId{30});
    QCOMPARE(last, RequestId{30});
    for (RequestId id = 1; id <= 31; ++id) {
        QCOMPARE(attacks->contains(id), id % 3 == 0 && id <= 30);
    }
    QCOMPARE(found->hitsOf(*attacks, {})->hits, std::uint64_t{20});
    QCOMPARE(*found->attacksOf(*attacks, {}), std::uint64_t{1});
    const auto clean = found->find(filterOf("state:clean"), {}, {});
    QCOMPARE(clean->count(), std::uint64_t{20});
    QCOMPARE(found->hitsOf(*clean, {})->hits, std::uint64_t{0});
    QCOMPARE(*found->attacksOf(*clean, {}), std::uint64_t{0});
    QCOMPARE(found->find(filterOf(""), {}, {})->count(), std::uint64_t{30});
    QCOMPARE(found->find(filterOf("\"GET /7\""), {}, {})->count(), std::uint64_t{1});
    QVERIFY(found->find(filterOf("host:elsewhere"), {}, {})->isEmpty());
    QCOMPARE(found->find(filterOf("triage:nothing"), {}, {}).error().code, ErrorCode::InvalidArgument);
    const base::CancelToken cancel;
    base::CancelToken(cancel).cancel();
    // What fits is not known where a regular expression gives up.
    QVERIFY(m_session->journal().offer(test::delivery("/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")));
    QTRY_COMPARE(count(""), std::size_t{31});
    const auto gaveUp = found->find(filterOf("target!~/^.(a+)+[bc]$/"), {}, {});
    QVERIFY(!gaveUp.has_value());
    QCOMPARE(gaveUp.error().code, ErrorCode::InvalidArgument);
    QCOMPARE(found->find(filterOf(""), cancel, {}).error().code, ErrorCode::Cancelled);
}

void DecisionLogTest::allThatFit() {
    const auto archived = decideAll("state:attack", TriageState::Archived);
    QCOMPARE(archived->requests, std::uint64_t{10});
    QCOMPARE(count("triage:archived"), std::size_t{10});
    QCOMPARE(count("triage:new"), std::size_t{20});
    QCOMPARE(count("triage!=archived"), std::size_t{20});
    QCOMPARE(m_session->reader()->detail(3)->marks.decisions.size(), std::size_t{1});
    QVERIFY(decideAll("id:1..4", TriageState::Confirmed).has_value());
    QCOMPARE(count("triage:archived"), std::size_t{9});
    QCOMPARE(count("triage:confirmed"), std::size_t{4});
    QVERIFY(*m_writer->setUndone(archived->decision, true));
    QVERIFY(!*m_writer->setUndone(archived->decision, true));
    QVERIFY(!*m_writer->setUndone(99, true));
    QCOMPARE(count("triage:archived"), std::size_t{0});
    QCOMPARE(count("triage:confirmed"), std::size_t{4});
    QVERIFY(*m_writer->setUndone(archived->decision, false));
    QCOMPARE(count("triage:archived"), std::size_t{9});
    const auto history = m_writer->decisions(10);
    QCOMPARE(history->size(), std::size_t{2});
    QCOMPARE(history->back().scope, std::string("state:attack"));
    QCOMPARE(history->back().about, std::string("filter"));
    QCOMPARE(history->back().state, std::string("archived"));
    QCOMPARE(history->front().receipt.requests, std::uint64_t{4});
    QVERIFY(history->front().at == kNow);
    QCOMPARE(m_writer->decisions(1)->size(), std::size_t{1});
}

void DecisionLogTest::randomHistories_data() {
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 12; ++seed) {
        QTest::addRow("seed %u", seed) << seed;
    }
}

void DecisionLogTest::randomHistories() {
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    const auto below = [&](int limit) { return std::uniform_int_distribution<>(0, limit - 1)(random); };
    Model model;
    for (int step = 0; step < 40; ++step) {
        const auto state = static_cast<TriageState>(below(static_cast<int>(TriageState::Count)));
        const int what = below(5);
        const RequestId first = 1 + below(30);
        const RequestId last = std::min<RequestId>(30, first + below(12));
        Model::Entry entry{{}, false, state};
        std::int64_t made = 0;
        if (what == 0) {
            entry.requests = {first};
            made = m_writer->decide({first, 0, {}}, draft(state))->decision;
        } else if (what == 1) {
            for (RequestId id = first; id <= last; ++id) {
                entry.requests.insert(id);
            }
            made = decideAll("id:" + std::to_string(first) + ".." + std::to_string(last), state)->decision;
        } else if (what == 2) {
            entry.isOfAttack = true;
            for (RequestId id = 3; id <= 30; id += 3) {
                entry.requests.insert(id);
            }
            made = m_writer->decide({0, 1, {}}, draft(state))->decision;
        } else if (!model.log.empty()) {
            auto any = std::next(model.log.begin(), below(static_cast<int>(model.log.size())));
            const bool wanted = what == 3;
            QCOMPARE(*m_writer->setUndone(any->first, wanted), any->second.isUndone != wanted);
            any->second.isUndone = wanted;
        }
        if (made != 0) {
            model.log.emplace(made, entry);
        }
    }
    const auto reader = m_session->reader();
    std::map<std::string, std::set<RequestId>> expected;
    for (RequestId id = 1; id <= 30; ++id) {
        const TriageState state = model.stateOf(id);
        const auto decisions = reader->detail(id)->marks.decisions;
        QCOMPARE(decisions.size(), std::size_t{state == TriageState::New ? 0U : 1U});
        QVERIFY(decisions.empty() || decisions[0].state == state);
        expected[std::string(traffic::triageStateName(state))].insert(id);
    }
    for (const std::string name : {"new", "confirmed", "false-positive", "escalated", "archived"}) {
        std::set<RequestId> found;
        for (const auto& row : *reader->requests({0, true, 100, filterOf("triage:" + name)})) {
            found.insert(row.id);
        }
        QVERIFY2(found == expected[name], name.c_str());
    }
}

void DecisionLogTest::whatIsLaterIsNotDecided() {
    const RequestSet all = matching("");
    QVERIFY(m_session->store(5));
    m_session->journal().flush();
    QVERIFY(m_writer->decideAll(all, seenIn(all), "", draft(TriageState::Archived), {}).has_value());
    QCOMPARE(count("triage:archived"), std::size_t{30});
    QCOMPARE(count("triage:new"), std::size_t{5});
}

void DecisionLogTest::cancelTakesAllBack() {
    RequestSet scattered;
    for (RequestId id = 3; id < 2000 * RequestSet::kIdsOfABlock; id += RequestSet::kIdsOfABlock) {
        scattered.add(id);
    }
    base::CancelToken cancel;
    std::thread person([cancel]() mutable {
        std::this_thread::sleep_for(std::chrono::milliseconds(3));
        cancel.cancel();
    });
    const auto outcome = m_writer->decideAll(scattered, {}, "", draft(TriageState::Archived), cancel);
    person.join();
    QCOMPARE(outcome.error().code, ErrorCode::Cancelled);
    QCOMPARE(count("triage:archived"), std::size_t{0});
    QVERIFY(m_writer->decisions(10)->empty());
    QCOMPARE(number("SELECT count(*) FROM decision"), std::int64_t{0});
    QCOMPARE(number("SELECT count(*) FROM decided"), std::int64_t{0});
}

void DecisionLogTest::rulesWithinADecidedRequest() {
    QVERIFY(decideAll("state:attack", TriageState::Archived).has_value());
    const auto ofRule = m_writer->decide({3, 0, 942100}, draft(TriageState::Escalated));
    QCOMPARE(m_session->reader()->detail(3)->marks.decisions.front().state, TriageState::Escalated);
    QCOMPARE(count("triage:archived"), std::size_t{9});
    QVERIFY(m_writer->decide({3, 0, {}}, draft(TriageState::Confirmed)).has_value());
    QCOMPARE(count("triage:escalated"), std::size_t{0});
    QCOMPARE(count("triage:confirmed"), std::size_t{1});
    QCOMPARE(m_writer->decisions(3)->at(1).ruleId, std::optional<std::int64_t>(942100));
    QCOMPARE(m_writer->decide({0, 1, 7}, draft(TriageState::Archived)).error().code, ErrorCode::HitNotFound);
    QCOMPARE(number("SELECT count(*) FROM decision"), std::int64_t{3});
    QVERIFY(ofRule->decision > 0);
}

void DecisionLogTest::whatWasLeftUnfinishedGoes() {
    auto database = *storage::Database::open(m_session->path(), storage::Database::Access::Write);
    QVERIFY(
        database
            .run(
                "INSERT INTO decision VALUES (7, 'begun', 'archived', '', 5, 'filter', '', NULL, 0, 0, NULL),"
                " (8, 'begun', 'archived', '', 9000000000000000, 'filter', '', NULL, 0, 0, NULL);"
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
                " INSERT INTO triage SELECT i, 0, x'', 7 FROM n;"
                "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 700)"
                " INSERT INTO decided SELECT i, 7, x'ff' FROM n;"
                "INSERT INTO decided VALUES (0, 8, x'ff')")
            .has_value());
    QCOMPARE(count("triage:archived"), std::size_t{0});
    QVERIFY(m_writer->decisions(9)->empty());
    QVERIFY(!*m_writer->setUndone(7, true) && !*m_writer->setUndone(7, false));
    QVERIFY(TriageWriter::open(m_session->path()).has_value());
    QCOMPARE(number("SELECT count(*) FROM triage"), std::int64_t{0});
    QCOMPARE(number("SELECT count(*) FROM decided"), std::int64_t{1});  // somebody may still write it
    QCOMPARE(number("SELECT group_concat(id) FROM decision"), std::int64_t{8});
}

void DecisionLogTest::stateOfAnAttack() {
    const auto state = [&] { return m_session->reader()->attacks({})->front().triage; };
    QCOMPARE(state(), std::string("new"));
    QCOMPARE(*m_session->reader()->decisionsStamp(), std::string());
    QVERIFY(m_writer->decide({3, 0, {}}, draft(TriageState::Confirmed)).has_value());
    QCOMPARE(state(), std::string("new"));
    const auto archived = decideAll("id>3", TriageState::Archived);
    QCOMPARE(state(), std::string("confirmed"));
    QVERIFY(m_writer->decide({0, 1, {}}, draft(TriageState::FalsePositive)).has_value());
    QCOMPARE(state(), std::string("false-positive"));
    const auto reader = m_session->reader();
    QCOMPARE(*reader->triageOf({1, 77}), (std::vector<std::string>{"false-positive", "new"}));
    const std::string before = *reader->decisionsStamp();
    QVERIFY(*m_writer->setUndone(archived->decision, true));
    const std::string undone = *reader->decisionsStamp();
    QVERIFY(undone != before);
    QVERIFY(*m_writer->setUndone(archived->decision, false));
    QCOMPARE(*reader->decisionsStamp(), before);
    QVERIFY(m_writer->decide({6, 0, {}}, draft(TriageState::New)).has_value());
    QVERIFY(*reader->decisionsStamp() != before);
    QCOMPARE(state(), std::string("new"));
    QVERIFY(archived.has_value());
}

/// A file may hold anything.
void DecisionLogTest::badBlocksAreHarmless() {
    auto database = *storage::Database::open(m_session->path(), storage::Database::Access::Write);
    QVERIFY(
        database
            .run(
                "INSERT INTO decision VALUES (1, 'made', 'confirmed', '', 5, 'filter', '', NULL, 0, 0, NULL),"
                " (2, 'made', 'of a later version', '', 6, 'elsewhere', '', NULL, -1, -1, NULL);"
                "INSERT INTO decided VALUES (0, 1, 'text'), (-9, 1, zeroblob(0)), (9223372036854775807, 1,"
                " x'ff'), (1, 1, randomblob(100000)), (2, 1, 5);"
                "INSERT INTO triage VALUES (3, 0, x'', 2), (4, 0, x'', 77)")
            .has_value());
    QVERIFY(m_session->reader()->requests({0, true, 100, filterOf("triage:confirmed")}).has_value());
    QCOMPARE(m_session->reader()->detail(3)->marks.decisions.size(), std::size_t{1});
    QVERIFY(m_session->reader()->attacks({}).has_value());
    QCOMPARE(m_writer->decisions(10)->front().state, std::string("of a later version"));
    for (const std::int64_t bit : {std::int64_t{-1}, std::int64_t{8}, std::int64_t{INT64_MAX}, INT64_MIN}) {
        QVERIFY(!RequestSet::hasBit("\xff", bit));
    }
    QVERIFY(RequestSet::hasBit("\xff", 7));
}

QTEST_GUILESS_MAIN(DecisionLogTest)
#include "decision_log_test.moc"
