// SPDX-License-Identifier: Apache-2.0
// A new session while requests come in: each is in one session, connections stay, nobody is refused.
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "core/base/sha256.h"
#include "core/pipeline/local_mirror_service.h"
#include "core/storage/session_reader.h"
#include "core/storage/writer_lock.h"
#include "tests/support/session_invariants.h"
#include "tests/support/socket.h"

using namespace mirrorscope;
using pipeline::LocalMirrorService;

namespace {

constexpr int kConnections = 6;
constexpr int kRotations = 4;
/// Stored in parts.
constexpr std::size_t kLarge = 700'000;

std::unique_ptr<LocalMirrorService> openService(const QString& session, const char* engine) {
    config::Settings settings;
    static_cast<void>(settings.set("session", session.toStdString()));
    static_cast<void>(settings.set("listen", "127.0.0.1:0"));
    static_cast<void>(settings.set("engine", engine));
    static_cast<void>(settings.set("limits.patience", "60s"));  // a loaded disk is no failure here
    static_cast<void>(settings.set("analysis.priority", "normal"));
    auto service = LocalMirrorService::open(*pipeline::ServiceOptions::from(settings));
    return service && (*service)->listen((*service)->options().listen.front()) ? std::move(*service)
                                                                               : nullptr;
}

std::uint16_t portOf(const LocalMirrorService& service) {
    return service.status().listeners.front().address.port;
}

std::string headOf(const std::string& target, std::size_t length) {
    return "POST " + target + " HTTP/1.1\r\nHost: shop.example\r\nContent-Length: " + std::to_string(length) +
           "\r\n\r\n";
}

/// Sends over one connection until told to stop; every seventh body is large. False when the connection broke
/// or an answer was not 204.
bool send(std::uint16_t port, int connection, const std::atomic<bool>& over, std::atomic<int>& sent) {
    auto socket = test::Socket::connect(port);
    test::ResponseReader reader(*socket);
    for (int i = 0; !over; ++i) {
        const std::string body(i % 7 == 0 ? kLarge : 300, static_cast<char>('a' + i % 26));
        const std::string target = "/" + std::to_string(connection) + "/" + std::to_string(i);
        if (!socket->send(headOf(target, body.size()) + body)) {
            return false;
        }
        const auto answer = reader.next();
        if (!answer || answer->status != 204) {
            return false;
        }
        ++sent;
    }
    return true;
}

}  // namespace

class RotationTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }
    void everyRequestIsInOneSession();
    void bodiesUnderWayStayWhereTheyBegan();
    void sourcesKeepTheirNames();
    void theLastOneIsJudgedToItsEnd();
    void aTakenNameChangesNothing();
    void eventsGoOn();

private:
    QString file(int number) const { return m_directory->filePath(QString("%1.mscope").arg(number)); }
    bool becomesFree(int number) const {
        return test::becomesTrue([&] { return !storage::WriterLock::isHeld(file(number).toStdString()); });
    }

    std::unique_ptr<QTemporaryDir> m_directory;
};

void RotationTest::everyRequestIsInOneSession() {
    auto service = openService(file(0), "none");
    QVERIFY(service != nullptr);
    std::atomic<bool> over = false;
    std::atomic<int> sent = 0;
    std::atomic<int> broken = 0;
    std::vector<std::thread> senders;
    for (int i = 0; i < kConnections; ++i) {
        senders.emplace_back([&, i] { broken += send(portOf(*service), i, over, sent) ? 0 : 1; });
    }
    bool rotated = true;
    for (int number = 1; number <= kRotations; ++number) {
        const int before = sent;
        rotated = test::becomesTrue([&] { return sent > before + 60; }) &&
                  service->rotate(file(number).toStdString()).has_value() && rotated;
    }
    const int before = sent;
    rotated = test::becomesTrue([&] { return sent > before + 60; }) && rotated;
    over = true;
    for (std::thread& sender : senders) {
        sender.join();
    }
    QVERIFY(rotated);
    QCOMPARE(broken.load(), 0);
    const auto totals = service->status().totals();
    QCOMPARE(totals.refused, std::uint64_t{0});
    service.reset();
    std::map<std::string, int> seen;
    for (int number = 0; number <= kRotations; ++number) {
        QCOMPARE(test::brokenInvariant(file(number).toStdString()), QString());
        const auto reader = *storage::SessionReader::open(file(number).toStdString());
        const auto rows = *reader->requests({0, false, 1'000'000, {}});
        QVERIFY2(rows.size() > 20, qPrintable(file(number)));
        for (const auto& row : rows) {
            ++seen[row.target];
            QCOMPARE(row.bodyKept, row.bodyBytes);
            if (row.bodyKept == kLarge) {
                QVERIFY(base::sha256(reader->detail(row.id)->request.body) == row.bodyDigest);
            }
        }
    }
    QCOMPARE(seen.size(), static_cast<std::size_t>(sent));
    for (const auto& [target, times] : seen) {
        QVERIFY2(times == 1, target.c_str());
    }
}

