// SPDX-License-Identifier: Apache-2.0
#include "core/storage/writer_lock.h"

#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

#include <QTemporaryDir>
#include <QTest>
#include <array>

#include "core/storage/journal.h"
#include "core/storage/session_reader.h"

using namespace mirrorscope;
using base::ErrorCode;
using storage::WriterLock;

class WriterLockTest : public QObject {
    Q_OBJECT

private slots:
    void oneWriter();
    void linksShareIt();
    void deathFreesIt();
    void missingDirectory();

private:
    QTemporaryDir m_directory;
    std::filesystem::path path(const char* name) const { return m_directory.filePath(name).toStdString(); }
};

void WriterLockTest::oneWriter() {
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

void WriterLockTest::linksShareIt() {
    const auto session = path("real.mscope");
    const auto first = storage::Journal::open(session, {});
    QVERIFY(first.has_value());
    std::filesystem::create_symlink("real.mscope", path("link.mscope"));
    QCOMPARE(storage::Journal::open(path("link.mscope"), {}).error().code, ErrorCode::SessionLocked);
    std::filesystem::create_directory(path("folder"));
    QCOMPARE(storage::Journal::open(path("folder/../real.mscope"), {}).error().code,
             ErrorCode::SessionLocked);
}

void WriterLockTest::deathFreesIt() {
    const auto session = path("dead.mscope");
    std::array<int, 2> ready{};
    QCOMPARE(::pipe(ready.data()), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const auto lock = WriterLock::take(session);
        static_cast<void>(::write(ready[1], lock ? "y" : "n", 1));
        ::pause();
        ::_exit(0);
    }
    char answer = 0;
    QCOMPARE(::read(ready[0], &answer, 1), ssize_t{1});
    QCOMPARE(answer, 'y');
    QCOMPARE(WriterLock::take(session).error().arguments.at(1), std::to_string(child));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    QVERIFY(WriterLock::take(session).has_value());
    ::close(ready[0]);
    ::close(ready[1]);
}

void WriterLockTest::missingDirectory() {
    const auto lock = WriterLock::take(path("nowhere/a.mscope"));
    QVERIFY(!lock.has_value());
    QCOMPARE(lock.error().code, ErrorCode::SessionUnwritable);
}

QTEST_GUILESS_MAIN(WriterLockTest)
#include "writer_lock_test.moc"
