// SPDX-License-Identifier: Apache-2.0
#include "core/report/attack_selection.h"

#include <QTest>
#include <algorithm>

using namespace mirrorscope;
using namespace mirrorscope::report;

namespace {

traffic::AttackRow row(traffic::AttackId id, traffic::Severity severity, int score, std::uint64_t requests) {
    traffic::AttackRow row;
    row.attack.id = id;
    row.attack.severity = severity;
    row.attack.score = score;
    row.attack.requests = requests;
    return row;
}

}  // namespace

class AttackSelectionTest : public QObject {
    Q_OBJECT

private slots:
    void theWorstOfAllPages() {
        AttackSelection selection(3);
        for (int page = 0; page < 100; ++page) {
            std::vector<traffic::AttackRow> rows;
            for (int i = 0; i < 50; ++i) {
                rows.push_back(row(page * 50 + i + 1, traffic::Severity::Low, i % 7, 1));
            }
            if (page == 40) {
                rows[10] = row(1'000'001, traffic::Severity::Critical, 5, 1);
                rows[11] = row(1'000'002, traffic::Severity::Critical, 5, 9);
                rows[12] = row(1'000'003, traffic::Severity::High, 90, 9);
            }
            selection.add(rows);
        }
        QCOMPARE(selection.seen(), std::uint64_t{5000});
        const auto worst = selection.take();
        QCOMPARE(worst.size(), std::size_t{3});
        QCOMPARE(worst[0].attack.id, traffic::AttackId{1'000'002});
        QCOMPARE(worst[1].attack.id, traffic::AttackId{1'000'001});
        QCOMPARE(worst[2].attack.id, traffic::AttackId{1'000'003});
    }
};

QTEST_APPLESS_MAIN(AttackSelectionTest)
#include "attack_selection_test.moc"
