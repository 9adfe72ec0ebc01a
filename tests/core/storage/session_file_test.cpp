// SPDX-License-Identifier: Apache-2.0
#include "core/storage/session_file.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/storage/journal.h"
#include "core/storage/session_reader.h"
#include "core/storage/writer_lock.h"

using namespace mirrorscope;
using base::ErrorCode;

class SessionFileTest : public QObject {
    Q_OBJECT

private slots:
    void decisionsOfTheFirstTable();
    void filesAreTheOwnersOnly();
    void otherFiles_data();
    void otherFiles();
    void oneWriter();
    void deathFreesTheLock();
    void missingDirectory();

private:
    QTemporaryDir m_directory;
    std::filesystem::path path(const char* name) const { return m_directory.filePath(name).toStdString(); }
};

void SessionFileTest::decisionsOfTheFirstTable() {
    auto database = storage::openForRecording(path("a.mscope"));
    QVERIFY(database.has_value());
    QCOMPARE(*database->number("PRAGMA application_id"), storage::kApplicationId);
    QCOMPARE(*database->number("PRAGMA user_version"), storage::kSchemaVersion);
    QCOMPARE(*database->number("PRAGMA auto_vacuum"), std::int64_t{2});
    QCOMPARE(*database->number("PRAGMA synchronous"), std::int64_t{2});
    QCOMPARE(*database->number("SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'"),
             std::int64_t{1});
    QCOMPARE(*database->number(
                 "SELECT count(*) FROM sqlite_master WHERE name = 'request' AND sql LIKE '%AUTOINCREMENT%'"),
             std::int64_t{1});
}

void SessionFileTest::filesAreTheOwnersOnly() {
    const auto session = path("mode.mscope");
    const auto journal = storage::Journal::open(session, {});
    QVERIFY(journal.has_value());
    for (const char* suffix : {"", "-wal", "-shm", ".lock"}) {
        struct stat status{};
        QCOMPARE(::stat((session.string() + suffix).c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0600U);
    }
}

void SessionFileTest::otherFiles_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("code");
    const auto write = [this](const char* name, const QByteArray& bytes) {
        QFile file(m_directory.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    };
    write("text", "not a database at all, but long enough to be looked at by anyone who opens it\n");
    QTest::newRow("text") << "text" << static_cast<int>(ErrorCode::SessionNotOurs);

    auto other = storage::Database::open(path("other"), storage::Database::Access::Create);
    QVERIFY(other->run("CREATE TABLE t (x)").has_value());
    QTest::newRow("other database") << "other" << static_cast<int>(ErrorCode::SessionNotOurs);

    auto newer = storage::openForRecording(path("newer"));
    QVERIFY(newer->run("PRAGMA user_version=99").has_value());
    QTest::newRow("newer") << "newer" << static_cast<int>(ErrorCode::SessionTooNew);

    {
        auto damaged = storage::openForRecording(path("damaged"));
        QVERIFY(damaged->run("PRAGMA wal_checkpoint(TRUNCATE)").has_value());
    }
    QFile file(m_directory.filePath("damaged"));
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.seek(200);
    file.write(QByteArray(static_cast<int>(file.size()) - 200, '\x5a'));
    file.close();
    QTest::newRow("damaged") << "damaged" << static_cast<int>(ErrorCode::SessionCorrupt);
}

void SessionFileTest::otherFiles() {
    QFETCH(QString, file);
    QFETCH(int, code);
    const auto session = path(file.toUtf8().constData());
    const auto recording = storage::Journal::open(session, {});
    QVERIFY(!recording.has_value());
    QCOMPARE(static_cast<int>(recording.error().code), code);
    const auto reading = storage::SessionReader::open(session);
    QVERIFY(!reading.has_value());
    QCOMPARE(static_cast<int>(reading.error().code), code);
}

void SessionFileTest::oneWriter() {
    const auto session = path("locked.mscope");
    auto first = storage::Journal::open(session, {});
    QVERIFY(first.has_value());
    const auto second = storage::Journal::open(session, {});
    QCOMPARE(second.error().code, ErrorCode::SessionLocked);
    QCOMPARE(second.error().arguments.at(1), std::to_string(::getpid()));
    QVERIFY(storage::SessionReader::open(session).has_value());
    first->reset();
    QVERIFY(storage::Journal::open(session, {}).has_value());
}

void SessionFileTest::deathFreesTheLock() {
    const auto session = path("dead.mscope");
    int ready[2];
    QCOMPARE(::pipe(ready), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const auto lock = storage::WriterLock::take(session);
        static_cast<void>(::write(ready[1], lock ? "y" : "n", 1));
        ::pause();
        ::_exit(0);
    }
    char answer = 0;
    QCOMPARE(::read(ready[0], &answer, 1), ssize_t{1});
    QCOMPARE(answer, 'y');
    QCOMPARE(storage::WriterLock::take(session).error().arguments.at(1), std::to_string(child));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    QVERIFY(storage::WriterLock::take(session).has_value());
    ::close(ready[0]);
    ::close(ready[1]);
}

void SessionFileTest::missingDirectory() {
    QCOMPARE(storage::Journal::open(path("nowhere/a.mscope"), {}).error().code, ErrorCode::SessionUnwritable);
    QCOMPARE(storage::SessionReader::open(path("nowhere/a.mscope")).error().code, ErrorCode::SessionMissing);
}

QTEST_GUILESS_MAIN(SessionFileTest)
#include "session_file_test.moc"
