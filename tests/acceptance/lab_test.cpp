// SPDX-License-Identifier: Apache-2.0
// `lab` with real proxies: what it says of both forms, and that it leaves nothing behind, however it ends.
#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <boost/json.hpp>
#include <csignal>
#include <set>

#include "tests/support/collector.h"
#include "tests/support/programs.h"
#include "tests/support/scripts.h"
#include "tests/support/socket.h"

using namespace mirrorscope;

namespace {

constexpr int kKinds = 16;
/// Nothing is late on a machine that has other things to do.
const QStringList kQuick{"--count", "1", "--rate", "200", "--late-after", "30s", "--json"};
const QString kProgram = QStringLiteral(PROGRAM_DIR "/mirrorscope-cli");
constexpr int kPatience = 60'000;

boost::json::object resultOf(const test::Output& output) {
    const auto lines = test::jsonLines(output.out);
    return lines.empty() ? boost::json::object{} : lines.front();
}

std::set<std::string> namesWithLoss(const boost::json::object& result) {
    std::set<std::string> out;
    for (const auto& row : result.at("probes").as_array()) {
        if (row.at("counts").at("lost").to_number<int>() > 0) {
            out.emplace(row.at("probe").as_string());
        }
    }
    return out;
}

QByteArray said(const test::Output& output) {
    return output.out + output.error;
}

}  // namespace

class LabTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void hardenedPasses_data();
    void hardenedPasses();
    void faithfulNginxLosesLargeBodies();
    void traefik();
    void keepsWhatIsAskedFor();
    void tableAndLogs();
    void share();
    void programIsMissing();
    void programDoesNotStart();
    void usage_data();
    void usage();
    void interrupted();
    void killed();

private:
    /// Directories of labs in our own place.
    QStringList labs() const { return QDir(m_place->path()).entryList({"mirrorscope-lab-*"}, QDir::Dirs); }
    /// A lab that goes on for a minute, once its proxy runs; the number of that proxy's process.
    pid_t startLong(QProcess& process) const;

    std::unique_ptr<QTemporaryDir> m_place;
};

void LabTest::init() {
    qunsetenv("TMPDIR");  // the place before goes
    m_place = std::make_unique<QTemporaryDir>();
    qputenv("TMPDIR", m_place->path().toUtf8());
    qputenv("XDG_STATE_HOME", m_place->filePath("state").toUtf8());
}

void LabTest::hardenedPasses_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("program");
    QTest::newRow("nginx 1.22") << "nginx" << test::debianNginx().path;
    QTest::newRow("nginx 1.31") << "nginx" << test::newNginx().path;
    QTest::newRow("envoy") << "envoy" << test::newEnvoy().path;
}

void LabTest::hardenedPasses() {
    QFETCH(QString, kind);
    QFETCH(QString, program);
    if (program.isEmpty()) {
        QSKIP(test::kNoProgram);
    }
    const auto output = test::runCli(QStringList{"lab", kind, "--program", program} + kQuick);
    QVERIFY2(output.exitCode == 0, said(output).constData());
    const auto result = resultOf(output);
    QVERIFY(result.at("verdict") == "passed");
    QVERIFY(result.at("source_kind") == boost::json::string(kind.toStdString()));
    QCOMPARE(result.at("totals").at("arrived").to_number<int>(), kKinds);
    QVERIFY(result.at("headers").as_array().size() >= 6);
    QVERIFY2(output.error.contains("proxy at http://127.0.0.1:"), output.error.constData());
    QCOMPARE(labs(), QStringList());
    QVERIFY(QDir(m_place->filePath("state/mirrorscope/sessions")).isEmpty(QDir::Files));
}

/// The client gets 200 for a body over 1 MiB, and its copy vanishes.
void LabTest::faithfulNginxLosesLargeBodies() {
    const auto output = test::runCli(QStringList{"lab", "nginx", "--variant", "faithful"} + kQuick);
    QVERIFY2(output.exitCode == 1, said(output).constData());
    const auto result = resultOf(output);
    QVERIFY(result.at("verdict") == "failed");
    QVERIFY(namesWithLoss(result) == (std::set<std::string>{"body-1m-plus-1", "body-8m"}));
    QVERIFY(result.at("reasons").as_array().front().at("code") == "BODIES_LOST");
    QVERIFY2(output.error.contains("client_max_body_size 8m is set in the mirrored location"),
             output.error.constData());
    QVERIFY2(output.error.contains("client intended to send too large body"), output.error.constData());
    QCOMPARE(labs(), QStringList());
}

