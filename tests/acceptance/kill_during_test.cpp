// SPDX-License-Identifier: Apache-2.0
// kill -9 while the session is changed as a whole: retention, save as, migration, judging anew, rotation.
// What was acknowledged is there afterwards, the session is sound, and the work goes on.
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <csignal>
#include <random>
#include <set>
#include <string>
#include <thread>

#include "core/storage/journal.h"
#include "core/storage/migration.h"
#include "core/storage/schema.h"
#include "core/storage/session_reader.h"
#include "core/storage/session_save.h"
#include "core/traffic/delivery.h"
#include "tests/core/storage/stored_requests.h"
#include "tests/support/collector.h"
#include "tests/support/session_invariants.h"
#include "tests/support/socket.h"

using namespace mirrorscope;

namespace {

constexpr int kRequests = 6000;
constexpr int kMany = 30'000;  // of which retention leaves
constexpr int kKept = 500;
constexpr int kLeastInside = 25;  // percent of the kills that land while the work is done

int rounds() {
    return qEnvironmentVariableIsSet("MIRRORSCOPE_FULL_SIZE") ? 60 : 8;
}

std::string targetOf(int number) {
    return number % 5 == 0 ? "/?id=" + std::to_string(number) + "%27%20OR%201=1--"
                           : "/page/" + std::to_string(number);
}

/// A session of so many requests.
bool record(const QString& session, int count) {
    test::Outcomes outcomes;
    auto journal = storage::Journal::open(session.toStdString(), {});
    if (!journal) {
        return false;
    }
    (*journal)->addReceiver(outcomes);
    for (int i = 0; i < count; ++i) {
        (*journal)->offer(test::delivery(targetOf(i), std::string(700, 'b')));
    }
    return outcomes.waitFor(static_cast<std::size_t>(count));
}

void copy(const QString& from, const QString& to) {
    for (const char* suffix : {"", "-wal", "-shm"}) {
        QFile::remove(to + suffix);
    }
    QFile::copy(from, to);
}

traffic::SessionProgress progressOf(const QString& session) {
    auto reader = storage::SessionReader::open(session.toStdString());
    const auto progress =
        reader ? (*reader)->progress() : base::Result<traffic::SessionProgress>(reader.error());
    return progress ? *progress : traffic::SessionProgress{};
}

std::int64_t versionOf(const QString& session) {
    auto database = storage::Database::open(session.toStdString(), storage::Database::Access::Read);
    const auto version =
        database ? database->number("PRAGMA user_version") : base::Result<std::int64_t>(database.error());
    return version ? *version : -1;
}

QStringList listen(const QString& session, const QStringList& more) {
    return QStringList{"listen", "--session", session, "--listen", "127.0.0.1:0", "--engine", "none"} + more;
}

}  // namespace

class KillDuringTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void retention();
    void saveAs();
    void migration();
    void reanalysis();
    void rotation();

private:
    QString file(const char* name) const { return m_directory.filePath(name); }
    std::chrono::milliseconds within(int milliseconds) {
        return std::chrono::milliseconds(std::uniform_int_distribution<>(1, milliseconds)(m_random));
    }
    void judge(const char* work, int inside) const {
        qInfo("%s: %d kills, %d while it was done", work, rounds(), inside);
        QVERIFY2(100 * inside >= kLeastInside * rounds(), "too few kills landed while it was done");
    }

    QTemporaryDir m_directory;
    QString m_session = file("base.mscope");
    std::mt19937 m_random{6};
};

void KillDuringTest::initTestCase() {
    QVERIFY(record(m_session, kRequests));
    QCOMPARE(test::runCli({"reanalyse", "--session", m_session}).exitCode, 0);
    QCOMPARE(test::brokenInvariant(m_session.toStdString()), QString());
    QCOMPARE(progressOf(m_session).verdictCursor, traffic::RequestId{kRequests});
}

