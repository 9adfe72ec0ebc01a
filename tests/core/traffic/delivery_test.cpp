// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/delivery.h"

#include <QTest>
#include <thread>

using namespace mirrorscope;
using traffic::Delivery;
using State = Delivery::State;

class DeliveryTest : public QObject {
    Q_OBJECT

private slots:
    void theJournalIsFirst();
    void theListenerIsFirst();
    void lateIsStoredOrNot_data();
    void lateIsStoredOrNot();
    void settledIsNeverLate();
    void lateAndSettledNeverCross();
};

void DeliveryTest::theJournalIsFirst() {
    Delivery delivery;
    QVERIFY(delivery.state() == State::Queued);
    QVERIFY(delivery.claim());
    QVERIFY(!delivery.claim());
    QVERIFY(!delivery.withdraw());
    delivery.settle(true);
    QVERIFY(delivery.state() == State::Stored);
    QVERIFY(!delivery.isLate());
}

void DeliveryTest::theListenerIsFirst() {
    Delivery delivery;
    QVERIFY(delivery.withdraw());
    QVERIFY(!delivery.claim());
    QVERIFY(!delivery.markLate());
    QVERIFY(delivery.state() == State::Withdrawn);
}

void DeliveryTest::lateIsStoredOrNot_data() {
    QTest::addColumn<bool>("stored");
    QTest::newRow("stored") << true;
    QTest::newRow("failed") << false;
}

void DeliveryTest::lateIsStoredOrNot() {
    QFETCH(bool, stored);
    Delivery delivery;
    QVERIFY(delivery.claim());
    QVERIFY(delivery.markLate());
    QVERIFY(delivery.state() == State::Writing);
    delivery.settle(stored);
    QVERIFY(delivery.isLate());
    QVERIFY(delivery.state() == (stored ? State::Stored : State::Failed));
}

void DeliveryTest::settledIsNeverLate() {
    Delivery delivery;
    QVERIFY(delivery.claim());
    delivery.settle(true);
    QVERIFY(!delivery.markLate());
    QVERIFY(!delivery.isLate());
}

/// What the listener was told and what the journal sees must agree, whoever comes first.
void DeliveryTest::lateAndSettledNeverCross() {
    for (int i = 0; i < 2000; ++i) {
        Delivery delivery;
        QVERIFY(delivery.claim());
        bool journalSaysLate = false;
        std::thread journal([&] {
            delivery.settle(true);
            journalSaysLate = delivery.isLate();
        });
        const bool listenerSaysLate = delivery.markLate();
        journal.join();
        QCOMPARE(journalSaysLate, listenerSaysLate);
        QVERIFY(delivery.state() == State::Stored);
    }
}

QTEST_GUILESS_MAIN(DeliveryTest)
#include "delivery_test.moc"