void LabTest::traefik() {
    if (test::runCli({"lab", "traefik", "--count", "1", "--only", "get"}).exitCode == 3) {
        QSKIP("no traefik on PATH; what it would be given: core/lab/proxy_setup");
    }
    const auto output = test::runCli(QStringList{"lab", "traefik"} + kQuick);
    QVERIFY2(output.exitCode == 0, said(output).constData());
    QVERIFY(resultOf(output).at("source_kind") == "traefik");
    QCOMPARE(labs(), QStringList());
}

void LabTest::keepsWhatIsAskedFor() {
    const QString session = m_place->filePath("lab.mscope");
    const auto output =
        test::runCli(QStringList{"lab", "nginx", "--only", "get", "--session", session, "--keep"} + kQuick);
    QVERIFY2(output.exitCode == 0, said(output).constData());
    QCOMPARE(labs().size(), 1);
    const QDir kept(m_place->filePath(labs().front()));
    QVERIFY(kept.exists("nginx.conf"));
    QVERIFY(kept.exists("proxy.log"));
    QVERIFY2(output.error.contains("kept: " + kept.path().toUtf8()), output.error.constData());
    QVERIFY(output.error.contains("mirrorscope --view " + session.toUtf8()));
    const auto rows = test::runCli({"requests", "--session", session, "--format", "json"});
    // The probe, six warm-ups, and the request that found the proxy ready.
    QCOMPARE(test::jsonLines(rows.out).size(), std::size_t{8});
    const auto shown = test::runCli({"verify", "--kept", "1", "--session", session});
    QVERIFY2(shown.out.startsWith("Passed: "), said(shown).constData());
    // A later run leaves it alone.
    QCOMPARE(test::runCli(QStringList{"lab", "nginx", "--only", "get"} + kQuick).exitCode, 0);
    QVERIFY(kept.exists("nginx.conf"));
}

void LabTest::tableAndLogs() {
    const auto output = test::runCli(
        {"lab", "nginx", "--count", "1", "--only", "get", "body-8m", "--late-after", "30s", "--logs"});
    QVERIFY2(output.exitCode == 0, said(output).constData());
    QVERIFY2(output.out.startsWith("Passed: every probe arrived once, whole and in time\n"),
             output.out.constData());
    QVERIFY(output.out.contains("Body 8 MiB"));
    QVERIFY2(output.error.contains("Log of nginx") || output.error.contains("The proxy logged nothing."),
             output.error.constData());
}

/// Options of the snippet change what must arrive.
void LabTest::share() {
    const auto output =
        test::runCli({"lab", "nginx", "--option", "percentage=50", "--option", "body=off", "--only", "get",
                      "json", "--count", "40", "--rate", "1000", "--late-after", "30s", "--json"});
    QVERIFY2(output.exitCode == 0, said(output).constData());
    const auto result = resultOf(output);
    QVERIFY(result.at("percentage").to_number<double>() == 50);
    const auto arrived = result.at("totals").at("arrived").to_number<int>();
    QVERIFY2(arrived >= 22 && arrived <= 58, std::to_string(arrived).c_str());
}

void LabTest::programIsMissing() {
    const auto named = test::runCli({"lab", "envoy", "--program", "no-such-envoy"});
    QCOMPARE(named.exitCode, 3);
    QVERIFY2(named.error.startsWith("mirrorscope-cli: no-such-envoy is not on PATH. Give --program FILE. "),
             named.error.constData());
    const auto file = test::runCli({"lab", "envoy", "--program", "/nowhere/envoy"});
    QCOMPARE(file.exitCode, 3);
    QVERIFY(file.error.contains("/nowhere/envoy is not a program that can be run"));
    QCOMPARE(labs(), QStringList());
}

