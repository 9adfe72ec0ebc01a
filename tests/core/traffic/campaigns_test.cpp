// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/campaigns.h"

#include <QTest>
#include <deque>

using namespace mirrorscope;
using traffic::Attack;
using traffic::AttackType;
using traffic::Campaign;

namespace {

/// "client type path first-minute last-minute"; attacks get the ids 1, 2, 3 …
std::deque<Attack> attacksOf(const QStringList& lines) {
    std::deque<Attack> attacks;
    for (const QString& line : lines) {
        const QStringList part = line.split(u' ');
        Attack attack;
        attack.id = static_cast<traffic::AttackId>(attacks.size()) + 1;
        attack.client = part[0] == QStringLiteral("unknown") ? std::string() : part[0].toStdString();
        attack.type = traffic::attackTypeByName(part[1].toStdString()).value();
        attack.host = "shop.example.com";
        attack.endpoint = "GET " + part[2].toStdString();
        attack.firstSeen = base::WallTime(std::chrono::minutes(part[3].toInt()));
        attack.lastSeen = base::WallTime(std::chrono::minutes(part[4].toInt()));
        attacks.push_back(attack);
    }
    return attacks;
}

std::vector<Campaign> found(const std::deque<Attack>& attacks) {
    std::vector<const Attack*> pointers;
    for (const Attack& attack : attacks) {
        pointers.push_back(&attack);
    }
    return traffic::findCampaigns(pointers);
}

/// "203.0.113.7: 1 2 3"
QStringList summary(const std::vector<Campaign>& campaigns) {
    QStringList lines;
    for (const Campaign& campaign : campaigns) {
        QString line = QString::fromStdString(campaign.origin) + u':';
        for (const Attack* attack : campaign.attacks) {
            line += u' ' + QString::number(attack->id);
        }
        lines << line;
    }
    return lines;
}

}  // namespace

