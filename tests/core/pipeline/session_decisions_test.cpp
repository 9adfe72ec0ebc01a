// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/session_decisions.h"

#include <QTest>
#include <atomic>
#include <numeric>
#include <thread>

#include "tests/core/storage/recorded_session.h"

using namespace mirrorscope;
using base::ErrorCode;
using traffic::Mark;
using traffic::RequestMark;
using traffic::TriageState;

/// Requests 3, 6, 9 … have two hits of attack 1.
class SessionDecisionsTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_session = std::make_unique<test::RecordedSession>();
        QVERIFY(m_session->store(30));
        m_session->analyse(30);
        m_session->journal().flush();
        m_decisions = std::make_unique<pipeline::SessionDecisions>(m_clock);
    }

    void marksComeBack() {
        const auto before = m_decisions->toggleMark(m_session->path(), {1, 2}, Mark::Evidence);
        QCOMPARE(*before, (std::vector<RequestMark>{{1, Mark::None}, {2, Mark::None}}));
        QCOMPARE(*m_session->reader()->marks({1, 2, 3}),
                 (std::vector{Mark::Evidence, Mark::Evidence, Mark::None}));
        QVERIFY(m_decisions->setMarks(m_session->path(), *before).has_value());
        QCOMPARE(*m_session->reader()->marks({1, 2}), (std::vector{Mark::None, Mark::None}));
    }

    void findingsAreMutedAndBack() {
        const traffic::FindingKey key{1, "XFF_MISSING"};
        const auto until = m_clock.wall() + std::chrono::hours(24);
        const traffic::FindingMute mute{key, "known: \"a\", \xc3\xa4", {}, until};
        const auto before = m_decisions->setFindingMute(m_session->path(), key, mute);
        QVERIFY(before.has_value() && !before->has_value());
        const auto second = m_decisions->setFindingMute(m_session->path(), {2, "A:B"},
                                                        traffic::FindingMute{{2, "A:B"}, "", {}, {}});
        QVERIFY(second.has_value());
        const auto said = m_session->reader()->findingMutes();
        QVERIFY(said.has_value());
        QCOMPARE(said->size(), std::size_t{2});
        QCOMPARE(said->front().key, key);
        QCOMPARE(said->front().reason, mute.reason);
        QCOMPARE(*said->front().until, std::chrono::time_point_cast<std::chrono::microseconds>(until));
        QVERIFY(said->front().at != base::WallTime{});
        QVERIFY(said->front().holds(m_clock.wall()) && !said->front().holds(until));
        QCOMPARE(said->back().key, (traffic::FindingKey{2, "A:B"}));
        QVERIFY(!said->back().until && said->back().holds(until));
        // Taken back, and then as it was.
        const auto taken = m_decisions->setFindingMute(m_session->path(), key, std::nullopt);
        QCOMPARE(taken->value(), said->front());
        QCOMPARE(m_session->reader()->findingMutes()->size(), std::size_t{1});
        QVERIFY(m_decisions->setFindingMute(m_session->path(), key, *taken).has_value());
        QCOMPARE(m_session->reader()->findingMutes()->front(), said->front());
    }

    void baselinesAreSetAndTakenBack() {
        const std::string path = m_session->path();
        // Names of headers are any bytes but the end of a line.
        const traffic::PresenceBaseline normal{{}, 250, {{"accept", 250}, {"x \xff\x01 y", 3}}};
        const auto before = m_decisions->setPresenceBaselines(path, {{1, normal}, {2, normal}});
        QVERIFY(before.has_value());
        QCOMPARE(*before, (std::vector<traffic::SourceBaseline>{{1, std::nullopt}, {2, std::nullopt}}));
        const auto said = *m_session->reader()->presenceBaselines();
        QCOMPARE(said.size(), std::size_t{2});
        QCOMPARE(said[0].source, traffic::SourceId{1});
        QCOMPARE(said[0].baseline->with, normal.with);
        QCOMPARE(said[0].baseline->requests, normal.requests);
        QVERIFY(std::chrono::abs(said[0].baseline->at - m_clock.wall()) < std::chrono::minutes(1));
        const auto revision = *m_session->reader()->sourceSettingsRevision();
        // Another one for the first, and back.
        const auto second =
            m_decisions->setPresenceBaselines(path, {{1, traffic::PresenceBaseline{{}, 400, {}}}});
        QCOMPARE(second->front(), said[0]);
        QCOMPARE(m_session->reader()->presenceBaselines()->front().baseline->requests, std::uint64_t{400});
        QVERIFY(m_decisions->setPresenceBaselines(path, *second).has_value());
        QCOMPARE(*m_session->reader()->presenceBaselines(), said);
        QVERIFY(m_decisions->setPresenceBaselines(path, *before).has_value());
        QVERIFY(m_session->reader()->presenceBaselines()->empty());
        QVERIFY(*m_session->reader()->sourceSettingsRevision() > revision);
    }

    void decidesTagsAndNotes() {
        QCOMPARE(*m_decisions->setTag(m_session->path(), {1, 2}, "mine", true),
                 (std::vector<traffic::RequestId>{1, 2}));
        QCOMPARE(m_decisions->decide(m_session->path(), {3, 0}, TriageState::Confirmed, "seen")->hits,
                 std::uint64_t{2});
        const auto note = m_decisions->addNote(m_session->path(), {3, 0}, "look");
        QVERIFY(note.has_value());
        const auto marks = m_session->reader()->detail(3)->marks;
        QCOMPARE(marks.decisions.size(), std::size_t{1});
        QVERIFY(std::chrono::abs(marks.notes.front().at - m_clock.wall()) < std::chrono::minutes(1));
        QVERIFY(*m_decisions->removeNote(m_session->path(), *note));
        QCOMPARE(m_decisions->decide(m_session->path(), {0, 9}, TriageState::Confirmed, "").error().code,
                 ErrorCode::AttackNotFound);
    }

    void allThatFitAndBack() {
        const traffic::FilterText filter{"state:attack", m_clock.wall(), {}};
        const auto fits = m_decisions->countMatching(m_session->path(), filter, {}, {});
        QCOMPARE(fits->requests, std::uint64_t{10});
        QCOMPARE(fits->hits, std::uint64_t{20});
        QCOMPARE(fits->attacks, std::uint64_t{1});
        int told = 0;
        const auto receipt =
            m_decisions->decideAll(m_session->path(), filter, TriageState::Archived, "a scanner", {},
                                   [&](traffic::RequestId, traffic::RequestId) { ++told; });
        QCOMPARE(receipt->requests, std::uint64_t{10});
        QCOMPARE(receipt->hits, std::uint64_t{20});
        QVERIFY(told > 0);
        const auto archived = [&] {
            return m_session->reader()->requests({0, true, 99, {"triage:archived", {}, {}}})->size();
        };
        QCOMPARE(archived(), std::size_t{10});
        QVERIFY(*m_decisions->undo(m_session->path(), receipt->decision));
        QVERIFY(!*m_decisions->undo(m_session->path(), receipt->decision));
        QCOMPARE(archived(), std::size_t{0});
        QVERIFY(m_decisions->decisions(m_session->path(), 5)->front().isUndone);
        QVERIFY(*m_decisions->redo(m_session->path(), receipt->decision));
        QCOMPARE(archived(), std::size_t{10});
        base::CancelToken cancel;
        cancel.cancel();
        QCOMPARE(m_decisions->decideAll(m_session->path(), {}, TriageState::New, "", cancel, {}).error().code,
                 ErrorCode::Cancelled);
        QCOMPARE(
            m_decisions->decideAll(m_session->path(), {"nonsense:1", {}, {}}, TriageState::New, "", {}, {})
                .error()
                .code,
            ErrorCode::InvalidArgument);
        QCOMPARE(m_decisions->decisions(m_session->path(), 5)->size(), std::size_t{1});
    }

    void knowsALimit() {
        std::vector<traffic::RequestId> many(api::DecisionService::kMostRequests + 1);
        std::iota(many.begin(), many.end(), 1);
        QCOMPARE(m_decisions->toggleMark(m_session->path(), many, Mark::Done).error().code,
                 ErrorCode::InvalidArgument);
        QCOMPARE(m_decisions->setTag(m_session->path(), many, "x", true).error().code,
                 ErrorCode::InvalidArgument);
        QCOMPARE(*m_session->reader()->marks({1}), std::vector{Mark::None});
    }

    void eachCallNamesItsSession() {
        test::RecordedSession other;
        QVERIFY(other.store(3));
        QVERIFY(m_decisions->toggleMark(m_session->path(), {1}, Mark::Done).has_value());
        QVERIFY(m_decisions->toggleMark(other.path(), {2}, Mark::Done).has_value());
        QVERIFY(m_decisions->toggleMark(m_session->path(), {3}, Mark::Done).has_value());
        QCOMPARE(*m_session->reader()->marks({1, 2, 3}), (std::vector{Mark::Done, Mark::None, Mark::Done}));
        QCOMPARE(*other.reader()->marks({1, 2, 3}), (std::vector{Mark::None, Mark::Done, Mark::None}));
        QCOMPARE(m_decisions->toggleMark("/nowhere.mscope", {1}, Mark::Done).error().code,
                 ErrorCode::SessionMissing);
    }

    void whatWasRecordedElsewhereIsNotChanged() {
        m_session->closeJournal();
        QTemporaryDir directory;
        const std::filesystem::path copy = directory.filePath("copy.mscope").toStdString();
        std::filesystem::copy_file(m_session->path(), copy);
        // Another machine remembers other sessions.
        const QByteArray before = qgetenv("XDG_STATE_HOME");
        qputenv("XDG_STATE_HOME", directory.filePath("state").toUtf8());
        const auto refused = m_decisions->toggleMark(copy, {1}, Mark::Done);
        qputenv("XDG_STATE_HOME", before);
        QCOMPARE(refused.error().code, ErrorCode::SessionUnwritable);
        QVERIFY(refused.error().arguments.back().find("elsewhere") != std::string::npos);
    }

    void severalThreadsBesideARecorder() {
        std::atomic<bool> over = false;
        bool stored = true;
        std::thread recorder([&] {
            while (!over) {
                stored = m_session->store(50) && stored;
            }
        });
        std::atomic<int> done = 0;
        std::vector<std::thread> people;
        for (int person = 0; person < 3; ++person) {
            people.emplace_back([&, person] {
                for (int round = 0; round < 20; ++round) {
                    done += m_decisions->toggleMark(m_session->path(), {1 + person}, Mark::Done).has_value()
                                ? 1
                                : 0;
                }
            });
        }
        for (std::thread& person : people) {
            person.join();
        }
        over = true;
        recorder.join();
        QVERIFY(stored);
        QCOMPARE(done.load(), 60);
        // An even number of toggles.
        QCOMPARE(*m_session->reader()->marks({1, 2, 3}), (std::vector{Mark::None, Mark::None, Mark::None}));
    }

private:
    base::SystemClock m_clock;
    std::unique_ptr<test::RecordedSession> m_session;
    std::unique_ptr<pipeline::SessionDecisions> m_decisions;
};

QTEST_GUILESS_MAIN(SessionDecisionsTest)
#include "session_decisions_test.moc"