/// Its last words are shown, made visible.
void LabTest::programDoesNotStart() {
    const std::string program = m_place->filePath("nginx").toStdString();
    test::writeScript(program,
                      "case \"$1\" in -v) echo 'nginx version: nginx/1.30.0'; exit 0;; esac\n"
                      "printf 'first\\n\\033[31mlast words\\n' >&2; exit 9");
    const auto output = test::runCli({"lab", "nginx", "--program", QString::fromStdString(program)});
    QCOMPARE(output.exitCode, 3);
    QVERIFY2(output.error.contains("ended with exit code 9. Its last words are below"),
             output.error.constData());
    QVERIFY2(output.error.contains("\n  first\n  \\x1b[31mlast words\n"), output.error.constData());
    QCOMPARE(output.out, QByteArray());
    QCOMPARE(labs(), QStringList());
}

void LabTest::usage_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QStringList{} << QByteArray("A subcommand is required");
    QTest::newRow("no such proxy") << QStringList{"apache"} << QByteArray("A subcommand is required");
    QTest::newRow("an option of the lab")
        << QStringList{"nginx", "--option", "tls=on"} << QByteArray("the lab sets tls itself");
    QTest::newRow("no option") << QStringList{"nginx", "--option", "nonsense"}
                               << QByteArray("KEY=VALUE is expected");
    QTest::newRow("a value that the form has no place for")
        << QStringList{"nginx", "--variant", "faithful", "--option", "percentage=5"}
        << QByteArray("--variant hardened with this option");
    QTest::newRow("istio") << QStringList{"istio"} << QByteArray("Istio needs a cluster");
}

void LabTest::usage() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, text);
    const auto output = test::runCli(QStringList{"lab"} + arguments);
    QCOMPARE(output.exitCode, 2);
    QVERIFY2(said(output).contains(text), said(output).constData());
    QCOMPARE(labs(), QStringList());
}

pid_t LabTest::startLong(QProcess& process) const {
    process.start(kProgram, {"lab", "nginx", "--only", "get", "--count", "600", "--rate", "10"});
    QByteArray printed;
    while (!printed.contains("proxy at ") && process.waitForReadyRead(kPatience)) {
        printed += process.readAllStandardError();
        process.setReadChannel(QProcess::StandardError);
    }
    if (!printed.contains("proxy at ") || labs().size() != 1) {
        qWarning("%s", printed.constData());
        return 0;
    }
    QFile file(m_place->filePath(labs().front() + "/nginx.pid"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toInt() : 0;
}

void LabTest::interrupted() {
    QProcess process;
    process.setReadChannel(QProcess::StandardError);
    const pid_t nginx = startLong(process);
    QVERIFY(nginx > 0 && !test::isGone(nginx));
    QElapsedTimer timer;
    timer.start();
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(kPatience));
    constexpr qint64 kMostMilliseconds = 10'000;  // a second where nothing else runs
    QVERIFY2(timer.elapsed() < kMostMilliseconds, QByteArray::number(timer.elapsed()));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 4);
    QVERIFY(process.readAllStandardError().contains("stopped; nothing is proven, and nothing is left"));
    QVERIFY(test::isGone(nginx));
    QCOMPARE(labs(), QStringList());
}

void LabTest::killed() {
    QProcess process;
    process.setReadChannel(QProcess::StandardError);
    const pid_t nginx = startLong(process);
    QVERIFY(nginx > 0 && !test::isGone(nginx));
    process.kill();
    QVERIFY(process.waitForFinished(kPatience));
    QVERIFY(test::becomesTrue([&] { return test::isGone(nginx); }));
    QCOMPARE(labs().size(), 1);  // it had no time
    const auto next = test::runCli(QStringList{"lab", "nginx", "--only", "get"} + kQuick);
    QVERIFY2(next.exitCode == 0, said(next).constData());
    QVERIFY2(next.error.contains("left by runs that were killed and removed: 1"), next.error.constData());
    QCOMPARE(labs(), QStringList());
}

QTEST_GUILESS_MAIN(LabTest)
#include "lab_test.moc"
