// SPDX-License-Identifier: Apache-2.0
// `verify` against real proxies: it passes where the mirror works, fails where it does not, and says why.
#include <QTemporaryDir>
#include <QTest>
#include <boost/json.hpp>
#include <csignal>
#include <memory>
#include <set>

#include "tests/acceptance/proxy_chain.h"
#include "tests/support/collector.h"
#include "tests/support/mirroring_nginx.h"
#include "tests/support/nginx.h"
#include "tests/support/origin_server.h"
#include "tests/support/socket.h"

using namespace mirrorscope;

namespace {

constexpr int kOfEach = 2;
constexpr int kKinds = 16;

/// Nothing is late on a machine that has other things to do.
const QStringList kQuick{"--count",      QString::number(kOfEach),
                         "--rate",       "100",
                         "--late-after", "30s",
                         "--wait",       "8s",
                         "--warm-up",    "3",
                         "--json"};

boost::json::object resultOf(const test::Output& output) {
    const auto lines = test::jsonLines(output.out);
    return lines.empty() ? boost::json::object{} : lines.front();
}

std::int64_t total(const boost::json::object& result, const char* name) {
    return result.at("totals").at(name).to_number<std::int64_t>();
}

std::set<std::string> codes(const boost::json::object& result) {
    std::set<std::string> out;
    for (const auto& reason : result.at("reasons").as_array()) {
        out.emplace(reason.at("code").as_string());
    }
    return out;
}

std::set<std::string> lostKinds(const boost::json::object& result) {
    std::set<std::string> out;
    for (const auto& row : result.at("probes").as_array()) {
        if (row.at("counts").at("lost").to_number<int>() > 0) {
            out.emplace(row.at("probe").as_string());
        }
    }
    return out;
}

test::Program nginxOf(const QString& version) {
    return version == "1.22" ? test::debianNginx() : test::newNginx();
}

void addNginxRows() {
    QTest::addColumn<QString>("version");
    QTest::newRow("nginx 1.22") << "1.22";
    QTest::newRow("nginx 1.31") << "1.31";
}

}  // namespace

class VerifyTest : public QObject {
    Q_OBJECT

private slots:
    void faithfulNginxLosesLargeBodies_data() { addNginxRows(); }
    void faithfulNginxLosesLargeBodies();
    void hardenedNginxPasses_data() { addNginxRows(); }
    void hardenedNginxPasses();
    void envoyPasses_data();
    void envoyPasses();
    void envoyDraws();
    void trustTooWide();
    void overTls();
    void notReachedOrNotRecorded();
    void interrupted();
};

/// The client gets 200 for bodies over 1 MiB, and their copies vanish.
void VerifyTest::faithfulNginxLosesLargeBodies() {
    QFETCH(QString, version);
    const test::Program program = nginxOf(version);
    if (!program.isThere()) {
        QSKIP(test::kNoProgram);
    }
    const std::uint16_t port = test::freePort();
    const test::MirroringNginx nginx(program, "faithful", port);
    QVERIFY2(nginx.isRunning(), nginx.complaint().constData());
    const auto output =
        test::runCli(QStringList{"verify", "--via", nginx.url(), "--listen",
                                 QStringLiteral("127.0.0.1:%1").arg(port), "--contract", nginx.contract()} +
                     kQuick);
    QVERIFY2(output.exitCode == 1, output.error.constData());
    const auto result = resultOf(output);
    QVERIFY(result.at("verdict") == "failed");
    QCOMPARE(total(result, "sent"), kOfEach * kKinds);
    QCOMPARE(total(result, "lost"), 2 * kOfEach);
    QCOMPARE(total(result, "arrived"), kOfEach * (kKinds - 2));
    QCOMPARE(total(result, "duplicate"), 0);
    QVERIFY(lostKinds(result) == (std::set<std::string>{"body-1m-plus-1", "body-8m"}));
    // That form also drops the client's list and names the client's port.
    QVERIFY(codes(result) == (std::set<std::string>{"BODIES_LOST", "HEADERS_WRONG"}));
    const auto& reason = result.at("reasons").as_array().front();
    QVERIFY(reason.at("what") == "Bodies over 1 MiB are lost.");
    QVERIFY(std::string(reason.at("todo").as_string()).find("client_max_body_size of the mirror location") !=
            std::string::npos);
    QVERIFY(result.at("source_kind") == "nginx");
    // The origin saw all of them, warm-ups too.
    QCOMPARE(nginx.seenByOrigin().size(), std::size_t{kOfEach * kKinds + 3});
    QVERIFY(output.error.contains("The origin behind it sees them too"));
}

