// SPDX-License-Identifier: Apache-2.0
// Session files from elsewhere: damaged at random and made to harm. None may crash us or keep us busy for
// longer than a second, and each is opened or refused with a clear error. MIRRORSCOPE_FLIPS: how many damaged
// files.
#include <sqlite3.h>
#include <sys/stat.h>

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <functional>
#include <optional>
#include <random>

#include "core/base/error_text.h"
#include "core/storage/chart_reader.h"
#include "core/storage/own_sessions.h"
#include "core/storage/session_file.h"
#include "tests/core/storage/recorded_session.h"
#include "tests/support/instrumented.h"

using namespace mirrorscope;
using base::ErrorCode;

namespace {

constexpr int kFlips = 60;
constexpr qint64 kLongest = test::kInstrumented ? 10'000 : 1000;  // milliseconds
constexpr std::size_t kRequests = 300;

using Make = std::function<void(const QString& file)>;

QByteArray bytesOf(const QString& file) {
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

void write(const QString& file, const QByteArray& bytes) {
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size());
}

/// Statements as somebody with a plain SQLite would run them.
Make changedBy(const QByteArray& sql) {
    return [sql](const QString& file) {
        sqlite3* database = nullptr;
        sqlite3_open(file.toUtf8().constData(), &database);
        sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
        char* problem = nullptr;
        sqlite3_exec(database, sql.constData(), nullptr, nullptr, &problem);
        const QByteArray text(problem);
        sqlite3_free(problem);
        sqlite3_close(database);
        QVERIFY2(text.isEmpty(), text.constData());
    };
}

Make cutTo(double share) {
    return [share](const QString& file) {
        const QByteArray bytes = bytesOf(file);
        write(file, bytes.left(static_cast<qsizetype>(share * static_cast<double>(bytes.size()))));
    };
}

Make linkTo(const QString& target) {
    return [target](const QString& file) {
        QFile::remove(file);
        QVERIFY(QFile::link(target, file));
    };
}

Make manyTables() {
    QByteArray sql = "BEGIN;";
    for (int i = 0; i < 4000; ++i) {
        sql += "CREATE TABLE t" + QByteArray::number(i) + " (a, b, c, d, e, f, g);";
    }
    return changedBy(sql + "COMMIT;");
}

constexpr char kEndless[] =
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS id, x AS request FROM c";

void lookAtCharts(storage::SessionReader& reader) {
    storage::ChartReader charts(reader);
    const base::WallTime start(std::chrono::seconds(1'800'000'000));
    const auto grid = traffic::gridOver(start - std::chrono::hours(1), start + std::chrono::hours(1),
                                        std::chrono::seconds(10));
    for (const char* filter : {"", "source:x listener:y", "method:GET"}) {
        static_cast<void>(charts.series({grid, {filter}}));
        static_cast<void>(charts.top({grid, {filter}, traffic::TopBy::Client, traffic::TopOf::Requests}));
    }
    static_cast<void>(charts.top({grid, {}, traffic::TopBy::Rule, traffic::TopOf::Hits}));
    static_cast<void>(charts.bodySizes({grid, {}}));
    static_cast<void>(charts.mirrorHealth(start));
    static_cast<void>(charts.annotations(base::WallTime::min(), base::WallTime::max()));
}

}  // namespace

class HostileSessionTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void flipped();
    void hostile_data();
    void hostile();
    void ownIsOpenedInPlace();
    void foreignLeavesNoTrace();
    void foreignWithLog();

private:
    QString path(const QString& name) const { return m_directory.filePath(name); }
    /// What opening it and looking at everything ended with; unset: it can be opened.
    std::optional<base::Error> lookAt(const QString& file);

    QTemporaryDir m_directory;
    QByteArray m_session;
    QByteArray m_withLog;
    QByteArray m_log;
};

void HostileSessionTest::initTestCase() {
    qputenv("XDG_STATE_HOME", path("there").toUtf8());
    test::RecordedSession recorded;
    QVERIFY(recorded.store(kRequests));
    recorded.analyse(kRequests);
    recorded.journal().flush();
    const QString file = QString::fromStdString(recorded.path().string());
    m_withLog = bytesOf(file);
    m_log = bytesOf(file + "-wal");
    recorded.closeJournal();
    m_session = bytesOf(file);
    QVERIFY(m_session.size() > 20 * 8192 && !m_log.isEmpty());
    // From here on it is a stranger's.
    qputenv("XDG_STATE_HOME", path("here").toUtf8());
}

std::optional<base::Error> HostileSessionTest::lookAt(const QString& file) {
    const auto reader = storage::SessionReader::open(file.toStdString());
    if (!reader) {
        return reader.error();
    }
    // Whatever these answer: the schema is ours, the rows are anything.
    static_cast<void>((*reader)->progress());
    static_cast<void>((*reader)->requests({}));
    static_cast<void>((*reader)->requests({.newestFirst = false}));
    static_cast<void>((*reader)->attacks({}));
    static_cast<void>((*reader)->hits({}));
    static_cast<void>((*reader)->sources());
    static_cast<void>((*reader)->requests({0, true, 1000, {"triage:archived", {}, {}}}));
    static_cast<void>((*reader)->requests({0, true, 1000, {"triage:new", {}, {}}}));
    static_cast<void>((*reader)->detail(1));
    static_cast<void>((*reader)->follow(0, 100, 1U << 20U));
    lookAtCharts(**reader);
    return std::nullopt;
}

void HostileSessionTest::flipped() {
    const int files = qEnvironmentVariableIsSet("MIRRORSCOPE_FLIPS")
                          ? qEnvironmentVariableIntValue("MIRRORSCOPE_FLIPS")
                          : kFlips;
    std::mt19937 random(20'260);
    qint64 slowest = 0;
    int opened = 0;
    const QString file = path("flipped");
    for (int i = 0; i < files; ++i) {
        QByteArray bytes = i % 4 == 3 ? m_withLog : m_session;
        QByteArray log = i % 4 == 3 ? m_log : QByteArray();
        // Half of them where it hurts: file header, list of tables, beginnings of pages.
        for (std::uint32_t flips = 1 + random() % 16; flips > 0; --flips) {
            QByteArray& hit = !log.isEmpty() && random() % 2 == 0 ? log : bytes;
            const auto page = random() % static_cast<std::uint32_t>(hit.size() / 8192 + 1) * 8192;
            const auto at = i % 2 == 0 ? random() % 100 + (random() % 4 == 0 ? 0 : page) : random();
            hit[static_cast<qsizetype>(at % static_cast<std::size_t>(hit.size()))] =
                static_cast<char>(random());
        }
        write(file, bytes);
        QFile::remove(file + "-wal");
        if (!log.isEmpty()) {
            write(file + "-wal", log);
        }
        QElapsedTimer timer;
        timer.start();
        const auto error = lookAt(file);
        slowest = std::max(slowest, timer.elapsed());
        QVERIFY2(timer.elapsed() <= kLongest, qPrintable(QString::number(i)));
        QVERIFY(!error || !base::errorText(*error).empty());
        opened += error ? 0 : 1;
    }
    qInfo("%d damaged files: %d opened, %d refused, the slowest took %lld ms", files, opened, files - opened,
          slowest);
    QVERIFY(opened > 0 && opened < files);
}

void HostileSessionTest::hostile_data() {
    QTest::addColumn<Make>("make");
    QTest::addColumn<int>("code");  // -1: can be opened
    const auto row = [](const char* name, const Make& make, std::optional<ErrorCode> code) {
        QTest::newRow(name) << make << (code ? static_cast<int>(*code) : -1);
    };
    const QByteArray endless(kEndless);
    const QByteArray listed = "PRAGMA writable_schema=1;";
    const auto corrupt = ErrorCode::SessionCorrupt;
    row("trigger", changedBy("CREATE TRIGGER t AFTER INSERT ON note BEGIN DELETE FROM request; END"),
        corrupt);
    row("endless view beside", changedBy("CREATE VIEW v AS " + endless), corrupt);
    row("endless view as cursor", changedBy("DROP TABLE cursor; CREATE VIEW cursor AS " + endless), corrupt);
    row("endless view as request", changedBy("DROP TABLE request; CREATE VIEW request AS " + endless),
        corrupt);
    row("virtual table as payload",
        changedBy("DROP TABLE payload; CREATE VIRTUAL TABLE payload USING fts5(request, head, body)"),
        corrupt);
    row("virtual table beside", changedBy("CREATE VIRTUAL TABLE r USING rtree(id, a, b)"), corrupt);
    row("generated column", changedBy("ALTER TABLE note ADD COLUMN g AS (hex(zeroblob(1000)))"), corrupt);
    row("look-alike table",
        changedBy("DROP TABLE mark; CREATE TABLE mark (request INTEGER PRIMARY KEY, colour)"), corrupt);
    row("index on an expression", changedBy("CREATE INDEX x ON note (abs(time))"), corrupt);
    row("check without end",
        changedBy(listed + "UPDATE sqlite_master SET sql = 'CREATE TABLE mark (request INTEGER "
                           "PRIMARY KEY, colour TEXT CHECK (length(colour) > 0))' WHERE name = "
                           "'mark'"),
        corrupt);
    row("text of a table too long", changedBy("CREATE TABLE long (a /*" + QByteArray(20 << 20, 'x') + "*/)"),
        corrupt);
    row("4,000 tables", manyTables(), corrupt);
    row("table without root",
        changedBy(listed + "UPDATE sqlite_master SET rootpage = 0 WHERE name = 'request'"), corrupt);
    row("table on the root of another",
        changedBy(listed +
                  "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = "
                  "'payload') WHERE name = 'context'"),
        std::nullopt);
    row("huge value", changedBy("UPDATE request SET method = zeroblob(100000000) WHERE id = 300"),
        std::nullopt);
    row("decisions that are none",
        changedBy(
            "INSERT INTO decision VALUES (1, 'made', zeroblob(1000000), 'x', -9, x'ff', 7, 'rule', 'a', -1),"
            " (2, 'made', 'archived', '', 0, '', '', NULL, 0, 0);"
            "INSERT INTO decided VALUES (0, 2, randomblob(1000000)), (1, 2, 'text'), (-1, 2, x'ff'),"
            " (9223372036854775807, 2, x'ff');"
            "INSERT INTO triage VALUES (1, 0, x'', 1), (1, 5, zeroblob(1000000), 2), (2, 0, x'', 99)"),
        std::nullopt);
    row("id that names a path",
        changedBy("UPDATE meta SET value = '../../../etc/passwd' WHERE key = 'session'"), std::nullopt);
    row("other page size", changedBy("PRAGMA journal_mode=DELETE; PRAGMA page_size=512; VACUUM"),
        std::nullopt);
    row("half", cutTo(0.5), corrupt);
    row("100 bytes", [](const QString& file) { write(file, bytesOf(file).left(100)); }, corrupt);
    row("nothing", cutTo(0), ErrorCode::SessionNotOurs);
    row("log of another session", [this](const QString& file) { write(file + "-wal", m_log); }, std::nullopt);
    row(
        "log of noise", [](const QString& file) { write(file + "-wal", QByteArray(100'000, '\x77')); },
        std::nullopt);
    row("link to a session", linkTo(path("original")), std::nullopt);
    row("link to a device", linkTo("/dev/zero"), ErrorCode::SessionUnreadable);
    row("link to itself", linkTo(path("evil")), ErrorCode::SessionUnreadable);
    row(
        "pipe",
        [](const QString& file) {
            QFile::remove(file);
            QCOMPARE(::mkfifo(file.toUtf8().constData(), 0600), 0);
        },
        ErrorCode::SessionUnreadable);
    row(
        "directory",
        [](const QString& file) {
            QFile::remove(file);
            QVERIFY(QDir().mkdir(file));
        },
        ErrorCode::SessionUnreadable);
}

void HostileSessionTest::hostile() {
    QFETCH(Make, make);
    QFETCH(int, code);
    const QString file = path("evil");
    QDir(file).removeRecursively();
    QFile::remove(file);
    for (const char* suffix : {"-wal", "-shm"}) {
        QFile::remove(file + suffix);
    }
    write(path("original"), m_session);
    write(file, m_session);
    make(file);
    QElapsedTimer timer;
    timer.start();
    const auto error = lookAt(file);
    const auto took = timer.elapsed();
    const QString text = error ? QString::fromStdString(base::errorText(*error)) : "opened";
    qInfo("%lld ms: %s", took, qPrintable(text));
    QCOMPARE(error ? static_cast<int>(error->code) : -1, code);
    QVERIFY2(took <= kLongest, qPrintable(text));
}

void HostileSessionTest::ownIsOpenedInPlace() {
    test::RecordedSession recorded;
    QVERIFY(recorded.store(1));
    recorded.closeJournal();
    auto database = storage::openForReading(recorded.path());
    QVERIFY(database.has_value());
    QVERIFY(storage::isOwnSession(storage::sessionId(*database)));
    // It follows what is recorded next, which an immutable file would not.
    auto journal = storage::Journal::open(recorded.path(), {});
    test::Outcomes outcomes;
    (*journal)->addReceiver(outcomes);
    QVERIFY((*journal)->offer(test::delivery("/next")) && outcomes.waitFor(1));
    QCOMPARE(*database->number("SELECT count(*) FROM request"), std::int64_t{2});
}

void HostileSessionTest::foreignLeavesNoTrace() {
    QDir().mkdir(path("alone"));
    write(path("alone/s"), m_session);
    const auto reader = storage::SessionReader::open(path("alone/s").toStdString());
    QVERIFY(reader.has_value());
    QCOMPARE((*reader)->requests({.limit = 1000})->size(), kRequests);
    QCOMPARE(QDir(path("alone")).entryList(QDir::Files), QStringList("s"));
}

void HostileSessionTest::foreignWithLog() {
    QDir().mkdir(path("logged"));
    write(path("logged/s"), m_withLog);
    write(path("logged/s-wal"), m_log);
    qputenv("TMPDIR", path("logged").toUtf8());
    const auto reader = storage::SessionReader::open(path("logged/s").toStdString());
    qunsetenv("TMPDIR");
    QVERIFY(reader.has_value());
    QCOMPARE((*reader)->requests({.limit = 1000})->size(), kRequests);
    QCOMPARE(QDir(path("logged")).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
             (QStringList{"s", "s-wal"}));
    QCOMPARE(bytesOf(path("logged/s-wal")), m_log);
}

QTEST_GUILESS_MAIN(HostileSessionTest)
#include "hostile_session_test.moc"
