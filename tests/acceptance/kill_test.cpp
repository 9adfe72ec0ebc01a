// SPDX-License-Identifier: Apache-2.0
// kill -9 under load: nothing that was answered 204 may be missing afterwards, nor a byte of its body.
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <fstream>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "core/base/sha256.h"
#include "core/storage/session_file.h"
#include "core/storage/session_reader.h"
#include "core/storage/statement.h"
#include "tests/support/collector.h"
#include "tests/support/socket.h"

using namespace mirrorscope;

namespace {

/// Full size with MIRRORSCOPE_FULL_SIZE.
constexpr int kKills = 50;
constexpr int kKillsInFull = 200;
/// Then the session is looked through and another one begins: every look reads all of it.
constexpr int kKillsOfASession = 10;
constexpr int kConnections = 8;
/// Requests in flight on a connection: keeps the journal busy without waiting for each answer.
constexpr int kPipelined = 4;
constexpr int kLeastInsideTransaction = 30;  // percent
/// One request in so many has a body that is stored in parts.
constexpr int kLargeEach = 32;

/// What the request with this target carries: 600 bytes, or 300 kB to 1 MB.
std::string bodyFor(const std::string& target, int number) {
    const auto size =
        number % kLargeEach != 0 ? 600U : 300'000U + static_cast<unsigned>(number) * 7'919U % 700'000U;
    std::string body = target;
    body.resize(size, static_cast<char>('a' + number % 26));
    return body;
}

/// Of "/k/ROUND/CONNECTION/NUMBER".
int numberOf(const std::string& target) {
    return std::stoi(target.substr(target.rfind('/') + 1));
}

/// Sends requests with targets of their own until the connection breaks, remembers those answered 204.
void sendUntilBroken(std::uint16_t port, const std::string& prefix, std::vector<std::string>& acknowledged,
                     std::atomic<int>& answered) {
    auto socket = test::Socket::connect(port);
    if (!socket) {
        return;
    }
    test::ResponseReader reader(*socket);
    for (int first = 0;; first += kPipelined) {
        std::string bytes;
        for (int i = first; i < first + kPipelined; ++i) {
            const std::string target = prefix + std::to_string(i);
            const std::string body = bodyFor(target, i);
            bytes += "POST " + target +
                     " HTTP/1.1\r\nHost: shop.example\r\nContent-Length: " + std::to_string(body.size()) +
                     "\r\n\r\n" + body;
        }
        if (!socket->send(bytes)) {
            return;
        }
        for (int i = first; i < first + kPipelined; ++i) {
            const auto response = reader.next();
            if (!response) {
                return;
            }
            if (response->status == 204) {
                acknowledged.push_back(prefix + std::to_string(i));
                ++answered;
            }
        }
    }
}

/// By SQLite itself.
bool isSound(const QString& session) {
    auto database = storage::openForReading(session.toStdString());
    if (!database) {
        return false;
    }
    auto check = storage::Statement::prepare(*database, "PRAGMA integrity_check");
    return check && check->next() && check->bytes(0) == "ok";
}

/// Whether the journal was between BEGIN and COMMIT: the byte it keeps in a mapped file survives the process.
bool wasInTransaction(const QString& phaseFile) {
    std::ifstream file(phaseFile.toStdString(), std::ios::binary);
    return file.get() == 1;
}

}  // namespace

class KillTest : public QObject {
    Q_OBJECT

private slots:
    void acknowledgedRequestsSurvive();

private:
    /// One life of the collector; adds what it acknowledged. Returns whether the kill landed in a
    /// transaction.
    bool liveAndDie(int round, std::mt19937& random);
    /// Of requests whose body is the one that was sent.
    std::set<std::string> storedTargets();
    /// Counts what is missing in the session and begins another one.
    void closeSession();

    QTemporaryDir m_directory;
    int m_sessions = 0;
    QString m_session = m_directory.filePath("kill-0.mscope");
    QString m_phase = m_directory.filePath("phase");
    std::set<std::string> m_acknowledged;
    std::size_t m_large = 0;     // stored with all parts of their body
    std::size_t m_answered = 0;  // 204, over all sessions
    std::size_t m_missing = 0;
};

