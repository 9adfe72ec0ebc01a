// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/attack_group.h"

#include <QTest>

#include "tests/support/fake_session.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::attacks;
using traffic::AttackType;
using traffic::Severity;

class AttackGroupTest : public QObject {
    Q_OBJECT

private slots:
    void sumsAndOrdersWorstFirstThenLatest() {
        std::vector<AttackEntry> entries{{test::attackRow(1, AttackType::Sqli, Severity::Medium), 0},
                                         {test::attackRow(2, AttackType::Sqli, Severity::Critical), 0},
                                         {test::attackRow(3, AttackType::Sqli, Severity::Critical), 0}};
        entries[0].row.triage = "archived";
        entries[1].row.attack.score = 20;
        AttackGroup group(AttackGroup::Kind::By, GroupBy::Type, "sqli");
        for (const AttackEntry& entry : entries) {
            group.members.push_back(&entry);
        }
        group.settle();
        QCOMPARE(group.members[0]->row.attack.id, traffic::AttackId{3});
        QCOMPARE(group.members[2]->row.attack.id, traffic::AttackId{1});
        QCOMPARE(group.severity, Severity::Critical);
        QCOMPARE(group.requests, std::uint64_t{3});
        QCOMPARE(group.hits, std::uint64_t{6});
        QCOMPARE(group.score, 20);
        QCOMPARE(group.untouched, std::size_t{2});
        QCOMPARE(group.lastSeen, entries[2].row.attack.lastSeen);
    }

    void rows_data() {
        QTest::addColumn<int>("members");
        QTest::addColumn<int>("wanted");
        QTest::addColumn<int>("pinned");
        QTest::addColumn<QList<int>>("rows");
        QTest::newRow("none") << 0 << 4 << 0 << QList<int>{};
        QTest::newRow("all fit") << 4 << 4 << 0 << QList<int>{4, 3, 2, 1};
        QTest::newRow("more") << 6 << 4 << 0 << QList<int>{6, 5, 4, 3, 0};
        QTest::newRow("pinned among the shown") << 6 << 4 << 5 << QList<int>{6, 5, 4, 3, 0};
        QTest::newRow("pinned beyond") << 7 << 4 << 2 << QList<int>{7, 6, 5, 4, 2, 0};
        QTest::newRow("pinned is the last hidden one") << 5 << 4 << 1 << QList<int>{5, 4, 3, 2, 1};
        QTest::newRow("pinned elsewhere") << 5 << 4 << 99 << QList<int>{5, 4, 3, 2, 0};
    }

    void rows() {
        QFETCH(int, members);
        QFETCH(int, wanted);
        QFETCH(int, pinned);
        std::vector<AttackEntry> entries;
        for (int id = 1; id <= members; ++id) {
            entries.push_back({test::attackRow(id, AttackType::Xss, Severity::High), 0});
        }
        AttackGroup group(AttackGroup::Kind::By, GroupBy::Type, "sqli");
        group.wanted = static_cast<std::size_t>(wanted);
        for (const AttackEntry& entry : entries) {
            group.members.push_back(&entry);
        }
        group.settle();
        std::vector<RowKey> kept;
        if (pinned != 0) {
            kept.push_back({RowKind::Attack, pinned, nullptr});
        }
        QList<int> rows;
        for (const RowKey& row : group.wantedRows(kept)) {
            QCOMPARE(row.kind, row.number == 0 ? RowKind::More : RowKind::Attack);
            rows << static_cast<int>(row.number);
        }
        QTEST(rows, "rows");
    }
};

QTEST_GUILESS_MAIN(AttackGroupTest)
#include "attack_group_test.moc"
