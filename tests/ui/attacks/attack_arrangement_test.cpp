// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/attack_arrangement.h"

#include <QTest>
#include <deque>

#include "tests/support/fake_session.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::attacks;
using traffic::AttackType;
using traffic::Severity;

class AttackArrangementTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_entries.clear();
        m_arrangement = std::make_unique<AttackArrangement>();
    }

    void twoLevelsHoldTheSameAttacks() {
        m_arrangement->setGrouping({GroupBy::Type, GroupBy::Client});
        add(1, AttackType::Sqli, Severity::High, "10.0.0.1");
        add(2, AttackType::Sqli, Severity::Critical, "10.9.0.2");
        add(3, AttackType::Sqli, Severity::Low, "10.0.0.1");
        add(4, AttackType::Xss, Severity::Medium, "10.0.0.1");
        m_arrangement->settle();
        QCOMPARE(names(m_arrangement->everything()), QStringList({"sqli", "xss"}));
        const AttackGroup& sqli = *m_arrangement->everything().order.front();
        QCOMPARE(names(sqli), QStringList({"10.9.0.2", "10.0.0.1"}));
        QCOMPARE(sqli.members.size(), std::size_t{3});
        QCOMPARE(sqli.requests, std::uint64_t{3});
        QCOMPARE(sqli.severity, Severity::Critical);
        QCOMPARE(sqli.order.back()->members.size(), std::size_t{2});
        QCOMPARE(sqli.order.back()->severity, Severity::High);
    }

    void aRuleThatJoinsMakesAGroup() {
        m_arrangement->setGrouping({GroupBy::Rule, GroupBy::None});
        AttackEntry& entry = add(1, AttackType::Sqli, Severity::High, "10.0.0.1");
        m_arrangement->settle();
        QCOMPARE(names(m_arrangement->everything()), QStringList({""}));
        entry.row.attack.ruleIds = {942100, 942130};
        m_arrangement->put(entry);
        m_arrangement->settle();
        m_arrangement->dropEmpty();
        QCOMPARE(names(m_arrangement->everything()), QStringList({"942100", "942130"}));
        QCOMPARE(m_arrangement->size(), std::size_t{1});
    }

    void emptyGroupsStayUntilDropped() {
        AttackEntry& entry = add(1, AttackType::Sqli, Severity::High, "10.0.0.1");
        m_arrangement->settle();
        m_arrangement->take(entry);
        m_arrangement->settle();
        QVERIFY(m_arrangement->everything().order.empty());
        QCOMPARE(m_arrangement->everything().inner.size(), std::size_t{1});
        m_arrangement->dropEmpty();
        QVERIFY(m_arrangement->everything().inner.empty());
    }

    void leavingAndComingBackCountsOnce() {
        AttackEntry& entry = add(1, AttackType::Sqli, Severity::High, "10.0.0.1");
        m_arrangement->settle();
        m_arrangement->take(entry);
        m_arrangement->put(entry);
        m_arrangement->settle();
        QCOMPARE(m_arrangement->everything().order.front()->members.size(), std::size_t{1});
        m_arrangement->take(entry);
        m_arrangement->settle();
        QVERIFY(m_arrangement->everything().order.empty());
    }

    void withoutGroupsEverythingIsTheList() {
        m_arrangement->setGrouping({GroupBy::None, GroupBy::None});
        add(1, AttackType::Sqli, Severity::Low, "10.0.0.1");
        add(2, AttackType::Xss, Severity::High, "10.1.0.1");
        m_arrangement->settle();
        const std::vector<RowKey> rows = m_arrangement->topRows({});
        QCOMPARE(rows.size(), std::size_t{2});
        QCOMPARE(rows.front(), (RowKey{RowKind::Attack, 2, nullptr}));
    }

    void campaignsComeFirstAndGo() {
        add(1, AttackType::Sqli, Severity::Low, "10.0.0.1");
        add(2, AttackType::Xss, Severity::High, "10.0.0.1");
        m_arrangement->settle();
        QVERIFY(m_arrangement->campaigns().isEmpty());
        AttackEntry& third = add(3, AttackType::Rce, Severity::Low, "10.0.0.1");
        m_arrangement->settle();
        QCOMPARE(m_arrangement->topRows({}).front().group, &m_arrangement->campaigns());
        const AttackGroup* campaign = m_arrangement->campaigns().order.front();
        QCOMPARE(campaign->members.size(), std::size_t{3});
        QCOMPARE(campaign->severity, Severity::High);
        QCOMPARE(campaign->campaign.types.size(), std::size_t{3});
        add(4, AttackType::Lfi, Severity::Low, "10.0.0.1");
        m_arrangement->settle();
        QCOMPARE(m_arrangement->campaigns().order.front(), campaign);  // the same one has grown
        QCOMPARE(campaign->members.size(), std::size_t{4});
        m_arrangement->take(third);
        m_arrangement->take(m_entries.back());
        m_arrangement->settle();
        QVERIFY(m_arrangement->campaigns().isEmpty());
        m_arrangement->dropEmpty();
        QVERIFY(m_arrangement->campaigns().inner.empty());
        QCOMPARE(m_arrangement->topRows({}).size(), std::size_t{2});  // Cross-site scripting, SQL injection
    }

    void keptGroupsStayInTheList() {
        m_arrangement->setGrouping({GroupBy::Client, GroupBy::None});
        for (int id = 1; id <= 120; ++id) {
            add(id, AttackType::Sqli, id == 120 ? Severity::Low : Severity::High,
                "10." + std::to_string(id) + ".0.1");
        }
        m_arrangement->settle();
        AttackGroup* mildest = m_arrangement->everything().inner.at("10.120.0.1").get();
        const RowKey row{RowKind::Group, 0, mildest};
        QCOMPARE(m_arrangement->topRows({}).size(), std::size_t{101});
        QCOMPARE(m_arrangement->topRows({row})[100], row);
    }

private:
    AttackEntry& add(int id, AttackType type, Severity severity, const std::string& client) {
        m_entries.push_back({test::attackRow(id, type, severity), 0});
        m_entries.back().row.attack.client = client;
        m_arrangement->put(m_entries.back());
        return m_entries.back();
    }

    static QStringList names(const AttackGroup& group) {
        QStringList names;
        for (const AttackGroup* inner : group.order) {
            names << QString::fromStdString(inner->key);
        }
        return names;
    }

    std::deque<AttackEntry> m_entries;
    std::unique_ptr<AttackArrangement> m_arrangement;
};

QTEST_GUILESS_MAIN(AttackArrangementTest)
#include "attack_arrangement_test.moc"
