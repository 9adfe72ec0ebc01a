// SPDX-License-Identifier: Apache-2.0
// What was muted in the window is said to be by mirrorscope-cli findings.
#include <QTemporaryDir>
#include <QTest>
#include <boost/json/value.hpp>

#include "core/pipeline/session_decisions.h"
#include "tests/support/collector.h"
#include "tests/support/socket.h"

using namespace mirrorscope;

namespace {

/// An nginx that forwards no client.
constexpr char kWithoutClient[] =
    "GET / HTTP/1.0\r\nX-SERVER-ADDR: 10.0.0.1\r\nX-SERVER-PORT: 80\r\nHost: shop.example\r\n"
    "Connection: close\r\n\r\n";
/// More than any rule about missing headers asks for.
constexpr int kRequests = 60;

}  // namespace

class MutedFindingsTest : public QObject {
    Q_OBJECT

private slots:
    void mutedUntilADayAndForGood() {
        const QTemporaryDir directory;
        const QString session = directory.filePath(QStringLiteral("muted.mscope"));
        const auto rows = [&] {
            return test::jsonLines(test::runCli({"findings", "--session", session, "--json"}).out);
        };
        {
            test::Collector collector(session, {"--engine", "none"});
            QVERIFY(collector.isListening());
            for (int i = 0; i < kRequests; ++i) {
                QVERIFY(test::exchange(collector.port(), kWithoutClient));
            }
            QVERIFY(test::becomesTrue([&] { return !rows().empty(); }));
            QCOMPARE(collector.stop().exitCode, 0);
        }
        QVERIFY(rows().front().at("muted").is_null());
        const traffic::FindingKey key{1, rows().front().at("code").as_string().c_str()};
        const base::SystemClock clock;
        pipeline::SessionDecisions decisions(clock);
        const auto mute = [&](std::optional<base::WallTime> until) {
            return decisions
                .setFindingMute(session.toStdString(), key,
                                traffic::FindingMute{key, "planned \x1b", {}, until})
                .has_value();
        };
        QVERIFY(mute(std::nullopt));
        QCOMPARE(rows().front().at("muted").as_string().c_str(), "for good");
        const auto explained = test::runCli({"findings", "--session", session, "--explain"}).out;
        QVERIFY2(explained.contains("muted     for good: planned "), explained.constData());
        QVERIFY(!explained.contains('\x1b'));
        const base::WallTime day{std::chrono::seconds(4'102'444'800)};  // 2100-01-01
        QVERIFY(mute(day));
        QVERIFY(rows().front().at("muted").as_string().starts_with("2100-01-01"));
        QVERIFY(mute(clock.wall() - std::chrono::seconds(1)));  // it is over
        QVERIFY(rows().front().at("muted").is_null());
    }
};

QTEST_GUILESS_MAIN(MutedFindingsTest)
#include "muted_findings_test.moc"
