// SPDX-License-Identifier: Apache-2.0
// Known sources and rules that archive, as the shipped program reads them beside its configuration.
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/collector.h"
#include "tests/support/socket.h"

using namespace mirrorscope;

namespace {

bool send(std::uint16_t port, const std::string& path, const std::string& agent, int count) {
    auto socket = test::Socket::connect(port);
    test::ResponseReader reader(*socket);
    for (int i = 0; i < count; ++i) {
        if (!socket->send("GET " + path + " HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: " + agent +
                          "\r\nAccept: */*\r\n\r\n")) {
            return false;
        }
        const auto answer = reader.next();
        if (!answer || answer->status != 204) {
            return false;
        }
    }
    return true;
}

}  // namespace

class StandingTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void recorderArchives();
    void afterAKillItGoesOn();
    void aBrokenFileIsToldAndLeft();
    void listsHideKnownSources();
    void listsRefuseABrokenFile();

private:
    void put(const QString& name, const QByteArray& text) const {
        QVERIFY(QDir().mkpath(m_directory->filePath("mirrorscope")));
        QFile file(m_directory->filePath("mirrorscope/" + name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    QString session() const { return m_directory->filePath("s.mscope"); }
    std::size_t count(const QString& filter, const QStringList& more = {}) const {
        const auto output = test::runCli(
            QStringList{"requests", "--session", session(), "--json", "--filter", filter} + more);
        return output.exitCode == 0 ? test::jsonLines(output.out).size() : 999'999;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    QByteArray m_config;
};

void StandingTest::init() {
    m_config = qgetenv("XDG_CONFIG_HOME");
    m_directory = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", m_directory->path().toUtf8());
}

void StandingTest::cleanup() {
    m_config.isEmpty() ? qunsetenv("XDG_CONFIG_HOME") : qputenv("XDG_CONFIG_HOME", m_config);
}

void StandingTest::recorderArchives() {
    test::Collector collector(session());
    QVERIFY2(collector.isListening(), collector.error());
    QVERIFY(send(collector.port(), "/health", "probe", 5));
    QTRY_COMPARE_WITH_TIMEOUT(count("state!=pending"), std::size_t{5}, 30'000);
    // A rule counts while the recorder runs, for what is judged from then on.
    put("archive-rules.txt", "on\t-\tHealth\tpath:/health\tour own probe\n");
    QTRY_VERIFY_WITH_TIMEOUT(send(collector.port(), "/health", "probe", 1) && count("triage:archived") > 0,
                             30'000);
    QVERIFY(send(collector.port(), "/other", "probe", 3));
    const std::size_t all = count("path:/health");
    QTRY_VERIFY_WITH_TIMEOUT(count("triage:new path:/health") < all, 30'000);
    QCOMPARE(count("triage:archived path:/other"), std::size_t{0});
    QVERIFY(count("triage:new id:1..5") == 5);
    const auto log = test::runCli({"triage", "--session", session(), "--history"});
    QVERIFY2(log.out.contains("Health: path:/health"), log.out);
    QVERIFY2(log.out.contains("our own probe"), log.out);
    collector.stop();
}

void StandingTest::afterAKillItGoesOn() {
    put("archive-rules.txt", "on\t-\tHealth\tpath:/health\t\n");
    {
        test::Collector collector(session());
        QVERIFY2(collector.isListening(), collector.error());
        QVERIFY(send(collector.port(), "/health", "probe", 300));
        collector.kill();
    }
    test::Collector collector(session());
    QVERIFY2(collector.isListening(), collector.error());
    QVERIFY(send(collector.port(), "/health", "probe", 20));
    QTRY_COMPARE_WITH_TIMEOUT(count("triage:archived"), std::size_t{320}, 60'000);
    QCOMPARE(collector.stop().exitCode, 0);
    QCOMPARE(count("triage:archived"), std::size_t{320});
}

void StandingTest::aBrokenFileIsToldAndLeft() {
    const QByteArray text = "on\t-\tHealth\tpath:\t\n";
    put("archive-rules.txt", text);
    test::Collector collector(session());
    QVERIFY(collector.isListening());  // what it said is looked at below
    QVERIFY(send(collector.port(), "/health", "probe", 1));
    const QByteArray told = collector.stop().error;
    QVERIFY2(told.contains("archive-rules.txt, line 1"), told);
    QFile file(m_directory->filePath("mirrorscope/archive-rules.txt"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), text);
}

void StandingTest::listsHideKnownSources() {
    {
        test::Collector collector(session());
        QVERIFY2(collector.isListening(), collector.error());
        QVERIFY(send(collector.port(), "/", "Uptime Kuma/1.2", 4));
        QVERIFY(send(collector.port(), "/", "Mozilla", 3));
        collector.stop();
    }
    QCOMPARE(count("", {"--hide-known"}), std::size_t{7});  // no file
    put("known-sources.txt", "hide\t-\tUptime\theader.user-agent~kuma\nhide\t2001-01-01\tOld\tpath:/\n");
    QCOMPARE(count(""), std::size_t{7});
    QCOMPARE(count("", {"--hide-known"}), std::size_t{3});
    QCOMPARE(count("id:1..4 or id:7", {"--hide-known"}), std::size_t{1});
    const auto output = test::runCli({"requests", "--session", session(), "--hide-known"});
    QVERIFY2(output.error.contains("hidden: Uptime"), output.error);
    QCOMPARE(test::runCli({"attacks", "--session", session(), "--hide-known"}).exitCode, 0);
}

void StandingTest::listsRefuseABrokenFile() {
    put("known-sources.txt", "hide\t-\tUptime\n");
    {
        test::Collector collector(session());
        QVERIFY2(collector.isListening(), collector.error());
        collector.stop();
    }
    const auto output = test::runCli({"requests", "--session", session(), "--hide-known"});
    QCOMPARE(output.exitCode, 2);
    QVERIFY2(output.error.contains("known-sources.txt, line 1"), output.error);
}

QTEST_GUILESS_MAIN(StandingTest)
#include "standing_test.moc"
