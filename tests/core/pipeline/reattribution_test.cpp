// SPDX-License-Identifier: Apache-2.0
// Stored requests read anew are as if they had been read that way when they came: contexts, counts, attacks.
// The oracle is a second session with the same requests, recorded under the new rules.
#include "core/storage/reattribution.h"

#include <QTemporaryDir>
#include <QTest>
#include <map>
#include <string>
#include <vector>

#include "core/pipeline/local_mirror_service.h"
#include "core/pipeline/reading_anew.h"
#include "core/storage/session_file.h"
#include "core/storage/session_reader.h"
#include "core/storage/source_settings.h"
#include "core/storage/statement.h"
#include "tests/support/session_invariants.h"
#include "tests/support/socket.h"

using namespace mirrorscope;
using pipeline::LocalMirrorService;

namespace {

constexpr int kRequests = 120;

/// Every second one is of an nginx in the page's form, the others of a sender without a mark of its own;
/// every third one is an attack.
std::string requestOf(int number) {
    const bool isNginx = number % 2 == 0;
    const std::string last = std::to_string(number % 9 + 1) + "\r\n";
    const std::string client = "X-Forwarded-For: 203.0.113." + last + "X-Client: 198.51.100." + last;
    const std::string page = isNginx ? "X-SERVER-ADDR: 10.0.0.1\r\nX-SERVER-PORT: 80\r\n" : "";
    const std::string target =
        number % 3 == 0 ? "/item?id=1%27%20OR%201=1--" : "/item?page=" + std::to_string(number);
    return "GET " + target + " HTTP/1.1\r\n" + page + "Host: shop.example\r\n" + client +
           "User-Agent: test/1\r\nAccept: */*\r\n\r\n";
}

std::unique_ptr<LocalMirrorService> openService(const QString& session, const QByteArray& trust) {
    config::Settings settings;
    static_cast<void>(settings.set("session", session.toStdString()));
    static_cast<void>(settings.set("listen", "127.0.0.1:0"));
    static_cast<void>(settings.set("limits.patience", "60s"));
    static_cast<void>(settings.set("analysis.priority", "normal"));
    static_cast<void>(settings.set("trust", trust.toStdString()));
    auto service = LocalMirrorService::open(*pipeline::ServiceOptions::from(settings));
    return service && (*service)->startAnalysis() ? std::move(*service) : nullptr;
}

bool isDone(const LocalMirrorService& service) {
    const auto analysis = service.status().analysis;
    return analysis.verdictBacklog == 0 && analysis.attributionBacklog == 0 && !analysis.reanalysis;
}

/// Everything that was found out, without ids and times.
std::map<std::string, std::string> findingsOf(const QString& session) {
    auto database = *storage::openForReading(session.toStdString());
    std::map<std::string, std::string> out;
    const auto gather = [&](const char* name, const char* sql) {
        auto rows = *storage::Statement::prepare(database, sql);
        std::string text;
        while (rows.next()) {
            text += rows.bytes(0) + "\n";
        }
        out[name] = rows.failed() ? "failed" : text;
    };
    gather("contexts",
           "SELECT c.request || s.kind || s.instance || '/' || c.kind || c.client || c.client_trust || "
           "c.client_from"
           " || hex(c.host) FROM context c JOIN source s ON s.id = c.source ORDER BY c.request");
    gather(
        "sources",
        "SELECT kind || instance || '/' || requests || '/' || attack_requests FROM source WHERE requests <> 0"
        " ORDER BY 1");
    gather(
        "headers",
        "SELECT s.kind || s.instance || '/' || h.header || '/' || h.requests || '/' || h.baseline || '/' ||"
        " h.recent || '/' || h.current || hex(h.different) || hex(h.example) FROM header_presence h"
        " JOIN source s ON s.id = h.source ORDER BY 1");
    gather("verdicts", "SELECT request || state || score || types FROM verdict ORDER BY request");
    gather("attacks",
           "SELECT a.type || s.kind || s.instance || '/' || a.client || hex(a.host) || a.requests || '/' || "
           "a.hits"
           " FROM attack a JOIN source s ON s.id = a.source ORDER BY 1");
    gather(
        "rollups",
        "SELECT resolution || s.kind || s.instance || '/' || type || '/' || sum(r.requests) || '/' ||"
        " sum(r.attack_requests) FROM rollup r JOIN source s ON s.id = r.source GROUP BY resolution, s.kind,"
        " s.instance, type HAVING sum(r.requests) <> 0 OR sum(r.attack_requests) <> 0 ORDER BY 1");
    return out;
}

void trustSources(const QString& session) {
    const auto settings = std::move(*storage::SourceSettings::open(session.toStdString()));
    for (const traffic::SourceId source : {1, 2}) {
        QVERIFY(settings->set({.source = source, .trusted = "127.0.0.1/32"}).has_value());
    }
}

void compare(const QString& session, const QString& oracle) {
    const auto expected = findingsOf(oracle);
    const auto actual = findingsOf(session);
    for (const auto& [name, text] : expected) {
        QVERIFY2(!text.empty() && text != "failed", name.c_str());
        QCOMPARE(QString::fromStdString(name + "\n" + actual.at(name)),
                 QString::fromStdString(name + "\n" + text));
    }
    QCOMPARE(test::brokenInvariant(session.toStdString()), QString());
}

}  // namespace

