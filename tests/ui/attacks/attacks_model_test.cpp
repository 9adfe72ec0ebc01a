// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/attacks_model.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/fake_mirror_service.h"
#include "tests/ui/filter/read_filter.h"
#include "ui/live/live_bridge.h"
#include "ui/live/page_loader.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::attacks;
using Reporting = QAbstractItemModelTester::FailureReportingMode;
using traffic::AttackType;
using traffic::Severity;

namespace {

const filter::Filter kCritical = test::readFilter("severity:critical");

}  // namespace

class AttacksModelTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        QLocale::setDefault(QLocale::English);
        m_session = std::make_unique<test::FakeSession>();
        m_service = std::make_unique<test::FakeMirrorService>(*m_session);
        m_bridge = std::make_unique<live::LiveBridge>(*m_service);
        m_loader = std::make_unique<live::PageLoader>([this] { return m_service->queries(); });
        m_bridge->start();
        m_bridge->stop();  // drained by hand
        m_model = std::make_unique<AttacksModel>(*m_bridge, *m_loader);
        QTRY_VERIFY(!m_model->isLoading());
    }

    void cleanup() {
        m_model.reset();
        m_loader.reset();
    }

    void groupsWorstFirstWithFourRows() {
        for (int id = 1; id <= 7; ++id) {
            judge(id, AttackType::Xss, Severity::High);
        }
        judge(8, AttackType::Sqli, Severity::Critical);
        QCOMPARE(m_model->rowCount(), 2);
        QCOMPARE(cell(0, AttacksModel::Column::Title), QStringLiteral("SQL injection"));
        QCOMPARE(cell(1, AttacksModel::Column::Source), QStringLiteral("7 attacks"));
        const QModelIndex xss = m_model->index(1, 0);
        QCOMPARE(m_model->rowCount(xss), 5);
        QCOMPARE(m_model->index(4, 1, xss).data().toString(), QStringLiteral("Show 3 more"));
        QCOMPARE(m_model->index(0, 0, xss).data(AttacksModel::AttackIdRole).toLongLong(), 7);
        QCOMPARE(m_model->attackCount(), 8);
        QCOMPARE(m_model->sampleOf(8), traffic::RequestId{8});
    }

    void showMoreLoadsAHundred() {
        for (int id = 1; id <= 250; ++id) {
            judge(id, AttackType::Xss, Severity::High, false);
        }
        drain();
        const QModelIndex group = m_model->index(0, 0);
        m_model->showMore(m_model->index(4, 0, group));
        QCOMPARE(m_model->rowCount(group), 105);
        m_model->showMore(group, true);
        QCOMPARE(m_model->rowCount(group), 250);
    }

    void groupsChangePlacesWithTheirWorst() {
        judge(1, AttackType::Sqli, Severity::High);
        judge(2, AttackType::Xss, Severity::Medium);
        const QPersistentModelIndex xss = m_model->index(1, 0);
        const QPersistentModelIndex attack = m_model->indexOf(2);
        judge(3, AttackType::Xss, Severity::Critical);
        QCOMPARE(xss.row(), 0);
        QCOMPARE(attack.data(AttacksModel::AttackIdRole).toLongLong(), 2);
        QCOMPARE(m_model->parent(attack), QModelIndex(xss));
    }

    void pinnedAttackKeepsItsRow() {
        judge(1, AttackType::Sqli, Severity::High);
        const QPersistentModelIndex attack = m_model->indexOf(1);
        m_model->setPinned(attack);
        for (int id = 2; id <= 20; ++id) {
            judge(id, AttackType::Sqli, Severity::Critical);
        }
        QVERIFY(attack.isValid());
        QCOMPARE(attack.data(AttacksModel::AttackIdRole).toLongLong(), 1);
        m_model->setPinned({});
        QVERIFY(!attack.isValid());
    }

    void filterKeepsMatchingGroups() {
        judge(1, AttackType::Sqli, Severity::Critical);
        judge(2, AttackType::Sqli, Severity::Low);
        judge(3, AttackType::Xss, Severity::Low);
        m_model->setFilter(kCritical);
        QCOMPARE(m_model->rowCount(), 1);
        QCOMPARE(m_model->attackCount(), 1);
        judge(3, AttackType::Xss, Severity::Critical);  // got worse
        QCOMPARE(m_model->rowCount(), 2);
        m_model->setFilter({});
        QCOMPARE(m_model->attackCount(), 3);
    }

    void emptyGroupsGo() {
        judge(1, AttackType::Xss, Severity::Low);
        m_model->setFilter(test::readFilter("severity:low"));
        QCOMPARE(m_model->rowCount(), 1);
        judge(1, AttackType::Xss, Severity::High);
        QCOMPARE(m_model->rowCount(), 0);
    }

    void persistentIndexesFollowTheirAttacks() {
        QRandomGenerator random(11);
        for (int id = 1; id <= 12; ++id) {
            judge(id, AttackType::Sqli, Severity::Medium);
        }
        m_model->showMore(m_model->index(0, 0), true);
        std::map<traffic::AttackId, QPersistentModelIndex> kept;
        for (int id = 1; id <= 12; ++id) {
            kept[id] = m_model->indexOf(id);
        }
        for (int step = 0; step < 100; ++step) {
            judge(1 + random.bounded(12), AttackType::Sqli, static_cast<Severity>(random.bounded(5)));
            for (const auto& [id, index] : kept) {
                QCOMPARE(index.data(AttacksModel::AttackIdRole).toLongLong(), id);
            }
        }
    }

    void anAttackThatEndedTooLongAgoLeavesASlidingFilter() {
        const QAbstractItemModelTester tester(m_model.get(), Reporting::QtTest);
        m_requests = 0;
        for (int id = 1; id <= 4; ++id) {
            judge(id, AttackType::Xss, Severity::High);
        }
        const auto ended = test::attackRow(1, AttackType::Xss, Severity::High).attack.lastSeen;
        const auto since = [&](int seconds) {
            const auto now = ended + std::chrono::minutes(1) + std::chrono::seconds(seconds);
            return test::readFilter("time>-1m", {now, std::chrono::minutes(0)});
        };
        m_model->setFilter(since(0));
        QCOMPARE(m_model->attackCount(), 4);
        const QPersistentModelIndex group(m_model->index(0, 0));
        const QPersistentModelIndex newest(m_model->index(0, 0, group));
        QSignalSpy resets(m_model.get(), &AttacksModel::modelReset);
        // They ended 1, 3, 5 and 7 seconds after that.
        m_model->setFilter(since(4));
        QCOMPARE(m_model->attackCount(), 2);
        QCOMPARE(m_model->rowCount(group), 2);
        QVERIFY(newest.isValid());
        QCOMPARE(newest.data(AttacksModel::AttackIdRole).toLongLong(), 4);
        m_model->setFilter(since(60));
        QCOMPARE(m_model->attackCount(), 0);
        QCOMPARE(m_model->rowCount(), 0);
        QCOMPARE(resets.count(), 0);
        // One that goes on comes back.
        judge(2, AttackType::Xss, Severity::High);
        QCOMPARE(m_model->attackCount(), 0);
        m_requests = 100;
        judge(2, AttackType::Xss, Severity::High);
        QCOMPARE(m_model->attackCount(), 1);
    }

private:
    void judge(int id, AttackType type, Severity severity, bool drains = true) {
        traffic::AttackRow row = test::attackRow(id, type, severity);
        // Clients of different networks are no campaign.
        row.attack.client = "10.1." + std::to_string(id) + ".1";
        row.attack.requests = ++m_requests;
        row.attack.lastSeen += std::chrono::seconds(m_requests);
        m_service->judge({id, traffic::RequestState::Attack, 5, 5, {type}, {row}});
        if (drains) {
            drain();
        }
    }

    void drain() {
        m_bridge->drain();
        // The pace is another class's test: gathered changes are passed on now.
        m_bridge->setPaused(true);
        m_bridge->setPaused(false);
    }

    QString cell(int row, AttacksModel::Column column) const {
        return m_model->index(row, static_cast<int>(column)).data().toString();
    }

    std::unique_ptr<test::FakeSession> m_session;
    std::unique_ptr<test::FakeMirrorService> m_service;
    std::unique_ptr<live::LiveBridge> m_bridge;
    std::unique_ptr<live::PageLoader> m_loader;
    std::unique_ptr<AttacksModel> m_model;
    std::uint64_t m_requests = 0;
};

QTEST_MAIN(AttacksModelTest)
#include "attacks_model_test.moc"
