// SPDX-License-Identifier: Apache-2.0
// The disk of the session fills up under real traffic and is emptied again: what was acknowledged is kept,
// the rest is refused and counted, and recording goes on by itself.
#include <sys/mount.h>
#include <unistd.h>

#include <QDeadlineTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <map>
#include <set>

#include "core/storage/session_file.h"
#include "core/storage/session_reader.h"
#include "core/storage/statement.h"
#include "tests/support/collector.h"
#include "tests/support/socket.h"

using namespace mirrorscope;

namespace {

constexpr char kDiskSize[] = "size=16m";
constexpr qint64 kBallast = 8 << 20;
constexpr std::size_t kBody = 20'000;
/// More than the disk holds.
constexpr int kMostRequests = 3000;
/// Refused ones that are enough to count.
constexpr int kRefused = 50;
/// Each state lasts so long that the program's face, which looks now and then, sees it.
constexpr std::chrono::milliseconds kSeen{1500};

/// A small disk in memory; gone afterwards whatever happened.
class SmallDisk {
public:
    SmallDisk() : m_mounted(::mount("tmpfs", path().c_str(), "tmpfs", 0, kDiskSize) == 0) {}
    ~SmallDisk() {
        if (m_mounted) {
            ::umount2(path().c_str(), MNT_DETACH);
        }
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    bool isMounted() const { return m_mounted; }
    std::string path() const { return m_folder.path().toStdString(); }
    QString file(const char* name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
    bool m_mounted;
};

/// Sends requests with targets of their own, one after the other, and counts the answers.
class Sender {
public:
    explicit Sender(std::uint16_t port) : m_port(port) {}

    int sendOne() {
        const std::string target = "/full/" + std::to_string(m_sent++);
        const std::string body(kBody, 'x');
        const auto response = test::exchange(
            m_port, "POST " + target +
                        " HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\nContent-Length: " +
                        std::to_string(body.size()) + "\r\n\r\n" + body);
        const int status = response ? response->status : 0;
        ++m_answers[status];
        if (status == 204) {
            m_acknowledged.insert(target);
        }
        return status;
    }

    int answers(int status) const { return m_answers.contains(status) ? m_answers.at(status) : 0; }
    int sent() const { return m_sent; }
    const std::set<std::string>& acknowledged() const { return m_acknowledged; }

private:
    std::uint16_t m_port;
    int m_sent = 0;
    std::map<int, int> m_answers;
    std::set<std::string> m_acknowledged;
};

std::set<std::string> storedTargets(const QString& session) {
    std::set<std::string> targets;
    const auto reader = storage::SessionReader::open(session.toStdString());
    if (reader) {
        const auto rows = (*reader)->requests({0, true, 100'000});
        for (const auto& row : *rows) {
            targets.insert(row.target);
        }
    }
    return targets;
}

bool isSound(const QString& session) {
    auto database = storage::openForReading(session.toStdString());
    auto check = storage::Statement::prepare(*database, "PRAGMA integrity_check");
    return check && check->next() && check->bytes(0) == "ok";
}

bool makeBallast(const QString& file) {
    QFile ballast(file);
    const QByteArray bytes(kBallast, 'b');
    return ballast.open(QIODevice::WriteOnly) && ballast.write(bytes) == bytes.size();
}

}  // namespace

class DiskFullTest : public QObject {
    Q_OBJECT

private slots:
    void refusesAndRecovers();
};

void DiskFullTest::refusesAndRecovers() {
    const SmallDisk disk;
    if (!disk.isMounted()) {
        QSKIP(
            "no small disk: mounting tmpfs needs root; core/storage/journal (max_page_count) and "
            "core/storage/faults/io_fault (no space) stand for it here");
    }
    const QString session = disk.file("s.mscope");
    QVERIFY(makeBallast(disk.file("ballast")));
    test::Collector collector(session, {"--engine", "none"});
    QVERIFY2(collector.isListening(), collector.error().constData());
    Sender sender(collector.port());
    while (sender.answers(503) < kRefused && sender.sent() < kMostRequests) {
        sender.sendOne();
    }
    QVERIFY2(sender.answers(503) >= kRefused, "the disk never filled");
    const int acknowledgedBefore = sender.answers(204);
    QVERIFY(acknowledgedBefore > 0);
    for (QDeadlineTimer full(kSeen); !full.hasExpired(); test::pauseBetweenLooks()) {
        QCOMPARE(sender.sendOne(), 503);
    }
    QVERIFY(QFile::remove(disk.file("ballast")));
    QVERIFY2(test::becomesTrue([&] { return sender.sendOne() == 204; }), "it did not recover by itself");
    for (QDeadlineTimer again(kSeen); !again.hasExpired(); test::pauseBetweenLooks()) {
        QCOMPARE(sender.sendOne(), 204);
    }
    const test::Output output = collector.stop();
    QCOMPARE(output.exitCode, 0);
    std::string failing;
    bool recovered = false;
    boost::json::object summary;
    for (const auto& line : test::jsonLines(output.out)) {
        const auto& event = line.at("event").as_string();
        if (event == "storage_failing" && failing.empty()) {
            failing = line.at("message").as_string().c_str();
        }
        recovered = recovered || event == "storage_recovered";
        if (event == "summary") {
            summary = line;
        }
    }
    QVERIFY2(QString::fromStdString(failing).contains("is full"), failing.c_str());
    QVERIFY(recovered);
    const auto count = [&](const char* name) { return summary.at(name).to_number<int>(); };
    QCOMPARE(count("received"), sender.sent());
    QCOMPARE(count("received"), count("stored") + count("refused") + count("in_flight"));
    QCOMPARE(count("refused"), sender.answers(503));
    QCOMPARE(count("stored"), sender.answers(204));
    QVERIFY(storedTargets(session) == sender.acknowledged());
    QVERIFY(isSound(session));
    int refused = 0;
    for (const auto& row :
         test::jsonLines(test::runCli({"refusals", "--session", session, "--format", "json"}).out)) {
        refused += row.at("requests").to_number<int>();
    }
    QCOMPARE(refused, count("refused"));  // kept with the session, although the disk was full then
    qInfo(
        "tmpfs of 16 MiB: %d stored before it was full, %d refused with 503, %d stored after space returned",
        acknowledgedBefore, sender.answers(503), sender.answers(204) - acknowledgedBefore);
}

QTEST_GUILESS_MAIN(DiskFullTest)
#include "disk_full_test.moc"
