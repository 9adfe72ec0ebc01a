// SPDX-License-Identifier: Apache-2.0
#include "core/storage/session_save.h"

#include <sys/stat.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <thread>

#include "core/base/error_text.h"
#include "core/storage/schema_check.h"
#include "core/storage/session_file.h"
#include "core/storage/statement.h"
#include "core/storage/triage_writer.h"
#include "tests/core/storage/recorded_session.h"

using namespace mirrorscope;
using base::ErrorCode;
using storage::saveSession;

class SessionSaveTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void copyIsASessionOfItsOwn();
    void whileItIsRecorded();
    void cancelLeavesNothing();
    void nothingIsReplaced();
    void strangersBecomeOurs();

private:
    std::filesystem::path file(const char* name) const { return m_directory->filePath(name).toStdString(); }
    static std::size_t rowsOf(const std::filesystem::path& session) {
        return (*storage::SessionReader::open(session))->requests({0, true, 100'000, {}})->size();
    }
    static std::string idOf(const std::filesystem::path& session);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<test::RecordedSession> m_session;
};

void SessionSaveTest::init() {
    m_directory = std::make_unique<QTemporaryDir>();
    m_session = std::make_unique<test::RecordedSession>();
    QVERIFY(m_session->store(300));
    m_session->analyse(300);
    m_session->journal().flush();
}

std::string SessionSaveTest::idOf(const std::filesystem::path& session) {
    auto database = storage::Database::open(session, storage::Database::Access::Read);
    auto row = storage::Statement::prepare(*database, "SELECT value FROM meta WHERE key = 'session'");
    return row->next() ? row->bytes(0) : std::string();
}

void SessionSaveTest::copyIsASessionOfItsOwn() {
    std::uint64_t last = 0;
    const auto saved = saveSession(m_session->path(), file("copy.mscope"), {},
                                   [&](std::uint64_t done, std::uint64_t all) { last = all - done + 1; });
    QVERIFY2(saved.has_value(), base::errorText(saved ? base::Error{} : saved.error()).c_str());
    QVERIFY(last > 0);
    QCOMPARE(rowsOf(file("copy.mscope")), std::size_t{300});
    QCOMPARE((*storage::SessionReader::open(file("copy.mscope")))->attacks({})->size(), std::size_t{1});
    struct stat status{};
    QCOMPARE(::stat(file("copy.mscope").c_str(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0600U);
    QVERIFY(!std::filesystem::exists(file("copy.mscope.part")));
    QVERIFY(idOf(file("copy.mscope")) != idOf(m_session->path()));
    auto database = *storage::openForReading(file("copy.mscope"));
    QVERIFY(*storage::hasOurSchema(database));
    QCOMPARE(*database.number("PRAGMA auto_vacuum"), std::int64_t{2});
    QCOMPARE(*database.number("PRAGMA application_id"), storage::kApplicationId);
    // Recorded into, it goes on behind the last id.
    auto journal = storage::Journal::open(file("copy.mscope"), {});
    QVERIFY(journal.has_value());
    QCOMPARE((*journal)->status().lastId, traffic::RequestId{300});
}

/// One moment of the session, and nobody has to wait.
void SessionSaveTest::whileItIsRecorded() {
    std::atomic<bool> over = false;
    bool stored = true;
    std::thread recorder([&] {
        while (!over) {
            stored = m_session->store(50) && stored;
        }
    });
    for (int round = 0; round < 5; ++round) {
        const auto target = file(("copy" + std::to_string(round) + ".mscope").c_str());
        const bool saved = saveSession(m_session->path(), target, {}, {}).has_value();
        if (!saved || over) {
            break;
        }
    }
    over = true;
    recorder.join();
    QVERIFY(stored);
    std::size_t before = 300;
    for (int round = 0; round < 5; ++round) {
        const auto target = file(("copy" + std::to_string(round) + ".mscope").c_str());
        auto database = *storage::openForReading(target);
        const auto rows = static_cast<std::size_t>(*database.number("SELECT count(*) FROM request"));
        QCOMPARE(*database.number("SELECT max(id) FROM request"), static_cast<std::int64_t>(rows));
        QCOMPARE(*database.number("SELECT count(*) FROM payload"), static_cast<std::int64_t>(rows));
        QVERIFY(rows >= before);
        before = rows;
    }
    QVERIFY(!m_session->journal().status().failing);
}

void SessionSaveTest::cancelLeavesNothing() {
    base::CancelToken cancel;
    cancel.cancel();
    const auto saved = saveSession(m_session->path(), file("copy.mscope"), cancel, {});
    QVERIFY(!saved.has_value());
    QCOMPARE(saved.error().code, ErrorCode::Cancelled);
    QVERIFY(std::filesystem::is_empty(m_directory->path().toStdString()));
}

void SessionSaveTest::nothingIsReplaced() {
    QFile existing(QString::fromStdString(file("copy.mscope").string()));
    QVERIFY(existing.open(QIODevice::WriteOnly));
    QCOMPARE(saveSession(m_session->path(), file("copy.mscope"), {}, {}).error().code,
             ErrorCode::SessionExists);
    QCOMPARE(existing.size(), qint64{0});
    QCOMPARE(saveSession(m_session->path(), file("missing/copy.mscope"), {}, {}).error().code,
             ErrorCode::SessionUnwritable);
    QCOMPARE(saveSession(file("none.mscope"), file("other.mscope"), {}, {}).error().code,
             ErrorCode::SessionMissing);
}

void SessionSaveTest::strangersBecomeOurs() {
    const auto stranger = file("stranger.mscope");
    QVERIFY(saveSession(m_session->path(), stranger, {}, {}).has_value());
    {
        auto database = *storage::Database::open(stranger, storage::Database::Access::Write);
        QVERIFY(
            database.run("UPDATE meta SET value = 'ffffffffffffffffffffffffffffffff' WHERE key = 'session'")
                .has_value());
    }
    QCOMPARE(storage::TriageWriter::open(stranger).error().code, ErrorCode::SessionUnwritable);
    QVERIFY(saveSession(stranger, file("mine.mscope"), {}, {}).has_value());
    auto writer = storage::TriageWriter::open(file("mine.mscope"));
    QVERIFY(writer.has_value());
    QVERIFY((*writer)->setTag(1, "mine", true).has_value());
    // Decisions are copied with their history.
    const auto decided = (*writer)->decide({3, 0, {}}, {traffic::TriageState::Confirmed, "seen", {}});
    QVERIFY(decided.has_value());
    QVERIFY(saveSession(file("mine.mscope"), file("again.mscope"), {}, {}).has_value());
    auto again = *storage::TriageWriter::open(file("again.mscope"));
    QCOMPARE(again->decisions(5)->front().reason, std::string("seen"));
    QVERIFY(*again->setUndone(decided->decision, true));
    QVERIFY(!(*writer)->decisions(5)->front().isUndone);
}

QTEST_GUILESS_MAIN(SessionSaveTest)
#include "session_save_test.moc"
