// SPDX-License-Identifier: Apache-2.0
// Demo traffic leaves a session while it is recorded: nothing of it is left, and everything else is as if it
// had never come.
#include "core/pipeline/demo_removal.h"

#include <QTemporaryDir>
#include <QTest>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/pipeline/demo_copies.h"
#include "core/storage/session_file.h"
#include "core/storage/statement.h"
#include "core/storage/triage_writer.h"
#include "tests/support/session_invariants.h"
#include "tests/support/socket.h"

using namespace mirrorscope;
using namespace mirrorscope::pipeline;

namespace {

constexpr int kRounds = 6;
/// Rules run when nothing else does: on a busy machine that takes a while.
constexpr std::chrono::seconds kPatience{120};

/// Every third is an attack; of a sender in the page's form.
std::string realRequest(int number) {
    const std::string target =
        number % 3 == 0 ? "/item?id=1%27%20OR%201=1--" : "/item?page=" + std::to_string(number);
    return "GET " + target + " HTTP/1.1\r\nX-SERVER-ADDR: 10.0.0.1\r\nX-SERVER-PORT: 80\r\n" +
           "Host: shop.example\r\nX-Forwarded-For: 198.19.200." + std::to_string(number % 9 + 1) +
           "\r\nUser-Agent: test/1\r\nAccept: */*\r\n\r\n";
}

bool isDone(const LocalMirrorService& service) {
    const auto status = service.status();
    return status.analysis.verdictBacklog == 0 && status.analysis.attributionBacklog == 0 &&
           status.totals().inFlight == 0;
}

/// All of the rows that a query gives, a line each.
std::string rowsOf(storage::Database& database, const std::string& sql) {
    auto rows = storage::Statement::prepare(database, sql.c_str());
    std::string text;
    while (rows && rows->next()) {
        text += std::string(rows->bytes(0)) + "\n";
    }
    return rows && !rows->failed() ? text : "failed: " + sql;
}

/// Every column of every row about a request that is not of the demo, and what counts them.
std::map<std::string, std::string> everythingElse(const QString& session) {
    auto database = *storage::openForReading(session.toStdString());
    const std::string real =
        "(SELECT request FROM context WHERE (',' || flags || ',') NOT LIKE '%,synthetic,%')";
    std::map<std::string, std::string> out;
    for (const std::string table :
         {"payload", "context", "verdict", "hit", "triage", "tag", "mark", "note"}) {
        auto columns = *storage::Statement::prepare(
            database, ("SELECT group_concat('quote(' || name || ')', '||''|''||') FROM pragma_table_info('" +
                       table + "')")
                          .c_str());
        columns.next();
        out[table] = rowsOf(database, "SELECT " + std::string(columns.bytes(0)) + " FROM " + table +
                                          " WHERE request IN " + real + " ORDER BY 1");
    }
    out["request"] = rowsOf(database,
                            "SELECT id || '/' || time || '/' || peer || '/' || hex(target) || flags FROM "
                            "request WHERE id IN " +
                                real + " ORDER BY id");
    const std::string source = "(SELECT source FROM context WHERE request IN " + real + ")";
    out["source"] = rowsOf(database,
                           "SELECT id || name || kind || requests || '/' || attack_requests FROM source "
                           "WHERE id IN " +
                               source + " ORDER BY id");
    out["attack"] = rowsOf(database,
                           "SELECT id || type || client || requests || '/' || hits FROM attack WHERE "
                           "source IN " +
                               source + " ORDER BY id");
    out["rollup"] = rowsOf(database,
                           "SELECT resolution || '/' || bucket || '/' || type || '/' || requests || '/' || "
                           "attack_requests FROM rollup WHERE source IN " +
                               source + " ORDER BY resolution, bucket, type");
    out["header_presence"] = rowsOf(database,
                                    "SELECT header || '/' || requests FROM header_presence WHERE source "
                                    "IN " +
                                        source + " ORDER BY 1");
    return out;
}

}  // namespace

class DemoRemovalTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_directory = std::make_unique<QTemporaryDir>();
        m_session = m_directory->filePath(QStringLiteral("demo.mscope"));
    }
    void cleanup() { m_service.reset(); }

    void nothingOfItIsLeft();
    void itIsReceivedMeanwhileAndAfterwards();
    void whatWasOnItsWayGoesToo();
    void cancelledItLeavesTheRestWhole();
    void cancelledWhileItWaits();
    void withoutDemoTrafficNothingHappens();

