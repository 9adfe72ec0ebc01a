// SPDX-License-Identifier: Apache-2.0
// Programs that the lab starts: what they get, how they end, and that they never outlive us.
#include "core/lab/child_process.h"

#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <cerrno>
#include <csignal>
#include <fstream>

#include "tests/support/scripts.h"
#include "tests/support/socket.h"

using namespace mirrorscope;
using namespace mirrorscope::lab;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t kAll = 16U << 20U;
const std::string kPath = "PATH=/usr/bin:/bin";

}  // namespace

class ChildProcessTest : public QObject {
    Q_OBJECT

private slots:
    void getsWhatItIsGivenAndNothingElse();
    void endIsTold();
    void failures_data();
    void failures();
    void muchOutputBlocksNobody();
    void outputIsAppendedToAFile();
    void aDeafOneStopsInBoundedTime();
    void itsOwnChildrenGoWithIt();
    void diesWithUs();

private:
    std::filesystem::path script(const std::string& lines) const {
        return test::writeScript(m_directory.filePath("program").toStdString(), lines);
    }
    static std::unique_ptr<ChildProcess> start(const ChildOptions& options) {
        auto child = ChildProcess::start(options);
        return child ? std::move(*child) : nullptr;
    }
    static bool ends(ChildProcess& child) {
        return test::becomesTrue([&] { return child.hasEnded(); });
    }

    QTemporaryDir m_directory;
};

void ChildProcessTest::getsWhatItIsGivenAndNothingElse() {
    qputenv("MIRRORSCOPE_SECRET", "of-ours");
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);  // without CLOEXEC, as Asio opens them
    const auto program = script("pwd; echo \"<$1> <$2>\"; env; ls -l /proc/self/fd; cat; ps -o pgid= -p $$");
    const auto child =
        start({program, {"a b", "$(id);\"'"}, m_directory.path().toStdString(), {kPath, "NAME=value"}, {}});
    QVERIFY(child != nullptr);
    QVERIFY(ends(*child));
    ::close(socket);
    const std::string printed = child->output(kAll);
    QVERIFY2(printed.starts_with(m_directory.path().toStdString() + "\n"), printed.c_str());
    QVERIFY2(printed.find("<a b> <$(id);\"'>") != printed.npos, printed.c_str());
    QVERIFY(printed.find("NAME=value") != printed.npos);
    QVERIFY(printed.find("MIRRORSCOPE_SECRET") == printed.npos);
    QVERIFY2(printed.find("socket:") == printed.npos, printed.c_str());
    QVERIFY(printed.find("0 -> /dev/null") != printed.npos);
    // Ctrl+C of a terminal goes to our group.
    QVERIFY(printed.find(std::to_string(::getpgrp()) + "\n", printed.rfind("/dev/null")) == printed.npos);
}

void ChildProcessTest::endIsTold() {
    const auto child = start({script("exit 7"), {}, {}, {kPath}, {}});
    QVERIFY(child != nullptr);
    QVERIFY(ends(*child));
    QCOMPARE(child->endText(), "exit code 7");
    QCOMPARE(child->exitCode(), 7);
    const auto killed = start({script("exec sleep 600"), {}, {}, {kPath}, {}});
    QVERIFY(killed != nullptr);
    QVERIFY(!killed->hasEnded());
    QCOMPARE(killed->endText(), "");
    killed->signal(SIGHUP);
    QVERIFY(ends(*killed));
    QCOMPARE(killed->endText(), "signal 1");
    QVERIFY(!killed->exitCode());
}

void ChildProcessTest::failures_data() {
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("directory");
    QTest::addColumn<int>("error");
    const QString text = m_directory.filePath("text");
    std::ofstream(text.toStdString()) << "no program";
    QFile::setPermissions(text, QFile::ReadOwner | QFile::ExeOwner);
    QTest::newRow("no such file") << m_directory.filePath("nothing") << "" << ENOENT;
    QTest::newRow("a directory") << m_directory.path() << "" << EACCES;
    QTest::newRow("no program") << text << "" << ENOEXEC;
    QTest::newRow("nowhere to run") << "/bin/true" << m_directory.filePath("nowhere") << ENOENT;
}

