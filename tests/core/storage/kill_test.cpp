// SPDX-License-Identifier: Apache-2.0
// kill -9 of a recording process: what it was told to be stored is there, the file is whole, its cursors are
// true.
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <random>
#include <set>
#include <string_view>

#include "core/storage/journal.h"
#include "core/storage/session_file.h"
#include "core/storage/session_reader.h"
#include "tests/core/storage/recorded_analysis.h"
#include "tests/core/storage/stored_requests.h"

using namespace mirrorscope;
using traffic::RequestId;

namespace {

/// For every run of the tests; tests/acceptance/kill_test kills the whole program more often.
constexpr int kKills = 10;

/// First argument of the process that is killed; the second is its session.
constexpr char kRecord[] = "record";

/// Writes the ids of stored requests into a pipe, and lets a follower record something about each.
class Reporter final : public traffic::DeliveryReceiver {
public:
    Reporter(storage::Journal& journal, int pipe) : m_journal(journal), m_pipe(pipe) {}

    void delivered(const std::shared_ptr<const traffic::DeliveryBatch>& batch) override {
        std::vector<RequestId> ids;
        for (const auto& delivery : *batch) {
            if (delivery->state() == traffic::Delivery::State::Stored) {
                ids.push_back(delivery->request.id);
            }
        }
        static_cast<void>(::write(m_pipe, ids.data(), ids.size() * sizeof(RequestId)));
        m_journal.record(test::contexts(ids.front(), ids.back()));
        m_journal.record(test::verdicts(ids.front(), ids.back()));
    }

private:
    storage::Journal& m_journal;
    int m_pipe;
};

/// Records until it is killed and writes ids to its standard output. Several requests wait at any time, so
/// that batches form.
[[noreturn]] void recordForever(const std::filesystem::path& session) {
    auto journal = storage::Journal::open(session, {});
    if (!journal) {
        ::_exit(1);
    }
    Reporter reporter(**journal, STDOUT_FILENO);
    (*journal)->addReceiver(reporter);
    while (true) {
        // Held back by followers that are behind, as the pipeline is.
        if ((*journal)->backgroundBacklog() > 8 || (*journal)->status().queuedRequests > 64 ||
            !(*journal)->offer(test::delivery("/kill", std::string(600, 'x')))) {
            ::usleep(50);
        }
    }
}

}  // namespace

class KillTest : public QObject {
    Q_OBJECT

private slots:
    void whatWasReportedIsThere();

private:
    /// Kills a recording child after so many reported ids; returns all that it reported.
    std::set<RequestId> idsOfOneLife(std::size_t kill) const;
    void check(const std::set<RequestId>& reported) const;

    QTemporaryDir m_directory;
    std::filesystem::path m_session = m_directory.filePath("kill.mscope").toStdString();
};

std::set<RequestId> KillTest::idsOfOneLife(std::size_t kill) const {
    std::array<int, 2> pipe{};
    if (::pipe(pipe.data()) != 0) {
        return {};
    }
    const pid_t child = ::fork();
    if (child == 0) {
        // A program of its own: threads must not start in the fork of a process that has some.
        ::dup2(pipe[1], STDOUT_FILENO);
        ::execl("/proc/self/exe", "kill_test", kRecord, m_session.c_str(), nullptr);
        ::_exit(1);
    }
    ::close(pipe[1]);
    std::set<RequestId> ids;
    RequestId id = 0;
    bool alive = true;
    while (::read(pipe[0], &id, sizeof id) == ssize_t{sizeof id}) {
        ids.insert(id);
        if (alive && ids.size() >= kill) {
            ::kill(child, SIGKILL);
            alive = false;
        }
    }
    ::close(pipe[0]);
    ::waitpid(child, nullptr, 0);
    return ids;
}

void KillTest::check(const std::set<RequestId>& reported) const {
    auto reader = storage::SessionReader::open(m_session);
    QVERIFY(reader.has_value());
    std::set<RequestId> stored;
    for (const auto& row : *(*reader)->requests({0, false, 10'000'000})) {
        QCOMPARE(row.target, std::string("/kill"));
        stored.insert(row.id);
    }
    for (const RequestId id : reported) {
        QVERIFY2(stored.contains(id), qPrintable(QString("request %1 is lost").arg(id)));
    }
    auto database = *storage::openForReading(m_session);
    QCOMPARE(*database.number("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"),
             std::int64_t{0});
    QCOMPARE(
        *database.number("SELECT count(*) FROM request LEFT JOIN payload ON request = id WHERE head IS NULL"),
        std::int64_t{0});
    for (const char* table : {"context", "verdict"}) {
        const std::string beyond = std::string("SELECT count(*) FROM ") + table +
                                   " WHERE request > (SELECT request FROM cursor WHERE name = '" + table +
                                   "')";
        QCOMPARE(*database.number(beyond.c_str()), std::int64_t{0});
    }
    QCOMPARE(*database.number("SELECT sum(requests) FROM rollup WHERE resolution = 60 AND type = ''"),
             *database.number("SELECT count(*) FROM context"));
}

void KillTest::whatWasReportedIsThere() {
    std::mt19937 random(20261123);  // the same moments every time; the scheduler does the rest
    std::set<RequestId> reported;
    for (int round = 0; round < kKills; ++round) {
        const auto ids = idsOfOneLife(1 + random() % 3000);
        QVERIFY2(!ids.empty(), "a life that stores nothing proves nothing");
        QVERIFY(reported.empty() || *ids.begin() > *reported.rbegin());
        reported.insert(ids.begin(), ids.end());
        check(reported);
    }
}

int main(int argc, char** argv) {
    if (argc == 3 && std::string_view(argv[1]) == kRecord) {
        recordForever(argv[2]);
    }
    KillTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "kill_test.moc"