class ReattributionTest : public QObject {
    Q_OBJECT

private slots:
    void asIfReadThatWayAtOnce_data();
    void asIfReadThatWayAtOnce();
    void settingsOfASourceDoTheSame();
    void onlyWhatChangedIsJudged();
    void anInterruptedOneGoesOn();
    void whileItIsRecorded();
    void cancelledWhileItIsRecorded();
    void needsRulesToJudge();

private:
    QString recorded(const char* name, const QByteArray& trust);
    void readAnew(const QString& session, const QByteArray& trust);

    QTemporaryDir m_directory;
};

QString ReattributionTest::recorded(const char* name, const QByteArray& trust) {
    const QString session = m_directory.filePath(QString::fromLatin1(name) + ".mscope");
    const auto service = openService(session, trust);
    if (!service || !service->listen(service->options().listen.front())) {
        return {};
    }
    auto socket = test::Socket::connect(service->status().listeners.front().address.port);
    test::ResponseReader reader(*socket);
    for (int i = 0; i < kRequests; ++i) {
        if (!socket->send(requestOf(i)) || reader.next()->status != 204) {
            return {};
        }
    }
    const bool isWhole = test::becomesTrue([&] { return isDone(*service); });
    service->journal().flush();
    return isWhole ? session : QString();
}

void ReattributionTest::readAnew(const QString& session, const QByteArray& trust) {
    QCOMPARE(*storage::beginReattribution(session.toStdString()), traffic::RequestId{kRequests});
    const auto service = openService(session, trust);
    QVERIFY(service != nullptr);
    QVERIFY(test::becomesTrue([&] { return isDone(*service); }));
    service->journal().flush();
    QVERIFY(service->startReanalysisOfChanged().has_value());
    QVERIFY(test::becomesTrue([&] { return isDone(*service); }));
    service->journal().flush();
}

void ReattributionTest::asIfReadThatWayAtOnce_data() {
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("trusted later") << QByteArray() << QByteArray("127.0.0.1/32");
    QTest::newRow("no longer trusted") << QByteArray("127.0.0.1/32") << QByteArray();
    QTest::newRow("its kind is known later") << QByteArray() << QByteArray("127.0.0.1/32=haproxy");
}

void ReattributionTest::asIfReadThatWayAtOnce() {
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const QByteArray row = QByteArray(QTest::currentDataTag()).replace(' ', '-');
    const QString session = recorded(row, before);
    const QString oracle = recorded(row + "-oracle", after);
    QVERIFY(!session.isEmpty() && !oracle.isEmpty());
    QVERIFY(findingsOf(session).at("contexts") != findingsOf(oracle).at("contexts"));
    readAnew(session, after);
    compare(session, oracle);
    const auto reader = std::move(*storage::SessionReader::open(session.toStdString()));
    QCOMPARE(*reader->staleVerdictCount(), std::uint64_t{0});
}

void ReattributionTest::settingsOfASourceDoTheSame() {
    const QString session = recorded("settings", {});
    const QString oracle = recorded("settings-oracle", "127.0.0.1/32");
    QVERIFY(!session.isEmpty() && !oracle.isEmpty());
    trustSources(session);
    readAnew(session, {});
    compare(session, oracle);
}

void ReattributionTest::onlyWhatChangedIsJudged() {
    const QString session = recorded("few", {});
    QVERIFY(!session.isEmpty());
    {
        const auto settings = std::move(*storage::SourceSettings::open(session.toStdString()));
        QVERIFY(
            settings->set({.source = 2, .trusted = "127.0.0.1/32", .clientHeader = "X-Client"}).has_value());
    }
    QCOMPARE(*storage::beginReattribution(session.toStdString()), traffic::RequestId{kRequests});
    const auto service = openService(session, {});
    QVERIFY(test::becomesTrue([&] { return isDone(*service); }));
    service->journal().flush();
    const auto reader = std::move(*storage::SessionReader::open(session.toStdString()));
    // The clients of the nginx stay.
    QCOMPARE(*reader->staleVerdictCount(), std::uint64_t{kRequests / 2});
    const auto stale = *reader->staleVerdicts(1, kRequests);
    for (const traffic::RequestId id : stale) {
        QCOMPARE(id % 2, traffic::RequestId{0});
    }
}