void ChildProcessTest::failures() {
    QFETCH(QString, program);
    QFETCH(QString, directory);
    QFETCH(int, error);
    const auto child = ChildProcess::start({program.toStdString(), {}, directory.toStdString(), {}, {}});
    QVERIFY(!child);
    QCOMPARE(child.error().value(), error);
}

void ChildProcessTest::muchOutputBlocksNobody() {
    const auto child = start(
        {script(
             "head -c 3000000 /dev/zero | tr '\\0' x; head -c 3000000 /dev/zero | tr '\\0' y >&2; echo end"),
         {},
         {},
         {kPath},
         {}});
    QVERIFY(child != nullptr);
    QVERIFY(ends(*child));
    QCOMPARE(child->output(kAll).size(), std::size_t{6'000'004});
    QCOMPARE(child->output(6), "yyend\n");
}

void ChildProcessTest::outputIsAppendedToAFile() {
    const std::string file = m_directory.filePath("log").toStdString();
    std::ofstream(file) << "before\n";
    const auto child = start({script("echo one; echo two >&2"), {}, {}, {kPath}, file});
    QVERIFY(child != nullptr);
    QVERIFY(ends(*child));
    QCOMPARE(child->output(kAll), "before\none\ntwo\n");
    QCOMPARE(child->output(4), "two\n");
}

void ChildProcessTest::aDeafOneStopsInBoundedTime() {
    const auto child =
        start({script("trap '' TERM; echo deaf; while :; do sleep 1; done"), {}, {}, {kPath}, {}});
    QVERIFY(child != nullptr);
    QVERIFY(test::becomesTrue([&] { return child->output(kAll) == "deaf\n"; }));
    QElapsedTimer timer;
    timer.start();
    child->stop(200ms);
    QVERIFY(timer.elapsed() >= 200);
    QVERIFY2(timer.elapsed() < 5000, QByteArray::number(timer.elapsed()));
    QCOMPARE(child->endText(), "signal 9");
    child->stop(200ms);  // nothing is left to stop
}

void ChildProcessTest::itsOwnChildrenGoWithIt() {
    auto child = start({script("sleep 600 & echo $!; exit 0"), {}, {}, {kPath}, {}});
    QVERIFY(child != nullptr);
    QVERIFY(ends(*child));
    const pid_t orphan = std::stoi(child->output(kAll));
    QVERIFY(!test::isGone(orphan));
    child.reset();
    QVERIFY(test::becomesTrue([&] { return test::isGone(orphan); }));
}

/// SIGKILL leaves us no time for anything.
void ChildProcessTest::diesWithUs() {
    const auto program = script("sleep 600 & echo $!; sleep 600");
    const std::string file = m_directory.filePath("numbers").toStdString();
    int pipe[2];
    QCOMPARE(::pipe(pipe), 0);
    const pid_t us = ::fork();
    QVERIFY(us >= 0);
    if (us == 0) {
        const auto child = ChildProcess::start({program, {}, {}, {kPath}, file});
        const pid_t id = child ? (*child)->id() : 0;
        test::becomesTrue([&] { return child && !(*child)->output(kAll).empty(); });
        [[maybe_unused]] const auto told = ::write(pipe[1], &id, sizeof id);
        ::raise(SIGKILL);
    }
    pid_t child = 0;
    QCOMPARE(::read(pipe[0], &child, sizeof child), ssize_t{sizeof child});
    QVERIFY(child > 0);
    ::waitpid(us, nullptr, 0);
    ::close(pipe[0]);
    ::close(pipe[1]);
    pid_t grandchild = 0;
    std::ifstream(file) >> grandchild;
    QVERIFY(grandchild > 0);
    QVERIFY(test::becomesTrue([&] { return test::isGone(child) && test::isGone(grandchild); }));
}

QTEST_GUILESS_MAIN(ChildProcessTest)
#include "child_process_test.moc"
