// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/decision_history.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <atomic>

using namespace mirrorscope;
using namespace mirrorscope::ui::live;
using traffic::Mark;
using traffic::RequestMark;

namespace {

/// Holds one mark a request; waits while it is closed.
class OneService final : public api::DecisionService {
public:
    base::Result<std::vector<RequestMark>> setMarks(const std::filesystem::path& session,
                                                    const std::vector<RequestMark>& marks) override {
        while (closed) {
            std::this_thread::yield();
        }
        thread = QThread::currentThreadId();
        if (fails) {
            return base::Error{base::ErrorCode::SessionUnwritable, {session.string(), "no"}};
        }
        ++calls;
        std::vector<RequestMark> before;
        for (const RequestMark& mark : marks) {
            if (now[mark.request] != mark.mark) {
                before.push_back({mark.request, now[mark.request]});
                now[mark.request] = mark.mark;
            }
        }
        return before;
    }
    base::Result<std::vector<RequestMark>> toggleMark(const std::filesystem::path& session,
                                                      const std::vector<traffic::RequestId>& requests,
                                                      Mark mark) override {
        std::vector<RequestMark> marks;
        for (const auto id : requests) {
            marks.push_back({id, now[id] == mark ? Mark::None : mark});
        }
        return setMarks(session, marks);
    }
    base::Result<std::vector<traffic::RequestId>> setTag(const std::filesystem::path&,
                                                         const std::vector<traffic::RequestId>&,
                                                         const std::string&, bool) override {
        return std::vector<traffic::RequestId>{};
    }
    base::Result<traffic::DecisionReceipt> decide(const std::filesystem::path&, const api::DecisionTarget&,
                                                  traffic::TriageState, const std::string&) override {
        return traffic::DecisionReceipt{};
    }
    base::Result<traffic::MatchCount> countMatching(const std::filesystem::path&, const traffic::FilterText&,
                                                    const base::CancelToken&, const MatchProgress&) override {
        return traffic::MatchCount{};
    }
    base::Result<traffic::DecisionReceipt> decideAll(const std::filesystem::path&, const traffic::FilterText&,
                                                     traffic::TriageState, const std::string&,
                                                     const base::CancelToken&,
                                                     const MatchProgress&) override {
        return traffic::DecisionReceipt{};
    }
    base::Result<traffic::DecisionReceipt> decideThese(const std::filesystem::path&,
                                                       const api::DecisionTargets&, traffic::TriageState,
                                                       const std::string&, const base::CancelToken&,
                                                       const TargetProgress&) override {
        return base::Error{base::ErrorCode::SessionReadOnly, {}};
    }
    base::Result<bool> undo(const std::filesystem::path&, std::int64_t) override { return false; }
    base::Result<bool> redo(const std::filesystem::path&, std::int64_t) override { return false; }
    base::Result<std::vector<traffic::LoggedDecision>> decisions(const std::filesystem::path&,
                                                                 std::size_t) override {
        return std::vector<traffic::LoggedDecision>{};
    }
    base::Result<std::int64_t> addNote(const std::filesystem::path&, const api::DecisionTarget&,
                                       const std::string&) override {
        return std::int64_t{0};
    }
    base::Result<std::optional<traffic::FindingMute>> setFindingMute(
        const std::filesystem::path&, const traffic::FindingKey&,
        const std::optional<traffic::FindingMute>&) override {
        return std::optional<traffic::FindingMute>();
    }
    base::Result<std::vector<traffic::SourceBaseline>> setPresenceBaselines(
        const std::filesystem::path&, const std::vector<traffic::SourceBaseline>&) override {
        return std::vector<traffic::SourceBaseline>();
    }
    base::Result<bool> removeNote(const std::filesystem::path&, std::int64_t) override { return false; }

    std::array<Mark, 10> now{};  // written by the runner's thread, read after an answer
    std::atomic<bool> closed = false;
    std::atomic<bool> fails = false;
    std::atomic<int> calls = 0;
    std::atomic<Qt::HANDLE> thread = nullptr;
};

}  // namespace

class DecisionHistoryTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_service = std::make_unique<OneService>();
        m_runner = std::make_unique<DecisionRunner>(*m_service);
        m_history = std::make_unique<DecisionHistory>(*m_runner);
        m_history->setSession("one.mscope");
    }
    void cleanup() {
        m_service->closed = false;
        m_history.reset();
        m_runner.reset();
    }

    void isWrittenElsewhereAndTakenBack() {
        QSignalSpy changed(m_history.get(), &DecisionHistory::changed);
        QVERIFY(!m_history->undoAction()->isEnabled());
        decide(Mark::Done);
        QTRY_COMPARE(changed.size(), 1);
        QVERIFY(m_service->thread != QThread::currentThreadId());
        QCOMPARE(changed[0][0].value<std::vector<traffic::RequestId>>(),
                 (std::vector<traffic::RequestId>{3, 4}));
        QCOMPARE(m_service->now[3], Mark::Done);
        QCOMPARE(m_history->undoAction()->text(), QStringLiteral("&Undo “two”"));
        m_history->undoAction()->trigger();
        QTRY_COMPARE(changed.size(), 2);
        QCOMPARE(m_service->now[3], Mark::None);
        QVERIFY(!m_history->undoAction()->isEnabled());
        m_history->redoAction()->trigger();
        QTRY_COMPARE(changed.size(), 3);
        QCOMPARE(m_service->now[4], Mark::Done);
        QVERIFY(!m_history->redoAction()->isEnabled());
        QVERIFY(m_history->undoAction()->isEnabled());
    }

    void keysPressedMeanwhileKeepTheirOrder() {
        m_service->closed = true;
        decide(Mark::Done);
        decide(Mark::Question);
        m_history->undo();
        m_history->undo();
        m_history->redo();
        QVERIFY(m_history->isBusy());
        m_service->closed = false;
        QTRY_VERIFY(!m_history->isBusy());
        QCOMPARE(m_service->calls.load(), 5);
        QCOMPARE(m_service->now[3], Mark::Done);
        QVERIFY(m_history->redoAction()->isEnabled());
    }

    void aFailedStepStaysToBeTriedAgain() {
        decide(Mark::Done);
        QTRY_VERIFY(!m_history->isBusy());
        QSignalSpy failed(m_history.get(), &DecisionHistory::failed);
        m_service->fails = true;
        m_history->undo();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed[0][0].toString(), QStringLiteral("two"));
        QTRY_VERIFY(!m_history->isBusy());
        QVERIFY(m_history->undoAction()->isEnabled());
        QVERIFY(!m_history->redoAction()->isEnabled());
        decide(Mark::Question);  // fails, too, and is nothing to take back
        QTRY_COMPARE(failed.size(), 2);
        m_service->fails = false;
        m_history->undo();
        QTRY_VERIFY(!m_history->isBusy());
        QCOMPARE(m_service->now[3], Mark::None);
    }

    void whatChangesNothingIsNoStep() {
        m_history->decide(markDecision(QStringLiteral("none"), {3}, Mark::None));
        QTRY_VERIFY(!m_history->isBusy());
        QCOMPARE(m_service->calls.load(), 1);
        QVERIFY(!m_history->undoAction()->isEnabled());
    }

    void aNewDecisionEndsWhatCouldBeDoneAgain() {
        decide(Mark::Done);
        m_history->undo();
        decide(Mark::Question);
        QTRY_VERIFY(!m_history->isBusy());
        QVERIFY(!m_history->redoAction()->isEnabled());
    }

    void stepsAreCounted() {
        for (std::size_t i = 0; i < DecisionHistory::kMostSteps + 5; ++i) {
            decide(i % 2 == 0 ? Mark::Done : Mark::Question);
        }
        QTRY_VERIFY(!m_history->isBusy());
        for (std::size_t i = 0; i < DecisionHistory::kMostSteps; ++i) {
            QVERIFY(m_history->undoAction()->isEnabled());
            m_history->undo();
        }
        QTRY_VERIFY(!m_history->isBusy());
        QVERIFY(!m_history->undoAction()->isEnabled());
    }

    void anotherSessionHasNothingToUndo() {
        decide(Mark::Done);
        QTRY_VERIFY(!m_history->isBusy());
        m_service->closed = true;
        decide(Mark::Question);
        m_history->setSession("two.mscope");
        m_service->closed = false;
        QTRY_VERIFY(!m_history->isBusy());
        QVERIFY(!m_history->undoAction()->isEnabled());
    }

    void whatWaitsIsWrittenAtTheEnd() {
        m_service->closed = true;
        for (int i = 0; i < 3; ++i) {
            m_runner->run(markDecision({}, {5}, Mark::Done).work, "one.mscope",
                          [](base::Result<DecisionOutcome>) { QFAIL("nobody is told"); });
        }
        m_history.reset();
        m_service->closed = false;
        m_runner.reset();
        QCOMPARE(m_service->calls.load(), 3);
        m_runner = std::make_unique<DecisionRunner>(*m_service);
        QCoreApplication::processEvents();
    }

private:
    void decide(Mark mark) { m_history->decide(markDecision(QStringLiteral("two"), {3, 4}, mark)); }

    std::unique_ptr<OneService> m_service;
    std::unique_ptr<DecisionRunner> m_runner;
    std::unique_ptr<DecisionHistory> m_history;
};

QTEST_MAIN(DecisionHistoryTest)
#include "decision_history_test.moc"
