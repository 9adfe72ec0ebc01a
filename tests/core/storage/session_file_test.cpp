// SPDX-License-Identifier: Apache-2.0
#include "core/storage/session_file.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include "core/storage/journal.h"
#include "core/storage/schema.h"
#include "core/storage/session_reader.h"
#include "core/storage/statement.h"

using namespace mirrorscope;
using base::ErrorCode;

namespace {

/// Somebody who may not write here, also when the tests run as root.
constexpr uid_t kNobody = 65534;

/// What `work` returns, done by a process without rights; -1 when it ends otherwise.
template <typename Work>
int asNobody(const Work& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        const bool ready = ::geteuid() != 0 || (::setgid(kNobody) == 0 && ::setuid(kNobody) == 0);
        ::_exit(ready ? work() : 255);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) != 255 ? WEXITSTATUS(status) : -1;
}

template <typename T>
int codeOf(const base::Result<T>& result) {
    return result ? 0 : 1 + static_cast<int>(result.error().code);
}

int codeOf(ErrorCode code) {
    return 1 + static_cast<int>(code);
}

}  // namespace

class SessionFileTest : public QObject {
    Q_OBJECT

private slots:
    void decisionsOfTheFirstTable();
    void filesAreTheOwnersOnly();
    void otherFiles_data();
    void otherFiles();
    void missingDirectory();
    void eachHasItsOwnId();
    void readOnlyForUs();
    void openingDisturbsNoReader();

private:
    QTemporaryDir m_directory;
    std::filesystem::path path(const char* name) const { return m_directory.filePath(name).toStdString(); }
};

void SessionFileTest::decisionsOfTheFirstTable() {
    auto database = storage::openForRecording(path("a.mscope"));
    QVERIFY(database.has_value());
    QCOMPARE(*database->number("PRAGMA application_id"), storage::kApplicationId);
    QCOMPARE(*database->number("PRAGMA user_version"), static_cast<std::int64_t>(storage::kSchemaVersion));
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

    auto altered = storage::openForRecording(path("altered"));
    QVERIFY(altered->run("ALTER TABLE note ADD COLUMN more").has_value());
    QTest::newRow("tables altered") << "altered" << static_cast<int>(ErrorCode::SessionCorrupt);

    {
        auto cut = storage::openForRecording(path("cut"));
        QVERIFY(cut->run("PRAGMA wal_checkpoint(TRUNCATE)").has_value());
    }
    std::filesystem::resize_file(path("cut"), std::filesystem::file_size(path("cut")) / 2);
    QTest::newRow("cut") << "cut" << static_cast<int>(ErrorCode::SessionCorrupt);

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

void SessionFileTest::missingDirectory() {
    QCOMPARE(storage::Journal::open(path("nowhere/a.mscope"), {}).error().code, ErrorCode::SessionUnwritable);
    QCOMPARE(storage::SessionReader::open(path("nowhere/a.mscope")).error().code, ErrorCode::SessionMissing);
}

void SessionFileTest::eachHasItsOwnId() {
    auto one = storage::openForRecording(path("one.mscope"));
    auto two = storage::openForRecording(path("two.mscope"));
    const auto idOf = [](storage::Database& database) {
        auto id = storage::Statement::prepare(database, "SELECT value FROM meta WHERE key = 'session'");
        return id->next() ? id->bytes(0) : std::string();
    };
    QCOMPARE(idOf(*one).size(), std::size_t{32});
    QVERIFY(idOf(*one) != idOf(*two));
    const std::string before = idOf(*one);
    one = base::Error{};
    one = storage::openForRecording(path("one.mscope"));
    QCOMPARE(idOf(*one), before);
}

/// A session on a medium that cannot be written: readable while nobody writes it, refused for recording.
void SessionFileTest::readOnlyForUs() {
    using std::filesystem::perms;
    const auto directory = path("medium");
    const auto session = directory / "a.mscope";
    std::filesystem::create_directory(directory);
    QVERIFY(storage::Journal::open(session, {}).has_value());
    std::filesystem::remove(session.string() + ".lock");
    std::filesystem::permissions(path(""), static_cast<perms>(0755));
    std::filesystem::permissions(session, static_cast<perms>(0444));
    std::filesystem::permissions(directory, static_cast<perms>(0555));
    QCOMPARE(asNobody([&] { return codeOf(storage::Journal::open(session, {})); }),
             codeOf(ErrorCode::SessionUnwritable));
    QCOMPARE(asNobody([&] { return codeOf(storage::openForRecording(session)); }),
             codeOf(ErrorCode::SessionUnwritable));
    QCOMPARE(asNobody([&] { return codeOf(storage::SessionReader::open(session)); }), 0);
    QVERIFY(!std::filesystem::exists(session.string() + "-wal"));
    std::filesystem::permissions(session, static_cast<perms>(0));
    QCOMPARE(asNobody([&] { return codeOf(storage::SessionReader::open(session)); }),
             codeOf(ErrorCode::SessionUnreadable));
    std::filesystem::permissions(directory, static_cast<perms>(0755));
}

/// Closing any descriptor of a file drops all locks that the process has on it: recording must not do that to
/// a reader of the same process.
void SessionFileTest::openingDisturbsNoReader() {
    const auto session = path("shared.mscope");
    storage::Journal::open(session, {})->reset();
    auto reader = *storage::openForReading(session);
    QVERIFY(reader.number("SELECT count(*) FROM request").has_value());
    // The kernel walks its list while others change it: a line may come twice, or not at all in one reading.
    const auto locks = [&] {
        struct stat status{};
        QSet<QByteArray> ranges;
        for (int reading = 0; reading < 5 && ::stat(session.c_str(), &status) == 0; ++reading) {
            QFile file("/proc/locks");
            const bool isOpen = file.open(QIODevice::ReadOnly);
            const QByteArray inode = ':' + QByteArray::number(static_cast<qulonglong>(status.st_ino)) + ' ';
            for (const QByteArray& line : isOpen ? file.readAll().split('\n') : QByteArrayList()) {
                if (line.contains(inode)) {
                    ranges.insert(line.mid(line.indexOf(inode)));
                }
            }
        }
        return ranges;
    };
    const auto before = locks();
    QVERIFY(!before.isEmpty());
    const auto journal = storage::Journal::open(session, {});
    QVERIFY(journal.has_value());
    QVERIFY(locks().contains(before));
}

QTEST_GUILESS_MAIN(SessionFileTest)
#include "session_file_test.moc"
