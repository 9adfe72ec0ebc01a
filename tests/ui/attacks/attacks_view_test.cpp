// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/attacks_view.h"

#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include "core/query/parser.h"
#include "tests/support/fake_mirror_service.h"
#include "tests/ui/filter/read_filter.h"
#include "ui/attacks/attacks_model.h"
#include "ui/live/live_bridge.h"
#include "ui/live/page_loader.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::attacks;
using traffic::AttackType;
using traffic::Severity;

class AttacksViewTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        QLocale::setDefault(QLocale::English);
        m_session = std::make_unique<test::FakeSession>();
        std::vector<traffic::AttackRow> attacks;
        for (int id = 1; id <= 10; ++id) {
            attacks.push_back(test::attackRow(id, id <= 8 ? AttackType::Sqli : AttackType::Xss,
                                              id <= 8 ? Severity::Critical : Severity::Medium));
            // Clients of different networks are no campaign.
            attacks.back().attack.client = "10.1." + std::to_string(id) + ".1";
        }
        m_session->setAttacks(attacks);
        traffic::HitRow hit;
        hit.id = 1;
        hit.requestId = 77;
        hit.attackId = 8;
        m_session->setHits({hit});
        m_session->setRequests(77);
        m_service = std::make_unique<test::FakeMirrorService>(*m_session);
        m_bridge = std::make_unique<live::LiveBridge>(*m_service);
        m_loader = std::make_unique<live::PageLoader>([this] { return m_service->queries(); });
        m_bridge->start();
        m_bridge->stop();
        m_model = std::make_unique<AttacksModel>(*m_bridge, *m_loader);
        m_view = std::make_unique<AttacksView>();
        m_view->setAttacksModel(m_model.get());
        m_view->resize(1300, 400);
        m_view->show();
        QTRY_COMPARE(m_model->attackCount(), 10);
        m_selected.clear();
        connect(m_view.get(), &AttacksView::attackSelected, this,
                [this](traffic::AttackId id, traffic::RequestId sample) { m_selected << QPair(id, sample); });
    }

    void cleanup() {
        m_view.reset();
        m_model.reset();
        m_loader.reset();
    }

    void groupsAreOpenAndRowsHaveOneHeight() {
        QVERIFY(m_view->isExpanded(m_model->index(0, 0)));
        QCOMPARE(m_view->visualRect(m_model->index(0, 0)).height(), 24);
        QCOMPARE(m_view->visualRect(attackAt(0)).height(), 24);
        QCOMPARE(m_view->header()->height(), 26);
    }

    void selectingLooksTheRequestUp() {
        m_view->setCurrentIndex(attackAt(0));  // the latest of the worst
        QCOMPARE(m_view->selectedAttack(), traffic::AttackId{8});
        QCOMPARE(m_selected.first(), QPair(traffic::AttackId{8}, traffic::RequestId{0}));
        QTRY_COMPARE(m_selected.size(), 2);
        QCOMPARE(m_selected.last(), QPair(traffic::AttackId{8}, traffic::RequestId{77}));
    }

    void keysMoveThroughGroupsAndOpenMore() {
        m_view->setCurrentIndex(m_model->index(0, 0));
        QTest::keyClick(m_view.get(), Qt::Key_J);
        QCOMPARE(m_view->selectedAttack(), traffic::AttackId{8});
        for (int i = 0; i < 4; ++i) {
            QTest::keyClick(m_view.get(), Qt::Key_J);
        }
        QCOMPARE(m_view->currentIndex().siblingAtColumn(1).data().toString(), QStringLiteral("Show 4 more"));
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QCOMPARE(m_model->rowCount(m_model->index(0, 0)), 8);
        QTest::keyClick(m_view.get(), Qt::Key_K);
        QVERIFY(m_view->selectedAttack() != 0);
    }

    void enterActivates() {
        qRegisterMetaType<traffic::AttackId>("mirrorscope::traffic::AttackId");
        QSignalSpy activated(m_view.get(), &AttacksView::attackActivated);
        m_view->setCurrentIndex(attackAt(1));
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QCOMPARE(activated.size(), 1);
        QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(m_model->rowCount(m_model->index(0, 0)), 8);
    }

    void selectionStaysWhileWorseOnesArrive() {
        m_view->setCurrentIndex(attackAt(3));
        const traffic::AttackId selected = m_view->selectedAttack();
        QCoreApplication::processEvents();
        for (int id = 11; id <= 30; ++id) {
            traffic::AttackRow row = test::attackRow(id, AttackType::Sqli, Severity::Critical);
            m_service->judge({id, traffic::RequestState::Attack, 5, 5, {}, {row}});
        }
        m_bridge->drain();
        m_bridge->setPaused(true);
        QCOMPARE(m_view->selectedAttack(), selected);
        QCOMPARE(m_view->currentIndex().data(AttacksModel::AttackIdRole).toLongLong(), selected);
    }

    void openingAnAttackLeadsToItsRequests() {
        QList<QPair<traffic::AttackId, traffic::RequestId>> activated;
        connect(m_view.get(), &AttacksView::attackActivated, this,
                [&](traffic::AttackId id, traffic::RequestId request) { activated << QPair(id, request); });
        m_view->setCurrentIndex(attackAt(0));
        QTest::keyClick(m_view.get(), Qt::Key_Right);
        const QPersistentModelIndex attack = attackAt(0);
        QTRY_COMPARE(m_model->rowCount(attack), 2);  // a hit and its request
        QTest::keyClick(m_view.get(), Qt::Key_J);
        QTest::keyClick(m_view.get(), Qt::Key_J);
        QCOMPARE(m_view->currentIndex().data(AttacksModel::RequestIdRole).toLongLong(), 77);
        QCOMPARE(m_selected.last(), QPair(traffic::AttackId{8}, traffic::RequestId{77}));
        QCOMPARE(m_view->selectedAttack(), traffic::AttackId{8});
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.first(), QPair(traffic::AttackId{8}, traffic::RequestId{77}));
        m_view->collapse(attack);
        QCOMPARE(m_model->rowCount(attack), 0);
    }

    void doubleClickOnARequestActivatesIt() {
        traffic::RequestId activated = 0;
        connect(m_view.get(), &AttacksView::attackActivated, this,
                [&](traffic::AttackId, traffic::RequestId request) { activated = request; });
        m_view->expand(attackAt(0));
        QTRY_COMPARE(m_model->rowCount(attackAt(0)), 2);
        const QPoint place = m_view->visualRect(m_model->index(1, 1, attackAt(0))).center();
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::NoModifier, place);
        QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, Qt::NoModifier, place);
        QCOMPARE(activated, traffic::RequestId{77});
    }

    void theTopRowStaysWhenRowsComeAboveIt() {
        m_view->resize(1300, 120);
        m_view->verticalScrollBar()->setValue(5 * 24 + 7);
        const QPersistentModelIndex top = m_view->indexAt({0, 0});
        const int place = m_view->visualRect(top).top();
        for (int id = 11; id <= 13; ++id) {
            traffic::AttackRow row =
                test::attackRow(id, id == 13 ? AttackType::Rce : AttackType::Lfi, Severity::Critical);
            row.attack.client = "10.1." + std::to_string(id) + ".1";
            m_service->judge({id, traffic::RequestState::Attack, 5, 5, {}, {row}});
        }
        m_bridge->drain();
        m_bridge->setPaused(true);
        QVERIFY(m_model->rowCount() == 4);
        QCOMPARE(m_view->visualRect(top).top(), place);
    }

    void theSelectionSurvivesAnotherFilterAndGrouping() {
        m_model->showMore(m_model->index(0, 0));
        m_view->setCurrentIndex(m_model->indexOf(1));  // the last of eight
        QCoreApplication::processEvents();
        m_model->setFilter(test::readFilter("type:sqli"));
        QCOMPARE(m_view->currentIndex().data(AttacksModel::AttackIdRole).toLongLong(), 1);
        QCOMPARE(m_model->rowCount(m_model->index(0, 0)), 6);  // four, the selected one, "Show 3 more"
        m_model->setGrouping({GroupBy::Source, GroupBy::Client});
        QCOMPARE(m_view->currentIndex().data(AttacksModel::AttackIdRole).toLongLong(), 1);
    }

    void isNamedByItsGrouping() {
        QCOMPARE(m_view->accessibleName(), QStringLiteral("Attacks, grouped by type"));
        m_view->setCurrentIndex(attackAt(0));
        m_model->setGrouping({GroupBy::Client, GroupBy::Type});
        QCOMPARE(m_view->accessibleName(), QStringLiteral("Attacks, grouped by client, then type"));
        QVERIFY(m_view->isExpanded(m_model->index(0, 0)));
        // Inner groups wait to be opened, but the selected attack stays in sight.
        QVERIFY(!m_view->isExpanded(m_model->index(0, 0, m_model->index(0, 0))));
        QCOMPARE(m_view->selectedAttack(), traffic::AttackId{8});
        QVERIFY(m_view->isExpanded(m_model->indexOf(8).parent()));
    }

    void menuOffersTheCellAsCondition() {
        QStringList asked;
        connect(m_view.get(), &AttacksView::conditionRequested, this,
                [&asked](const query::Node& condition, bool exclude) {
                    asked << QString::fromStdString(query::print(condition)) + (exclude ? u'-' : u'+');
                });
        m_view->setCurrentIndex(attackAt(0).siblingAtColumn(static_cast<int>(AttacksModel::Column::Client)));
        QTest::keyClick(m_view.get(), Qt::Key_Period);
        auto* menu = m_view->findChild<QMenu*>(QStringLiteral("attacks.cellMenu"));
        QVERIFY(menu);
        menu->actions().at(0)->trigger();
        menu->actions().at(1)->trigger();
        menu->close();
        QCOMPARE(asked,
                 (QStringList{QStringLiteral("client:10.1.8.1+"), QStringLiteral("client:10.1.8.1-")}));
    }

    void narrowHidesThreeColumns() {
        m_view->setNarrow(true);
        QVERIFY(m_view->isColumnHidden(static_cast<int>(AttacksModel::Column::Score)));
        QVERIFY(!m_view->isColumnHidden(static_cast<int>(AttacksModel::Column::LastSeen)));
        m_view->setNarrow(false);
        QVERIFY(!m_view->isColumnHidden(static_cast<int>(AttacksModel::Column::Score)));
    }

private:
    QModelIndex attackAt(int row) const { return m_model->index(row, 0, m_model->index(0, 0)); }

    std::unique_ptr<test::FakeSession> m_session;
    std::unique_ptr<test::FakeMirrorService> m_service;
    std::unique_ptr<live::LiveBridge> m_bridge;
    std::unique_ptr<live::PageLoader> m_loader;
    std::unique_ptr<AttacksModel> m_model;
    std::unique_ptr<AttacksView> m_view;
    QList<QPair<traffic::AttackId, traffic::RequestId>> m_selected;
};

QTEST_MAIN(AttacksViewTest)
#include "attacks_view_test.moc"
