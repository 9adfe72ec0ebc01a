// SPDX-License-Identifier: GPL-3.0-or-later
// The window over a real service in whose session rules archive.
#include <QAbstractItemView>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

#include "core/pipeline/demo_traffic.h"
#include "core/pipeline/local_mirror_service.h"
#include "core/pipeline/rule_archiver.h"
#include "core/pipeline/session_decisions.h"
#include "core/pipeline/session_keeper.h"
#include "tests/ui/shell/real_service.h"
#include "ui/shell/application.h"
#include "ui/shell/main_window.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::shell;

namespace {

constexpr std::string_view kAttack =
    "GET /item?id=1%27%20UNION%20SELECT%20password%20FROM%20users--%20 HTTP/1.1\r\nHost: shop.example.com\r\n"
    "User-Agent: Mozilla/5.0\r\nAccept: */*\r\n\r\n";
/// Rules take a second to load; slow machines take longer.
constexpr int kPatience = 60'000;

}  // namespace

class WindowRulesTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        QVERIFY(m_directory.isValid());
        qputenv("XDG_STATE_HOME", m_directory.path().toUtf8());
        prepareApplication(*qApp, true);
    }

    void init() {
        // A loaded disk is no failure here.
        auto real = test::openRealService(m_directory.filePath(QStringLiteral("rules.mscope")),
                                          {{"limits.patience", "60s"}});
        QVERIFY(real.service);
        m_service = std::move(real.service);
        m_keeper = std::move(real.keeper);
        m_address = real.address;
    }

    void cleanup() {
        m_window.reset();
        m_service.reset();
    }

    /// The second time the rule's decision of the day grows, and is no other one.
    void whatARuleArchivesIsSeen() {
        m_service->startAnalysisInBackground();
        QVERIFY(m_service->listen(m_address).has_value());
        m_window = std::make_unique<MainWindow>(
            WindowServices{*m_service, m_demo, *m_keeper, m_decisions, {}, {m_address}, std::nullopt});
        m_window->resize(1600, 1000);
        m_window->show();
        auto* attacks = m_window->findChild<QAbstractItemView*>(QStringLiteral("attacks"));
        const auto triage = [attacks] {
            constexpr int kTriage = 10;
            return attacks->model()->index(0, kTriage, attacks->model()->index(0, 0)).data().toString();
        };
        pipeline::RuleArchiver archiver(m_service->status().session, 0);
        const standing::ArchiveRules rules{{"Attacks", "state:attack", "agreed", std::nullopt, true}};
        const base::WallTime now = m_clock.wall();
        for (const traffic::RequestId i : {1, 2}) {
            const auto answer = test::exchange(m_address.port, kAttack);
            QVERIFY(answer && answer->status == 204);
            QTRY_COMPARE_WITH_TIMEOUT(triage(), QStringLiteral("New"), kPatience);
            QTRY_VERIFY_WITH_TIMEOUT(hasStoredHits(i), kPatience);
            const auto more = archiver.round(rules, now, {});
            QVERIFY(more.has_value());
            QTRY_COMPARE_WITH_TIMEOUT(triage(), QStringLiteral("Archived"), kPatience);
        }
        const auto log = m_decisions.decisions(m_service->status().session, 9);
        QCOMPARE(log->size(), std::size_t{1});
        QCOMPARE(log->front().receipt.requests, std::uint64_t{2});
    }

private:
    /// Live rows come before the hits that a decision is about.
    bool hasStoredHits(traffic::RequestId request) const {
        const auto hits = (*m_service->queries())->hits({}, {});
        return hits.has_value() && std::ranges::any_of(*hits, [&](const traffic::HitRow& row) {
                   return row.requestId == request && row.attackId != 0;
               });
    }

    QTemporaryDir m_directory;
    pipeline::DemoTraffic m_demo;
    std::unique_ptr<pipeline::LocalMirrorService> m_service;
    std::unique_ptr<pipeline::SessionKeeper> m_keeper;
    base::SystemClock m_clock;
    pipeline::SessionDecisions m_decisions{m_clock};
    api::ListenerAddress m_address;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(WindowRulesTest)
#include "window_rules_test.moc"
