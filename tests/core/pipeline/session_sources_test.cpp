// SPDX-License-Identifier: Apache-2.0
// What a window says of sources, through the service that records them.
#include "core/pipeline/session_sources.h"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>

#include "core/pipeline/attached_mirror_service.h"
#include "core/pipeline/local_mirror_service.h"
#include "tests/support/socket.h"

using namespace mirrorscope;
using base::ErrorCode;
using pipeline::SessionSources;
using traffic::SourceSetting;

class SessionSourcesTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void whatIsSaidIsRead();
    void wrongSettingsChangeNothing_data();
    void wrongSettingsChangeNothing();
    void mergesAndTakesBack();
    void readsTheNewestRequestWithOtherSettings();
    void aSessionFromElsewhereIsOnlyRead();

private:
    void send(const std::string& server, const std::string& forwardedFor) {
        auto socket = test::Socket::connect(m_port);
        QVERIFY(socket->send("GET /cart HTTP/1.1\r\nX-SERVER-ADDR: " + server +
                             "\r\nX-SERVER-PORT: 80\r\nHost: shop.example\r\nX-Forwarded-Proto: https\r\n"
                             "X-Forwarded-For: " +
                             forwardedFor + "\r\n\r\n"));
        test::ResponseReader reader(*socket);
        QCOMPARE(reader.next()->status, 204);
    }

    QTemporaryDir m_directory;
    std::unique_ptr<pipeline::LocalMirrorService> m_service;
    std::unique_ptr<SessionSources> m_sources;
    std::uint16_t m_port = 0;
};

void SessionSourcesTest::initTestCase() {
    config::Settings settings;
    QVERIFY(settings.set("session", m_directory.filePath("own.mscope").toStdString()).has_value());
    QVERIFY(settings.set("listen", "127.0.0.1:0").has_value());
    QVERIFY(settings.set("limits.patience", "60s").has_value());
    QVERIFY(settings.set("engine", "none").has_value());
    m_service = std::move(*pipeline::LocalMirrorService::open(*pipeline::ServiceOptions::from(settings)));
    QVERIFY(m_service->listen(m_service->options().listen.front()).has_value());
    m_port = m_service->status().listeners.front().address.port;
    m_sources = std::make_unique<SessionSources>(*m_service, m_service->options());
    send("10.0.0.1", "203.0.113.7");
    send("10.0.0.2", "203.0.113.8");
    QVERIFY(test::becomesTrue([&] {
        return m_sources->readout({.source = 2}).has_value() &&
               m_sources->readout({.source = 2})->context.requestId == 2;
    }));
}

void SessionSourcesTest::whatIsSaidIsRead() {
    QVERIFY(m_sources->settings()->empty());
    const SourceSetting said{.source = 1, .name = "edge", .colour = "green", .hops = 1};
    const auto before = m_sources->change(said);
    QVERIFY(before.has_value());
    QVERIFY(*before == SourceSetting{.source = 1});
    QVERIFY(m_sources->settings()->front() == said);
    QVERIFY(*m_sources->change({.source = 1}) == said);
}

void SessionSourcesTest::wrongSettingsChangeNothing_data() {
    QTest::addColumn<int>("source");
    QTest::addColumn<QString>("trusted");
    QTest::addColumn<int>("into");
    QTest::addColumn<int>("code");
    QTest::newRow("network") << 1 << "10.0.0.0/99" << 0 << int(ErrorCode::InvalidArgument);
    QTest::newRow("no such source") << 77 << "" << 0 << int(ErrorCode::SourceNotFound);
    QTest::newRow("into itself") << 1 << "" << 1 << int(ErrorCode::InvalidArgument);
    QTest::newRow("into nothing") << 1 << "" << 77 << int(ErrorCode::SourceNotFound);
}

void SessionSourcesTest::wrongSettingsChangeNothing() {
    QFETCH(int, source);
    QFETCH(QString, trusted);
    QFETCH(int, into);
    QFETCH(int, code);
    SourceSetting setting{.source = source, .trusted = trusted.toStdString()};
    if (into != 0) {
        setting.mergedInto = into;
    }
    const auto before = *m_sources->settings();
    const auto changed = m_sources->change(setting);
    QVERIFY(!changed.has_value());
    QCOMPARE(int(changed.error().code), code);
    QVERIFY(*m_sources->settings() == before);
}

void SessionSourcesTest::mergesAndTakesBack() {
    const auto before = m_sources->change({.source = 2, .mergedInto = 1});
    QVERIFY(before.has_value());
    QVERIFY(!m_sources->change({.source = 1, .mergedInto = 2}).has_value());  // a circle
    QVERIFY(m_sources->change(*before).has_value());
    QVERIFY(m_sources->change({.source = 1, .mergedInto = 2}).has_value());
    QVERIFY(m_sources->change({.source = 1}).has_value());
}

void SessionSourcesTest::readsTheNewestRequestWithOtherSettings() {
    const auto plain = m_sources->readout({.source = 1});
    QVERIFY(plain.has_value());
    QCOMPARE(plain->context.client, std::string("203.0.113.7"));
    QVERIFY(plain->context.clientTrust == traffic::ClientTrust::Claimed);
    QCOMPARE(plain->context.host, std::string("shop.example"));
    QCOMPARE(plain->hostFrom, std::string("Host"));
    QVERIFY(!plain->schemeFrom.empty());

    const auto trusted = m_sources->readout({.source = 1, .trusted = "127.0.0.1"});
    QVERIFY(trusted->context.clientTrust == traffic::ClientTrust::Verified);
    QCOMPARE(trusted->context.clientFrom, std::string("X-Forwarded-For"));
    QVERIFY(m_sources->settings()->empty() || m_sources->settings()->front().trusted.empty());
    QVERIFY(!m_sources->readout({.source = 77}).has_value());
}

void SessionSourcesTest::aSessionFromElsewhereIsOnlyRead() {
    const std::string elsewhere = m_directory.filePath("elsewhere.mscope").toStdString();
    m_service->stopAllListeners();
    QVERIFY(m_sources->change({.source = 1, .name = "named before"}).has_value());
    // Everything is in the log until the recorder ends; a copy by hand is what comes by mail.
    const std::string own = m_service->status().session.string();
    m_sources.reset();
    const auto options = m_service->options();
    m_service.reset();
    std::filesystem::copy_file(own, elsewhere);
    qputenv("XDG_STATE_HOME", m_directory.filePath("nobody").toUtf8());
    const auto attached = pipeline::AttachedMirrorService::open(elsewhere);
    QVERIFY(attached.has_value());
    SessionSources sources(**attached, options);
    QCOMPARE(sources.settings()->front().name, std::string("named before"));
    const auto changed = sources.change({.source = 1, .name = "renamed"});
    QVERIFY(!changed.has_value());
    QVERIFY(changed.error().code == ErrorCode::SessionUnwritable);
    QCOMPARE(sources.settings()->front().name, std::string("named before"));
    QVERIFY(!(*attached)->allow(*base::IpNetwork::parse("10.0.0.0/8")).has_value());
}

QTEST_GUILESS_MAIN(SessionSourcesTest)
#include "session_sources_test.moc"
