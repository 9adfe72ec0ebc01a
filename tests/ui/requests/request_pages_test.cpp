// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/request_pages.h"

#include <QSignalSpy>
#include <QTest>

#include "tests/support/fake_session.h"
#include "ui/live/page_loader.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::requests;

class RequestPagesTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_session = std::make_unique<test::FakeSession>();
        m_loader = std::make_unique<ui::live::PageLoader>(
            [this]() -> base::Result<std::unique_ptr<api::SessionQueries>> { return m_session->queries(); });
        m_pages = std::make_unique<RequestPages>(*m_loader);
    }

    void cleanup() {
        m_session->open();
        m_pages.reset();
        m_loader.reset();
    }

    void readsWhatIsWantedAndAPageAround() {
        store(5'000'000);
        m_pages->want(2'500'000, 2'500'040);
        QVERIFY(!m_pages->row(2'500'000));
        QTRY_VERIFY(m_pages->row(2'500'000) && m_pages->row(2'500'040));
        QCOMPARE(m_pages->row(2'500'017)->id, traffic::RequestId{2'500'017});
        QTRY_VERIFY(m_pages->row(2'500'040 + RequestPages::kPageRows));
        QVERIFY(m_session->asked() <= 4);
    }

    void readsTheFirstAndTheLastRow() {
        store(1000);
        m_pages->want(1, 3);
        QTRY_VERIFY(m_pages->row(1));
        m_pages->want(990, 1000);
        QTRY_VERIFY(m_pages->row(1000));
        QVERIFY(!m_pages->isGone(1001));
    }

    void tailNeedsNoReading() {
        for (traffic::RequestId id = 1; id <= 300; ++id) {
            put(test::arrivedRow(id));
        }
        m_pages->setEnd(300);
        m_pages->want(250, 300);
        QCOMPARE(m_session->asked(), std::size_t{0});
        QVERIFY(m_pages->row(1) && m_pages->row(300));
    }

    void staysWithinItsBound() {
        for (traffic::RequestId id = 1; id <= 100'000; ++id) {
            put(test::arrivedRow(id));
        }
        QVERIFY(m_pages->pageCount() <= RequestPages::kCachedPages);
        QVERIFY(m_pages->row(100'000));
        QVERIFY(!m_pages->row(1));
    }

    void keepsWhatIsInViewDuringAFlood() {
        store(1000);
        m_pages->want(1, 40);
        QTRY_VERIFY(m_pages->row(1));
        for (traffic::RequestId id = 1001; id <= 60'000; ++id) {
            put(test::arrivedRow(id));
        }
        QVERIFY(m_pages->row(1));
    }

    void scrollingAwayCancels() {
        store(5'000'000);
        m_session->close();
        m_pages->want(1'000'000, 1'000'040);
        QVERIFY(m_session->waitUntilAsked(1));
        m_pages->want(3'000'000, 3'000'040);
        QTRY_COMPARE(m_session->cancelled(), std::size_t{1});
        m_session->open();
        QTRY_VERIFY(m_pages->row(3'000'000));
        QVERIFY(!m_pages->row(1'000'000));
    }

    void changesDuringReadingAreReadAgain() {
        store(100);
        m_session->setRow(test::arrivedRow(50));
        m_session->close();
        m_pages->want(40, 60);
        QVERIFY(m_session->waitUntilAsked(1));
        // The verdict is stored and told while the old answer is on its way.
        m_session->change(50, [](traffic::RequestRow& row) { row.state = traffic::RequestState::Attack; });
        api::RequestJudged judged;
        judged.id = 50;
        judged.state = traffic::RequestState::Attack;
        QVERIFY(!m_pages->patch(judged));
        m_session->open();
        QTRY_VERIFY(m_pages->row(50) && m_pages->row(50)->state == traffic::RequestState::Attack);
        QTRY_COMPARE(m_session->asked(), std::size_t{2});
    }

    void patchesWhatIsHere() {
        put(test::arrivedRow(7));
        api::RequestAttributed attributed{test::contextOf(7), "edge-nginx"};
        QCOMPARE(m_pages->patch(attributed)->sourceName, std::string("edge-nginx"));
        api::RequestJudged judged;
        judged.id = 7;
        judged.state = traffic::RequestState::Suspicious;
        judged.score = 3;
        QCOMPARE(m_pages->patch(judged)->score, 3);
        QCOMPARE(m_pages->row(7)->context.client, std::string("203.0.113.7"));
    }

    void rowsThatTheStoreLacksAreGone() {
        store(100);
        m_pages->setEnd(120);  // told of, but not in the store any more
        m_pages->want(90, 120);
        QTRY_VERIFY(m_pages->row(100));
        QVERIFY(m_pages->isGone(110));
        QVERIFY(!m_pages->isGone(100));
    }

    void clearReadsAgain() {
        store(100);
        m_pages->want(1, 40);
        QTRY_VERIFY(m_pages->row(1));
        QSignalSpy loaded(m_pages.get(), &RequestPages::loaded);
        m_pages->clear();
        QVERIFY(!m_pages->row(1));
        QTRY_VERIFY(m_pages->row(1));
        QCOMPARE(loaded.size(), 1);
    }

private:
    void store(traffic::RequestId last) {
        m_session->setRequests(last);
        m_pages->setEnd(last);
    }
    void put(traffic::RequestRow row) {
        m_pages->put(std::make_shared<const traffic::RequestRow>(std::move(row)));
    }

    std::unique_ptr<test::FakeSession> m_session;
    std::unique_ptr<ui::live::PageLoader> m_loader;
    std::unique_ptr<RequestPages> m_pages;
};

QTEST_GUILESS_MAIN(RequestPagesTest)
#include "request_pages_test.moc"
