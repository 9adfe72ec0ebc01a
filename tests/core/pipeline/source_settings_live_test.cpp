// SPDX-License-Identifier: Apache-2.0
// What people say of sources while the session is recorded holds for what comes a second later.
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <string>

#include "core/pipeline/local_mirror_service.h"
#include "core/storage/session_reader.h"
#include "core/storage/source_settings.h"
#include "tests/support/socket.h"

using namespace mirrorscope;
using pipeline::LocalMirrorService;
using traffic::RequestState;

namespace {

std::string attackThrough(const std::string& server) {
    return "GET /item?id=1%27%20OR%201=1-- HTTP/1.1\r\nX-SERVER-ADDR: " + server +
           "\r\nX-SERVER-PORT: 80\r\nHost: shop.example\r\nX-Forwarded-For: 203.0.113.7\r\n"
           "User-Agent: test/1\r\nAccept: */*\r\n\r\n";
}

}  // namespace

class SourceSettingsLiveTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void modes_data();
    void modes();
    void mergedAndSplitAgain();
    void namesAndRotation();
    void aBrokenContractIsFound();

private:
    /// The newest request, judged; one more is sent for it.
    traffic::RequestRow next(const std::string& server);
    traffic::SourceId idOf(const std::string& server);
    void say(const traffic::SourceSetting& setting) {
        const auto settings = storage::SourceSettings::open(m_service->status().session);
        QVERIFY(settings.has_value() && (*settings)->set(setting).has_value());
    }
    std::unique_ptr<storage::SessionReader> reader() const {
        return std::move(*storage::SessionReader::open(m_service->status().session));
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<LocalMirrorService> m_service;
    std::unique_ptr<test::Socket> m_socket;
    std::unique_ptr<test::ResponseReader> m_responses;
};

void SourceSettingsLiveTest::init() {
    m_service.reset();
    m_directory = std::make_unique<QTemporaryDir>();
    config::Settings settings;
    QVERIFY(settings.set("session", m_directory->filePath("live.mscope").toStdString()).has_value());
    QVERIFY(settings.set("listen", "127.0.0.1:0").has_value());
    QVERIFY(settings.set("limits.patience", "60s").has_value());
    QVERIFY(settings.set("analysis.priority", "normal").has_value());
    m_service = std::move(*LocalMirrorService::open(*pipeline::ServiceOptions::from(settings)));
    QVERIFY(m_service->startAnalysis().has_value());
    QVERIFY(m_service->listen(m_service->options().listen.front()).has_value());
    auto socket = test::Socket::connect(m_service->status().listeners.front().address.port);
    m_socket = std::make_unique<test::Socket>(std::move(*socket));
    m_responses = std::make_unique<test::ResponseReader>(*m_socket);
}

traffic::RequestRow SourceSettingsLiveTest::next(const std::string& server) {
    if (!m_socket->send(attackThrough(server)) || m_responses->next()->status != 204) {
        return {};
    }
    traffic::RequestRow newest;
    const bool judged = test::becomesTrue([&] {
        const auto rows = reader()->requests({0, true, 1, {}});
        newest = rows && !rows->empty() ? rows->front() : traffic::RequestRow{};
        return newest.state != RequestState::Pending;
    });
    return judged ? newest : traffic::RequestRow{};
}

traffic::SourceId SourceSettingsLiveTest::idOf(const std::string& server) {
    return next(server).context.source;
}

void SourceSettingsLiveTest::modes_data() {
    QTest::addColumn<int>("mode");
    QTest::addColumn<int>("state");
    QTest::newRow("store") << int(traffic::SourceMode::Store) << int(RequestState::NotAnalysed);
    QTest::newRow("ignore") << int(traffic::SourceMode::Ignore) << int(RequestState::Excluded);
}

void SourceSettingsLiveTest::modes() {
    QFETCH(int, mode);
    QFETCH(int, state);
    const auto row = next("10.0.0.1");
    QCOMPARE(int(row.state), int(RequestState::Attack));
    say({.source = row.context.source, .mode = static_cast<traffic::SourceMode>(mode)});
    QVERIFY(test::becomesTrue([&] { return int(next("10.0.0.1").state) == state; }));
    QCOMPARE(int(next("10.0.0.2").state), int(RequestState::Attack));  // another source is judged
    say({.source = row.context.source});
    QVERIFY(test::becomesTrue([&] { return next("10.0.0.1").state == RequestState::Attack; }));
}

void SourceSettingsLiveTest::mergedAndSplitAgain() {
    const auto first = idOf("10.0.0.1");
    const auto second = idOf("10.0.0.2");
    QVERIFY(first != second);
    say({.source = second, .mergedInto = first});
    QVERIFY(test::becomesTrue([&] { return idOf("10.0.0.2") == first; }));
    say({.source = second});
    QVERIFY(test::becomesTrue([&] { return idOf("10.0.0.2") == second; }));
}

void SourceSettingsLiveTest::namesAndRotation() {
    const auto source = idOf("10.0.0.1");
    say({.source = source, .name = "edge", .trusted = "127.0.0.1/32"});
    QVERIFY(test::becomesTrue(
        [&] { return next("10.0.0.1").context.clientTrust == traffic::ClientTrust::Verified; }));
    QVERIFY(m_service->rotate(m_directory->filePath("next.mscope").toStdString()).has_value());
    QVERIFY(test::becomesTrue([&] {
        const auto row = next("10.0.0.1");
        return row.sourceName == "edge" && row.context.clientTrust == traffic::ClientTrust::Verified;
    }));
}

void SourceSettingsLiveTest::aBrokenContractIsFound() {
    const auto source = idOf("10.0.0.1");
    const auto isOpen = [&] {
        const auto findings = reader()->findings();
        return findings && std::ranges::any_of(*findings, [](const traffic::Finding& finding) {
                   return finding.code == "CONTRACT_BROKEN" && finding.isOpen();
               });
    };
    say({.source = source,
         .contract =
             R"({"headers":[{"name":"X-SERVER-ADDR","always":true},{"name":"X-Real-IP","always":true}]})"});
    QVERIFY(test::becomesTrue([&] {
        next("10.0.0.1");
        return isOpen();
    }));
    say({.source = source, .contract = R"({"headers":[{"name":"X-SERVER-ADDR","always":true}]})"});
    QVERIFY(test::becomesTrue([&] {
        next("10.0.0.1");
        return !isOpen();
    }));
}

QTEST_GUILESS_MAIN(SourceSettingsLiveTest)
#include "source_settings_live_test.moc"
