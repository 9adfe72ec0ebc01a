// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/requests_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/fake_mirror_service.h"
#include "tests/ui/filter/read_filter.h"
#include "tests/ui/requests/arrivals.h"
#include "ui/live/live_bridge.h"
#include "ui/live/paced_changes.h"
#include "ui/live/page_loader.h"
#include "ui/requests/request_columns.h"
#include "ui/requests/requests_model.h"
#include "ui/requests/table_columns.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::requests;

namespace {

const filter::Filter kEnvoy = test::readFilter("source:shop-envoy");

}  // namespace

class RequestsViewTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        qRegisterMetaType<traffic::RequestId>("mirrorscope::traffic::RequestId");
        QLocale::setDefault(QLocale::English);
    }

    void init() {
        m_session = std::make_unique<test::FakeSession>();
        m_session->setRequests(1000);
        m_service = std::make_unique<test::FakeMirrorService>(*m_session);
        m_bridge = std::make_unique<live::LiveBridge>(*m_service);
        m_loader = std::make_unique<live::PageLoader>([this] { return m_service->queries(); });
        m_bridge->start();
        m_bridge->stop();  // drained by hand
        m_model = std::make_unique<RequestsModel>(*m_bridge, *m_loader);
        m_view = std::make_unique<RequestsView>();
        m_view->setRequestsModel(m_model.get());
        m_view->resize(1200, 400);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }

    void cleanup() {
        m_view.reset();
        m_model.reset();
        m_loader.reset();
    }

    void beginsAtTheNewestRowAndFollows() {
        QVERIFY(m_view->isFollowing());
        QCOMPARE(bar()->value(), bar()->maximum());
        arrive(1001, 1050);
        QCOMPARE(bar()->value(), bar()->maximum());
        QCOMPARE(m_view->newRows(), 0);
        QTRY_COMPARE(cell(m_view->rowAt(0), RequestColumn::Method), QStringLiteral("GET"));
    }

    void scrolledAwayItStaysAndCounts() {
        QSignalSpy fresh(m_view.get(), &RequestsView::newRowsChanged);
        bar()->setValue(300);
        QVERIFY(!m_view->isFollowing());
        arrive(1001, 1038);
        QCOMPARE(bar()->value(), 300);
        QCOMPARE(m_view->newRows(), 38);
        QCOMPARE(fresh.size(), 1);
        m_view->jumpToNewest();
        QCOMPARE(bar()->value(), bar()->maximum());
        QCOMPARE(m_view->newRows(), 0);
        QVERIFY(m_view->isFollowing());
    }

    void scrollingBackToTheEndFollowsAgain() {
        bar()->setValue(300);
        arrive(1001, 1005);
        bar()->setValue(bar()->maximum());
        QVERIFY(m_view->isFollowing());
        QCOMPARE(m_view->newRows(), 0);
    }

    void selectionStaysOnItsRequest() {
        QVERIFY(m_view->goTo(500));
        QCOMPARE(m_view->selectedRequest(), traffic::RequestId{500});
        arrive(1001, 1100);
        QCOMPARE(m_model->idAt(m_view->currentIndex().row()), traffic::RequestId{500});
        m_view->jumpToNewest();
        QCOMPARE(m_view->selectedRequest(), traffic::RequestId{500});
    }

    void keysMoveAndActivate() {
        QSignalSpy selected(m_view.get(), &RequestsView::requestSelected);
        QSignalSpy activated(m_view.get(), &RequestsView::requestActivated);
        m_view->goTo(500);
        QTest::keyClick(m_view.get(), Qt::Key_J);
        QCOMPARE(m_view->selectedRequest(), traffic::RequestId{501});
        QTest::keyClick(m_view.get(), Qt::Key_K);
        QTest::keyClick(m_view.get(), Qt::Key_K);
        QCOMPARE(m_view->selectedRequest(), traffic::RequestId{499});
        QCOMPARE(selected.size(), 4);
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated[0][0].value<traffic::RequestId>(), traffic::RequestId{499});
    }

    void firstKeyStartsAtTheNewest() {
        QTest::keyClick(m_view.get(), Qt::Key_K);
        QCOMPARE(m_view->selectedRequest(), traffic::RequestId{1000});
    }

    void filteredViewKeepsWhatIsInViewWhenRowsEnterOnTop() {
        m_model->setFilter(kEnvoy);
        QTRY_COMPARE(m_model->rowCount(), 100);
        QVERIFY(m_view->isFollowing());
        QTRY_VERIFY(bar()->maximum() >= 40);
        QCOMPARE(bar()->value(), 0);
        bar()->setValue(40);
        const traffic::RequestId top = m_model->idAt(m_view->rowAt(0));
        m_service->arrive(test::cleanRow(1010));
        m_service->arrive(test::cleanRow(1020));
        drain();
        QCOMPARE(m_model->rowCount(), 102);
        QCOMPARE(m_model->idAt(m_view->rowAt(0)), top);
        QCOMPARE(m_view->newRows(), 2);
        m_view->jumpToNewest();
        QCOMPARE(m_model->idAt(m_view->rowAt(0)), traffic::RequestId{1020});
    }

    void selectionComesBackWithItsRow() {
        m_view->goTo(500);
        QSignalSpy selected(m_view.get(), &RequestsView::requestSelected);
        m_model->setFilter(kEnvoy);
        QTRY_COMPARE(m_model->rowCount(), 100);
        QCOMPARE(m_model->idAt(m_view->currentIndex().row()), traffic::RequestId{500});
        m_model->setFilter({});
        QCOMPARE(m_view->currentIndex().row(), 499);
        QCOMPARE(selected.size(), 0);
    }

    void columnsAsDesigned() {
        QVERIFY(m_view->columns().isShown(QStringLiteral("path")));
        QVERIFY(!m_view->columns().isShown(QStringLiteral("flags")));
        m_view->columns().setShown(QStringLiteral("flags"), true);
        QVERIFY(m_view->columns().isShown(QStringLiteral("flags")));
        m_view->columns().reset();
        QVERIFY(!m_view->columns().isShown(QStringLiteral("flags")));
        QCOMPARE(m_view->columnWidth(static_cast<int>(RequestColumn::State)), 124);
        QCOMPARE(m_view->rowHeight(0), 24);
        QCOMPARE(m_view->horizontalHeader()->height(), 26);
    }

    void menuOffersTheCellAsCondition() {
        m_view->goTo(500);
        QTRY_VERIFY(m_model->rowAt(499));
        QStringList asked;
        connect(m_view.get(), &RequestsView::conditionRequested, this,
                [&asked](const query::Node& condition, bool exclude) {
                    asked << QString::fromStdString(query::print(condition)) + (exclude ? u'-' : u'+');
                });
        m_view->setCurrentIndex(m_model->index(499, static_cast<int>(RequestColumn::Host)));
        QTest::keyClick(m_view.get(), Qt::Key_Period);
        auto* menu = m_view->findChild<QMenu*>(QStringLiteral("requests.cellMenu"));
        QVERIFY(menu);
        QCOMPARE(menu->actions().at(0)->text(), QStringLiteral("Show only host shop.example.com"));
        menu->actions().at(0)->trigger();
        menu->actions().at(1)->trigger();
        for (QAction* action : menu->actions()) {
            if (action->text() == QStringLiteral("Copy")) {
                action->trigger();
            }
        }
        QCOMPARE(asked, (QStringList{QStringLiteral("host:shop.example.com+"),
                                     QStringLiteral("host:shop.example.com-")}));
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("shop.example.com"));
        menu->close();
    }

    void middleClickIsShowOnly() {
        m_view->goTo(500);
        QTRY_VERIFY(m_model->rowAt(499));
        QStringList asked;
        connect(m_view.get(), &RequestsView::conditionRequested, this,
                [&asked](const query::Node& condition, bool exclude) {
                    asked << QString::fromStdString(query::print(condition)) + (exclude ? u'-' : u'+');
                });
        const QModelIndex index = m_model->index(499, static_cast<int>(RequestColumn::Source));
        QTest::mouseClick(m_view->viewport(), Qt::MiddleButton, {}, m_view->visualRect(index).center());
        QCOMPARE(asked, QStringList{QStringLiteral("source:shop-envoy+")});
    }

private:
    QScrollBar* bar() const { return m_view->verticalScrollBar(); }
    QString cell(int row, RequestColumn column) const {
        return m_model->index(row, static_cast<int>(column)).data().toString();
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
    std::unique_ptr<RequestsView> m_view;
};

QTEST_MAIN(RequestsViewTest)
#include "requests_view_test.moc"
