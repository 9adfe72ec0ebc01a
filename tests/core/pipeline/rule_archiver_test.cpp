// SPDX-License-Identifier: Apache-2.0
// What rules archive: each request once, never over a person, all of a step or nothing of it.
#include "core/pipeline/rule_archiver.h"

#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

#include <QTest>
#include <array>
#include <string_view>

#include "tests/core/pipeline/archiving_fixture.h"

using namespace mirrorscope;
using namespace std::chrono_literals;
using pipeline::RuleArchiver;
using standing::ArchiveRules;
using storage::TriageWriter;
using test::archiveAll;
using test::ArchivingFixture;
using test::kArchivedAt;
using test::rule;
using traffic::RequestId;
using traffic::TriageState;

namespace {

/// Arguments of the process that is killed: this, its session, the name of its rule.
constexpr char kArchive[] = "archive";
constexpr int kKills = 12;
/// Some steps of one rule.
constexpr RequestId kMany = 6000;

[[noreturn]] void archiveForever(const std::filesystem::path& session, const std::string& name) {
    RuleArchiver archiver(session, 0);
    const ArchiveRules rules{rule(name, "method:GET")};
    for (bool isMore = true; isMore;) {
        static_cast<void>(::write(STDOUT_FILENO, ".", 1));
        const auto more = archiver.round(rules, kArchivedAt, {});
        isMore = more && *more;
    }
    ::_exit(0);
}

}  // namespace

/// Requests 3, 6, 9 … are attacks with two hits.
class RuleArchiverTest : public QObject, private ArchivingFixture {
    Q_OBJECT

private slots:
    void init() { begin(); }
    void whatIsJudgedLaterIsArchived();
    void theLogNamesTheRule();
    void aDayIsOneDecision();
    void twoRulesDecideOnce();
    void peopleAreNotOverruled();
    void whoDecidesMeanwhileGoesFirst();
    void undoneStaysUndone();
    void goesOnWhereItWas();
    void switchedOffItForgetsItsPlace();
    void whatIsNotJudgedWaits();
    void aPatternThatGivesUp();
    void cancelled();
    void killed();

private:
    void kill(const std::string& name, int after) const;
};

void RuleArchiverTest::whatIsJudgedLaterIsArchived() {
    RuleArchiver archiver(m_session->path(), 30);
    const ArchiveRules rules{rule("Attacks", "state:attack")};
    QCOMPARE(archiveAll(archiver, rules), 1);
    QCOMPARE(count("triage:archived"), std::size_t{0});  // those were judged before
    QVERIFY(log().empty());
    record(30);
    QCOMPARE(archiveAll(archiver, rules), 1);
    QCOMPARE(count("triage:archived"), std::size_t{10});
    QCOMPARE(count("triage:archived state:attack id:31..60"), std::size_t{10});
    QCOMPARE(archiver.reached(), RequestId{60});
    // A rule that is added later begins later.
    const ArchiveRules both{rules.front(), rule("Clean", "state:clean")};
    QCOMPARE(archiveAll(archiver, both), 1);
    record(30);
    QCOMPARE(archiveAll(archiver, both), 1);
    QCOMPARE(count("triage:archived"), std::size_t{10 + 30});
    QCOMPARE(count("triage:archived id:..60"), std::size_t{10});
}

void RuleArchiverTest::theLogNamesTheRule() {
    RuleArchiver archiver(m_session->path(), 0);
    archiveAll(archiver, {rule("Attacks", "state:attack")});
    const auto decisions = log();
    QCOMPARE(decisions.size(), std::size_t{1});
    QCOMPARE(decisions[0].about, std::string("rule"));
    QCOMPARE(decisions[0].scope, std::string("Attacks: state:attack"));
    QCOMPARE(decisions[0].reason, std::string("agreed"));
    QCOMPARE(decisions[0].state, std::string("archived"));
    QCOMPARE(decisions[0].receipt.requests, std::uint64_t{10});
    QCOMPARE(decisions[0].receipt.hits, std::uint64_t{20});
    QVERIFY(decisions[0].at == kArchivedAt);
}

