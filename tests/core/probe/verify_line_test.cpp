// SPDX-License-Identifier: Apache-2.0
#include "core/probe/verify_line.h"

#include <QProcess>
#include <QTest>

using namespace mirrorscope::probe;
using namespace std::chrono_literals;

class VerifyLineTest : public QObject {
    Q_OBJECT

private slots:
    void usualOptionsAreLeftOut() {
        QCOMPARE(verifyLine({.via = "https://shop.example/"}, "shop.mscope"),
                 std::string("mirrorscope-cli verify --via https://shop.example/ --session shop.mscope"));
    }
    void allOptions();
    void anyShellReadsTheSame_data();
    void anyShellReadsTheSame();
};

void VerifyLineTest::allOptions() {
    ProofRequest request{.via = "https://shop.example/"};
    request.caFile = "ca.pem";
    request.count = 28;
    request.only = {ProbeKind::Get, ProbeKind::Body8M};
    request.warmUps = 0;
    request.perSecond = 2.5;
    request.answerTime = 9s;
    request.wait = 1500ms;
    request.percentage = 30;
    request.law = ShareLaw::Counts;
    request.maxLoss = 0.5;
    request.lateAfter = 1s;
    request.hasBodies = false;
    request.headers = {"Host"};
    request.contract =
        R"({"headers":[{"name":"X-Real-IP","always":true},{"name":"X-Sometimes","always":false}]})";
    request.kind = mirrorscope::traffic::SourceKind::Traefik;
    QCOMPARE(verifyLine(request, "a.mscope"),
             std::string("mirrorscope-cli verify --via https://shop.example/ --session a.mscope --ca ca.pem "
                         "--count 28 --only get --only body-8m --warm-up 0 --rate 2.5 --timeout 9000ms "
                         "--wait 1500ms --percentage 30 --law counts --max-loss 0.5 --late-after 1000ms "
                         "--no-bodies --expect-header Host --expect-header X-Real-IP --kind traefik"));
}

void VerifyLineTest::anyShellReadsTheSame_data() {
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("space") << QByteArray("/tmp/my session.mscope");
    QTest::newRow("quote") << QByteArray("it's.mscope");
    QTest::newRow("only quotes") << QByteArray("'''");
    QTest::newRow("substitution") << QByteArray("$(touch x)`id`$HOME");
    QTest::newRow("several commands") << QByteArray("a;b|c&d>e\nf");
    QTest::newRow("backslash") << QByteArray("a\\b\\");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("glob") << QByteArray("*?[a]{b,c}~!#");
}

void VerifyLineTest::anyShellReadsTheSame() {
    QFETCH(QByteArray, word);
    std::string line = verifyLine({.via = word.toStdString()}, "s");
    line.replace(0, std::string("mirrorscope-cli verify --via").size(), "printf '%s|'");
    QProcess shell;
    shell.start("/bin/sh", {"-c", QString::fromStdString(line)});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(shell.readAllStandardOutput(), word + "|--session|s|");
}

QTEST_GUILESS_MAIN(VerifyLineTest)
#include "verify_line_test.moc"