void VerifyTest::hardenedNginxPasses() {
    QFETCH(QString, version);
    const test::Program program = nginxOf(version);
    if (!program.isThere()) {
        QSKIP(test::kNoProgram);
    }
    const QTemporaryDir directory;
    const QString session = directory.filePath("proof.mscope");
    test::Collector collector(session, {"--engine", "none", "--trust", "127.0.0.1"});
    QVERIFY2(collector.isListening(), collector.error().constData());
    const test::MirroringNginx nginx(program, "hardened", collector.port());
    QVERIFY2(nginx.isRunning(), nginx.complaint().constData());
    const auto output = test::runCli(
        QStringList{"verify", "--via", nginx.url(), "--session", session, "--contract", nginx.contract()} +
        kQuick);
    QVERIFY2(output.exitCode == 0, (output.out + output.error).constData());
    const auto result = resultOf(output);
    QVERIFY(result.at("verdict") == "passed");
    QCOMPARE(total(result, "arrived"), kOfEach * kKinds);
    QCOMPARE(result.at("warm_up").at("arrived").to_number<int>(), 3);
    QVERIFY(result.at("headers").as_array().size() >= 10);
    QVERIFY(result.at("source_kind") == "nginx");
    // It is kept with the source, and tells the same later.
    const auto source = result.at("source").to_number<int>();
    QVERIFY(source > 0);
    const auto kept =
        test::runCli({"verify", "--kept", QString::number(source), "--session", session, "--json"});
    QCOMPARE(kept.exitCode, 0);
    QVERIFY(kept.out == output.out);
    const auto table = test::runCli({"verify", "--kept", QString::number(source), "--session", session});
    QVERIFY(table.out.startsWith("Passed: every probe arrived once, whole and in time\n"));
    QVERIFY(table.out.contains("Body 1 MiB + 1 B"));
}

void VerifyTest::envoyPasses_data() {
    QTest::addColumn<QString>("variant");
    QTest::newRow("faithful") << "faithful";
    QTest::newRow("hardened") << "hardened";
}

/// Neither form loses anything: Envoy cuts no bodies.
void VerifyTest::envoyPasses() {
    QFETCH(QString, variant);
    const test::ChainOptions options{"envoy", variant, 0, {}};
    if (!options.isThere()) {
        QSKIP(test::kNoProgram);
    }
    const std::uint16_t port = test::freePort();
    const test::ProxyChain chain(options, port);
    QVERIFY2(chain.isRunning() && chain.complaint().isEmpty(), chain.complaint().constData());
    const auto output =
        test::runCli(QStringList{"verify", "--via", QStringLiteral("http://127.0.0.1:%1/").arg(chain.port()),
                                 "--listen", QStringLiteral("127.0.0.1:%1").arg(port), "--expect-header",
                                 "Host", "X-Forwarded-For", "X-Request-ID", "X-Envoy-Internal"} +
                     kQuick);
    QVERIFY2(output.exitCode == 0, (output.out + output.error).constData());
    const auto result = resultOf(output);
    QCOMPARE(total(result, "arrived"), kOfEach * kKinds);
    QVERIFY(result.at("source_kind") == "envoy");
}

void VerifyTest::envoyDraws() {
    const test::ChainOptions options{"envoy", "hardened", 0, {"--percentage", "50"}};
    if (!options.isThere()) {
        QSKIP(test::kNoProgram);
    }
    const std::uint16_t port = test::freePort();
    const test::ProxyChain chain(options, port);
    QVERIFY2(chain.isRunning() && chain.complaint().isEmpty(), chain.complaint().constData());
    const auto verify = [&](const char* percentage) {
        return test::runCli({"verify", "--via", QStringLiteral("http://127.0.0.1:%1/").arg(chain.port()),
                             "--listen", QStringLiteral("127.0.0.1:%1").arg(port), "--percentage", percentage,
                             "--only", "get", "form", "--count", "60", "--rate", "100", "--late-after", "30s",
                             "--wait", "2s", "--json"});
    };
    // Each is a drawing of 120: four standard deviations are 22.
    const auto half = verify("50");
    QVERIFY2(half.exitCode == 0, half.out.constData());
    const auto result = resultOf(half);
    QVERIFY(result.at("law") == "draws");
    QCOMPARE(result.at("expected_low").to_number<int>(), 39);
    QCOMPARE(result.at("expected_high").to_number<int>(), 81);
    QCOMPARE(verify("100").exitCode, 1);
    QCOMPARE(verify("5").exitCode, 1);
}

/// Whoever connects from loopback is believed to be a balancer, and this client is.
void VerifyTest::trustTooWide() {
    const std::uint16_t port = test::freePort();
    const test::MirroringNginx nginx(test::debianNginx(), "hardened", port,
                                     "set_real_ip_from 127.0.0.0/8; real_ip_header X-Forwarded-For;\n");
    QVERIFY2(nginx.isRunning(), nginx.complaint().constData());
    const auto output =
        test::runCli(QStringList{"verify", "--via", nginx.url(), "--listen",
                                 QStringLiteral("127.0.0.1:%1").arg(port), "--only", "get", "forged-chain"} +
                     kQuick);
    QCOMPARE(output.exitCode, 1);
    const auto result = resultOf(output);
    QVERIFY(codes(result) == std::set<std::string>{"TRUST_TOO_WIDE"});
    QCOMPARE(total(result, "lost"), 0);
}