private:
    void begin(bool withRules) {
        m_hasRules = false;
        m_service = open(withRules);
        QVERIFY(m_service != nullptr);
        send();
    }

    std::unique_ptr<LocalMirrorService> open(bool withRules) {
        config::Settings settings;
        static_cast<void>(settings.set("session", m_session.toStdString()));
        static_cast<void>(settings.set("listen", "127.0.0.1:0"));
        static_cast<void>(settings.set("limits.patience", "60s"));
        auto service = LocalMirrorService::open(*ServiceOptions::from(settings));
        if (!service || !(*service)->listen((*service)->options().listen.front())) {
            return nullptr;
        }
        m_hasRules = withRules && (*service)->startAnalysis().has_value();
        return std::move(*service);
    }

    bool exchange(const std::string& from, const std::string& request) {
        auto socket =
            test::Socket::connect(m_service->status().listeners.front().address.port, "127.0.0.1", from);
        return socket && socket->send(request) && test::ResponseReader(*socket).next()->status == 204;
    }

    /// A round: one of each proxy of the demo, two of a real one.
    void send() {
        DemoRandom random(3);
        std::vector<DemoVisitors> visitors;
        for (const DemoProxy& proxy : demoProxies()) {
            visitors.emplace_back(proxy.hosts, 3, 3);
        }
        for (int round = 0; round < kRounds; ++round) {
            for (std::size_t i = 0; i < demoProxies().size(); ++i) {
                const DemoProxy& proxy = demoProxies()[i];
                const std::string copy = proxy.copyOf(visitors[i].next(round * 8), random);
                QVERIFY(exchange(std::string(proxy.peer), copy));
            }
            QVERIFY(exchange("127.0.0.1", realRequest(2 * round)));
            QVERIFY(exchange("127.0.0.1", realRequest(2 * round + 1)));
        }
        QVERIFY(test::becomesTrue([&] { return isDone(*m_service); }, kPatience));
        m_service->journal().flush();
        m_demo = kRounds * demoProxies().size();
    }

    std::int64_t number(const char* sql) const {
        return *storage::openForReading(m_session.toStdString())->number(sql);
    }

    /// People said something of a request of the demo and of a real one.
    void say() {
        auto writer = std::move(*storage::TriageWriter::open(m_session.toStdString()));
        const auto demo = number("SELECT min(request) FROM context WHERE flags LIKE '%synthetic%'");
        const auto real = number("SELECT min(request) FROM context WHERE flags NOT LIKE '%synthetic%'");
        for (const traffic::RequestId id : {demo, real}) {
            QVERIFY(writer->setMarks({{id, traffic::Mark::Evidence}}).has_value());
            QVERIFY(writer->setTag({id}, "seen", true).has_value());
            QVERIFY(writer->addNote({id, 0, {}}, "look at this", {}).has_value());
        }
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_session;
    std::unique_ptr<LocalMirrorService> m_service;
    bool m_hasRules = false;
    std::uint64_t m_demo = 0;
};

void DemoRemovalTest::nothingOfItIsLeft() {
    begin(true);
    say();
    const auto before = everythingElse(m_session);
    const auto count = countDemo(m_session.toStdString(), {});
    QVERIFY(count.has_value());
    QCOMPARE(*count, m_demo);
    std::vector<api::DemoRemovalProgress> told;
    const auto removed = removeDemo(*m_service, {}, [&](const auto& one) { told.push_back(one); });
    QVERIFY(removed.has_value());
    QCOMPARE(*removed, m_demo);
    QCOMPARE(test::brokenInvariant(m_session.toStdString()), QString());
    const auto after = everythingElse(m_session);
    for (const auto& [table, rows] : before) {
        QVERIFY2(!rows.starts_with("failed"), rows.c_str());
        QCOMPARE(QString::fromStdString(table + "\n" + after.at(table)),
                 QString::fromStdString(table + "\n" + rows));
    }
    QVERIFY(!before.at("mark").empty() && !before.at("note").empty() && !before.at("rollup").empty());
    QVERIFY(!m_hasRules || !before.at("attack").empty());
    QCOMPARE(number("SELECT count(*) FROM request"), std::int64_t{2 * kRounds});
    // Its sources, with all that was known of them.
    QCOMPARE(number("SELECT count(*) FROM source"), std::int64_t{1});
    for (const char* table : {"finding", "header_presence", "rollup", "top_value", "attack"}) {
        const std::string sql =
            std::string("SELECT count(*) FROM ") + table + " WHERE source NOT IN (SELECT id FROM source)";
        QVERIFY2(number(sql.c_str()) == 0, table);
    }
    for (const char* table : {"payload", "context", "verdict", "hit", "triage", "tag", "mark", "note"}) {
        const std::string sql =
            std::string("SELECT count(*) FROM ") + table + " WHERE request NOT IN (SELECT id FROM request)";
        QVERIFY2(number(sql.c_str()) == 0, table);
    }
}