bool KillTest::liveAndDie(int round, std::mt19937& random) {
    test::Collector collector(m_session, {"--engine", "none", "--set", "journal.phase-file=" + m_phase});
    if (!collector.isListening()) {
        qWarning("%s", collector.error().constData());
        return false;
    }
    std::vector<std::vector<std::string>> acknowledged(kConnections);
    std::atomic<int> answered{0};
    std::vector<std::thread> senders;
    for (int i = 0; i < kConnections; ++i) {
        senders.emplace_back(sendUntilBroken, collector.port(),
                             "/k/" + std::to_string(round) + "/" + std::to_string(i) + "/",
                             std::ref(acknowledged[static_cast<std::size_t>(i)]), std::ref(answered));
    }
    // The moment of death is random on purpose, but under load: nothing is expected of this time.
    test::becomesTrue([&] { return answered > 0; });
    std::this_thread::sleep_for(std::chrono::milliseconds(20 + random() % 120));
    collector.kill();
    for (std::thread& sender : senders) {
        sender.join();
    }
    for (const auto& targets : acknowledged) {
        m_acknowledged.insert(targets.begin(), targets.end());
    }
    return wasInTransaction(m_phase);
}

std::set<std::string> KillTest::storedTargets() {
    std::set<std::string> targets;
    auto reader = storage::SessionReader::open(m_session.toStdString());
    traffic::PageQuery page{0, true, 10'000};
    while (reader) {
        const auto rows = (*reader)->requests(page);
        if (!rows || rows->empty()) {
            break;
        }
        for (const auto& row : *rows) {
            if (row.form != traffic::RequestForm::Whole) {
                continue;
            }
            const auto detail = (*reader)->detail(row.id);
            if (detail && base::sha256(detail->request.body) ==
                              base::sha256(bodyFor(row.target, numberOf(row.target)))) {
                targets.insert(row.target);
                m_large += row.bodyKept > 300'000 - 1 ? 1 : 0;
            }
        }
        page.after = rows->back().id;
    }
    return targets;
}

void KillTest::closeSession() {
    const std::set<std::string> stored = storedTargets();
    for (const std::string& target : m_acknowledged) {
        m_missing += stored.contains(target) ? 0 : 1;
    }
    m_answered += m_acknowledged.size();
    m_acknowledged.clear();
    for (const char* suffix : {"", "-wal", "-shm"}) {
        QFile::remove(m_session + suffix);
    }
    m_session = m_directory.filePath(QStringLiteral("kill-%1.mscope").arg(++m_sessions));
}

void KillTest::acknowledgedRequestsSurvive() {
    const int kills = qEnvironmentVariableIsSet("MIRRORSCOPE_FULL_SIZE") ? kKillsInFull : kKills;
    std::mt19937 random(20261123);  // the same delays every time; the scheduler does the rest
    int inside = 0;
    int unsound = 0;
    for (int round = 0; round < kills; ++round) {
        const std::size_t before = m_acknowledged.size();
        inside += liveAndDie(round, random) ? 1 : 0;
        QVERIFY2(m_acknowledged.size() > before, "a life without an acknowledged request proves nothing");
        unsound += isSound(m_session) ? 0 : 1;
        if (round % kKillsOfASession == kKillsOfASession - 1) {
            closeSession();
        }
    }
    closeSession();
    qInfo("%d kills, %zu requests answered 204, %zu missing; %d kills (%d %%) between BEGIN and COMMIT",
          kills, m_answered, m_missing, inside, inside * 100 / kills);
    qInfo("integrity_check after each kill: %d failures; %zu bodies in parts are whole", unsound, m_large);
    QVERIFY(m_large > 0);
    QCOMPARE(m_missing, std::size_t{0});
    QCOMPARE(unsound, 0);
    QVERIFY(inside * 100 >= kLeastInsideTransaction * kills);
}

QTEST_GUILESS_MAIN(KillTest)
#include "kill_test.moc"
