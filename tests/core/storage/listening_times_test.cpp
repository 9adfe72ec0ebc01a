// SPDX-License-Identifier: Apache-2.0
// Who listened when: noted by a journal, read back, also after a recorder that ended without a word.
#include "core/storage/listening_times.h"

#include <QTest>

#include "core/storage/chart_reader.h"
#include "core/storage/recording_events.h"
#include "core/storage/session_file.h"
#include "tests/core/storage/recorded_session.h"

using namespace mirrorscope;
using namespace std::chrono_literals;
using traffic::Annotation;
using Kind = Annotation::Kind;

namespace {

Annotation happened(Kind kind, std::chrono::seconds at, const std::string& what = "edge") {
    Annotation one;
    one.at = test::kStart + at;
    one.kind = kind;
    one.what = what;
    return one;
}

bool isGap(const storage::ListeningTimes& times, std::chrono::seconds from, std::chrono::seconds until) {
    return times.isGap(test::kStart + from, test::kStart + until);
}

}  // namespace

class ListeningTimesTest : public QObject {
    Q_OBJECT

private slots:
    void nothingIsKnown();
    void gapsBetweenListeners();
    void theEndOfALostRecorder();
    void aClockThatIsSetBack();
    void notedByTheJournal();
    void aLostRecorderIsNotedByTheNext();
    void oldEventsAreForgotten();
    void annotationsOfASpan();
};

void ListeningTimesTest::nothingIsKnown() {
    const auto times = storage::listeningTimes({}, test::kStart);
    QVERIFY(!times.knownFrom.has_value());
    QVERIFY(!isGap(times, 0s, 10s));
    const auto rules = storage::listeningTimes({happened(Kind::RulesLoaded, 0s, "CRS 4.7")}, test::kStart);
    QVERIFY(!rules.knownFrom.has_value());
}

void ListeningTimesTest::gapsBetweenListeners() {
    const auto times =
        storage::listeningTimes({happened(Kind::ListenerOn, 100s), happened(Kind::ListenerOn, 120s, "mesh"),
                                 happened(Kind::ListenerOff, 150s), happened(Kind::ListenerOff, 200s, "mesh"),
                                 happened(Kind::ListenerOn, 300s)},
                                test::kStart + 400s);
    QCOMPARE(*times.knownFrom, test::kStart + 100s);
    QVERIFY(!isGap(times, 0s, 10s));     // before anything is known
    QVERIFY(!isGap(times, 150s, 160s));  // the other one listens
    QVERIFY(!isGap(times, 190s, 210s));  // for a part of it
    QVERIFY(isGap(times, 200s, 300s));   // ends belong to the next
    QVERIFY(!isGap(times, 299s, 301s));
    QVERIFY(!isGap(times, 400s, 401s));  // still on
}

void ListeningTimesTest::theEndOfALostRecorder() {
    const auto times = storage::listeningTimes({happened(Kind::ListenerOn, 0s)}, test::kStart + 100s);
    QVERIFY(!isGap(times, 100s, 110s));  // its next sign of life may be on its way
    QVERIFY(isGap(times, 200s, 210s));
    const auto noted = storage::listeningTimes(
        {happened(Kind::ListenerOn, 0s), happened(Kind::RecorderLost, 100s)}, test::kStart + 500s);
    QVERIFY(isGap(noted, 100s, 500s));
}

void ListeningTimesTest::aClockThatIsSetBack() {
    const auto times =
        storage::listeningTimes({happened(Kind::ListenerOn, 1000s), happened(Kind::ListenerOff, 700s),
                                 happened(Kind::ListenerOn, 800s)},
                                test::kStart + 900s);
    QVERIFY(!isGap(times, 700s, 1000s));
}

