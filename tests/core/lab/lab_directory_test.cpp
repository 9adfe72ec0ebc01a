// SPDX-License-Identifier: Apache-2.0
// Directories of labs: private, removed at the end, and by a later run when there was no end.
#include "core/lab/lab_directory.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>
#include <fstream>

#include "core/lab/process_identity.h"

using namespace mirrorscope;
using namespace mirrorscope::lab;
namespace fs = std::filesystem;

class LabDirectoryTest : public QObject {
    Q_OBJECT

private slots:
    void isPrivateAndGoes();
    void keptStays();
    void cannotBeMade();
    void identity();
    void unreapedIsDead();
    void deadOnesAreRemoved_data();
    void deadOnesAreRemoved();
    void linksAreNotFollowed();
};

void LabDirectoryTest::isPrivateAndGoes() {
    const QTemporaryDir place;
    auto directory = LabDirectory::make(place.path().toStdString());
    QVERIFY(directory.has_value());
    const fs::path path = (*directory)->path();
    struct stat facts{};
    QCOMPARE(::stat(path.c_str(), &facts), 0);
    QCOMPARE(facts.st_mode & 0777U, 0700U);
    fs::create_directories(path / "a" / "b");
    std::ofstream(path / "a" / "b" / "c") << "x";
    // It is ours, and we live.
    QCOMPARE(removeDeadLabs(place.path().toStdString()), std::size_t{0});
    QVERIFY(fs::exists(path));
    directory->reset();
    QVERIFY(fs::is_empty(place.path().toStdString()));
}

void LabDirectoryTest::keptStays() {
    const QTemporaryDir place;
    auto directory = LabDirectory::make(place.path().toStdString());
    QVERIFY(directory.has_value());
    const fs::path path = (*directory)->path();
    (*directory)->keep();
    directory->reset();
    QVERIFY(fs::exists(path));
    QCOMPARE(removeDeadLabs(place.path().toStdString()), std::size_t{0});
    QVERIFY(fs::exists(path));
}

void LabDirectoryTest::cannotBeMade() {
    const auto directory = LabDirectory::make("/nowhere/at/all");
    QVERIFY(!directory.has_value());
    QVERIFY(directory.error().code == base::ErrorCode::OutputFailed);
    QCOMPARE(removeDeadLabs("/nowhere/at/all"), std::size_t{0});
}

void LabDirectoryTest::identity() {
    const auto own = ProcessIdentity::own();
    QCOMPARE(own.id, ::getpid());
    QVERIFY(own.started > 0);
    QVERIFY(!own.boot.empty() && !own.space.empty());
    QVERIFY(ProcessIdentity::parse(own.text()) == own);
    QVERIFY(lifeOf(own) == Life::Alive);
    for (const char* text : {"", "kept", "12", "0 1 boot pid:[1]", "x y z w"}) {
        QVERIFY2(!ProcessIdentity::parse(text), text);
    }
}

/// A lab that was killed stays so where no init reaps orphans.
void LabDirectoryTest::unreapedIsDead() {
    int pipe[2];
    QCOMPARE(::pipe(pipe), 0);
    const pid_t child = ::fork();
    QVERIFY(child >= 0);
    if (child == 0) {
        const std::string text = ProcessIdentity::own().text();
        [[maybe_unused]] const auto told = ::write(pipe[1], text.data(), text.size());
        ::_exit(0);
    }
    ::close(pipe[1]);
    std::string text(4096, '\0');
    const auto got = ::read(pipe[0], text.data(), text.size());
    ::close(pipe[0]);
    text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    siginfo_t end{};
    QCOMPARE(::waitid(P_PID, static_cast<id_t>(child), &end, WEXITED | WNOWAIT), 0);
    const auto identity = ProcessIdentity::parse(text);
    QVERIFY(identity && identity->id == child);
    QVERIFY(lifeOf(*identity) == Life::Dead);
    ::waitpid(child, nullptr, 0);
    QVERIFY(lifeOf(*identity) == Life::Dead);
}

void LabDirectoryTest::deadOnesAreRemoved_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("owner");  // empty: it does not say
    QTest::addColumn<bool>("isOld");
    QTest::addColumn<bool>("isRemoved");
    const auto text = [](ProcessIdentity process) { return QString::fromStdString(process.text()); };
    auto other = ProcessIdentity::own();
    QTest::newRow("ours") << "mirrorscope-lab-a" << text(other) << false << false;
    other.started += 1;
    QTest::newRow("an earlier process of that number") << "mirrorscope-lab-a" << text(other) << false << true;
    QTest::newRow("of another program") << "mirrorscope-a" << text(other) << false << false;
    other = ProcessIdentity::own();
    other.boot = "another";
    QTest::newRow("before the machine started") << "mirrorscope-lab-a" << text(other) << false << true;
    other = ProcessIdentity::own();
    other.space = "pid:[1]";
    QTest::newRow("of another container") << "mirrorscope-lab-a" << text(other) << false << false;
    QTest::newRow("kept") << "mirrorscope-lab-a" << "kept" << true << false;
    QTest::newRow("being made") << "mirrorscope-lab-a" << "" << false << false;
    QTest::newRow("killed while it was made") << "mirrorscope-lab-a" << "" << true << true;
}

void LabDirectoryTest::deadOnesAreRemoved() {
    QFETCH(QString, name);
    QFETCH(QString, owner);
    QFETCH(bool, isOld);
    QFETCH(bool, isRemoved);
    const QTemporaryDir place;
    const fs::path path = place.filePath(name).toStdString();
    fs::create_directory(path);
    if (!owner.isEmpty()) {
        std::ofstream(path / "owner") << owner.toStdString() << "\n";
    }
    if (isOld) {
        fs::last_write_time(path, fs::file_time_type::clock::now() - std::chrono::hours(1));
    }
    QCOMPARE(removeDeadLabs(place.path().toStdString()), std::size_t{isRemoved ? 1U : 0U});
    QCOMPARE(fs::exists(path), !isRemoved);
}

/// Anybody can put one into /tmp.
void LabDirectoryTest::linksAreNotFollowed() {
    const QTemporaryDir place;
    const QTemporaryDir precious;
    auto dead = ProcessIdentity::own();
    dead.started += 1;
    std::ofstream(precious.filePath("owner").toStdString()) << dead.text() << "\n";
    const fs::path link = place.filePath("mirrorscope-lab-link").toStdString();
    fs::create_directory_symlink(precious.path().toStdString(), link);
    const fs::path inside = place.filePath("mirrorscope-lab-dead").toStdString();
    fs::create_directory(inside);
    std::ofstream(inside / "owner") << dead.text() << "\n";
    fs::create_directory_symlink(precious.path().toStdString(), inside / "link");
    QCOMPARE(removeDeadLabs(place.path().toStdString()), std::size_t{1});
    QVERIFY(fs::is_symlink(link));
    QVERIFY(!fs::exists(inside));
    QVERIFY(QFile::exists(precious.filePath("owner")));
}

QTEST_GUILESS_MAIN(LabDirectoryTest)
#include "lab_directory_test.moc"