void RuleArchiverTest::aDayIsOneDecision() {
    RuleArchiver archiver(m_session->path(), 0);
    ArchiveRules rules{rule("Attacks", "state:attack")};
    archiveAll(archiver, rules);
    record(30);
    archiveAll(archiver, rules, kArchivedAt + 1min);
    QCOMPARE(log().size(), std::size_t{1});
    QCOMPARE(log()[0].receipt.requests, std::uint64_t{20});
    QCOMPARE(log()[0].receipt.hits, std::uint64_t{40});
    record(30);
    archiveAll(archiver, rules, kArchivedAt + 24h);
    QCOMPARE(log().size(), std::size_t{2});
    QCOMPARE(log()[0].receipt.requests, std::uint64_t{10});
    // Another reason is another decision, and so is another filter.
    rules[0].reason = "TICKET-8";
    record(30);
    archiveAll(archiver, rules, kArchivedAt + 24h);
    rules[0].filter = "type:sqli";
    record(30);
    archiveAll(archiver, rules, kArchivedAt + 24h);
    QCOMPARE(log().size(), std::size_t{4});
    QCOMPARE(count("triage:archived"), std::size_t{50});
}

void RuleArchiverTest::twoRulesDecideOnce() {
    RuleArchiver archiver(m_session->path(), 0);
    archiveAll(archiver, {rule("Attacks", "state:attack"), rule("All", "method:GET")});
    const auto decisions = log();
    QCOMPARE(decisions.size(), std::size_t{2});
    QCOMPARE(decisions[1].receipt.requests, std::uint64_t{10});
    QCOMPARE(decisions[0].receipt.requests, std::uint64_t{20});
}

void RuleArchiverTest::peopleAreNotOverruled() {
    auto writer = std::move(*TriageWriter::open(m_session->path()));
    QVERIFY(writer->decide({3, 0, {}}, {TriageState::Escalated, "", kArchivedAt}));
    RuleArchiver archiver(m_session->path(), 0);
    archiveAll(archiver, {rule("Attacks", "state:attack")});
    QCOMPARE(count("triage:escalated id:3"), std::size_t{1});
    QCOMPARE(count("triage:archived"), std::size_t{9});
    // A later decision stays above the rule's, also when that one grows.
    QVERIFY(writer->decide({6, 0, {}}, {TriageState::Confirmed, "", kArchivedAt}));
    record(30);
    archiveAll(archiver, {rule("Attacks", "state:attack")});
    QCOMPARE(count("triage:confirmed id:6"), std::size_t{1});
    QCOMPARE(count("triage:archived"), std::size_t{18});
}

void RuleArchiverTest::whoDecidesMeanwhileGoesFirst() {
    auto decisions = std::move(*storage::RuleDecisions::open(m_session->path()));
    storage::RuleDecisions::Step step{"R", "R: state:attack", "", kArchivedAt, {}, 3, *decisions->logState()};
    step.requests.add(3);
    auto writer = std::move(*TriageWriter::open(m_session->path()));
    QVERIFY(writer->decide({3, 0, {}}, {TriageState::Confirmed, "", kArchivedAt}));
    QCOMPARE(*decisions->archive(step), false);
    QVERIFY(!decisions->cursorOf("R")->has_value());
    // Taking one back counts as deciding, too.
    step.found = *decisions->logState();
    QVERIFY(*writer->setUndone(log().front().receipt.decision, true));
    QCOMPARE(*decisions->archive(step), false);
    step.found = *decisions->logState();
    QCOMPARE(*decisions->archive(step), true);
    QCOMPARE(**decisions->cursorOf("R"), RequestId{3});
    // Somebody is in the middle of it, or was when the machine went down.
    step.found = *decisions->logState();
    auto database = std::move(*storage::Database::open(m_session->path(), storage::Database::Access::Write));
    const std::string at = std::to_string(kArchivedAt.time_since_epoch().count());
    QVERIFY(database.run(("INSERT INTO decision (phase, state, reason, time, about, scope, requests, hits)"
                          " VALUES ('begun', 'confirmed', '', " +
                          at + ", 'filter', '', 0, 0)")
                             .c_str()));
    step.found = *decisions->logState();
    QCOMPARE(*decisions->archive(step), false);
    step.at += 2min;
    QCOMPARE(*decisions->archive(step), true);
}