void ListeningTimesTest::notedByTheJournal() {
    test::RecordedSession recorded;
    auto on = happened(Kind::ListenerOn, 0s, "a\tb");
    on.detail = "127.0.0.1:8445";
    recorded.journal().note(on);
    recorded.journal().note(happened(Kind::ListenerOff, 60s, "a\tb"));
    recorded.closeJournal();
    const auto reader = recorded.reader();
    storage::ChartReader charts(*reader);
    const auto events = charts.annotations(test::kStart, test::kStart + 1h);
    QVERIFY(events.has_value());
    QCOMPARE(events->size(), std::size_t{2});
    QCOMPARE(events->front().what, std::string("a b"));  // a line of fields: no tab in one
    QCOMPARE(events->front().detail, on.detail);
    QCOMPARE(events->back().kind, Kind::ListenerOff);
    const auto series = charts.series({traffic::gridOver(test::kStart, test::kStart + 3min, 60s), {}});
    QCOMPARE(series->gaps, (std::vector{false, true, true}));
    QCOMPARE(*series->listeningKnownFrom, test::kStart);
}

void ListeningTimesTest::aLostRecorderIsNotedByTheNext() {
    test::RecordedSession recorded;
    recorded.journal().note(happened(Kind::ListenerOn, 0s));
    recorded.closeJournal();  // without a word that it went off
    {
        const auto next = storage::Journal::open(recorded.path(), {});
        QVERIFY(next.has_value());
    }
    const auto reader = recorded.reader();
    const auto events =
        storage::ChartReader(*reader).annotations(base::WallTime::min(), base::WallTime::max());
    QVERIFY(events.has_value());
    QCOMPARE(events->size(), std::size_t{2});
    const auto lost = std::ranges::find(*events, Kind::RecorderLost, &Annotation::kind);
    QVERIFY(lost != events->end());
    QCOMPARE(lost->what, std::string("edge"));
    // Its last sign of life was when it wrote.
    QVERIFY(base::SystemClock().wall() - lost->at < 1min);
}

void ListeningTimesTest::oldEventsAreForgotten() {
    test::RecordedSession recorded;
    constexpr auto kMost = storage::RecordingEvents::kMostEvents;
    for (std::int64_t i = 0; i < kMost + 5; ++i) {
        recorded.journal().note(
            happened(i % 2 == 0 ? Kind::ListenerOn : Kind::ListenerOff, std::chrono::seconds(i)));
    }
    recorded.closeJournal();
    const auto events =
        storage::ChartReader(*recorded.reader()).annotations(base::WallTime::min(), base::WallTime::max());
    QVERIFY(events.has_value());
    QCOMPARE(static_cast<std::int64_t>(events->size()), kMost);
    QCOMPARE(events->front().at, test::kStart + 5s);
}

void ListeningTimesTest::annotationsOfASpan() {
    test::RecordedSession recorded;
    recorded.journal().note(happened(Kind::RulesLoaded, 10s, "CRS 4.7"));
    recorded.closeJournal();
    auto database = storage::openForRecording(recorded.path());
    QVERIFY(database.has_value());
    for (const char* sql :
         {"INSERT INTO refusal VALUES (1800000020, 'edge', 3), (1800000050, 'edge', 4), (1800000050, 'mesh', "
          "1),"
          " (1800000200, 'edge', 5), (1800009999, 'edge', 9)",
          "INSERT INTO meta VALUES ('removed.at', '1800000030000000'), ('removed.requests', '77')"}) {
        QVERIFY(database->run(sql).has_value());
    }
    const auto events =
        storage::ChartReader(*recorded.reader()).annotations(test::kStart, test::kStart + 1000s);
    QVERIFY(events.has_value());
    const auto refused = [](std::chrono::seconds at, std::chrono::seconds until, const char* what,
                            std::uint64_t count) {
        return Annotation{test::kStart + at, Kind::Refused, what, {}, count, test::kStart + until};
    };
    const std::vector<Annotation> expected{
        happened(Kind::RulesLoaded, 10s, "CRS 4.7"),
        refused(20s, 50s, "edge", 7),
        Annotation{test::kStart + 30s, Kind::Removed, {}, {}, 77, {}},
        refused(50s, 50s, "mesh", 1),
        refused(200s, 200s, "edge", 5),
    };
    QCOMPARE(events->size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QVERIFY2((*events)[i] == expected[i], qPrintable(QString::number(i)));
    }
}

QTEST_GUILESS_MAIN(ListeningTimesTest)
#include "listening_times_test.moc"
