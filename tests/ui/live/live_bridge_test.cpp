// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/live_bridge.h"

#include <QSignalSpy>
#include <QTest>

#include "tests/support/fake_mirror_service.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::live;

class LiveBridgeTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_session = std::make_unique<test::FakeSession>();
        m_service = std::make_unique<test::FakeMirrorService>(*m_session, 8);
        m_bridge = std::make_unique<LiveBridge>(*m_service);
        m_changes.clear();
        connect(m_bridge.get(), &LiveBridge::requestsChanged, this,
                [this](const SharedLiveChanges& changes) { m_changes.push_back(changes); });
    }

    void sortsOneDrainByKind() {
        m_bridge->start();
        m_service->arrive(test::arrivedRow(1));
        m_service->attribute(test::contextOf(1), "edge-nginx");
        m_service->arrive(test::arrivedRow(2));
        m_service->judge({1, traffic::RequestState::Attack, 15, 5, {}, {}});
        m_bridge->drain();
        QCOMPARE(m_changes.size(), std::size_t{1});
        QCOMPARE(m_changes[0]->arrived.size(), std::size_t{2});
        QCOMPARE(m_changes[0]->arrived[1]->id, traffic::RequestId{2});
        QCOMPARE(m_changes[0]->attributed.size(), std::size_t{1});
        QCOMPARE(m_changes[0]->judged[0]->score, 15);
    }

    void saysNothingWhenNothingIsNew() {
        m_bridge->start();
        m_bridge->drain();
        QVERIFY(m_changes.empty());
    }

    void beginsAtWhatIsNewestNow() {
        m_service->arrive(test::arrivedRow(1));
        QSignalSpy missed(m_bridge.get(), &LiveBridge::missed);
        m_bridge->start();
        m_bridge->drain();
        QVERIFY(m_changes.empty());
        QCOMPARE(missed.size(), 0);
        QCOMPARE(m_bridge->status().lastRequest, traffic::RequestId{1});
    }

    void tellsWhatItNeverSaw() {
        QSignalSpy missed(m_bridge.get(), &LiveBridge::missed);
        m_bridge->start();
        for (traffic::RequestId id = 1; id <= 9; ++id) {
            m_service->arrive(test::arrivedRow(id));
        }
        m_bridge->drain();
        QCOMPARE(missed.size(), 1);
        QCOMPARE(m_changes[0]->arrived.front()->id, traffic::RequestId{2});
    }

    void pauseHoldsChangesNotStatus() {
        m_bridge->start();
        m_bridge->setPaused(true);
        QSignalSpy status(m_bridge.get(), &LiveBridge::statusChanged);
        m_service->arrive(test::arrivedRow(1));
        m_service->arrive(test::arrivedRow(2));
        m_bridge->drain();
        m_bridge->askStatus();
        QVERIFY(m_changes.empty());
        QCOMPARE(status.size(), 1);
        QCOMPARE(m_bridge->newerThanShown(), std::uint64_t{2});
        m_bridge->setPaused(false);
        QCOMPARE(m_changes.size(), std::size_t{1});
        QCOMPARE(m_bridge->newerThanShown(), std::uint64_t{0});
    }

    void asksByItsTimer() {
        m_bridge->start();
        QSignalSpy status(m_bridge.get(), &LiveBridge::statusChanged);
        m_service->arrive(test::arrivedRow(1));
        QTRY_COMPARE(m_changes.size(), std::size_t{1});
        QTRY_VERIFY(!status.isEmpty());
    }

private:
    std::unique_ptr<test::FakeSession> m_session;
    std::unique_ptr<test::FakeMirrorService> m_service;
    std::unique_ptr<LiveBridge> m_bridge;
    std::vector<SharedLiveChanges> m_changes;
};

QTEST_GUILESS_MAIN(LiveBridgeTest)
#include "live_bridge_test.moc"
