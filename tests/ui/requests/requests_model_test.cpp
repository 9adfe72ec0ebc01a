// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/requests_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/fake_mirror_service.h"
#include "tests/support/processor_timer.h"
#include "tests/ui/filter/read_filter.h"
#include "tests/ui/requests/arrivals.h"
#include "ui/live/live_bridge.h"
#include "ui/live/paced_changes.h"
#include "ui/live/page_loader.h"
#include "ui/requests/request_columns.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::requests;
using Reporting = QAbstractItemModelTester::FailureReportingMode;

namespace {

const filter::Filter kEnvoy = test::readFilter("source:shop-envoy");
const filter::Filter kAttack = test::readFilter("state:attack");

}  // namespace

class RequestsModelTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        QLocale::setDefault(QLocale::English);
        m_session = std::make_unique<test::FakeSession>();
        m_service = std::make_unique<test::FakeMirrorService>(*m_session, 1000);
        m_bridge = std::make_unique<live::LiveBridge>(*m_service);
        m_loader = std::make_unique<live::PageLoader>([this] { return m_service->queries(); });
    }

    void cleanup() {
        m_session->open();
        m_model.reset();
        m_loader.reset();
    }

    void rowsAreIdsAtFiveMillion() {
        start(5'000'000);
        QCOMPARE(m_model->rowCount(), 5'000'000);
        QCOMPARE(m_model->idAt(0), traffic::RequestId{1});
        QCOMPARE(m_model->idAt(4'999'999), traffic::RequestId{5'000'000});
        QCOMPARE(m_model->rowOf(1), 0);
        QCOMPARE(m_model->rowOf(5'000'000), 4'999'999);
        QCOMPARE(m_model->rowOf(5'000'001), -1);
        QCOMPARE(m_model->rowOf(0), -1);
        QCOMPARE(m_model->idAt(5'000'000), traffic::RequestId{0});
    }

    void cellsShowDotsUntilTheirPageIsRead() {
        start(1000);
        const QModelIndex path = m_model->index(500, static_cast<int>(RequestColumn::Path));
        QCOMPARE(path.data().toString(), QString(7, QChar(0xb7)));
        QVERIFY(!path.data(RequestsModel::LoadedRole).toBool());
        QCOMPARE(m_model->index(500, static_cast<int>(RequestColumn::Id)).data().toString(),
                 QStringLiteral("501"));
        m_model->setVisibleRows(490, 520);
        QTRY_COMPARE(path.data().toString(), QStringLiteral("/item/501"));
        QVERIFY(path.data(RequestsModel::LoadedRole).toBool());
    }

    void liveRowsNeedNoReading() {
        start(0);
        arrive(1, 3);
        QCOMPARE(m_model->rowCount(), 3);
        const QModelIndex source = m_model->index(1, static_cast<int>(RequestColumn::Source));
        const QModelIndex state = m_model->index(1, static_cast<int>(RequestColumn::State));
        QCOMPARE(source.data().toString(), QStringLiteral("…"));
        QCOMPARE(state.data().toString(), QStringLiteral("Waiting"));
        m_service->attribute(test::contextOf(2), "edge-nginx");
        m_service->judge({2, traffic::RequestState::Attack, 15, 5, {traffic::AttackType::Sqli}, {}});
        drain();
        QCOMPARE(source.data().toString(), QStringLiteral("edge-nginx"));
        QCOMPARE(state.data().toString(), QStringLiteral("Attack"));
        QCOMPARE(m_session->asked(), std::size_t{0});
    }

    void aDrainIsOneInsert() {
        start(100);
        QSignalSpy inserts(m_model.get(), &QAbstractItemModel::rowsInserted);
        QSignalSpy fresh(m_model.get(), &RequestsModel::newRows);
        arrive(101, 600);
        QCOMPARE(inserts.size(), 1);
        QCOMPARE(fresh.size(), 1);
        QCOMPARE(fresh[0][0].toInt(), 500);
        QCOMPARE(m_model->rowCount(), 600);
    }

    void testerIsContentUnderAStream() {
        start(500);
        const QAbstractItemModelTester tester(m_model.get(), Reporting::QtTest);
        for (traffic::RequestId id = 501; id <= 700; id += 20) {
            arrive(id, id + 19);
            m_service->attribute(test::contextOf(id), "edge-nginx");
            m_service->judge({id, traffic::RequestState::Attack, 15, 5, {}, {}});
            drain();
            if (id == 561) {
                m_model->setFilter(kEnvoy);
            } else if (id == 621) {
                m_model->setFilter(kAttack);
            } else if (id == 661) {
                m_model->setFilter({});
            }
            QCoreApplication::processEvents();
        }
        QCOMPARE(m_model->rowCount(), 700);
    }

    void filterShowsFoundAndLiveRows() {
        start(1000);
        m_model->setFilter(kEnvoy);
        QVERIFY(m_model->newestFirst());
        QTRY_COMPARE(m_model->rowCount(), 100);
        QCOMPARE(m_model->headerData(static_cast<int>(RequestColumn::Id), Qt::Horizontal, Qt::DisplayRole)
                     .toString(),
                 QStringLiteral("Id ▾"));
        QCOMPARE(m_model->idAt(0), traffic::RequestId{1000});
        arrive(1001, 1010);
        QCOMPARE(m_model->rowCount(), 100);  // not attributed yet
        m_service->attribute(test::contextOf(1010), "shop-envoy");
        QSignalSpy fresh(m_model.get(), &RequestsModel::newRows);
        drain();
        QCOMPARE(m_model->rowCount(), 101);
        QCOMPARE(m_model->idAt(0), traffic::RequestId{1010});
        QCOMPARE(fresh.size(), 1);
        m_model->setFilter({});
        QCOMPARE(m_model->rowCount(), 1010);
        QVERIFY(!m_model->newestFirst());
    }

    void whatTheFeedDoesNotKnowTheStoreIsAsked() {
        start(100);
        // No row has hits; which ones have none only the store can say.
        m_model->setFilter(test::readFilter("hits:0 source:shop-envoy"));
        QTRY_COMPARE(m_model->rowCount(), 10);
        QTRY_VERIFY(m_model->isSettled());
        arrive(101, 110);
        m_service->attribute(test::contextOf(110), "shop-envoy");
        QSignalSpy fresh(m_model.get(), &RequestsModel::newRows);
        drain();
        QCOMPARE(m_model->rowCount(), 10);
        QTRY_COMPARE(m_model->rowCount(), 11);
        QCOMPARE(m_model->idAt(0), traffic::RequestId{110});
        QCOMPARE(fresh.size(), 1);
    }

    void anotherFilterCancelsTheSearch() {
        start(5'000'000);
        m_session->close();
        m_model->setFilter(kEnvoy);
        QVERIFY(m_session->waitUntilAsked(1));
        m_model->setFilter(kAttack);
        QTRY_COMPARE(m_session->cancelled(), std::size_t{1});
        QCOMPARE(m_model->searchState().phase, SearchState::Phase::Running);
    }

    void missedChangesAreReadAgain() {
        start(10);
        m_model->setVisibleRows(0, 9);
        const QModelIndex state = m_model->index(4, static_cast<int>(RequestColumn::State));
        QTRY_COMPARE(state.data().toString(), QStringLiteral("Clean"));
        m_session->change(5, [](traffic::RequestRow& row) { row.state = traffic::RequestState::Attack; });
        for (traffic::RequestId id = 11; id <= 1500; ++id) {
            m_service->arrive(test::arrivedRow(id));  // more than the ring holds
        }
        drain();
        QCOMPARE(m_model->rowCount(), 1500);
        QTRY_COMPARE(state.data().toString(), QStringLiteral("Attack"));
    }

    void missedArrivalsAreFoundByTheFilter() {
        start(10);
        m_model->setFilter(kEnvoy);
        QTRY_COMPARE(m_model->rowCount(), 1);
        for (traffic::RequestId id = 11; id <= 2500; ++id) {
            m_service->arrive(test::cleanRow(id));  // more than the ring holds
        }
        drain();
        QTRY_COMPARE(m_model->rowCount(), 250);
    }

    void anotherSessionStartsOver() {
        start(100);
        m_session->setRequests(7);
        m_service->setSession("other.mscope");
        m_bridge->askStatus();
        QCOMPARE(m_model->rowCount(), 7);
    }

    void pausedViewsStandStill() {
        start(10);
        m_bridge->setPaused(true);
        m_service->arrive(test::arrivedRow(11));
        drain();
        m_bridge->askStatus();
        QCOMPARE(m_model->rowCount(), 10);
        m_bridge->setPaused(false);
        QCOMPARE(m_model->rowCount(), 11);
    }

    void appendingIsCheapAtFiveMillion() {
        start(5'000'000);
        const test::ProcessorTimer timer;
        arrive(5'000'001, 5'000'900);
        // 1 ms on a quiet machine; the bound only tells a table that is walked.
        QVERIFY2(timer.milliseconds() < 200, qPrintable(QString::number(timer.milliseconds())));
        QCOMPARE(m_model->rowCount(), 5'000'900);
    }

private:
    void start(traffic::RequestId last) {
        m_session->setRequests(last);
        m_bridge->start();
        m_bridge->stop();  // drained by hand
        m_model = std::make_unique<RequestsModel>(*m_bridge, *m_loader);
    }

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
};

QTEST_MAIN(RequestsModelTest)
#include "requests_model_test.moc"
