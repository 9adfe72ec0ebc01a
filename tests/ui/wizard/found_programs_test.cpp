// SPDX-License-Identifier: GPL-3.0-or-later
// Programs on PATH and what they are asked: versions, and whether they accept a snippet.
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/programs.h"
#include "ui/wizard/configuration_check.h"
#include "ui/wizard/found_programs.h"
#include "ui/wizard/proxy_kinds.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::wizard;

class FoundProgramsTest : public QObject {
    Q_OBJECT

private slots:
    void versionsAreRead_data();
    void versionsAreRead();
    void aProgramIsFoundAndAsked();
    void relativeDirectoriesOfPathAreNotLookedAt();
    void aProgramThatHangsIsEnded();
    void choicesOfVersions_data();
    void choicesOfVersions();
    void realProgramsAcceptBothForms_data();
    void realProgramsAcceptBothForms();
    void namesAreNotResolved();

private:
    void write(const QString& name, const QByteArray& text) {
        QFile file(m_directory.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\n" + text);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    QTemporaryDir m_directory;
};

void FoundProgramsTest::versionsAreRead_data() {
    QTest::addColumn<QString>("printed");
    QTest::addColumn<QString>("version");
    QTest::newRow("nginx") << "nginx version: nginx/1.31.3" << "1.31.3";
    QTest::newRow("Envoy") << "envoy  version: 0e9c9d2a7f/1.40.0/Clean/RELEASE/BoringSSL" << "1.40.0";
    QTest::newRow("Traefik") << "Version:      3.7.13\nCodename:     langres" << "3.7.13";
    QTest::newRow("with its path") << "/opt/envoy-1.2/envoy  version: 0e9c9d2a7f/1.40.0/Clean" << "1.40.0";
    QTest::newRow("with a v") << "program v2.1" << "2.1";
    QTest::newRow("nothing") << "hello" << "";
}

void FoundProgramsTest::versionsAreRead() {
    QFETCH(QString, printed);
    QFETCH(QString, version);
    QCOMPARE(versionIn(printed), version);
}

void FoundProgramsTest::aProgramIsFoundAndAsked() {
    qputenv("PATH", m_directory.path().toUtf8());
    write(QStringLiteral("envoy"), "[ \"$1\" = --version ] && echo 'envoy  version: abc/1.40.0/Clean' >&2\n");
    FoundPrograms programs;
    QSignalSpy found(&programs, &FoundPrograms::found);
    programs.search();
    QTRY_VERIFY(programs.of("envoy").has_value());
    QCOMPARE(programs.of("envoy")->version, QStringLiteral("1.40.0"));
    QCOMPARE(programs.of("envoy")->path, m_directory.filePath(QStringLiteral("envoy")));
    QVERIFY(!programs.of("traefik").has_value());
}

void FoundProgramsTest::relativeDirectoriesOfPathAreNotLookedAt() {
    write(QStringLiteral("traefik"), "echo 3.7.1\n");
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(m_directory.path()));
    qputenv("PATH", ".:");
    QCOMPARE(programOnPath(QStringLiteral("traefik")), QString());
    qputenv("PATH", m_directory.path().toUtf8());
    QVERIFY(!programOnPath(QStringLiteral("traefik")).isEmpty());
    QDir::setCurrent(before);
}

void FoundProgramsTest::aProgramThatHangsIsEnded() {
    write(QStringLiteral("slow"), "while true; do :; done\n");
    ProgramRun run;
    ProgramRun::Outcome outcome;
    bool hasEnded = false;
    connect(&run, &ProgramRun::ended, this, [&](const ProgramRun::Outcome& one) {
        outcome = one;
        hasEnded = true;
    });
    constexpr int kAtMost = 50;  // ms
    run.start({m_directory.filePath(QStringLiteral("slow")), {}, {}, kAtMost});
    QTRY_VERIFY(hasEnded);
    QVERIFY(outcome.end == ProgramRun::Outcome::End::TooLong);
}

void FoundProgramsTest::choicesOfVersions_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("version");
    QTest::addColumn<int>("choice");
    QTest::newRow("new nginx") << "nginx" << "1.31.3" << 0;
    QTest::newRow("Debian's nginx") << "nginx" << "1.22.1" << 1;
    QTest::newRow("Traefik that marks") << "traefik" << "3.7.0" << 0;
    QTest::newRow("Traefik that does not") << "traefik" << "3.6.9" << 1;
    QTest::newRow("Traefik 2") << "traefik" << "2.11.2" << 2;
    QTest::newRow("unknown") << "envoy" << "" << 1;
}

void FoundProgramsTest::choicesOfVersions() {
    QFETCH(QString, kind);
    QFETCH(QString, version);
    QFETCH(int, choice);
    const auto found = std::ranges::find(proxyKinds(), kind.toStdString(), &ProxyKind::name);
    QCOMPARE(static_cast<int>(versionChoiceOf(*found, version)), choice);
}

void FoundProgramsTest::realProgramsAcceptBothForms_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("path");
    QTest::newRow("Debian's nginx") << "nginx" << test::debianNginx().path;
    QTest::newRow("new nginx") << "nginx" << test::newNginx().path;
    QTest::newRow("Envoy") << "envoy" << test::newEnvoy().path;
}

void FoundProgramsTest::realProgramsAcceptBothForms() {
    QFETCH(QString, kind);
    QFETCH(QString, path);
    if (path.isEmpty()) {
        QSKIP(test::kNoProgram);
    }
    Plan plan;
    plan.kind = kind.toStdString();
    plan.listener = "127.0.0.1:8445";
    QCOMPARE(whyNotChecked(plan), QString());
    ConfigurationCheck check;
    std::optional<ConfigurationCheck::Result> result;
    connect(&check, &ConfigurationCheck::done, this,
            [&](const ConfigurationCheck::Result& one) { result = one; });
    check.start(plan, {path, {}});
    constexpr int kPatience = 30'000;  // ms
    QTRY_VERIFY_WITH_TIMEOUT(result.has_value(), kPatience);
    QCOMPARE(result->complaint, QString());
    QVERIFY(result->faithful == ConfigurationCheck::Answer::Accepted);
    QVERIFY(result->hardened == ConfigurationCheck::Answer::Accepted);
}

void FoundProgramsTest::namesAreNotResolved() {
    Plan plan;
    plan.listener = "mirror.example:8445";
    QVERIFY(!whyNotChecked(plan).isEmpty());
    plan.listener = "192.0.2.20:8445";
    QVERIFY(whyNotChecked(plan).isEmpty());
    setAnswer(plan, "--origin", {"http://shop.example"});
    QVERIFY(!whyNotChecked(plan).isEmpty());
    setAnswer(plan, "--origin", {"http://192.0.2.30/x"});
    QVERIFY(whyNotChecked(plan).isEmpty());
}

QTEST_GUILESS_MAIN(FoundProgramsTest)
#include "found_programs_test.moc"