void RotationTest::bodiesUnderWayStayWhereTheyBegan() {
    auto service = openService(file(0), "none");
    const std::string body(kLarge, 'x');
    auto slow = test::Socket::connect(portOf(*service));
    QVERIFY(slow->send(headOf("/slow", body.size()) + body.substr(0, kLarge - 10)));
    QVERIFY(test::becomesTrue([&] { return service->journal().lastBody() > 0; }));
    QVERIFY(service->rotate(file(1).toStdString()).has_value());
    QCOMPARE(test::exchange(portOf(*service), headOf("/quick", 0))->status, 204);
    QVERIFY(storage::WriterLock::isHeld(file(0).toStdString()));
    QVERIFY(slow->send(body.substr(kLarge - 10)));
    test::ResponseReader reader(*slow);
    QCOMPARE(reader.next()->status, 204);
    QVERIFY(becomesFree(0));
    const auto first = *storage::SessionReader::open(file(0).toStdString());
    const auto rows = *first->requests({});
    QCOMPARE(rows.size(), std::size_t{1});
    QCOMPARE(first->detail(rows[0].id)->request.body.size(), kLarge);
    // The next body on the same connection is the new session's.
    QVERIFY(slow->send(headOf("/next", body.size()) + body));
    QCOMPARE(reader.next()->status, 204);
    const auto second = *storage::SessionReader::open(file(1).toStdString());
    const auto newer = *second->requests({});
    QCOMPARE(newer.size(), std::size_t{2});
    QCOMPARE(second->detail(newer[0].id)->request.body.size(), kLarge);
}

void RotationTest::sourcesKeepTheirNames() {
    auto service = openService(file(0), "none");
    QCOMPARE(test::exchange(portOf(*service), headOf("/a", 0))->status, 204);
    const auto sourcesOf = [&] { return (*service->queries())->sources({}).value(); };
    QVERIFY(test::becomesTrue([&] { return !sourcesOf().empty() && sourcesOf()[0].requests == 1; }));
    const auto before = sourcesOf();
    QVERIFY(service->rotate(file(1).toStdString()).has_value());
    service->journal().flush();
    QCOMPARE(sourcesOf().size(), std::size_t{1});
    QCOMPARE(sourcesOf()[0].name, before[0].name);
    QCOMPARE(sourcesOf()[0].requests, std::uint64_t{0});
    QCOMPARE(test::exchange(portOf(*service), headOf("/b", 0))->status, 204);
    QVERIFY(test::becomesTrue([&] { return sourcesOf()[0].requests == 1; }));
    QCOMPARE(sourcesOf().size(), std::size_t{1});
}

void RotationTest::theLastOneIsJudgedToItsEnd() {
    auto service = openService(file(0), "modsecurity");
    QVERIFY(service->startAnalysis().has_value());
    auto socket = test::Socket::connect(portOf(*service));
    test::ResponseReader reader(*socket);
    for (int i = 0; i < 200; ++i) {
        QVERIFY(socket->send(headOf("/?id=1%27%20OR%201=1--", 0)) && reader.next()->status == 204);
    }
    QVERIFY(service->rotate(file(1).toStdString()).has_value());
    QVERIFY(becomesFree(0));
    QCOMPARE(test::brokenInvariant(file(0).toStdString()), QString());
    const auto states = *(*storage::SessionReader::open(file(0).toStdString()))->states();
    QCOMPARE(states.at(traffic::RequestState::Attack), std::uint64_t{200});
    QVERIFY(socket->send(headOf("/?id=1%27%20OR%201=1--", 0)) && reader.next()->status == 204);
    const auto second = *storage::SessionReader::open(file(1).toStdString());
    QVERIFY(test::becomesTrue([&] { return second->states()->contains(traffic::RequestState::Attack); }));
}

void RotationTest::aTakenNameChangesNothing() {
    auto service = openService(file(0), "none");
    QCOMPARE(service->rotate(file(0).toStdString()).error().code, base::ErrorCode::SessionExists);
    QCOMPARE(service->rotate("/nowhere/else.mscope").error().code, base::ErrorCode::SessionUnwritable);
    QCOMPARE(service->status().session, std::filesystem::path(file(0).toStdString()));
    QCOMPARE(test::exchange(portOf(*service), headOf("/a", 0))->status, 204);
}

/// Who follows the feed sees what is in the new session, and nothing twice.
void RotationTest::eventsGoOn() {
    auto service = openService(file(0), "none");
    std::uint64_t seen = service->liveSince(0).last;
    std::vector<std::string> targets;
    const auto look = [&] {
        const auto batch = service->liveSince(seen);
        seen = batch.last;
        for (const auto& event : batch.events) {
            if (const auto* arrived = std::get_if<api::RequestArrived>(event.get())) {
                targets.push_back(arrived->row.target);
            }
        }
        return batch.missed;
    };
    QCOMPARE(test::exchange(portOf(*service), headOf("/a", 0))->status, 204);
    QVERIFY(test::becomesTrue([&] { return look() == 0 && targets.size() == 1; }));
    QVERIFY(service->rotate(file(1).toStdString()).has_value());
    QCOMPARE(test::exchange(portOf(*service), headOf("/b", 0))->status, 204);
    QVERIFY(test::becomesTrue([&] { return look() == 0 && targets.size() == 2; }));
    QCOMPARE(targets, (std::vector<std::string>{"/a", "/b"}));
}

QTEST_GUILESS_MAIN(RotationTest)
#include "rotation_test.moc"
