// SPDX-License-Identifier: GPL-3.0-or-later
// A filter such as "last 15 min" moves on: its oldest rows leave, and nothing else happens.
#include <QAbstractItemModelTester>
#include <QScrollBar>
#include <QSignalSpy>

#include "tests/ui/filter/read_filter.h"
#include "tests/ui/requests/requests_table.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::requests;
using namespace std::chrono_literals;
using Reporting = QAbstractItemModelTester::FailureReportingMode;

namespace {

/// Requests are a millisecond apart.
base::WallTime timeOf(traffic::RequestId id) {
    return test::arrivedRow(id).time;
}

/// When `id` was the newest request, the range begins with the one after `id` - 500.
filter::Filter lastRequests(traffic::RequestId id, const std::string& other = {}) {
    return test::readFilter("time>-500ms" + other, {timeOf(id), 0min});
}

}  // namespace

class SlidingTest : public QObject {
    Q_OBJECT

private slots:
    void init() { qRegisterMetaType<traffic::RequestId>("mirrorscope::traffic::RequestId"); }

    void theOldestRowsLeaveAndNothingElseMoves() {
        test::RequestsTable table(1000);
        const QAbstractItemModelTester tester(table.model.get(), Reporting::QtTest);
        search(table, lastRequests(1000));
        QCOMPARE(table.model->rowCount(), 500);
        QVERIFY(table.view->goTo(800));
        const int scrolled = table.view->verticalScrollBar()->value();
        QSignalSpy resets(table.model.get(), &RequestsModel::modelReset);
        QSignalSpy removed(table.model.get(), &RequestsModel::rowsRemoved);
        QSignalSpy selected(table.view.get(), &RequestsView::requestSelected);
        const std::size_t asked = table.session.asked();
        table.model->setFilter(lastRequests(1100));
        QCOMPARE(table.model->rowCount(), 400);
        QCOMPARE(table.model->idAt(399), traffic::RequestId{601});
        QCOMPARE(removed.count(), 1);
        QCOMPARE(resets.count(), 0);
        QCOMPARE(selected.count(), 0);
        QCOMPARE(table.view->selectedRequest(), traffic::RequestId{800});
        QCOMPARE(table.model->idAt(table.view->currentIndex().row()), traffic::RequestId{800});
        QCOMPARE(table.view->verticalScrollBar()->value(), scrolled);
        QCOMPARE(table.session.asked(), asked);
        QCOMPARE(table.model->searchState().phase, SearchState::Phase::Finished);
        QCOMPARE(table.model->searchState().found, std::uint64_t{400});
    }

    void whoReadsARequestThatLeavesGoesOnReading() {
        test::RequestsTable table(1000);
        search(table, lastRequests(1000));
        QVERIFY(table.view->goTo(550));
        QSignalSpy selected(table.view.get(), &RequestsView::requestSelected);
        table.model->setFilter(lastRequests(1100));
        QCOMPARE(table.model->rowOf(550), -1);
        QCOMPARE(selected.count(), 0);
        QCOMPARE(table.view->selectedRequest(), traffic::RequestId{550});
        QVERIFY(!table.view->currentIndex().isValid());
    }

    void rowsEnterAndLeaveWhileRequestsArrive() {
        test::RequestsTable table(1000);
        const QAbstractItemModelTester tester(table.model.get(), Reporting::QtTest);
        search(table, lastRequests(1000));
        QVERIFY(table.view->goTo(1000));
        QSignalSpy resets(table.model.get(), &RequestsModel::modelReset);
        int least = table.model->rowCount();
        connect(table.model.get(), &RequestsModel::rowsRemoved, this,
                [&] { least = std::min(least, table.model->rowCount()); });
        for (traffic::RequestId last = 1050; last <= 2000; last += 50) {
            table.arrive(last - 49, last);
            table.model->setFilter(lastRequests(last));
            QCOMPARE(table.model->rowCount(), 500);
            QCOMPARE(table.model->idAt(0), last);
            QCOMPARE(table.model->idAt(499), last - 499);
        }
        QCOMPARE(resets.count(), 0);
        QVERIFY(least >= 500);
        QCOMPARE(table.view->selectedRequest(), traffic::RequestId{1000});
    }

    void anAnswerFromBeforeBringsNoOldRowsBack() {
        test::RequestsTable table(1000);
        const QAbstractItemModelTester tester(table.model.get(), Reporting::QtTest);
        table.session.close();
        table.model->setFilter(lastRequests(1000, " source:edge-nginx"));
        QVERIFY(table.session.waitUntilAsked(1));
        QSignalSpy removed(table.model.get(), &RequestsModel::rowsRemoved);
        table.model->setFilter(lastRequests(1100, " source:edge-nginx"));
        table.session.open();
        QTRY_COMPARE(table.model->searchState().phase, SearchState::Phase::Finished);
        QCOMPARE(table.model->rowCount(), 360);
        QCOMPARE(removed.count(), 0);
    }

    void theStoreJudgesByTheLaterMoment() {
        // The feed does not tell flags: the store is asked.
        test::RequestsTable table(1000);
        search(table, lastRequests(1000, " state!=attack flag!=head-timeout"));
        const int before = table.model->rowCount();
        table.model->setFilter(lastRequests(1100, " state!=attack flag!=head-timeout"));
        QCOMPARE(before, 500);
        QCOMPARE(table.model->rowCount(), 400);
        QTRY_VERIFY(table.model->isSettled());
        table.session.change(700,
                             [](traffic::RequestRow& row) { row.state = traffic::RequestState::Attack; });
        table.service.judge({700, traffic::RequestState::Attack, 5, 5, {}, {}});
        table.drain();
        QTRY_COMPARE(table.model->rowOf(700), -1);
        QCOMPARE(table.model->rowCount(), 399);
    }

    void aFullTableThatLosesRowsHoldsAll() {
        test::RequestsTable table(30'000);
        const auto wide = [](traffic::RequestId newest) {
            return test::readFilter("time>-25s", {timeOf(newest), 0min});
        };
        search(table, wide(30'000), SearchState::Phase::Full);
        QCOMPARE(table.model->rowCount(), 20'000);
        table.model->setFilter(wide(30'100));
        QCOMPARE(table.model->searchState().phase, SearchState::Phase::Full);
        QCOMPARE(table.model->rowCount(), 20'000);
        table.model->setFilter(wide(40'000));
        QCOMPARE(table.model->rowCount(), 15'000);
        QCOMPARE(table.model->searchState().phase, SearchState::Phase::Finished);
    }

    void anotherFilterIsSearchedAnew() {
        test::RequestsTable table(1000);
        search(table, lastRequests(1000));
        QSignalSpy resets(table.model.get(), &RequestsModel::modelReset);
        table.model->setFilter(lastRequests(1100, " source:shop-envoy"));
        QCOMPARE(resets.count(), 1);
        QTRY_COMPARE(table.model->rowCount(), 40);
        // An earlier moment finds more.
        table.model->setFilter(lastRequests(1000, " source:shop-envoy"));
        QCOMPARE(resets.count(), 2);
        QTRY_COMPARE(table.model->rowCount(), 50);
    }

private:
    static void search(test::RequestsTable& table, const filter::Filter& filter,
                       SearchState::Phase phase = SearchState::Phase::Finished) {
        table.model->setFilter(filter);
        QTRY_COMPARE(table.model->searchState().phase, phase);
        QTRY_VERIFY(table.model->isSettled());
    }
};

QTEST_MAIN(SlidingTest)
#include "sliding_test.moc"