class CampaignsTest : public QObject {
    Q_OBJECT

private slots:
    void cases_data() {
        QTest::addColumn<QStringList>("attacks");
        QTest::addColumn<QStringList>("campaigns");
        const auto row = [](const char* name, const QStringList& attacks, const QStringList& campaigns) {
            QTest::newRow(name) << attacks << campaigns;
        };
        row("three attacks of two types",
            {"203.0.113.7 sqli /a 0 2", "203.0.113.7 xss /a 1 3", "203.0.113.7 xss /b 4 5"},
            {"203.0.113.7: 1 2 3"});
        row("one type on three places",
            {"203.0.113.7 sqli /a 0 2", "203.0.113.7 sqli /b 1 3", "203.0.113.7 sqli /c 4 5"},
            {"203.0.113.7: 1 2 3"});
        row("near miss: two attacks", {"203.0.113.7 sqli /a 0 2", "203.0.113.7 xss /b 1 3"}, {});
        row("near miss: one type on two places",
            {"203.0.113.7 sqli /a 0 2", "203.0.113.7 sqli /b 1 3", "203.0.113.7 sqli /b 4 5"}, {});
        row("15 minutes of silence belong to it",
            {"203.0.113.7 sqli /a 0 2", "203.0.113.7 xss /a 17 17", "203.0.113.7 rce /b 32 33"},
            {"203.0.113.7: 1 2 3"});
        row("near miss: 16 minutes of silence",
            {"203.0.113.7 sqli /a 0 2", "203.0.113.7 xss /a 18 18", "203.0.113.7 rce /b 19 20"}, {});
        row("a long attack spans the silence of others",
            {"203.0.113.7 sqli /a 0 60", "203.0.113.7 xss /a 1 2", "203.0.113.7 rce /b 70 70"},
            {"203.0.113.7: 1 2 3"});
        row("two campaigns of one client",
            {"203.0.113.7 sqli /a 0 1", "203.0.113.7 xss /a 1 2", "203.0.113.7 rce /b 2 2",
             "203.0.113.7 sqli /a 90 91", "203.0.113.7 xss /a 91 92", "203.0.113.7 rce /b 92 92"},
            {"203.0.113.7: 1 2 3", "203.0.113.7: 4 5 6"});
        row("clients of one network",
            {"203.0.113.7 sqli /a 0 1", "203.0.113.8 xss /a 1 2", "203.0.113.9 rce /b 2 2"},
            {"203.0.113.0/24: 1 2 3"});
        row("near miss: neighbouring networks",
            {"203.0.113.7 sqli /a 0 1", "203.0.114.8 xss /a 1 2", "203.0.112.9 rce /b 2 2"}, {});
        row("clients of one IPv6 network",
            {"2001:db8:1:2::1 sqli /a 0 1", "2001:db8:1:2:ffff::2 xss /a 1 2", "2001:db8:1:2::3 rce /b 2 2"},
            {"2001:db8:1:2::/64: 1 2 3"});
        row("near miss: IPv6 networks",
            {"2001:db8:1:2::1 sqli /a 0 1", "2001:db8:1:3::2 xss /a 1 2", "2001:db8:1:2::3 rce /b 2 2"}, {});
        row("a client alone, and its neighbours are another",
            {"203.0.113.7 sqli /a 0 1", "203.0.113.7 xss /a 1 2", "203.0.113.7 rce /b 2 2",
             "203.0.113.8 sqli /a 0 1", "203.0.113.9 xss /a 1 2", "203.0.113.9 rce /b 2 2"},
            {"203.0.113.7: 1 2 3", "203.0.113.0/24: 4 5 6"});
        row("near miss: unknown clients", {"unknown sqli /a 0 1", "unknown xss /a 1 2", "unknown rce /b 2 2"},
            {});
        row("a client that is no address is its own network",
            {"_hidden sqli /a 0 1", "_hidden xss /a 1 2", "_hidden rce /b 2 2", "_hidden2 sqli /a 0 1"},
            {"_hidden: 1 2 3"});
        row("order of arrival does not matter",
            {"203.0.113.7 rce /b 32 33", "203.0.113.7 xss /a 17 17", "203.0.113.7 sqli /a 0 2"},
            {"203.0.113.7: 3 2 1"});
        row("none", {}, {});
    }

    void cases() {
        QFETCH(QStringList, attacks);
        const std::deque<Attack> all = attacksOf(attacks);
        QTEST(summary(found(all)), "campaigns");
    }

    void tellsWhatItIsMadeOf() {
        const std::deque<Attack> all =
            attacksOf({"203.0.113.7 xss /a 0 1", "203.0.113.8 sqli /a 1 2", "203.0.113.8 sqli /b 2 2"});
        const std::vector<Campaign> campaigns = found(all);
        QCOMPARE(campaigns.size(), std::size_t{1});
        const Campaign& campaign = campaigns.front();
        QVERIFY(campaign.isNetwork);
        QCOMPARE(campaign.id(), traffic::AttackId{1});
        QCOMPARE(campaign.clients, std::size_t{2});
        QCOMPARE(campaign.endpoints, std::size_t{2});
        QCOMPARE(campaign.hosts, std::size_t{1});
        QCOMPARE(campaign.types.front(), std::pair(AttackType::Sqli, std::size_t{2}));
    }

    void keepsItsIdWhileItGrows() {
        std::deque<Attack> all =
            attacksOf({"203.0.113.7 xss /a 10 11", "203.0.113.7 sqli /a 11 12", "203.0.113.7 rce /b 12 12"});
        const traffic::AttackId before = found(all).front().id();
        Attack late = all.front();
        late.id = 4;
        late.firstSeen = base::WallTime(std::chrono::minutes(5));
        all.push_back(late);
        QCOMPARE(found(all).front().attacks.size(), std::size_t{4});
        QCOMPARE(found(all).front().id(), before);
    }
};

QTEST_GUILESS_MAIN(CampaignsTest)
#include "campaigns_test.moc"
