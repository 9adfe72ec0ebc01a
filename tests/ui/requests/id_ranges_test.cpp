// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/id_ranges.h"

#include <QTest>

using namespace mirrorscope::ui::requests;

class IdRangesTest : public QObject {
    Q_OBJECT

private slots:
    void closeIdsAreOneRange() {
        IdRanges ids;
        for (const int id : {100, 103, 101, 160}) {
            ids.add({id, id});
        }
        QVERIFY(ids.take(1000) == (IdRange{100, 160}));
        QVERIFY(ids.isEmpty());
    }

    void farIdsAreTwoNewestFirst() {
        IdRanges ids;
        ids.add({1, 5});
        ids.add({900, 910});
        QVERIFY(ids.take(1000) == (IdRange{900, 910}));
        QVERIFY(ids.take(1000) == (IdRange{1, 5}));
        QVERIFY(!ids.take(1000));
    }

    void aRangeBetweenJoinsItsNeighbours() {
        IdRanges ids;
        ids.add({1, 10});
        ids.add({200, 210});
        ids.add({60, 150});
        QVERIFY(ids.take(1000) == (IdRange{1, 210}));
    }

    void largeRangesAreTakenInParts() {
        IdRanges ids;
        ids.add({1, 250});
        QVERIFY(ids.take(100) == (IdRange{151, 250}));
        QVERIFY(ids.take(100) == (IdRange{51, 150}));
        QVERIFY(ids.take(100) == (IdRange{1, 50}));
        QVERIFY(ids.isEmpty());
    }

    void aContainedIdChangesNothing() {
        IdRanges ids;
        ids.add({1, 250});
        ids.add({7, 7});
        QVERIFY(ids.take(1000) == (IdRange{1, 250}));
        QVERIFY(ids.isEmpty());
    }
};

QTEST_GUILESS_MAIN(IdRangesTest)
#include "id_ranges_test.moc"
