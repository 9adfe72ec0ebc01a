// SPDX-License-Identifier: Apache-2.0
#include "core/detection/attack_grouping.h"

#include <QtTest>

#include "tests/core/detection/captured_request.h"

using namespace mirrorscope;
using namespace mirrorscope::detection;
using namespace std::chrono_literals;
using traffic::AttackType;
using traffic::RequestState;
using traffic::Severity;

namespace {

traffic::Hit hitOf(std::int64_t rule, AttackType type, Severity severity = Severity::Critical) {
    traffic::Hit hit;
    hit.ruleId = rule;
    hit.type = type;
    hit.severity = severity;
    hit.message = "rule " + std::to_string(rule);
    hit.point = "query › " + std::to_string(rule);
    return hit;
}

/// One request to be grouped; what differs between cases has a field.
struct Step {
    base::WallTime time{};
    std::string client = "203.0.113.7";
    std::string host = "shop.example";
    std::string target = "/item?id=1";
    std::vector<traffic::Hit> hits{hitOf(942100, AttackType::Sqli)};
    RequestState state = RequestState::Attack;
    int score = 5;
    traffic::SourceId source = 1;
};

traffic::VerdictBatch::Item assignStep(AttackGrouping& grouping, const Step& step) {
    auto request = capturedRequest("GET " + step.target + " HTTP/1.1", "");
    request.receivedAt = step.time;
    traffic::RequestContext context;
    context.source = step.source;
    context.client = step.client;
    context.host = step.host;
    traffic::VerdictBatch::Item item;
    item.verdict.state = step.state;
    item.verdict.score = step.score;
    item.verdict.hits = step.hits;
    grouping.assign(item, request, context);
    return item;
}

const base::WallTime kStart{1'700'000'000s};

}  // namespace

class AttackGroupingTest : public QObject {
    Q_OBJECT
private slots:
    void sameAttack_data() {
        QTest::addColumn<qint64>("gapSeconds");
        QTest::addColumn<QString>("changed");
        QTest::addColumn<bool>("same");
        QTest::newRow("at once") << qint64{0} << "" << true;
        QTest::newRow("30 minutes") << qint64{1800} << "" << true;
        QTest::newRow("a second more") << qint64{1801} << "" << false;
        QTest::newRow("clock jumps back") << qint64{-7200} << "" << true;
        QTest::newRow("other client") << qint64{1} << "client" << false;
        QTest::newRow("other host") << qint64{1} << "host" << false;
        QTest::newRow("other source") << qint64{1} << "source" << false;
        QTest::newRow("other type") << qint64{1} << "type" << false;
        QTest::newRow("other endpoint, client known") << qint64{1} << "endpoint" << true;
        QTest::newRow("other rule") << qint64{1} << "rule" << true;
    }
    void sameAttack() {
        QFETCH(qint64, gapSeconds);
        QFETCH(QString, changed);
        QFETCH(bool, same);
        AttackGrouping grouping({}, 40);
        const auto first = assignStep(grouping, {kStart});
        Step step{kStart + std::chrono::seconds(gapSeconds)};
        step.client = changed == "client" ? "203.0.113.8" : step.client;
        step.host = changed == "host" ? "other.example" : step.host;
        step.source = changed == "source" ? 2 : 1;
        step.target = changed == "endpoint" ? "/other" : step.target;
        if (changed == "type") {
            step.hits = {hitOf(941100, AttackType::Xss)};
        } else if (changed == "rule") {
            step.hits = {hitOf(942190, AttackType::Sqli)};
        }
        const auto second = assignStep(grouping, step);
        QCOMPARE(first.attackOfHit, (std::vector<traffic::AttackId>{41}));
        QCOMPARE(second.attackOfHit, (std::vector<traffic::AttackId>{same ? 41 : 42}));
        QVERIFY(second.attacks.at(0).attack.lastSeen >= second.attacks.at(0).attack.firstSeen);
    }
    void aDayEndsIt() {
        AttackGrouping grouping({}, 0);
        traffic::AttackId last = 0;
        for (auto passed = 0min; passed <= 24h; passed += 30min) {
            last = assignStep(grouping, {kStart + passed}).attackOfHit.at(0);
            QCOMPARE(last, traffic::AttackId{1});
        }
        QCOMPARE(assignStep(grouping, {kStart + 24h + 1min}).attackOfHit.at(0), traffic::AttackId{2});
    }
    void unknownClientGroupsByEndpoint() {
        AttackGrouping grouping({}, 0);
        Step step{kStart};
        step.client.clear();
        step.target = "/orders/17";
        const auto first = assignStep(grouping, step);
        step.target = "/orders/99?x=1";
        QCOMPARE(assignStep(grouping, step).attackOfHit, first.attackOfHit);
        step.target = "/users/99";
        QVERIFY(assignStep(grouping, step).attackOfHit != first.attackOfHit);
        QCOMPARE(first.attacks.at(0).attack.endpoint, std::string("GET /orders/{n}"));
    }
    void protocolHits_data() {
        QTest::addColumn<bool>("withOther");
        QTest::addColumn<int>("state");
        QTest::addColumn<int>("attacks");
        QTest::newRow("alone") << false << static_cast<int>(RequestState::Suspicious) << 0;
        QTest::newRow("in an attack") << true << static_cast<int>(RequestState::Attack) << 2;
        QTest::newRow("beside a weak hit") << true << static_cast<int>(RequestState::Suspicious) << 1;
    }
    void protocolHits() {
        QFETCH(bool, withOther);
        QFETCH(int, state);
        QFETCH(int, attacks);
        AttackGrouping grouping({}, 0);
        Step step{kStart};
        step.state = static_cast<RequestState>(state);
        step.hits = {hitOf(920350, AttackType::Protocol, Severity::Medium)};
        if (withOther) {
            step.hits.push_back(hitOf(942100, AttackType::Sqli));
        }
        const auto item = assignStep(grouping, step);
        QCOMPARE(static_cast<int>(item.attacks.size()), attacks);
        QCOMPARE(item.attackOfHit.size(), step.hits.size());
        QCOMPARE(item.attackOfHit.front() != 0, attacks == 2);
    }
    void worstHitSpeaks() {
        AttackGrouping grouping({}, 0);
        Step step{kStart};
        step.score = 12;
        step.hits = {hitOf(1, AttackType::Sqli, Severity::Low), hitOf(2, AttackType::Sqli, Severity::High),
                     hitOf(2, AttackType::Sqli, Severity::High), hitOf(3, AttackType::Xss, Severity::Info)};
        const auto item = assignStep(grouping, step);
        QCOMPARE(item.attacks.size(), std::size_t{2});
        const traffic::Attack& attack = item.attacks.at(0).attack;
        QCOMPARE(attack.severity, Severity::High);
        QCOMPARE(attack.message, std::string("rule 2"));
        QCOMPARE(attack.point, std::string("query › 2"));
        QCOMPARE(attack.ruleIds, (std::vector<std::int64_t>{1, 2}));
        QCOMPARE(attack.hits, std::uint64_t{3});
        QCOMPARE(attack.requests, std::uint64_t{1});
        QCOMPARE(attack.score, 12);
        QCOMPARE(item.attackOfHit, (std::vector<traffic::AttackId>{1, 1, 1, 2}));
    }
    void continuesOpenAttacks() {
        traffic::Attack open;
        open.id = 9;
        open.type = AttackType::Sqli;
        open.source = 1;
        open.client = "203.0.113.7";
        open.host = "shop.example";
        open.endpoint = "GET /item";
        open.firstSeen = kStart - 1h;
        open.lastSeen = kStart - 1min;
        AttackGrouping grouping({open}, 20);
        const auto item = assignStep(grouping, {kStart});
        QCOMPARE(item.attackOfHit.at(0), traffic::AttackId{9});
        QCOMPARE(item.attacks.at(0).attack.firstSeen, open.firstSeen);
        Step other{kStart};
        other.host = "other.example";
        QCOMPARE(assignStep(grouping, other).attackOfHit.at(0), traffic::AttackId{21});
    }
    void forgetsWhatIsClosed() {
        AttackGrouping grouping({}, 0);
        for (int i = 0; i < 20'000; ++i) {
            Step step{kStart + i * 10s};
            step.host = "h" + std::to_string(i);
            assignStep(grouping, step);
        }
        // 180 of them can be open at a time; the map may hold some times that before it looks.
        QVERIFY2(grouping.openCount() < 2048, std::to_string(grouping.openCount()).c_str());
    }
    void staysBoundedInAFlood() {
        AttackGrouping grouping({}, 0);
        for (int i = 0; i < 200'000; ++i) {
            Step step{kStart + i * 1us};
            step.host = "h" + std::to_string(i);
            assignStep(grouping, step);
        }
        QVERIFY(grouping.openCount() <= 65'536);
        Step newest{kStart + 1s};
        newest.host = "h199999";
        QCOMPARE(assignStep(grouping, newest).attackOfHit.at(0), traffic::AttackId{200'000});
    }
    void templates_data() {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("expected");
        QTest::newRow("number") << "/orders/17/items/3?x=1" << "GET /orders/{n}/items/{n}";
        QTest::newRow("uuid") << "/u/9f8b6a2c-1d4e-4f70-a1b2-c3d4e5f60718" << "GET /u/{n}";
        QTest::newRow("long hex") << "/f/0123456789abcdef" << "GET /f/{n}";
        QTest::newRow("short hex") << "/f/0123456789abcde" << "GET /f/0123456789abcde";
        QTest::newRow("a word of hex letters") << "/cafe" << "GET /cafe";
        QTest::newRow("name with a number") << "/v1/page2" << "GET /v1/page2";
        QTest::newRow("absolute form") << "http://h/a/5" << "GET /a/{n}";
        QTest::newRow("root") << "/" << "GET /";
        QTest::newRow("empty") << "" << "GET ";
        QTest::newRow("long") << "/" + QString(1000, 'z') << "GET /" + QString(255, 'z');
    }
    void templates() {
        QFETCH(QString, target);
        QFETCH(QString, expected);
        QCOMPARE(QString::fromStdString(endpointTemplate("GET", target.toStdString())), expected);
    }
};

QTEST_GUILESS_MAIN(AttackGroupingTest)
#include "attack_grouping_test.moc"