void KillDuringTest::retention() {
    const QString full = file("full.mscope");
    QVERIFY(record(full, kMany));
    const QString session = file("retention.mscope");
    QCOMPARE(test::runCli(listen(full, {"--duration", "3"})).exitCode, 0);
    QCOMPARE(progressOf(full).contextCursor, traffic::RequestId{kMany});
    const QStringList arguments =
        listen(session, {"--set", "retention.requests=" + QString::number(kKept), "--duration", "5"});
    int inside = 0;
    for (int round = 0; round < rounds(); ++round) {
        copy(full, session);
        test::runCliAndKill(arguments, within(200));
        QCOMPARE(test::brokenInvariant(session.toStdString(), true), QString());
        const auto left = progressOf(session);
        inside += left.requests < kMany && left.requests > kKept ? 1 : 0;
        QCOMPARE(left.lastRequest, traffic::RequestId{kMany});
        QVERIFY(left.requests >= kKept);
    }
    QCOMPARE(test::runCli(arguments).exitCode, 0);
    QCOMPARE(progressOf(session).requests, std::uint64_t{kKept});
    QCOMPARE(test::brokenInvariant(session.toStdString(), true), QString());
    judge("retention", inside);
}

void KillDuringTest::saveAs() {
    const QString target = file("saved.mscope");
    int inside = 0;
    for (int round = 0; round < rounds(); ++round) {
        QFile::remove(target);
        const bool wasRunning = test::runCliAndKill({"save-as", target, "--session", m_session}, within(60));
        inside += wasRunning && !QFile::exists(target) ? 1 : 0;
        QCOMPARE(test::brokenInvariant(m_session.toStdString()), QString());
        if (QFile::exists(target)) {
            QCOMPARE(test::brokenInvariant(target.toStdString()), QString());
            QCOMPARE(progressOf(target).requests, std::uint64_t{kRequests});
        }
    }
    QFile::remove(target);
    QCOMPARE(test::runCli({"save-as", target, "--session", m_session}).exitCode, 0);
    QCOMPARE(progressOf(target).requests, std::uint64_t{kRequests});
    QVERIFY(!QFile::exists(target + ".part"));
    judge("save as", inside);
}

