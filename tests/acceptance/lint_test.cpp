// SPDX-License-Identifier: Apache-2.0
// `mirrorscope-cli lint`: what it prints, and the exit codes of docs/lint.md.
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/collector.h"

using namespace mirrorscope;

namespace {

const QString kPage = TEST_DATA_DIR "/lint/nginx-page.conf";
const QString kAnalysing = TEST_DATA_DIR "/lint/nginx-analysing.conf";

}  // namespace

class LintTest : public QObject {
    Q_OBJECT

private slots:
    void text();
    void json();
    void trust();
    void hardenedFromStandardInput();
    void guessIsSaid();
    void bytesOfTheFileAreVisible();
    void failures_data();
    void failures();

private:
    QString fileWith(const QByteArray& bytes) const {
        const QString path = m_directory.filePath("tested.conf");
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly)) {
            qFatal("cannot write a file");
        }
        file.write(bytes);
        return path;
    }

    QTemporaryDir m_directory;
};

void LintTest::text() {
    const auto output = test::runCli({"lint", kPage, "--proxy", "nginx"});
    QCOMPARE(output.exitCode, 1);
    QCOMPARE(output.error, QByteArray());
    const QByteArray expected =
        kPage.toUtf8() +
        ":11:9: error: \"proxy_pass http://222.222.222.222$request_uri;\" names no port "
        "[NGINX_COPY_NO_PORT]\n";
    QVERIFY2(output.out.contains(expected), output.out.constData());
    QVERIFY(
        output.out.contains("    - proxy_pass http://222.222.222.222$request_uri;\n"
                            "    + proxy_pass http://222.222.222.222:8445$request_uri;\n"));
    QVERIFY(output.out.endsWith(": 4 errors, 6 warnings, 3 notes\n"));
}

void LintTest::json() {
    const auto output = test::runCli({"lint", kPage, "--proxy", "nginx", "--json"});
    QCOMPARE(output.exitCode, 1);
    int findings = 0;
    int contract = 0;
    for (const auto& object : test::jsonLines(output.out)) {
        findings += object.at("record").as_string() == "finding" ? 1 : 0;
        contract += object.at("record").as_string() == "contract" ? 1 : 0;
        QCOMPARE(QString::fromStdString(std::string(object.at("file").as_string())), kPage);
        QVERIFY(object.at("line").as_int64() >= 1);
    }
    QCOMPARE(findings, 13);
    QCOMPARE(contract, 8);
}

void LintTest::trust() {
    const auto output = test::runCli({"lint", kAnalysing, "--proxy", "nginx"});
    QCOMPARE(output.exitCode, 0);
    QVERIFY2(output.out.contains("    --trust 222.222.222.22/32 --trust 10.1.0.0/16\n"),
             output.out.constData());
    QVERIFY(output.out.contains("server address from X-SERVER-ADDR\n"));
    const auto objects =
        test::jsonLines(test::runCli({"lint", kAnalysing, "--proxy", "nginx", "--json"}).out);
    QCOMPARE(objects.back().at("record").as_string().c_str(), "trust");
    QCOMPARE(objects.back().at("networks").as_array().size(), std::size_t{2});
}

void LintTest::hardenedFromStandardInput() {
    const auto snippet = test::runCli({"snippet", "nginx", "--listener", "127.0.0.1:8445"});
    const auto output = test::runCli({"lint", "-", "--proxy", "nginx"}, snippet.out);
    QCOMPARE(output.exitCode, 0);
    QCOMPARE(output.out, QByteArray("(stdin): no known trap\n"));
}

void LintTest::guessIsSaid() {
    const auto output = test::runCli({"lint", kPage});
    QCOMPARE(output.exitCode, 1);
    QVERIFY2(output.error.contains("read as nginx"), output.error.constData());
}

void LintTest::bytesOfTheFileAreVisible() {
    const QString file = fileWith("location / { mirror /\x1b[31m\xff; }");
    const auto text = test::runCli({"lint", file, "--proxy", "nginx"});
    QVERIFY2(text.out.contains("/\\x1b[31m\\xff"), text.out.constData());
    QVERIFY(!text.out.contains('\x1b'));
    const auto json = test::runCli({"lint", file, "--proxy", "nginx", "--json"});
    QVERIFY2(json.out.contains("{\"base64\":\""), json.out.constData());
}

void LintTest::failures_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("words");
    const QStringList nginx{"--proxy", "nginx"};
    QTest::newRow("no file named") << QStringList{} << QByteArray() << 2 << QByteArray("FILE");
    QTest::newRow("unknown kind") << QStringList{"-", "--proxy", "apache"} << QByteArray() << 2
                                  << QByteArray("apache");
    QTest::newRow("nothing to guess from")
        << QStringList{"-"} << QByteArray("hello") << 2 << QByteArray("--proxy");
    QTest::newRow("no such file") << QStringList{"/nowhere/n.conf"} + nginx << QByteArray() << 3
                                  << QByteArray("Cannot read /nowhere/n.conf: No such file");
    QTest::newRow("directory") << QStringList{"/"} + nginx << QByteArray() << 3
                               << QByteArray("Cannot read /: Is a directory");
    QTest::newRow("too large") << QStringList{"-"} + nginx << QByteArray((4 << 20) + 1, '#') << 3
                               << QByteArray("larger than 4 MiB");
    QTest::newRow("missing semicolon") << QStringList{"-"} + nginx << QByteArray("a b;\n c d\n") << 3
                                       << QByteArray("(stdin), line 2, column 2: \"c\" is not ended");
}

void LintTest::failures() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, content);
    QFETCH(int, exitCode);
    QFETCH(QByteArray, words);
    const auto output = test::runCli(QStringList{"lint"} + arguments, content);
    QCOMPARE(output.exitCode, exitCode);
    QVERIFY2(output.error.contains(words), output.error.constData());
    QCOMPARE(output.out, QByteArray());
}

QTEST_GUILESS_MAIN(LintTest)
#include "lint_test.moc"