void DemoRemovalTest::itIsReceivedMeanwhileAndAfterwards() {
    begin(true);
    QVERIFY(removeDemo(*m_service, {}, [](const auto&) {}).has_value());
    // The demo again: new sources, counted from the beginning.
    send();
    QCOMPARE(number("SELECT count(*) FROM request"), static_cast<std::int64_t>(4 * kRounds + m_demo));
    QCOMPARE(number("SELECT count(*) FROM source"), static_cast<std::int64_t>(1 + demoProxies().size()));
    QCOMPARE(test::brokenInvariant(m_session.toStdString()), QString());
    QCOMPARE(*removeDemo(*m_service, {}, [](const auto&) {}), m_demo);
    QCOMPARE(test::brokenInvariant(m_session.toStdString()), QString());
    // And recorded by another process afterwards.
    m_service.reset();
    m_service = open(true);
    QVERIFY(m_service != nullptr && exchange("127.0.0.1", realRequest(1)));
    QVERIFY(test::becomesTrue([&] { return isDone(*m_service); }, kPatience));
    m_service->journal().flush();
    QCOMPARE(test::brokenInvariant(m_session.toStdString()), QString());
}

/// The demo's last request, stored while the others are removed.
void DemoRemovalTest::whatWasOnItsWayGoesToo() {
    begin(false);
    bool isSent = false;
    const auto removed = removeDemo(*m_service, {}, [&](const api::DemoRemovalProgress& progress) {
        if (progress.all > 0 && !std::exchange(isSent, true)) {
            const DemoProxy& proxy = demoProxies()[0];
            DemoRandom random(9);
            DemoVisitors visitors(proxy.hosts, 9, 9);
            QVERIFY(exchange(std::string(proxy.peer), proxy.copyOf(visitors.next(0), random)));
        }
    });
    QVERIFY(isSent && removed.has_value());
    QCOMPARE(*removed, m_demo + 1);
    QCOMPARE(number("SELECT count(*) FROM request"), std::int64_t{2 * kRounds});
    QCOMPARE(number("SELECT count(*) FROM source"), std::int64_t{1});
}

void DemoRemovalTest::cancelledItLeavesTheRestWhole() {
    begin(false);
    const auto before = everythingElse(m_session);
    base::CancelToken cancel;
    const storage::RemoveSynthetic order{m_service->status().lastRequest, cancel,
                                         std::make_shared<std::atomic<std::uint64_t>>(0)};
    cancel.cancel();
    QVERIFY(m_service->removeSynthetic(order).has_value());
    QCOMPARE(order.removed->load(), std::uint64_t{0});
    QCOMPARE(*countDemo(m_session.toStdString(), {}), m_demo);
    QVERIFY(everythingElse(m_session) == before);
    QCOMPARE(test::brokenInvariant(m_session.toStdString()), QString());
    // Whatever was cancelled, it can be asked for again.
    QCOMPARE(*removeDemo(*m_service, {}, [](const auto&) {}), m_demo);
}

void DemoRemovalTest::cancelledWhileItWaits() {
    begin(false);
    base::CancelToken cancel;
    cancel.cancel();
    const auto counted = countDemo(m_session.toStdString(), cancel);
    QVERIFY(!counted.has_value());
    QCOMPARE(counted.error().code, base::ErrorCode::Cancelled);
    const auto removed = removeDemo(*m_service, cancel, [](const auto&) {});
    QVERIFY(!removed.has_value());
    QCOMPARE(removed.error().code, base::ErrorCode::Cancelled);
    QCOMPARE(*countDemo(m_session.toStdString(), {}), m_demo);
}

void DemoRemovalTest::withoutDemoTrafficNothingHappens() {
    begin(false);
    QVERIFY(removeDemo(*m_service, {}, [](const auto&) {}).has_value());
    const auto before = everythingElse(m_session);
    QCOMPARE(*removeDemo(*m_service, {}, [](const auto&) {}), std::uint64_t{0});
    QVERIFY(everythingElse(m_session) == before);
}

QTEST_GUILESS_MAIN(DemoRemovalTest)
#include "demo_removal_test.moc"