void VerifyTest::overTls() {
    const QTemporaryDir directory;
    const QString key = directory.filePath("key.pem");
    const QString certificate = directory.filePath("certificate.pem");
    QProcess openssl;
    openssl.start("openssl", {"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                              "-nodes", "-keyout", key, "-out", certificate, "-days", "2", "-subj",
                              "/CN=shop.example", "-addext", "subjectAltName=IP:127.0.0.1"});
    if (!openssl.waitForFinished() || openssl.exitCode() != 0) {
        QSKIP("openssl is not there to make a certificate");
    }
    const std::uint16_t port = test::freePort();
    const test::MirroringNginx nginx(
        test::debianNginx(), "hardened", port,
        "ssl_certificate " + certificate.toUtf8() + "; ssl_certificate_key " + key.toUtf8() + ";\n");
    QVERIFY2(nginx.isRunning(), nginx.complaint().constData());
    const QStringList verify{"verify",
                             "--via",
                             nginx.url("https"),
                             "--listen",
                             QStringLiteral("127.0.0.1:%1").arg(port),
                             "--expect-header",
                             "X-Forwarded-Proto",
                             "--only",
                             "get",
                             "body-1m-plus-1",
                             "expect"};
    const auto trusted = test::runCli(verify + kQuick + QStringList{"--ca", certificate});
    QVERIFY2(trusted.exitCode == 0, (trusted.out + trusted.error).constData());
    // Its certificate is nobody's that the system trusts.
    const auto unknown = test::runCli(verify + kQuick);
    QCOMPARE(unknown.exitCode, 3);
    QVERIFY(unknown.error.contains("certificate verify failed"));
}

void VerifyTest::notReachedOrNotRecorded() {
    const QString nobody = QStringLiteral("http://127.0.0.1:%1/").arg(test::freePort());
    const QString place = QStringLiteral("127.0.0.1:%1").arg(test::freePort());
    const auto unreachable = test::runCli({"verify", "--via", nobody, "--listen", place});
    QCOMPARE(unreachable.exitCode, 3);
    QVERIFY2(unreachable.error.contains("cannot reach " + nobody.toUtf8()), unreachable.error.constData());
    QCOMPARE(test::runCli({"verify", "--via", nobody}).exitCode, 2);
    QCOMPARE(test::runCli({"verify", "--via", "shop.example", "--listen", place}).exitCode, 2);
    QCOMPARE(test::runCli({"verify", "--via", nobody, "--listen", "nonsense"}).exitCode, 2);
    QCOMPARE(test::runCli({"verify", "--via", nobody, "--listen", "0.0.0.0:8445"}).exitCode, 2);
    QCOMPARE(test::runCli({"verify", "--via", nobody, "--listen", place, "--session", "x.mscope"}).exitCode,
             2);
    QCOMPARE(test::runCli({"verify", "--via", nobody, "--session", "/nonexistent/x.mscope"}).exitCode, 3);
    const QTemporaryDir directory;
    const QString session = directory.filePath("over.mscope");
    {
        test::Collector collector(session, {"--engine", "none"});
        QVERIFY2(collector.isListening(), collector.error().constData());
        // A busy port of ours.
        const QString taken = QStringLiteral("127.0.0.1:%1").arg(collector.port());
        QCOMPARE(test::runCli({"verify", "--via", nobody, "--listen", taken}).exitCode, 3);
        collector.stop();
    }
    const auto over = test::runCli({"verify", "--via", nobody, "--session", session});
    QCOMPARE(over.exitCode, 3);
    QVERIFY(over.error.contains("nobody records"));
    QCOMPARE(test::runCli({"verify", "--kept", "1", "--session", session}).exitCode, 1);
    QVERIFY(test::runCli({"verify", "--help"}).out.contains("--max-loss"));
}

void VerifyTest::interrupted() {
    const test::OriginServer origin;
    QProcess process;
    process.start(PROGRAM_DIR "/mirrorscope-cli",
                  {"verify", "--via", QStringLiteral("http://127.0.0.1:%1/").arg(origin.port()), "--listen",
                   QStringLiteral("127.0.0.1:%1").arg(test::freePort()), "--wait", "60s"});
    QVERIFY(process.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(!origin.requestLines().empty(), 20'000);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 4);
    QVERIFY(process.readAllStandardError().contains("nothing is proven"));
}

QTEST_GUILESS_MAIN(VerifyTest)
#include "verify_test.moc"