void KillDuringTest::migration() {
    const QString old = file("old.mscope");
    {
        QFile tables(QStringLiteral(TEST_DATA_DIR "/sessions/version_2.sql"));
        QVERIFY(tables.open(QIODevice::ReadOnly));
        auto database = *storage::Database::open(old.toStdString(), storage::Database::Access::Create);
        const std::string rows =
            "BEGIN; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150000)"
            " INSERT INTO request SELECT i, 1800000000000000 + i * 1000, 5, 1, '127.0.0.3', 4000, 0, 'GET', "
            "'/' || i,"
            " 'HTTP/1.1', '', NULL, 20, 0, 0, zeroblob(32), '', NULL FROM n;"
            "INSERT INTO listener VALUES (1, 'default');"
            "INSERT INTO payload SELECT id, 'GET ' || target || ' HTTP/1.1', '', '', '' FROM request;"
            "COMMIT; PRAGMA application_id=1299407728; PRAGMA user_version=2;";
        QVERIFY(database.run("PRAGMA page_size=8192; PRAGMA auto_vacuum=INCREMENTAL; PRAGMA journal_mode=WAL")
                    .has_value());
        QVERIFY(database.run(tables.readAll().constData()).has_value());
        QVERIFY(database.run(rows.c_str()).has_value());
    }
    const QString session = file("migrating.mscope");
    int inside = 0;
    for (int round = 0; round < rounds(); ++round) {
        copy(old, session);
        QFile::remove(session + ".v2-backup");
        test::runCliAndKill(listen(session, {}), within(90));
        const auto version = versionOf(session);
        QVERIFY(version == 2 || version == static_cast<std::int64_t>(storage::kSchemaVersion));
        const bool begun =
            QFile::exists(session + ".v2-backup") || QFile::exists(session + ".v2-backup.part");
        inside += version == 2 && begun ? 1 : 0;
        QCOMPARE(test::runCli(listen(session, {"--duration", "0.3"})).exitCode, 0);
        QCOMPARE(versionOf(session), static_cast<std::int64_t>(storage::kSchemaVersion));
        QCOMPARE(progressOf(session).requests, std::uint64_t{150'000});
        QCOMPARE(test::brokenInvariant(session.toStdString()), QString());
        QVERIFY(!QFile::exists(session + ".v2-backup.part"));
    }
    judge("migration", inside);
}

void KillDuringTest::reanalysis() {
    const QString session = file("anew.mscope");
    copy(m_session, session);
    const QStringList arguments{"reanalyse", "--session", session, "--paranoia", "2"};
    int inside = 0;
    for (int round = 0; round < rounds(); ++round) {
        const auto before = progressOf(session);
        if (before.reanalysisUntil == 0) {
            copy(m_session, session);
        }
        test::runCliAndKill(arguments, within(1500));
        QCOMPARE(test::brokenInvariant(session.toStdString()), QString());
        const auto after = progressOf(session);
        inside += after.reanalysisUntil > 0 ? 1 : 0;
        // It goes on where it was, not from the beginning.
        QVERIFY(before.reanalysisUntil == 0 || after.reanalysisUntil == 0 ||
                after.verdictCursor >= before.verdictCursor);
    }
    QCOMPARE(test::runCli(arguments).exitCode, 0);
    QCOMPARE(progressOf(session).reanalysisUntil, traffic::RequestId{0});
    QCOMPARE(test::brokenInvariant(session.toStdString()), QString());
    judge("judging anew", inside);
}

void KillDuringTest::rotation() {
    int inside = 0;
    for (int round = 0; round < rounds(); ++round) {
        const QString directory = file("rotation") + QString::number(round);
        QVERIFY(QDir().mkpath(directory));
        std::set<std::string> acknowledged;
        std::atomic<bool> isAcknowledging{false};
        {
            test::Collector collector(directory + "/first.mscope", {"--engine", "none"});
            QVERIFY2(collector.isListening(), collector.error().constData());
            std::thread sender([&] {
                auto socket = test::Socket::connect(collector.port());
                test::ResponseReader reader(*socket);
                for (int i = 0;; ++i) {
                    const std::string target = "/" + std::to_string(i);
                    if (!socket->send("GET " + target + " HTTP/1.1\r\nHost: shop.example\r\n\r\n")) {
                        return;
                    }
                    const auto answer = reader.next();
                    if (!answer) {
                        return;
                    }
                    if (answer->status == 204) {
                        acknowledged.insert(target);
                        isAcknowledging = true;
                    }
                }
            });
            // Without one, the check below says so.
            static_cast<void>(QTest::qWaitFor([&] { return isAcknowledging.load(); }, 60'000));
            // The collector looks for signals all the time; the new session takes some milliseconds.
            ::kill(static_cast<pid_t>(collector.processId()), SIGHUP);
            QTest::qWait(static_cast<int>(within(25).count()));
            collector.kill();
            sender.join();
        }
        const auto sessions = QDir(directory).entryInfoList({"*.mscope"}, QDir::Files);
        std::set<std::string> stored;
        for (const QFileInfo& session : sessions) {
            const QString path = session.filePath();
            // A session that was being made is finished by the next who opens it.
            QCOMPARE(test::runCli(listen(path, {"--duration", "0.2"})).exitCode, 0);
            QCOMPARE(test::brokenInvariant(path.toStdString()), QString());
            const auto reader = *storage::SessionReader::open(path.toStdString());
            for (const auto& row : *reader->requests({0, true, 1'000'000, {}})) {
                stored.insert(row.target);
            }
        }
        inside += sessions.size() == 2 ? 1 : 0;
        for (const std::string& target : acknowledged) {
            QVERIFY2(stored.contains(target), target.c_str());
        }
        QVERIFY(!acknowledged.empty());
    }
    judge("rotation", inside);
}

QTEST_GUILESS_MAIN(KillDuringTest)
#include "kill_during_test.moc"
