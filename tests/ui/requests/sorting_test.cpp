// SPDX-License-Identifier: GPL-3.0-or-later
// The requests table in another order than that of arrival, with its count bar.
#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/fake_mirror_service.h"
#include "tests/ui/filter/read_filter.h"
#include "tests/ui/requests/arrivals.h"
#include "ui/live/live_bridge.h"
#include "ui/live/paced_changes.h"
#include "ui/live/page_loader.h"
#include "ui/requests/count_bar.h"
#include "ui/requests/request_columns.h"
#include "ui/requests/requests_model.h"
#include "ui/requests/requests_view.h"
#include "ui/requests/sorted_rows.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::requests;
using Phase = SortState::Phase;
using Reporting = QAbstractItemModelTester::FailureReportingMode;

namespace {

const filter::Filter kEnvoy = test::readFilter("source:shop-envoy");
// The fake session knows no order but that of ids.
constexpr SortChoice kById{RequestColumn::Id, true};
constexpr std::size_t kRing = 1000;
constexpr SortChoice kByScore{RequestColumn::Score, true};

}  // namespace

class SortingTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        QLocale::setDefault(QLocale::English);
        m_session = std::make_unique<test::FakeSession>();
        m_session->setRequests(1000);
        m_service = std::make_unique<test::FakeMirrorService>(*m_session, kRing);
        m_bridge = std::make_unique<live::LiveBridge>(*m_service);
        m_loader = std::make_unique<live::PageLoader>([this] { return m_service->queries(); });
        m_bridge->start();
        m_bridge->stop();  // drained by hand
        m_model = std::make_unique<RequestsModel>(*m_bridge, *m_loader);
        m_view = std::make_unique<RequestsView>();
        m_view->setRequestsModel(m_model.get());
        m_view->resize(1200, 400);
        m_view->show();
        m_bar = std::make_unique<CountBar>();
        m_bar->setView(m_view.get());
        m_bar->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }

    void cleanup() {
        m_session->open();
        m_bar.reset();
        m_view.reset();
        m_model.reset();
        m_loader.reset();
    }

    void rowsChangePlaceWhenAllIsRead() {
        m_session->close();
        m_model->sortBy(kById);
        QCOMPARE(m_model->sortState().phase, Phase::Running);
        QVERIFY(!m_model->isSorted());
        QCOMPARE(m_model->idAt(0), traffic::RequestId{1});
        m_session->open();
        QTRY_VERIFY(m_model->isSorted());
        QCOMPARE(m_model->rowCount(), 1000);
        QCOMPARE(m_model->idAt(0), traffic::RequestId{1000});
        QCOMPARE(m_model->rowOf(1), 999);
        QCOMPARE(m_model->rowOf(1001), -1);
        QTRY_COMPARE(cell(5, RequestColumn::Path), QStringLiteral("/item/995"));
    }

    void titlesSortAndShowTheDirection() {
        click(RequestColumn::Score);
        QTRY_COMPARE(title(RequestColumn::Score), QStringLiteral("Score ▾"));
        click(RequestColumn::Score);
        QTRY_COMPARE(title(RequestColumn::Score), QStringLiteral("Score ▴"));
        click(RequestColumn::Host);
        QTRY_COMPARE(title(RequestColumn::Host), QStringLiteral("Host ▴"));
        QCOMPARE(title(RequestColumn::Score), QStringLiteral("Score"));
        QTest::keyClick(m_view.get(), Qt::Key_0, Qt::ControlModifier);
        QVERIFY(!m_model->isSorted());
        QCOMPARE(title(RequestColumn::Host), QStringLiteral("Host"));
        QCOMPARE(m_model->idAt(0), traffic::RequestId{1});
    }

    void aColumnWithoutAnOrderIsLeftAlone() {
        m_model->sortBy({RequestColumn::Flags, true});
        QCOMPARE(m_model->sortState().phase, Phase::None);
        QCOMPARE(m_session->cancelled(), std::size_t{0});
    }

    void cancelKeepsTheOrderOfBefore() {
        sort(kById);
        m_session->close();
        const std::size_t asked = m_session->asked();
        m_model->sortBy(kByScore);
        QVERIFY(m_session->waitUntilAsked(asked + 1));
        QCOMPARE(label("requests.count.found"), QStringLiteral("Sorting by Score ▾"));
        QCOMPARE(stop()->text(), QStringLiteral("Cancel"));
        stop()->click();
        QTRY_VERIFY(m_session->cancelled() > 0);
        QCOMPARE(m_model->sortState().phase, Phase::Sorted);
        QCOMPARE(m_model->sortChoice(), std::optional(kById));
        QCOMPARE(m_model->idAt(0), traffic::RequestId{1000});
    }

    void barTellsTheOrderAndLeadsBack() {
        m_session->close();
        m_model->setFilter(kEnvoy);
        m_model->sortBy(kByScore);
        QCOMPARE(label("requests.count.searched"), QStringLiteral("read 0 of 1,000 requests, 0 fit"));
        m_session->open();
        QTRY_VERIFY(m_model->isSorted());
        QCOMPARE(label("requests.count.found"), QStringLiteral("100 found"));
        QCOMPARE(label("requests.count.searched"), QStringLiteral("sorted by Score ▾"));
        QCOMPARE(stop()->text(), QStringLiteral("Arrival order"));
        stop()->click();
        QVERIFY(!m_model->isSorted());
        QTRY_COMPARE(label("requests.count.found"), QStringLiteral("100 found"));
        QVERIFY(!stop()->isVisible());
    }

    void aCutIsSaid() {
        m_session->setRequests(100'500);
        m_service->setSession("large.mscope");
        m_bridge->askStatus();
        m_model->sortBy(kByScore);
        QTRY_VERIFY(m_model->isSorted());
        QCOMPARE(m_model->rowCount(), 100'000);
        QCOMPARE(label("requests.count.searched"),
                 QStringLiteral("sorted by Score ▾, the first 100,000 of 100,500"));
    }

    void arrivalsAreOnlyCounted() {
        sort(kById);
        // Neither end is that of the newest.
        m_view->verticalScrollBar()->setValue(0);
        m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum());
        arrive(1001, 1038);
        QCOMPARE(m_model->rowCount(), 1000);
        QCOMPARE(m_model->idAt(0), traffic::RequestId{1000});
        QVERIFY(!m_view->isFollowing());
        QCOMPARE(m_view->newRows(), 38);
        QTRY_VERIFY(pill()->isVisible());
        pill()->click();
        QVERIFY(!m_model->isSorted());
        QCOMPARE(m_model->rowCount(), 1038);
        QVERIFY(m_view->isFollowing());
        QCOMPARE(m_view->newRows(), 0);
    }

    void withAFilterOnlyWhatFitsIsCounted() {
        m_model->setFilter(kEnvoy);
        sort(kById);
        QCOMPARE(m_model->rowCount(), 100);
        for (traffic::RequestId id = 1001; id <= 1020; ++id) {
            m_service->arrive(test::arrivedRow(id));
            m_service->attribute(test::contextOf(id), id % 10 == 0 ? "shop-envoy" : "edge-nginx");
        }
        drain();
        QTRY_COMPARE(m_view->newRows(), 2);
        QCOMPARE(m_model->rowCount(), 100);
    }

    void whatArrivesWhileSortingIsCountedToo() {
        m_session->close();
        m_model->sortBy(kById);
        arrive(1001, 1007);
        QCOMPARE(m_model->rowCount(), 1007);
        m_session->open();
        QTRY_VERIFY(m_model->isSorted());
        QCOMPARE(m_model->rowCount(), 1000);
        QCOMPARE(m_view->newRows(), 7);
    }

    void whatTheFeedMissedIsCountedToo_data() {
        QTest::addColumn<bool>("filtered");
        QTest::addColumn<int>("fresh");
        QTest::newRow("all") << false << 2500;
        QTest::newRow("filtered") << true << 250;
    }

    void whatTheFeedMissedIsCountedToo() {
        QFETCH(bool, filtered);
        QFETCH(int, fresh);
        m_model->setFilter(filtered ? kEnvoy : filter::Filter());
        sort(kById);
        m_view->verticalScrollBar()->setValue(0);
        const int rows = m_model->rowCount();
        QTRY_COMPARE(cell(0, RequestColumn::State), QStringLiteral("Clean"));
        m_session->change(1000, [](traffic::RequestRow& row) { row.state = traffic::RequestState::Attack; });
        for (traffic::RequestId id = 1001; id <= 3500; ++id) {
            m_service->arrive(test::cleanRow(id));  // more than the ring holds
        }
        drain();
        QTRY_COMPARE(m_view->newRows(), fresh);
        QCOMPARE(m_model->rowCount(), rows);
        QTRY_COMPARE(cell(0, RequestColumn::State), QStringLiteral("Attack"));
    }

    void aFailureIsSaid() {
        sort(kById);
        m_session->refuseSorting(true);
        m_model->sortBy(kByScore);
        QTRY_COMPARE(m_model->sortState().phase, Phase::Failed);
        QCOMPARE(label("requests.count.found"), QStringLiteral("Not sorted by Score ▾"));
        QVERIFY(!label("requests.count.searched").isEmpty());
        QCOMPARE(m_model->sortChoice(), std::optional(kById));
        QCOMPARE(stop()->text(), QStringLiteral("Close"));
        stop()->click();
        QCOMPARE(m_model->sortState().phase, Phase::Sorted);
    }

    void selectionStaysOnItsRequest() {
        m_view->goTo(300);
        QSignalSpy selected(m_view.get(), &RequestsView::requestSelected);
        sort(kById);
        QCOMPARE(m_view->currentIndex().row(), 700);
        QCOMPARE(m_view->selectedRequest(), traffic::RequestId{300});
        m_view->toArrivalOrder();
        QCOMPARE(m_view->currentIndex().row(), 299);
        QCOMPARE(selected.size(), 0);
    }

    void anotherFilterIsSortedTheSameWay() {
        sort(kById);
        m_model->setFilter(kEnvoy);
        QVERIFY(!m_model->isSorted());
        QTRY_VERIFY(m_model->isSorted());
        QCOMPARE(m_model->sortChoice(), std::optional(kById));
        QCOMPARE(m_model->rowCount(), 100);
        QCOMPARE(m_model->idAt(1), traffic::RequestId{990});
    }

    void anotherSessionIsInArrivalOrder() {
        sort(kById);
        m_session->setRequests(7);
        m_service->setSession("other.mscope");
        m_bridge->askStatus();
        QVERIFY(!m_model->isSorted());
        QCOMPARE(m_model->rowCount(), 7);
        QCOMPARE(m_model->idAt(0), traffic::RequestId{1});
    }

    void verdictsReachSortedRows() {
        sort(kById);
        m_view->verticalScrollBar()->setValue(0);
        QTRY_COMPARE(cell(3, RequestColumn::State), QStringLiteral("Clean"));
        m_session->change(997, [](traffic::RequestRow& row) { row.state = traffic::RequestState::Attack; });
        m_service->judge({997, traffic::RequestState::Attack, 15, 5, {traffic::AttackType::Sqli}, {}});
        drain();
        QCOMPARE(cell(3, RequestColumn::State), QStringLiteral("Attack"));
    }

    void fewRowsAreKept() {
        m_session->setRequests(50'000);
        m_service->setSession("large.mscope");
        m_bridge->askStatus();
        SortedRows rows(*m_loader, kById, {}, 50'000);
        QSignalSpy finished(&rows, &SortedRows::finished);
        rows.start();
        QVERIFY(finished.wait());
        for (int first = 0; first < 20'000; first += 200) {
            rows.want(first, first + 40);
            QTRY_VERIFY(rows.at(first));
        }
        int kept = 0;
        for (int index = 0; index < rows.count(); ++index) {
            kept += rows.at(index) ? 1 : 0;
        }
        QVERIFY2(kept > 100 && kept <= static_cast<int>(SortedRows::kCachedRows),
                 qPrintable(QString::number(kept)));
    }

    void testerIsContentWhileRowsArrive() {
        const QAbstractItemModelTester tester(m_model.get(), Reporting::QtTest);
        for (traffic::RequestId id = 1001; id <= 1400; id += 20) {
            arrive(id, id + 19);
            m_service->attribute(test::contextOf(id), "edge-nginx");
            m_service->judge({id, traffic::RequestState::Attack, 15, 5, {}, {}});
            drain();
            if (id == 1041) {
                sort(kByScore);
            } else if (id == 1121) {
                m_model->setFilter(kEnvoy);
            } else if (id == 1201) {
                QTRY_VERIFY(m_model->isSorted());
                m_view->toArrivalOrder();
            } else if (id == 1261) {
                sort({RequestColumn::Id, false});
                m_model->setFilter({});
            }
            QCoreApplication::processEvents();
        }
        m_view->toArrivalOrder();
        QCOMPARE(m_model->rowCount(), 1400);
    }

private:
    void sort(const SortChoice& choice) {
        m_model->sortBy(choice);
        QTRY_VERIFY(m_model->isSorted() && m_model->sortState().phase == Phase::Sorted);
    }
    void click(RequestColumn column) {
        const int section = static_cast<int>(column);
        QHeaderView* header = m_view->horizontalHeader();
        const int x = header->sectionViewportPosition(section) + header->sectionSize(section) / 2;
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(x, header->height() / 2));
    }
    QString title(RequestColumn column) const {
        return m_model->headerData(static_cast<int>(column), Qt::Horizontal, Qt::DisplayRole).toString();
    }
    QString cell(int row, RequestColumn column) const {
        return m_model->index(row, static_cast<int>(column)).data().toString();
    }
    QString label(const char* name) const {
        return m_bar->findChild<QLabel*>(QString::fromLatin1(name))->text();
    }
    QPushButton* stop() const {
        return m_bar->findChild<QPushButton*>(QStringLiteral("requests.count.stop"));
    }
    QPushButton* pill() const { return m_bar->findChild<QPushButton*>(QStringLiteral("requests.count.new")); }

    void arrive(traffic::RequestId first, traffic::RequestId last) {
        test::arrive(*m_service, first, last);
        drain();
    }

    void drain() { test::drain(*m_bridge, *m_model); }

    std::unique_ptr<test::FakeSession> m_session;
    std::unique_ptr<test::FakeMirrorService> m_service;
    std::unique_ptr<live::LiveBridge> m_bridge;
    std::unique_ptr<live::PageLoader> m_loader;
    std::unique_ptr<RequestsModel> m_model;
    std::unique_ptr<RequestsView> m_view;
    std::unique_ptr<CountBar> m_bar;
};

QTEST_MAIN(SortingTest)
#include "sorting_test.moc"