void ReattributionTest::anInterruptedOneGoesOn() {
    const QString session = recorded("interrupted", {});
    const QString oracle = recorded("interrupted-oracle", "127.0.0.1/32");
    QVERIFY(!session.isEmpty() && !oracle.isEmpty());
    QVERIFY(storage::beginReattribution(session.toStdString()).has_value());
    // Begun, and begun once more, each time without an end.
    openService(session, "127.0.0.1/32").reset();
    readAnew(session, "127.0.0.1/32");
    compare(session, oracle);
}

void ReattributionTest::whileItIsRecorded() {
    const QString session = recorded("live", {});
    const QString oracle = recorded("live-oracle", "127.0.0.1/32");
    QVERIFY(!session.isEmpty() && !oracle.isEmpty());
    const auto service = openService(session, {});
    QVERIFY(service && test::becomesTrue([&] { return isDone(*service); }));
    trustSources(session);
    for (const api::ReadAnew what : {api::ReadAnew::Senders, api::ReadAnew::Both, api::ReadAnew::Verdicts}) {
        std::vector<api::ReadAnewProgress> told;
        const auto read =
            pipeline::readAnew(*service, what, {}, [&](const auto& one) { told.push_back(one); });
        QVERIFY(read.has_value());
        for (const api::ReadAnewProgress& one : told) {
            QVERIFY(one.at < one.until && one.until == kRequests);
        }
        QVERIFY(isDone(*service));
        service->journal().flush();
        compare(session, oracle);
    }
    // It receives, attributes and judges as before.
    QVERIFY(service->listen(service->options().listen.front()).has_value());
    const auto answer = test::exchange(service->status().listeners.front().address.port, requestOf(3));
    QVERIFY(answer && answer->status == 204);
    QVERIFY(test::becomesTrue([&] {
        const auto reader = std::move(*storage::SessionReader::open(session.toStdString()));
        return reader->progress()->verdictCursor == kRequests + 1;
    }));
    QCOMPARE(test::brokenInvariant(session.toStdString()), QString());
}

/// Contexts of before and of now stand beside each other; the whole of it, later, is as if nothing had been.
void ReattributionTest::cancelledWhileItIsRecorded() {
    const QString session = recorded("cancelled", {});
    const QString oracle = recorded("cancelled-oracle", "127.0.0.1/32");
    QVERIFY(!session.isEmpty() && !oracle.isEmpty());
    const auto service = openService(session, {});
    QVERIFY(service && test::becomesTrue([&] { return isDone(*service); }));
    trustSources(session);
    QVERIFY(service->startReattribution().has_value());
    QVERIFY(service->cancelReattribution().has_value());
    QVERIFY(test::becomesTrue([&] { return isDone(*service); }));
    service->journal().flush();
    QCOMPARE(test::brokenInvariant(session.toStdString()), QString());
    {
        const auto reader = std::move(*storage::SessionReader::open(session.toStdString()));
        QCOMPARE(reader->progress()->contextCursor, traffic::RequestId{kRequests});
        QCOMPARE(reader->progress()->readAnewUntil, traffic::RequestId{0});
    }
    QVERIFY(pipeline::readAnew(*service, api::ReadAnew::Senders, {}, [](const auto&) {}).has_value());
    service->journal().flush();
    compare(session, oracle);
}

void ReattributionTest::needsRulesToJudge() {
    const QString session = recorded("no-rules", {});
    config::Settings settings;
    QVERIFY(settings.set("session", session.toStdString()).has_value());
    QVERIFY(settings.set("engine", "none").has_value());
    const auto service = std::move(*LocalMirrorService::open(*pipeline::ServiceOptions::from(settings)));
    const auto judged = pipeline::readAnew(*service, api::ReadAnew::Both, {}, [](const auto&) {});
    QCOMPARE(judged.error().code, base::ErrorCode::InvalidArgument);
    QVERIFY(pipeline::readAnew(*service, api::ReadAnew::Senders, {}, [](const auto&) {}).has_value());
}

QTEST_GUILESS_MAIN(ReattributionTest)
#include "reattribution_test.moc"
