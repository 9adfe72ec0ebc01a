// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/request_search.h"

#include <QSignalSpy>
#include <QTest>

#include "tests/support/fake_session.h"
#include "tests/ui/filter/read_filter.h"
#include "ui/live/page_loader.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::requests;
using Phase = SearchState::Phase;

namespace {

const filter::Filter kEnvoy = test::readFilter("source:shop-envoy");

SharedRow shared(traffic::RequestRow row) {
    return std::make_shared<const traffic::RequestRow>(std::move(row));
}

}  // namespace

class RequestSearchTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_session = std::make_unique<test::FakeSession>();
        m_loader = std::make_unique<live::PageLoader>(
            [this]() -> base::Result<std::unique_ptr<api::SessionQueries>> { return m_session->queries(); });
    }

    void cleanup() {
        m_session->open();
        m_search.reset();
        m_loader.reset();
    }

    void findsNewestFirstWithProgress() {
        begin(10'000, kEnvoy);
        QSignalSpy states(m_search.get(), &RequestSearch::stateChanged);
        QTRY_COMPARE(m_search->state().phase, Phase::Finished);
        QCOMPARE(m_search->count(), 1000);
        QCOMPARE(m_search->at(0)->id, traffic::RequestId{10'000});
        QCOMPARE(m_search->at(999)->id, traffic::RequestId{10});
        QCOMPARE(m_search->state().searched, std::uint64_t{10'000});
        QVERIFY(states.size() >= 2);  // steps grow
    }

    void cancelKeepsWhatWasFoundAndContinues() {
        // A step holds no more rows than pass through a window at once.
        begin(100'000, kEnvoy);
        // At the first step with a row: on a busy machine all others may wait behind it.
        connect(m_search.get(), &RequestSearch::stateChanged, this, [this] {
            if (m_search->count() > 0 && m_search->state().phase == Phase::Running) {
                m_search->cancel();
            }
        });
        QTRY_COMPARE(m_search->state().phase, Phase::Cancelled);
        m_search->disconnect(this);
        const int found = m_search->count();
        QVERIFY(found < 10'000);
        QCoreApplication::processEvents();
        QCOMPARE(m_search->count(), found);
        m_search->start();
        QTRY_COMPARE(m_search->state().phase, Phase::Finished);
        QCOMPARE(m_search->count(), 10'000);
    }

    void stopsWhenTooMuchMatches() {
        begin(100'000, test::readFilter("method:GET"));
        QTRY_COMPARE(m_search->state().phase, Phase::Full);
        QCOMPARE(m_search->count(), static_cast<int>(RequestSearch::kMaxFound));
        // A newer one pushes the oldest out.
        m_search->offer({shared(test::cleanRow(100'001))});
        QCOMPARE(m_search->count(), static_cast<int>(RequestSearch::kMaxFound));
        QCOMPARE(m_search->at(0)->id, traffic::RequestId{100'001});
    }

    void keepsNoMoreThanTheMostWhereverAStepEnds() {
        begin(100'000, test::readFilter("id<=99900"));
        QTRY_COMPARE(m_search->state().phase, Phase::Full);
        QCOMPARE(m_search->count(), static_cast<int>(RequestSearch::kMaxFound));
        QCOMPARE(m_search->at(m_search->count() - 1)->id, traffic::RequestId{79'901});
    }

    void takesInLiveRowsOnTopInOneInsert() {
        begin(100, kEnvoy);
        QTRY_COMPARE(m_search->state().phase, Phase::Finished);
        QSignalSpy inserts(m_search.get(), &RequestSearch::aboutToInsert);
        std::vector<SharedRow> rows;
        for (traffic::RequestId id = 101; id <= 150; ++id) {
            rows.push_back(shared(test::cleanRow(id)));
        }
        QSignalSpy arrived(m_search.get(), &RequestSearch::arrived);
        m_search->offer(rows);
        QCOMPARE(arrived.size(), 1);
        QCOMPARE(arrived[0][0].toInt(), 5);
        QCOMPARE(inserts.size(), 1);
        QCOMPARE(m_search->at(0)->id, traffic::RequestId{150});
        QCOMPARE(m_search->indexOf(110), 4);
    }

    void rowsEnterAndLeaveAsTheyChange() {
        begin(100, test::readFilter("state:pending"));
        QTRY_COMPARE(m_search->state().phase, Phase::Finished);
        QCOMPARE(m_search->count(), 0);
        m_search->offer({shared(test::arrivedRow(101))});
        QCOMPARE(m_search->count(), 1);
        m_search->offer({shared(test::cleanRow(101))});
        QCOMPARE(m_search->count(), 0);
    }

    void changedRowsThatNobodyHoldsAreReadAgain() {
        begin(100, test::readFilter("state:attack"));
        QTRY_COMPARE(m_search->state().phase, Phase::Finished);
        for (const traffic::RequestId id : {30, 60}) {
            m_session->change(id,
                              [](traffic::RequestRow& row) { row.state = traffic::RequestState::Attack; });
            m_search->recheck(id);
        }
        QTRY_COMPARE(m_search->count(), 2);
        QCOMPARE(m_search->at(0)->id, traffic::RequestId{60});
    }

    void changeDuringAStepIsNotLost() {
        m_session->setRequests(100);
        m_session->setRow(test::arrivedRow(50));
        m_session->close();
        begin(100, test::readFilter("state:pending"));
        QVERIFY(m_session->waitUntilAsked(1));
        // When the reader begins this second question, the answer of the step waits for this thread, which
        // lets nothing in: the step is read and stale.
        m_loader->ask<std::vector<traffic::RequestRow>>(
            this,
            [](api::SessionQueries& queries, const base::CancelToken& cancel) {
                return queries.requests({}, cancel);
            },
            [](auto) {}, live::Urgency::Background);
        m_session->open();
        QVERIFY(m_session->waitUntilAsked(2));
        m_session->change(50, [](traffic::RequestRow& row) { row.state = traffic::RequestState::Clean; });
        m_search->offer({shared(test::cleanRow(50))});
        QTRY_COMPARE(m_search->state().phase, Phase::Finished);
        QTRY_COMPARE(m_search->count(), 0);
    }

    void goesAwayWhileSearching() {
        begin(5'000'000, kEnvoy);
        QVERIFY(m_session->waitUntilAsked(1));
        m_search.reset();
        QCoreApplication::processEvents();
        bool answered = false;
        m_loader->ask<int>(
            this, [](api::SessionQueries&, const base::CancelToken&) { return base::Result<int>(1); },
            [&](base::Result<int>) { answered = true; });
        QTRY_VERIFY(answered);
    }

private:
    void begin(traffic::RequestId last, const filter::Filter& filter) {
        m_session->setRequests(last);
        m_search = std::make_unique<RequestSearch>(*m_loader, filter, last);
        m_search->start();
    }

    std::unique_ptr<test::FakeSession> m_session;
    std::unique_ptr<live::PageLoader> m_loader;
    std::unique_ptr<RequestSearch> m_search;
};

QTEST_GUILESS_MAIN(RequestSearchTest)
#include "request_search_test.moc"
