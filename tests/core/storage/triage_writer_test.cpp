// SPDX-License-Identifier: Apache-2.0
#include "core/storage/triage_writer.h"

#include <QTest>
#include <algorithm>
#include <atomic>
#include <numeric>
#include <thread>
#include <utility>

#include "tests/core/storage/recorded_session.h"
#include "tests/support/processor_timer.h"

using namespace mirrorscope;
using base::ErrorCode;
using storage::TriageTarget;
using storage::TriageWriter;
using traffic::Mark;
using traffic::RequestMark;
using traffic::TriageState;

namespace {

const base::WallTime kNow{std::chrono::seconds(1'800'000'100)};

}  // namespace

/// Requests 3, 6, 9 … have two hits of one rule at one point, all of attack 1.
class TriageWriterTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void decisionsOfARequest();
    void decisionsOfAnAttack();
    void wholeRequests();
    void notesAndTags();
    void tagsOfMany();
    void marksAndWhatTakesThemBack();
    void aMarkOnAllIsTakenFromAll();
    void marksAreFiltered();
    void manyMarksAtOnce();
    void whatIsNotThere();
    void besideABusyRecorder();

private:
    /// Requests and hits that a decision was about.
    using Numbers = std::pair<std::uint64_t, std::uint64_t>;
    Numbers decide(const TriageTarget& target, TriageState state, const std::string& reason = {}) {
        const auto receipt = m_writer->decide(target, {state, reason, kNow});
        return receipt ? Numbers{receipt->requests, receipt->hits} : Numbers{};
    }
    std::size_t count(const std::string& filter) const {
        return m_session->reader()->requests({0, true, 1000, {filter, kNow, {}}})->size();
    }

    std::unique_ptr<test::RecordedSession> m_session;
    std::unique_ptr<TriageWriter> m_writer;
};

void TriageWriterTest::init() {
    m_writer.reset();
    m_session = std::make_unique<test::RecordedSession>();
    QVERIFY(m_session->store(30));
    m_session->analyse(30);
    m_session->journal().flush();
    auto writer = TriageWriter::open(m_session->path());
    QVERIFY(writer.has_value());
    m_writer = std::move(*writer);
}

void TriageWriterTest::decisionsOfARequest() {
    QCOMPARE(decide({3, 0, {}}, TriageState::Confirmed, "seen in the log"), (Numbers{1, 2}));
    QCOMPARE(count("triage:confirmed"), std::size_t{1});
    const auto marks = m_session->reader()->detail(3)->marks;
    QCOMPARE(marks.decisions.size(), std::size_t{1});
    QCOMPARE(marks.decisions[0].ruleId, std::int64_t{942100});
    QCOMPARE(marks.decisions[0].point, std::string("query › id"));
    QCOMPARE(marks.decisions[0].reason, std::string("seen in the log"));
    QVERIFY(marks.decisions[0].at == kNow);
    QCOMPARE(decide({3, 0, 942100}, TriageState::FalsePositive), (Numbers{1, 2}));
    QCOMPARE(count("triage:confirmed"), std::size_t{0});
    QCOMPARE(count("triage:false-positive"), std::size_t{1});
    QCOMPARE(decide({3, 0, {}}, TriageState::New), (Numbers{1, 2}));
    QVERIFY(m_session->reader()->detail(3)->marks.isEmpty());
}

void TriageWriterTest::decisionsOfAnAttack() {
    QCOMPARE(decide({0, 1, {}}, TriageState::Escalated), (Numbers{10, 20}));
    QCOMPARE(count("triage:escalated"), std::size_t{10});
    QCOMPARE(decide({0, 1, {}}, TriageState::New), (Numbers{10, 20}));
    QCOMPARE(count("triage:escalated"), std::size_t{0});
}

void TriageWriterTest::wholeRequests() {
    QCOMPARE(decide({4, 0, {}}, TriageState::Confirmed, "no rule saw it"), (Numbers{1, 0}));
    QCOMPARE(count("triage:confirmed state:clean"), std::size_t{1});
    QCOMPARE(decide({4, 0, {}}, TriageState::New), (Numbers{1, 0}));
    QCOMPARE(count("triage:confirmed"), std::size_t{0});
}

void TriageWriterTest::notesAndTags() {
    const auto note = m_writer->addNote({5, 0, {}}, "look <b>here</b>", kNow);
    QVERIFY(note.has_value());
    QVERIFY(m_writer->addNote({0, 1, {}}, "of the attack", kNow).has_value());
    QVERIFY(m_writer->setTag(5, "mine", true).has_value());
    QVERIFY(m_writer->setTag(5, "mine", true).has_value());
    const auto marks = m_session->reader()->detail(5)->marks;
    QCOMPARE(marks.notes.size(), std::size_t{1});
    QCOMPARE(marks.notes[0].text, std::string("look <b>here</b>"));
    QCOMPARE(marks.tags, std::vector<std::string>{"mine"});
    QVERIFY(*m_writer->removeNote(*note));
    QVERIFY(!*m_writer->removeNote(*note));
    QVERIFY(m_writer->setTag(5, "mine", false).has_value());
    QVERIFY(m_session->reader()->detail(5)->marks.isEmpty());
}

void TriageWriterTest::tagsOfMany() {
    QVERIFY(m_writer->setTag(2, "mine", true).has_value());
    const auto changed = m_writer->setTags({1, 2, 99, 3}, "mine", true);
    QCOMPARE(*changed, (std::vector<traffic::RequestId>{1, 3}));
    QCOMPARE(count("tag:mine"), std::size_t{3});
    QCOMPARE(*m_writer->setTags(*changed, "mine", false), *changed);
    QCOMPARE(count("tag:mine"), std::size_t{1});
}

void TriageWriterTest::marksAndWhatTakesThemBack() {
    QVERIFY(m_writer->setMarks({{4, Mark::Question}}).has_value());
    const auto before = m_writer->setMarks({{4, Mark::Done}, {5, Mark::Done}, {99, Mark::Done}});
    QCOMPARE(*before, (std::vector<RequestMark>{{4, Mark::Question}, {5, Mark::None}}));
    QCOMPARE(*m_session->reader()->marks({5, 6, 4}), (std::vector{Mark::Done, Mark::None, Mark::Done}));
    QCOMPARE(m_session->reader()->detail(5)->marks.colour, std::string("done"));
    const auto after = m_writer->setMarks(*before);
    QCOMPARE(*after, (std::vector<RequestMark>{{4, Mark::Done}, {5, Mark::Done}}));
    QCOMPARE(*m_session->reader()->marks({4, 5}), (std::vector{Mark::Question, Mark::None}));
    QVERIFY(m_writer->setMarks(*before)->empty());
    QVERIFY(m_session->reader()->detail(5)->marks.isEmpty());
}

void TriageWriterTest::aMarkOnAllIsTakenFromAll() {
    QVERIFY(m_writer->setMarks({{4, Mark::Done}}).has_value());
    QCOMPARE(*m_writer->toggleMark({4, 5, 99}, Mark::Done), (std::vector<RequestMark>{{5, Mark::None}}));
    QCOMPARE(m_writer->toggleMark({4, 5, 99}, Mark::Done)->size(), std::size_t{2});
    QCOMPARE(*m_session->reader()->marks({4, 5}), (std::vector{Mark::None, Mark::None}));
}

void TriageWriterTest::marksAreFiltered() {
    QVERIFY(m_writer->setMarks({{4, Mark::Done}, {5, Mark::Question}}).has_value());
    QCOMPARE(count("mark:done"), std::size_t{1});
    QCOMPARE(count("mark:done,question"), std::size_t{2});
    QCOMPARE(count("mark!=none"), std::size_t{2});
    QCOMPARE(count("mark:none"), std::size_t{28});
    QCOMPARE(count("-mark:done"), std::size_t{29});
}

void TriageWriterTest::manyMarksAtOnce() {
    QVERIFY(m_session->store(9970));
    m_session->journal().flush();
    std::vector<traffic::RequestId> all(10'000);
    std::iota(all.begin(), all.end(), 1);
    const test::ProcessorTimer took;
    QCOMPARE(m_writer->toggleMark(all, Mark::FollowUp)->size(), all.size());
    qInfo("10,000 marks in %lld ms", took.milliseconds());
    QVERIFY(took.milliseconds() < 5000);
    const auto marks = m_session->reader()->marks(all);
    QCOMPARE(std::ranges::count(*marks, Mark::FollowUp), 10'000);
}

void TriageWriterTest::whatIsNotThere() {
    QCOMPARE(m_writer->decide({31, 0, {}}, {TriageState::Confirmed, "", kNow}).error().code,
             ErrorCode::RequestNotFound);
    QCOMPARE(m_writer->decide({0, 2, {}}, {TriageState::Confirmed, "", kNow}).error().code,
             ErrorCode::AttackNotFound);
    QCOMPARE(m_writer->decide({3, 0, 1}, {TriageState::Confirmed, "", kNow}).error().code,
             ErrorCode::HitNotFound);
    QCOMPARE(m_writer->addNote({31, 0, {}}, "x", kNow).error().code, ErrorCode::RequestNotFound);
    QCOMPARE(m_writer->setTag(31, "x", true).error().code, ErrorCode::RequestNotFound);
    QVERIFY(m_writer->setMarks({{31, Mark::Done}})->empty());
    QVERIFY(m_writer->toggleMark({31}, Mark::Done)->empty());
    QVERIFY(m_writer->setTags({31}, "x", true)->empty());
    QCOMPARE(*m_session->reader()->marks({31}), std::vector{Mark::None});
    QCOMPARE(TriageWriter::open("/nowhere.mscope").error().code, ErrorCode::SessionMissing);
}

/// Neither waits in vain for the other: the recorder writes without a pause meanwhile.
void TriageWriterTest::besideABusyRecorder() {
    std::atomic<bool> over = false;
    bool stored = true;
    std::thread recorder([&] {
        while (!over) {
            stored = m_session->store(50) && stored;
        }
    });
    bool decided = true;
    for (int round = 0; round < 100; ++round) {
        decided = m_writer->setTag(5, "tag " + std::to_string(round), true).has_value() && decided;
    }
    over = true;
    recorder.join();
    QVERIFY(stored && decided);
    QCOMPARE(m_session->reader()->detail(5)->marks.tags.size(), std::size_t{100});
    QVERIFY(!m_session->journal().status().failing);
}

QTEST_GUILESS_MAIN(TriageWriterTest)
#include "triage_writer_test.moc"
