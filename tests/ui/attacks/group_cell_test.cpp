// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/group_cell.h"

#include <QTest>

#include "tests/support/fake_session.h"
#include "tests/support/hostile_bytes.h"
#include "ui/attacks/detail_cell.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::attacks;
using Column = AttacksModel::Column;
using Kind = AttackGroup::Kind;
using traffic::AttackType;

namespace {

constexpr int kColumns = static_cast<int>(Column::Count);
constexpr int kTextRoles[] = {Qt::DisplayRole, Qt::AccessibleTextRole, AttacksModel::CopyRole};

void verifyHarmless(const QString& text) {
    QVERIFY2(!text.contains(u'\x1b') && !text.contains(u'\0') && !text.contains(u'\n') &&
                 !text.contains(QChar(0x202e)),
             qPrintable(text));
}

}  // namespace

class GroupCellTest : public QObject {
    Q_OBJECT

private slots:
    void campaignsSayWhatTheyAreMadeOf_data() {
        QTest::addColumn<int>("types");
        QTest::addColumn<QString>("text");
        QTest::newRow("two") << 2 << QStringLiteral("SQL injection 9, Cross-site scripting 8");
        QTest::newRow("four")
            << 4
            << QStringLiteral(
                   "SQL injection 9, Cross-site scripting 8, Remote code execution 7 and 1 other type");
        QTest::newRow("five")
            << 5
            << QStringLiteral(
                   "SQL injection 9, Cross-site scripting 8, Remote code execution 7 and 2 other types");
    }

    void campaignsSayWhatTheyAreMadeOf() {
        QFETCH(int, types);
        traffic::Campaign campaign;
        for (int i = 0; i < types; ++i) {
            campaign.types.emplace_back(static_cast<AttackType>(i), 9 - i);
        }
        QTEST(campaignTypes(campaign), "text");
    }

    void aNetworksCampaignExplainsItself() {
        AttackGroup group(Kind::Campaign, GroupBy::None, "1");
        const AttackEntry entry{test::attackRow(1, AttackType::Sqli, traffic::Severity::High), 0};
        group.members = {&entry};
        group.campaign.origin = "203.0.113.0/24";
        group.campaign.isNetwork = true;
        group.campaign.clients = 4;
        group.campaign.endpoints = 7;
        group.campaign.hosts = 2;
        group.campaign.types = {{AttackType::Sqli, 3}};
        group.settle();
        const QString tip = groupCell(group, Column::Title, Qt::ToolTipRole, QTimeZone::utc()).toString();
        QVERIFY2(tip.contains(QStringLiteral("4 clients of 203.0.113.0/24")), qPrintable(tip));
        QVERIFY2(tip.contains(QStringLiteral("7 endpoints on 2 hosts")), qPrintable(tip));
        // "Show only" asks for the network.
        QCOMPARE(
            groupCell(group, Column::Title, AttacksModel::FilterValueRole, QTimeZone::utc()).toByteArray(),
            QByteArray("203.0.113.0/24"));
    }

    void hostileBytesAreVisibleText_data() {
        QTest::addColumn<int>("which");
        for (std::size_t i = 0; i < test::hostileBytes().size(); ++i) {
            QTest::newRow(std::string(test::hostileBytes()[i].name).c_str()) << static_cast<int>(i);
        }
    }

    void hostileBytesAreVisibleText() {
        QFETCH(int, which);
        const std::string bytes = test::hostileBytes()[static_cast<std::size_t>(which)].bytes;
        AttackEntry entry{test::attackRow(1, AttackType::Sqli, traffic::Severity::High), 0};
        entry.row.attack.host = entry.row.attack.client = entry.row.sourceName = bytes;
        for (const GroupBy by : {GroupBy::Client, GroupBy::Source, GroupBy::Endpoint, GroupBy::Rule}) {
            AttackGroup group(Kind::By, by, bytes);
            group.members = {&entry};
            group.settle();
            verifyGroup(group);
        }
        AttackGroup campaign(Kind::Campaign, GroupBy::None, "1");
        campaign.members = {&entry};
        campaign.campaign.origin = bytes;
        campaign.settle();
        verifyGroup(campaign);
        AttackHit hit;
        hit.first.hit.message = hit.first.hit.point = hit.first.hit.matched = bytes;
        traffic::RequestRow request = test::cleanRow(1);
        request.method = request.target = request.sourceName = bytes;
        request.context.client = request.context.host = bytes;
        for (int column = 0; column < kColumns; ++column) {
            for (const int role : kTextRoles) {
                verifyHarmless(hitCell(hit, static_cast<Column>(column), role).toString());
                verifyHarmless(
                    requestCell(&request, static_cast<Column>(column), role, QTimeZone::utc()).toString());
            }
        }
    }

private:
    static void verifyGroup(const AttackGroup& group) {
        for (int column = 0; column < kColumns; ++column) {
            for (const int role : kTextRoles) {
                verifyHarmless(
                    groupCell(group, static_cast<Column>(column), role, QTimeZone::utc()).toString());
            }
            const QString tip =
                groupCell(group, static_cast<Column>(column), Qt::ToolTipRole, QTimeZone::utc()).toString();
            QVERIFY(!tip.contains(QStringLiteral("<img")) && !tip.contains(QStringLiteral("<b>x")));
        }
    }
};

QTEST_MAIN(GroupCellTest)
#include "group_cell_test.moc"
