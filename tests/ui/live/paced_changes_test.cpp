// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/paced_changes.h"

#include <QTest>

#include "tests/support/fake_mirror_service.h"
#include "ui/live/live_bridge.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::live;

class PacedChangesTest : public QObject {
    Q_OBJECT

private slots:
    void firstAtOnceThenGathered() {
        test::FakeSession session;
        test::FakeMirrorService service(session);
        LiveBridge bridge(service);
        PacedChanges paced(bridge);
        std::vector<std::size_t> arrived;
        connect(&paced, &PacedChanges::changed, this,
                [&](const LiveChanges& changes) { arrived.push_back(changes.arrived.size()); });
        bridge.start();
        bridge.stop();  // drained by hand
        for (traffic::RequestId id = 1; id <= 4; ++id) {
            service.arrive(test::arrivedRow(id));
            bridge.drain();
        }
        QCOMPARE(arrived, (std::vector<std::size_t>{1}));
        QTRY_COMPARE(arrived, (std::vector<std::size_t>{1, 3}));
    }

    void pausePassesOnWhatWaits() {
        test::FakeSession session;
        test::FakeMirrorService service(session);
        LiveBridge bridge(service);
        PacedChanges paced(bridge);
        std::size_t arrived = 0;
        connect(&paced, &PacedChanges::changed, this,
                [&](const LiveChanges& changes) { arrived += changes.arrived.size(); });
        bridge.start();
        bridge.stop();
        for (traffic::RequestId id = 1; id <= 2; ++id) {
            service.arrive(test::arrivedRow(id));
            bridge.drain();
        }
        bridge.setPaused(true);
        QCOMPARE(arrived, std::size_t{2});
    }
};

QTEST_GUILESS_MAIN(PacedChangesTest)
#include "paced_changes_test.moc"