void RuleArchiverTest::undoneStaysUndone() {
    RuleArchiver archiver(m_session->path(), 0);
    const ArchiveRules rules{rule("Attacks", "state:attack")};
    archiveAll(archiver, rules);
    auto writer = std::move(*TriageWriter::open(m_session->path()));
    QVERIFY(*writer->setUndone(log().front().receipt.decision, true));
    QCOMPARE(count("triage:archived"), std::size_t{0});
    record(30);
    archiveAll(archiver, rules);
    QCOMPARE(count("triage:archived"), std::size_t{10});
    QCOMPARE(count("triage:archived id:..30"), std::size_t{0});
    QCOMPARE(log().size(), std::size_t{2});
}

void RuleArchiverTest::goesOnWhereItWas() {
    const ArchiveRules rules{rule("Attacks", "state:attack")};
    {
        RuleArchiver archiver(m_session->path(), 30);
        archiveAll(archiver, rules);
    }
    record(30);  // while nobody archives
    RuleArchiver archiver(m_session->path(), 60);
    archiveAll(archiver, rules);
    QCOMPARE(count("triage:archived id:31..60"), std::size_t{10});
    // Where nothing was found the place is written now and then only: it is looked at again.
    record(30);
    QCOMPARE(archiveAll(archiver, {rule("Attacks", "host:elsewhere")}), 1);
    QCOMPARE(number("SELECT request FROM cursor WHERE name = 'archive:Attacks'"), std::int64_t{60});
    record(30);
    QCOMPARE(archiveAll(archiver, {rule("Attacks", "host:elsewhere")}, kArchivedAt + 1min), 1);
    QCOMPARE(number("SELECT request FROM cursor WHERE name = 'archive:Attacks'"), std::int64_t{120});
}

void RuleArchiverTest::switchedOffItForgetsItsPlace() {
    RuleArchiver archiver(m_session->path(), 0);
    const ArchiveRules rules{rule("Attacks", "state:attack")};
    archiveAll(archiver, rules);
    archiveAll(archiver, {});
    QCOMPARE(number("SELECT count(*) FROM cursor WHERE name LIKE 'archive:%'"), std::int64_t{0});
    record(30);
    archiveAll(archiver, {});
    archiveAll(archiver, rules);
    record(30);
    archiveAll(archiver, rules);
    QCOMPARE(count("triage:archived id:31..60"), std::size_t{0});
    QCOMPARE(count("triage:archived id:61..90"), std::size_t{10});
}

void RuleArchiverTest::whatIsNotJudgedWaits() {
    RuleArchiver archiver(m_session->path(), 30);
    const ArchiveRules rules{rule("All", "method:GET")};
    archiveAll(archiver, rules);
    QVERIFY(m_session->store(30));
    archiveAll(archiver, rules);
    QCOMPARE(count("triage:archived"), std::size_t{0});
    m_session->journal().record(test::contexts(31, 60));
    m_session->journal().record(test::verdicts(31, 45));
    m_session->journal().flush();
    archiveAll(archiver, rules);
    QCOMPARE(count("triage:archived"), std::size_t{15});
}

