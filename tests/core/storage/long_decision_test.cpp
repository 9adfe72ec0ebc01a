// SPDX-License-Identifier: Apache-2.0
// Long decisions: kill -9 while one is written, and a recorder beside them.
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

#include <QTest>
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <random>
#include <string_view>
#include <thread>

#include "core/storage/decision_log.h"
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
constexpr int kKills = 12;
constexpr RequestId kMany = 15'000;  // a third has hits of attack 1: ten thousand
constexpr char kDecide[] = "decide";

traffic::FilterText filterOf(const std::string& text) {
    return {text, kNow, {}};
}

/// In turn archived and confirmed, until it is killed.
[[noreturn]] void decideForever(const std::filesystem::path& session, bool isByFilter) {
    auto writer = TriageWriter::open(session);
    auto matching = MatchingRequests::open(session, {});
    const auto all = writer && matching ? (*matching)->find(filterOf("state:attack"), {}, {})
                                        : base::Result<RequestSet>(base::Error{ErrorCode::Cancelled, {}});
    const auto seen = all ? *(*matching)->hitsOf(*all, {}) : storage::SeenHits();
    // Enough for several transactions, of ids that are not given yet.
    RequestSet decided = all ? *all : RequestSet();
    for (std::int64_t block = 100; block < 2000; ++block) {
        decided.add(block * RequestSet::kIdsOfABlock);
    }
    for (bool isArchived = true; all; isArchived = !isArchived) {
        const storage::DecisionDraft draft{isArchived ? TriageState::Archived : TriageState::Confirmed, "",
                                           kNow};
        const bool done = isByFilter
                              ? (*writer)->decideAll(decided, seen, "state:attack", draft, {}).has_value()
                              : (*writer)->decide({0, 1, {}}, draft).has_value();
        if (!done) {
            break;
        }
        const char told = 'd';
        static_cast<void>(::write(STDOUT_FILENO, &told, 1));
    }
    ::_exit(1);
}

}  // namespace

/// Requests 3, 6, 9 … have two hits of one rule at one point, all of attack 1.
class LongDecisionTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void killedInTheMiddle_data();
    void killedInTheMiddle();
    void tenThousandHitsBesideARecorder();

private:
    storage::DecisionDraft draft(TriageState state) const { return {state, "", kNow}; }
    std::size_t count(const std::string& filter) const {
        return m_session->reader()->requests({0, true, 100'000, filterOf(filter)})->size();
    }
    std::int64_t number(const char* sql) const {
        return *storage::Database::open(m_session->path(), storage::Database::Access::Read)->number(sql);
    }

    std::unique_ptr<test::RecordedSession> m_session;
    std::unique_ptr<TriageWriter> m_writer;
};

void LongDecisionTest::init() {
    m_writer.reset();
    m_session = std::make_unique<test::RecordedSession>();
    for (RequestId stored = 0; stored < kMany; stored += 30) {
        QVERIFY(m_session->store(30));
    }
    m_session->analyse(kMany);
    m_session->journal().flush();
    m_writer = std::move(*TriageWriter::open(m_session->path()));
}

void LongDecisionTest::killedInTheMiddle_data() {
    QTest::addColumn<bool>("isByFilter");
    QTest::newRow("all that fit a filter") << true;
    QTest::newRow("an attack, hit by hit") << false;
}

void LongDecisionTest::killedInTheMiddle() {
    QFETCH(bool, isByFilter);
    std::mt19937 random(isByFilter ? 1 : 2);
    int unfinished = 0;
    for (int kill = 0; kill < kKills; ++kill) {
        std::array<int, 2> pipe{};
        QCOMPARE(::pipe(pipe.data()), 0);
        const std::string session = m_session->path().string();
        const pid_t child = ::fork();
        if (child == 0) {
            // A program of its own: threads must not start in the fork of a process that has some.
            ::dup2(pipe[1], STDOUT_FILENO);
            ::execl("/proc/self/exe", "long_decision_test", kDecide, session.c_str(), isByFilter ? "1" : "0",
                    nullptr);
            ::_exit(1);
        }
        ::close(pipe[1]);
        char told = 0;
        QCOMPARE(::read(pipe[0], &told, 1), ssize_t{1});  // it is at it
        std::this_thread::sleep_for(
            std::chrono::microseconds(std::uniform_int_distribution<>(0, 60'000)(random)));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        ::close(pipe[0]);
        const std::size_t archived = count("triage:archived");
        const std::size_t confirmed = count("triage:confirmed");
        QCOMPARE(archived + confirmed, std::size_t{kMany / 3});
        QVERIFY2(archived == 0 || confirmed == 0, "a decision is in force in part");
        unfinished += number("SELECT count(*) FROM decision WHERE phase = 'begun'") > 0 ? 1 : 0;
        QVERIFY(m_session->store(1));
    }
    QVERIFY2(unfinished > 0, "no kill landed while a decision was written");
    qInfo("%d of %d kills left a decision unfinished", unfinished, kKills);
    QVERIFY(m_writer->decide({0, 1, {}}, draft(TriageState::New)).has_value());
    QCOMPARE(count("triage:archived") + count("triage:confirmed"), std::size_t{0});
}

/// Each request waits as its listener does, which refuses it after 250 ms: none is.
void LongDecisionTest::tenThousandHitsBesideARecorder() {
    constexpr std::chrono::milliseconds kBudget{250};
    std::atomic<bool> over = false;
    std::atomic<int> stored = 0;
    std::atomic<int> refused = 0;
    std::chrono::microseconds longest{0};
    std::thread recorder([&] {
        while (!over) {
            const auto begin = std::chrono::steady_clock::now();
            const auto sent = test::delivery("/beside");
            refused += m_session->journal().offer(sent) ? 0 : 1;
            std::chrono::microseconds waited{0};
            while (sent->state() != traffic::Delivery::State::Stored && waited < kBudget) {
                std::this_thread::yield();
                waited = std::chrono::duration_cast<std::chrono::microseconds>(
                    std::chrono::steady_clock::now() - begin);
            }
            longest = std::max(longest, waited);
            refused += sent->state() == traffic::Delivery::State::Stored ? 0 : 1;
            ++stored;
        }
    });
    const auto matching = std::move(*MatchingRequests::open(m_session->path(), {}));
    bool isFine = true;
    for (int round = 0; round < 5; ++round) {
        const auto receipt = m_writer->decide({0, 1, {}}, draft(TriageState::Archived));
        isFine = isFine && receipt && receipt->hits == 2 * kMany / 3;
        const auto all = matching->find(filterOf("id<=15000"), {}, {});
        isFine = m_writer->decideAll(*all, *matching->hitsOf(*all, {}), "", draft(TriageState::Confirmed), {})
                     .has_value() &&
                 isFine;
    }
    over = true;
    recorder.join();
    qInfo("%d requests beside, the longest waited %.1f ms", stored.load(),
          static_cast<double>(longest.count()) / 1000);
    QVERIFY(isFine);
    QVERIFY(stored > 0);
    QCOMPARE(refused.load(), 0);
    QVERIFY(!m_session->journal().status().failing);
    QCOMPARE(count("triage:confirmed"), std::size_t{kMany});
}

int main(int argc, char** argv) {
    if (argc == 4 && std::string_view(argv[1]) == kDecide) {
        decideForever(argv[2], std::string_view(argv[3]) == "1");
    }
    QCoreApplication application(argc, argv);
    LongDecisionTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "long_decision_test.moc"
