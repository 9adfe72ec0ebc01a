// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/page_loader.h"

#include <QTest>
#include <QThread>

#include "tests/support/fake_session.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::live;

namespace {

using Rows = std::vector<traffic::RequestRow>;

base::Result<Rows> firstPage(api::SessionQueries& queries, const base::CancelToken& cancel) {
    return queries.requests({}, cancel);
}

}  // namespace

class PageLoaderTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_session = std::make_unique<test::FakeSession>();
        m_session->setRequests(250);
        m_opened = 0;
        m_answers = 0;
        m_loader =
            std::make_unique<PageLoader>([this]() -> base::Result<std::unique_ptr<api::SessionQueries>> {
                ++m_opened;
                if (m_failsToOpen) {
                    return base::Error{base::ErrorCode::SessionMissing, {"x.mscope"}};
                }
                return m_session->queries();
            });
    }

    void cleanup() {
        m_session->open();
        m_loader.reset();
        m_failsToOpen = false;
    }

    void answersOnTheUiThread() {
        QThread* thread = nullptr;
        std::size_t size = 0;
        m_loader->ask<Rows>(this, firstPage, [&](base::Result<Rows> rows) {
            thread = QThread::currentThread();
            size = rows->size();
        });
        QTRY_COMPARE(size, std::size_t{100});
        QCOMPARE(thread, QThread::currentThread());
    }

    void cancelledQuestionsAreNotAnswered() {
        m_session->close();
        auto running = ask();
        QVERIFY(m_session->waitUntilAsked(1));
        auto waiting = ask();
        running.cancel();
        waiting.cancel();
        QTRY_COMPARE(m_session->cancelled(), std::size_t{1});
        m_session->open();
        bool last = false;
        m_loader->ask<Rows>(this, firstPage, [&](base::Result<Rows>) { last = true; });
        QTRY_VERIFY(last);
        QCOMPARE(m_answers, 0);
        QCOMPARE(m_session->asked(), std::size_t{2});  // the waiting one never reached the session
    }

    void lateAnswersAreDropped() {
        auto token = ask();
        QVERIFY(m_session->waitUntilAsked(1));
        token.cancel();  // its answer may already be on its way to this thread
        bool last = false;
        m_loader->ask<Rows>(this, firstPage, [&](base::Result<Rows>) { last = true; });
        QTRY_VERIFY(last);
        QCOMPARE(m_answers, 0);
    }

    void receiverMayGo() {
        auto receiver = std::make_unique<QObject>();
        m_session->close();
        m_loader->ask<Rows>(receiver.get(), firstPage, [this](base::Result<Rows>) { ++m_answers; });
        receiver.reset();
        m_session->open();
        bool last = false;
        m_loader->ask<Rows>(this, firstPage, [&](base::Result<Rows>) { last = true; });
        QTRY_VERIFY(last);
        QCOMPARE(m_answers, 0);
    }

    void whatSomebodyWaitsForNeverQueuesBehindASearch() {
        auto search = m_loader->ask<int>(
            this,
            [](api::SessionQueries&, const base::CancelToken& cancel) -> base::Result<int> {
                while (!cancel.isCancelled()) {
                    std::this_thread::yield();
                }
                return 1;
            },
            [](base::Result<int>) {}, Urgency::Background);
        ask();
        QTRY_COMPARE(m_answers, 1);
        search.cancel();
    }

    void questionsOfOneUrgencyKeepTheirOrder() {
        QList<int> order;
        for (int i = 0; i < 20; ++i) {
            m_loader->ask<Rows>(this, firstPage, [&order, i](base::Result<Rows>) { order << i; });
        }
        QTRY_COMPARE(order.size(), 20);
        QVERIFY(std::is_sorted(order.begin(), order.end()));
    }

    void failureToOpenIsAnAnswerAndTriedAgain() {
        m_failsToOpen = true;
        std::optional<base::ErrorCode> code;
        m_loader->ask<Rows>(this, firstPage, [&](base::Result<Rows> rows) { code = rows.error().code; });
        QTRY_COMPARE(code, std::optional(base::ErrorCode::SessionMissing));
        m_failsToOpen = false;
        ask();
        QTRY_COMPARE(m_answers, 1);
        QCOMPARE(m_opened.load(), 2);
    }

    void anotherSessionForgetsTheQuestions() {
        m_session->close();
        ask();
        QVERIFY(m_session->waitUntilAsked(1));
        ask();
        m_loader->reopen();
        m_session->open();
        bool last = false;
        m_loader->ask<Rows>(this, firstPage, [&](base::Result<Rows>) { last = true; });
        QTRY_VERIFY(last);
        QCOMPARE(m_answers, 0);
        QCOMPARE(m_opened.load(), 2);
    }

    void goesAwayWhileAQuestionRuns() {
        m_session->close();
        ask();
        QVERIFY(m_session->waitUntilAsked(1));
        m_loader.reset();  // would hang when the question were not cancelled
        QCOMPARE(m_session->cancelled(), std::size_t{1});
    }

private:
    base::CancelToken ask() {
        return m_loader->ask<Rows>(this, firstPage, [this](base::Result<Rows>) { ++m_answers; });
    }

    std::unique_ptr<test::FakeSession> m_session;
    std::unique_ptr<PageLoader> m_loader;
    std::atomic<int> m_opened{0};
    std::atomic<bool> m_failsToOpen{false};
    int m_answers = 0;
};

QTEST_GUILESS_MAIN(PageLoaderTest)
#include "page_loader_test.moc"
