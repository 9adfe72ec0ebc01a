// SPDX-License-Identifier: Apache-2.0
// `lab demo` with real proxies: it shows what it says, and says so when it does not.
#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <boost/json.hpp>
#include <csignal>
#include <set>

#include "tests/support/collector.h"
#include "tests/support/programs.h"
#include "tests/support/scripts.h"

using namespace mirrorscope;

namespace {

constexpr int kPatience = 120'000;

std::set<std::string> codes(const QByteArray& printed, bool areOpen) {
    std::set<std::string> out;
    for (const auto& finding : test::jsonLines(printed)) {
        if (finding.at("closed").is_null() == areOpen) {
            out.emplace(finding.at("code").as_string());
        }
    }
    return out;
}

}  // namespace

class LabDemoTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void shows_data();
    void shows();
    void aFaultThatIsNotThereIsNotShown();
    void interrupted();

private:
    QStringList labs() const { return QDir(m_place->path()).entryList({"mirrorscope-lab-*"}, QDir::Dirs); }

    std::unique_ptr<QTemporaryDir> m_place;
};

void LabDemoTest::init() {
    qunsetenv("TMPDIR");  // the place before goes
    m_place = std::make_unique<QTemporaryDir>();
    qputenv("TMPDIR", m_place->path().toUtf8());
}

void LabDemoTest::shows_data() {
    QTest::addColumn<QString>("envoy");
    QTest::addColumn<QByteArray>("second");
    QTest::newRow("with Envoy") << test::newEnvoy().path << QByteArray("envoy");
    QTest::newRow("with a second nginx") << "/nowhere" << QByteArray("nginx");
}

void LabDemoTest::shows() {
    QFETCH(QString, envoy);
    QFETCH(QByteArray, second);
    if (envoy.isEmpty()) {
        QSKIP(test::kNoProgram);
    }
    const QString session = m_place->filePath("demo.mscope");
    QStringList arguments{"lab", "demo", "--pace", "0", "--session", session};
    if (second == "envoy") {
        arguments << "--envoy" << envoy;
    }
    const auto output = test::runCli(arguments);
    const QByteArray said = output.out + output.error;
    QVERIFY2(output.exitCode == 0, said.constData());
    qInfo("%s", output.out.constData());
    QVERIFY(output.out.contains("XFF_CHAIN_LOST: closed"));
    QVERIFY(output.out.contains("- proxy_set_header X-Forwarded-For $realip_remote_addr;\n"));
    QVERIFY(output.out.contains("+ proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;\n"));
    QVERIFY2(output.out.contains("missing 0\n"), said.constData());
    QVERIFY(output.out.endsWith("Look at it: mirrorscope --view " + session.toUtf8() + "\n"));
    // The session says the same.
    const auto findings = test::runCli({"findings", "--all", "--session", session, "--format", "json"});
    const auto closed = codes(findings.out, false);
    QVERIFY2(closed.contains("XFF_CHAIN_LOST") && closed.contains("FORWARDED_PORT_EPHEMERAL"),
             findings.out.constData());
    const auto sources = test::runCli({"sources", "--session", session, "--format", "json"});
    std::set<std::string> kinds;
    for (const auto& source : test::jsonLines(sources.out)) {
        kinds.emplace(source.at("kind").as_string());
    }
    QVERIFY2(kinds.contains("nginx") && kinds.contains(second.toStdString()), sources.out.constData());
    QCOMPARE(labs(), QStringList());
}

/// A demonstration that cannot fail shows nothing.
void LabDemoTest::aFaultThatIsNotThereIsNotShown() {
    const std::string nginx = m_place->filePath("nginx").toStdString();
    // It heals the configuration that it is given before it starts.
    test::writeScript(
        nginx,
        "test \"$1\" = -v || sed -i 's/\\$realip_remote_addr/$proxy_add_x_forwarded_for/' nginx.conf\n"
        "exec " +
            test::debianNginx().path.toStdString() + " \"$@\"");
    const auto output =
        test::runCli({"lab", "demo", "--pace", "0", "--nginx", QString::fromStdString(nginx)});
    QVERIFY2(output.exitCode == 1, (output.out + output.error).constData());
    QVERIFY2(output.error.contains("Not shown: findings about the client and the port open"),
             output.error.constData());
    QCOMPARE(labs(), QStringList());
}

void LabDemoTest::interrupted() {
    QProcess process;
    process.start(QStringLiteral(PROGRAM_DIR "/mirrorscope-cli"), {"lab", "demo", "--pace", "600"});
    QByteArray printed;
    while (!printed.contains("mirrors as") && process.waitForReadyRead(kPatience)) {
        printed += process.readAllStandardOutput();
    }
    QVERIFY2(printed.contains("mirrors as"), printed.constData());
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(kPatience));
    QCOMPARE(process.exitCode(), 4);
    QCOMPARE(labs(), QStringList());
}

QTEST_GUILESS_MAIN(LabDemoTest)
#include "lab_demo_test.moc"