void RuleArchiverTest::aPatternThatGivesUp() {
    QVERIFY(m_session->journal().offer(test::delivery("/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")));
    QTRY_COMPARE(count(""), std::size_t{31});
    m_session->journal().record(test::contexts(31, 31));
    m_session->journal().record(test::verdicts(31, 31));
    m_session->journal().flush();
    m_last = 31;
    record(30);
    RuleArchiver archiver(m_session->path(), 0);
    QVERIFY(archiveAll(archiver, {rule("Odd", "target!~/^.(a+)+[bc]$/")}) > 1);
    QCOMPARE(count("triage:archived"), std::size_t{60});
    QCOMPARE(count("triage:new id:31"), std::size_t{1});
}

void RuleArchiverTest::cancelled() {
    RuleArchiver archiver(m_session->path(), 0);
    base::CancelToken cancel;
    cancel.cancel();
    const auto done = archiver.round({rule("All", "method:GET")}, kArchivedAt, cancel);
    QVERIFY(!done.has_value());
    QCOMPARE(done.error().code, base::ErrorCode::Cancelled);
    QCOMPARE(count("triage:archived"), std::size_t{0});
    QVERIFY(archiveAll(archiver, {rule("All", "method:GET")}) > 0);
    QCOMPARE(count("triage:archived"), std::size_t{30});
}

/// Kills an archiving child while it is in its round of that number.
void RuleArchiverTest::kill(const std::string& name, int after) const {
    std::array<int, 2> pipe{};
    QVERIFY(::pipe(pipe.data()) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(pipe[1], STDOUT_FILENO);
        ::execl("/proc/self/exe", "rule_archiver_test", kArchive, m_session->path().c_str(), name.c_str(),
                nullptr);
        ::_exit(1);
    }
    ::close(pipe[1]);
    char byte = 0;
    for (int i = 0; i < after && ::read(pipe[0], &byte, 1) == 1; ++i) {
    }
    ::kill(child, SIGKILL);
    ::close(pipe[0]);
    ::waitpid(child, nullptr, 0);
}

void RuleArchiverTest::killed() {
    record(kMany - 30);
    int unfinished = 0;
    for (int round = 0; round < kKills; ++round) {
        const std::string name = "Rule " + std::to_string(round);
        kill(name, 1 + round % 6);
        // What is there is whole: the counts are those of the bits, up to the cursor.
        const std::size_t archived = count("triage:archived");
        const auto decided = static_cast<std::size_t>(
            number("SELECT ifnull(sum(requests), 0) FROM decision WHERE phase = 'made'"));
        QCOMPARE(decided, archived);
        const std::string cursor =
            "SELECT ifnull((SELECT request FROM cursor WHERE name = 'archive:" + name + "'), 0)";
        QCOMPARE(static_cast<std::size_t>(number(cursor)), archived);
        QCOMPARE(count("triage:archived id:.." + std::to_string(archived)), archived);
        unfinished += archived < std::size_t{kMany} ? 1 : 0;
        // The next one goes on and decides about no request twice.
        RuleArchiver archiver(m_session->path(), 0);
        QVERIFY(archiveAll(archiver, {rule(name, "method:GET")}) > 0);
        QCOMPARE(count("triage:archived"), std::size_t{kMany});
        QCOMPARE(number("SELECT sum(requests) FROM decision WHERE phase = 'made'"), std::int64_t{kMany});
        auto writer = std::move(*TriageWriter::open(m_session->path()));
        for (const auto& decision : *writer->decisions(100)) {
            static_cast<void>(writer->setUndone(decision.receipt.decision, true));
        }
        QCOMPARE(count("triage:archived"), std::size_t{0});
    }
    QVERIFY2(unfinished > kKills / 3, "kills that come when all is done prove nothing");
}

int main(int argc, char** argv) {
    if (argc == 4 && std::string_view(argv[1]) == kArchive) {
        archiveForever(argv[2], argv[3]);
    }
    RuleArchiverTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "rule_archiver_test.moc"
