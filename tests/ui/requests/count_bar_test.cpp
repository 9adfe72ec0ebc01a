// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/count_bar.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>

#include "tests/support/fake_mirror_service.h"
#include "tests/ui/filter/read_filter.h"
#include "ui/live/live_bridge.h"
#include "ui/live/page_loader.h"
#include "ui/requests/requests_model.h"
#include "ui/requests/requests_view.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::requests;

class CountBarTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        QLocale::setDefault(QLocale::English);
        m_session = std::make_unique<test::FakeSession>();
        m_session->setRequests(40'000);
        m_service = std::make_unique<test::FakeMirrorService>(*m_session);
        m_bridge = std::make_unique<live::LiveBridge>(*m_service);
        m_loader = std::make_unique<live::PageLoader>([this] { return m_service->queries(); });
        m_bridge->start();
        m_bridge->stop();
        m_model = std::make_unique<RequestsModel>(*m_bridge, *m_loader);
        m_view = std::make_unique<RequestsView>();
        m_view->setRequestsModel(m_model.get());
        m_view->resize(800, 300);
        m_view->show();
        m_bar = std::make_unique<CountBar>();
        m_bar->setView(m_view.get());
        m_bar->show();
    }

    void cleanup() {
        m_session->open();
        m_bar.reset();
        m_view.reset();
        m_model.reset();
        m_loader.reset();
    }

    void countsRowsAndTellsTheNote() {
        QCOMPARE(label("requests.count.found"), QStringLiteral("40,000 requests"));
        m_bar->setNote(QStringLiteral("Paused at 14:47:12, 3,118 newer"));
        QCOMPARE(label("requests.count.searched"), QStringLiteral("Paused at 14:47:12, 3,118 newer"));
        QVERIFY(!button("requests.count.stop")->isVisible());
    }

    void tellsHowFarTheSearchIs() {
        m_session->close();
        m_model->setFilter(test::readFilter("source:shop-envoy"));
        QTRY_COMPARE(label("requests.count.found"), QStringLiteral("0 found so far"));
        QCOMPARE(label("requests.count.searched"), QStringLiteral("searched 0 of 40,000 rows, newest first"));
        QCOMPARE(button("requests.count.stop")->text(), QStringLiteral("Cancel"));
        button("requests.count.stop")->click();
        QCOMPARE(label("requests.count.found"), QStringLiteral("0 found, search stopped"));
        m_session->open();
        button("requests.count.stop")->click();
        QTRY_COMPARE(label("requests.count.found"), QStringLiteral("4,000 found"));
        QVERIFY(!button("requests.count.stop")->isVisible());
    }

    void pillCountsAndJumps() {
        m_view->verticalScrollBar()->setValue(10);
        m_service->arrive(test::arrivedRow(40'001));
        m_bridge->drain();
        QTRY_VERIFY(button("requests.count.new")->isVisible());
        QCOMPARE(button("requests.count.new")->text(), QStringLiteral("1 new"));
        button("requests.count.new")->click();
        QTRY_VERIFY(!button("requests.count.new")->isVisible());
        QVERIFY(m_view->isFollowing());
    }

private:
    QString label(const char* name) const {
        return m_bar->findChild<QLabel*>(QString::fromLatin1(name))->text();
    }
    QPushButton* button(const char* name) const {
        return m_bar->findChild<QPushButton*>(QString::fromLatin1(name));
    }

    std::unique_ptr<test::FakeSession> m_session;
    std::unique_ptr<test::FakeMirrorService> m_service;
    std::unique_ptr<live::LiveBridge> m_bridge;
    std::unique_ptr<live::PageLoader> m_loader;
    std::unique_ptr<RequestsModel> m_model;
    std::unique_ptr<RequestsView> m_view;
    std::unique_ptr<CountBar> m_bar;
};

QTEST_MAIN(CountBarTest)
#include "count_bar_test.moc"
