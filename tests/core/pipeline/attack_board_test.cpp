// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/attack_board.h"

#include <QTest>

using namespace mirrorscope;
using std::chrono::seconds;

namespace {

traffic::AttackChange share(traffic::AttackId id, int second, traffic::Severity severity, int score,
                            std::vector<std::int64_t> rules) {
    traffic::Attack attack;
    attack.id = id;
    attack.firstSeen = attack.lastSeen = base::WallTime(seconds(second));
    attack.severity = severity;
    attack.message = std::string(traffic::severityName(severity));
    attack.ruleIds = std::move(rules);
    attack.requests = 1;
    attack.hits = attack.ruleIds.size();
    attack.score = score;
    return {attack};
}

}  // namespace

class AttackBoardTest : public QObject {
    Q_OBJECT

private slots:
    void addsShares();
    void continuesWhatWasOpen();
};

void AttackBoardTest::addsShares() {
    pipeline::AttackBoard board({});
    board.add(share(1, 100, traffic::Severity::Medium, 5, {942100}));
    board.add(share(2, 101, traffic::Severity::Low, 5, {941100}));
    board.add(share(1, 99, traffic::Severity::Critical, 15, {942100, 942130}));
    const traffic::Attack& sum = board.add(share(1, 102, traffic::Severity::Low, 3, {942440}));
    QCOMPARE(sum.requests, std::uint64_t{3});
    QCOMPARE(sum.hits, std::uint64_t{4});
    QCOMPARE(sum.score, 15);
    QCOMPARE(sum.severity, traffic::Severity::Critical);
    QCOMPARE(sum.message, std::string("critical"));
    QCOMPARE(sum.firstSeen, base::WallTime(seconds(99)));
    QCOMPARE(sum.lastSeen, base::WallTime(seconds(102)));
    QCOMPARE(sum.ruleIds, (std::vector<std::int64_t>{942100, 942130, 942440}));
}

void AttackBoardTest::continuesWhatWasOpen() {
    traffic::Attack open = share(7, 50, traffic::Severity::High, 10, {930100}).attack;
    open.requests = 40;
    pipeline::AttackBoard board({open});
    QCOMPARE(board.add(share(7, 60, traffic::Severity::Low, 5, {930100})).requests, std::uint64_t{41});
}

QTEST_GUILESS_MAIN(AttackBoardTest)
#include "attack_board_test.moc"
