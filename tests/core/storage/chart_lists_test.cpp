// SPDX-License-Identifier: Apache-2.0
// Top lists, sizes of bodies and the health of mirrors, against what is known of the requests.
#include <QTest>
#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "core/probe/proof_json.h"
#include "core/storage/chart_reader.h"
#include "core/storage/source_proofs.h"
#include "core/storage/source_settings.h"
#include "tests/core/storage/charted_session.h"
#include "tests/core/storage/recorded_session.h"

using namespace mirrorscope;
using namespace std::chrono_literals;
using test::Charted;
using traffic::TopBy;
using traffic::TopOf;

Q_DECLARE_METATYPE(traffic::TopBy)
Q_DECLARE_METATYPE(traffic::TopOf)

class ChartListsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void exactLists_data();
    void exactLists();
    void onlyWhatFits();
    void requestsComeFromFrequentValues();
    void endpointsOfRequestsAreRead();
    void listsThatCannotBe();
    void sizesOfBodies();
    void healthOfMirrors();
    void copiesThatCameTwice();
    void keptProofs();

private:
    traffic::BucketGrid whole() const {
        return traffic::gridOver(m_session->first(), m_session->last() + 1us, 3600s);
    }
    std::unique_ptr<test::ChartedSession> m_session;
    std::unique_ptr<storage::SessionReader> m_reader;
};

void ChartListsTest::initTestCase() {
    m_session = std::make_unique<test::ChartedSession>();
    QVERIFY(m_session->isMade());
    m_reader = m_session->reader();
}

namespace {

std::vector<std::string> valuesOf(const Charted& one, TopBy by) {
    switch (by) {
        case TopBy::Client:
            return {one.client};
        case TopBy::Host:
            return {one.host};
        case TopBy::Path:
            return {one.path};
        case TopBy::Endpoint:
            return {one.host + one.path};
        case TopBy::Rule:
            break;
    }
    std::vector<std::string> rules;
    for (const traffic::AttackType type : one.types) {
        rules.push_back(std::to_string(942'000 + static_cast<int>(type)));
    }
    return rules;
}

std::uint64_t weightOf(const Charted& one, TopBy by, TopOf of) {
    const bool isAttack = !one.types.empty();
    return of == TopOf::Requests || by == TopBy::Rule ? 1U
           : of == TopOf::AttackRequests              ? (isAttack ? 1U : 0U)
                                                      : one.types.size();
}

}  // namespace

void ChartListsTest::exactLists_data() {
    QTest::addColumn<traffic::TopBy>("by");
    QTest::addColumn<traffic::TopOf>("of");
    const std::map<const char*, TopBy> bys{{"client", TopBy::Client},
                                           {"host", TopBy::Host},
                                           {"path", TopBy::Path},
                                           {"endpoint", TopBy::Endpoint},
                                           {"rule", TopBy::Rule}};
    for (const auto& [name, by] : bys) {
        QTest::addRow("%s, attacks", name) << by << TopOf::AttackRequests;
        QTest::addRow("%s, hits", name) << by << TopOf::Hits;
    }
    QTest::addRow("rule, requests") << TopBy::Rule << TopOf::Requests;
}

void ChartListsTest::exactLists() {
    QFETCH(traffic::TopBy, by);
    QFETCH(traffic::TopOf, of);
    std::map<std::string, std::uint64_t> expected;
    std::map<std::pair<std::string, std::int64_t>, std::uint64_t> bySource;
    for (std::size_t i = 0; i < m_session->all().size(); ++i) {
        const Charted& one = m_session->all()[i];
        for (const std::string& value : valuesOf(one, by)) {
            const std::uint64_t weight = m_session->isStored(i) ? weightOf(one, by, of) : 0;
            expected[value] += weight;
            bySource[{value, one.source}] += weight;
        }
    }
    std::erase_if(expected, [](const auto& one) { return one.second == 0; });
    const auto list = storage::ChartReader(*m_reader).top({whole(), {}, by, of, 3});
    QVERIFY(list.has_value());
    QVERIFY(!list->approximate);
    QCOMPARE(list->from, traffic::CountedFrom::Requests);
    QCOMPARE(list->entries.size(), std::min<std::size_t>(3, expected.size()));
    std::uint64_t before = std::numeric_limits<std::uint64_t>::max();
    for (const traffic::TopEntry& entry : list->entries) {
        const std::string value = entry.host + entry.value;
        QCOMPARE(entry.count, expected.at(value));
        QVERIFY(entry.count <= before);
        before = entry.count;
        std::uint64_t ofSources = 0;
        for (const auto& [source, count] : entry.sources) {
            QCOMPARE(count, bySource.at({value, source}));
            ofSources += count;
        }
        QCOMPARE(ofSources, entry.count);
        QCOMPARE(entry.title.empty(), by != TopBy::Rule);
        expected.erase(value);
    }
    std::uint64_t others = 0;
    for (const auto& [value, count] : expected) {
        QVERIFY2(count <= before, value.c_str());
        others += count;
    }
    QCOMPARE(list->rest, others);
    QCOMPARE(*list->others, std::uint64_t{expected.size()});
}

void ChartListsTest::onlyWhatFits() {
    const auto grid = traffic::gridOver(m_session->last() - 3h, m_session->last(), 60s);
    std::uint64_t expected = 0;
    for (std::size_t i = 0; i < m_session->all().size(); ++i) {
        const Charted& one = m_session->all()[i];
        const bool fits = grid.bucketOf(one.time) && one.method == "POST" && m_session->isStored(i);
        expected += fits && !one.types.empty() ? 1U : 0U;
    }
    const auto list =
        storage::ChartReader(*m_reader).top({grid, {"method:POST"}, TopBy::Host, TopOf::AttackRequests, 1});
    QVERIFY(list.has_value());
    QVERIFY(expected > 0);
    QCOMPARE(list->entries.front().count + list->rest, expected);
    QCOMPARE(*list->others, std::uint64_t{1});
}

void ChartListsTest::requestsComeFromFrequentValues() {
    test::RecordedSession recorded;
    QVERIFY(recorded.store(90));
    auto contexts = test::contexts(1, 90);  // within one second
    const auto minute = test::kStart.time_since_epoch().count() / 60'000'000;
    contexts.tops.push_back({minute,
                             true,
                             {{traffic::TopDimension::Client, 1, "203.0.113.1", 40},
                              {traffic::TopDimension::Client, 1, "203.0.113.2", 30},
                              {traffic::TopDimension::Host, 1, "shop.example", 90}}});
    recorded.journal().record(std::move(contexts));
    recorded.journal().flush();
    const auto reader = recorded.reader();
    storage::ChartReader charts(*reader);
    const auto grid = traffic::gridOver(test::kStart, test::kStart + 10s, 1s);
    const auto list = charts.top({grid, {}, TopBy::Client, TopOf::Requests, 1});
    QVERIFY(list.has_value());
    QVERIFY(list->approximate && !list->others);
    QCOMPARE(list->from, traffic::CountedFrom::RollUps);
    QCOMPARE(list->entries.front().value, std::string("203.0.113.1"));
    QCOMPARE(list->entries.front().count, std::uint64_t{40});
    QCOMPARE(list->rest, std::uint64_t{50});  // of all 90, also what no value of the minute says
    const auto other = charts.top({grid, {"source:other"}, TopBy::Client, TopOf::Requests, 1});
    QVERIFY(other.has_value() && other->entries.empty() && other->rest == 0);
    // A condition that only requests answer makes it exact.
    const auto exact = charts.top({grid, {"method:GET"}, TopBy::Client, TopOf::Requests, 1});
    QVERIFY(exact.has_value() && !exact->approximate);
    QCOMPARE(exact->entries.front().count + exact->rest, std::uint64_t{90});
    const auto listener = charts.top({grid, {"listener:default"}, TopBy::Host, TopOf::Requests, 1});
    QVERIFY(listener.has_value() && !listener->approximate);
    QCOMPARE(listener->entries.front().count, std::uint64_t{90});
}

void ChartListsTest::endpointsOfRequestsAreRead() {
    const auto list =
        storage::ChartReader(*m_reader).top({whole(), {}, TopBy::Endpoint, TopOf::Requests, 1000});
    QVERIFY(list.has_value() && !list->approximate);
    std::uint64_t sum = 0;
    for (const traffic::TopEntry& entry : list->entries) {
        QVERIFY(entry.host.ends_with(".example") && entry.value.starts_with("/path/"));
        sum += entry.count;
    }
    QCOMPARE(sum, std::uint64_t{test::ChartedSession::kStored});
    QCOMPARE(*list->others, std::uint64_t{0});
}

void ChartListsTest::listsThatCannotBe() {
    storage::ChartReader charts(*m_reader);
    QCOMPARE(charts.top({whole(), {"client:"}, TopBy::Client, TopOf::Requests, 3}).error().code,
             base::ErrorCode::InvalidArgument);
    base::CancelToken cancelled;
    cancelled.cancel();
    for (const TopOf of : {TopOf::Requests, TopOf::Hits}) {
        QCOMPARE(charts.top({whole(), {}, TopBy::Client, of, 3}, cancelled).error().code,
                 base::ErrorCode::Cancelled);
    }
    QVERIFY(charts.top({traffic::gridOver(m_session->last() + 1h, m_session->last() + 2h, 60s), {}})
                ->entries.empty());
}

void ChartListsTest::sizesOfBodies() {
    std::map<traffic::SourceId, traffic::SourceBodies> expected;
    for (std::size_t i = 0; i < m_session->all().size(); ++i) {
        const Charted& one = m_session->all()[i];
        if (!m_session->isStored(i)) {
            continue;
        }
        traffic::SourceBodies& bodies = expected[one.source];
        traffic::BodyBin& bin = bodies.bins[traffic::bodyBinOf(one.declared)];
        ++bodies.requests;
        ++bin.requests;
        bin.absent += one.declared > 0 && one.received == 0 ? 1U : 0U;
        bin.stored += one.kept < one.received ? 1U : 0U;
    }
    std::vector<traffic::ChartProgress> reports;
    const auto sizes = storage::ChartReader(*m_reader).bodySizes(
        {whole(), {}}, {}, [&](const traffic::ChartProgress& one) { reports.push_back(one); });
    QVERIFY(sizes.has_value());
    QVERIFY(sizes->removedUntil.has_value());
    QVERIFY(reports.size() >= 2);
    QCOMPARE(sizes->sources.size(), test::ChartedSession::kSources);
    for (const traffic::SourceBodies& bodies : sizes->sources) {
        const traffic::SourceBodies& wanted = expected.at(bodies.source);
        QCOMPARE(bodies.requests, wanted.requests);
        QCOMPARE(bodies.keptLimit, test::ChartedSession::kKeptLimit);
        for (std::size_t bin = 0; bin < traffic::kBodyBins; ++bin) {
            QCOMPARE(bodies.bins[bin].requests, wanted.bins[bin].requests);
            QCOMPARE(bodies.bins[bin].absent, wanted.bins[bin].absent);
            QCOMPARE(bodies.bins[bin].stored, wanted.bins[bin].stored);
            QCOMPARE(bodies.bins[bin].cut, std::uint64_t{0});
        }
    }
}

void ChartListsTest::healthOfMirrors() {
    const auto now = m_session->last();
    const auto minute = std::chrono::floor<std::chrono::minutes>(now);
    const auto all = storage::ChartReader(*m_reader).mirrorHealth(now);
    QVERIFY(all.has_value());
    QCOMPARE(all->size(), test::ChartedSession::kSources + 1);
    for (const traffic::MirrorHealth& health : *all) {
        QVERIFY(!health.probes.has_value());  // unknown, not zero
        QCOMPARE(health.lastHour.size(), std::size_t{60});
        std::vector<std::uint64_t> expected(60);
        double tens = 0;
        for (const Charted& one : m_session->all()) {
            const auto ago = minute - std::chrono::floor<std::chrono::minutes>(one.time);
            if (one.source == health.source.id && ago >= 0min && ago < 60min) {
                ++expected[static_cast<std::size_t>(59 - ago.count())];
            }
            const auto end = base::WallTime(now.time_since_epoch() - now.time_since_epoch() % 10s);
            tens += one.source == health.source.id && one.time >= end - 10s && one.time < end ? 0.1 : 0;
        }
        QCOMPARE(health.lastHour, expected);
        QVERIFY(qAbs(health.perSecond - tens) < 0.001);
        QCOMPARE(health.refusedIsShared, health.source.listener == "edge");
    }
}

void ChartListsTest::copiesThatCameTwice() {
    test::RecordedSession recorded;
    QVERIFY(recorded.store(4));
    auto contexts = test::contexts(1, 4);
    contexts.items[0].context.requestIdValue = "a";
    contexts.items[1].context.requestIdValue = "a";  // another target: a retry of something else
    contexts.items[2].context.requestIdValue = "b";
    traffic::Source silent;
    silent.id = 2;
    contexts.sources.push_back(silent);
    traffic::Finding finding;
    finding.id = 1;
    finding.source = 1;
    finding.severity = traffic::FindingSeverity::Error;
    contexts.findings.push_back(finding);
    finding.id = 2;
    finding.closedAt = test::kStart;
    contexts.findings.push_back(finding);
    recorded.journal().record(std::move(contexts));
    recorded.journal().flush();
    const auto health = storage::ChartReader(*recorded.reader()).mirrorHealth(test::kStart + 1min);
    QVERIFY(health.has_value());
    const traffic::MirrorHealth& one = health->front();
    QVERIFY(one.copies.has_value());
    QCOMPARE(one.copies->looked, std::uint64_t{3});
    QCOMPARE(one.copies->twice, std::uint64_t{0});
    QCOMPARE(one.openFindings, std::uint64_t{1});
    QCOMPARE(*one.worst, traffic::FindingSeverity::Error);
    QVERIFY(!health->back().copies.has_value());
    QVERIFY(!health->back().worst.has_value());

    test::RecordedSession twice;
    test::Outcomes outcomes;
    twice.journal().addReceiver(outcomes);
    for (int i = 0; i < 3; ++i) {
        QVERIFY(twice.journal().offer(test::delivery("/same")));
    }
    QVERIFY(outcomes.waitFor(3));
    auto same = test::contexts(1, 3);
    for (auto& item : same.items) {
        item.context.requestIdValue = "a";
    }
    twice.journal().record(std::move(same));
    twice.journal().flush();
    const auto found = storage::ChartReader(*twice.reader()).mirrorHealth(test::kStart + 1min);
    QVERIFY(found.has_value());
    QCOMPARE(found->front().copies->twice, std::uint64_t{2});
}

/// As `verify` keeps them, read by the health of mirrors and by what happened.
void ChartListsTest::keptProofs() {
    test::RecordedSession session;
    QVERIFY(session.store(3));
    session.analyse(3);
    session.journal().flush();
    const auto reader = session.reader();
    storage::ChartReader charts(*reader);
    const auto probes = [&] { return charts.mirrorHealth(test::kStart + 1min)->front().probes; };
    const auto marks = [&] { return *charts.annotations(test::kStart - 1h, test::kStart + 1h); };
    QVERIFY(!probes().has_value());
    probe::Proof proof;
    proof.source = 1;
    proof.ended = test::kStart + 10s;
    proof.verdict = probe::Verdict::Failed;
    proof.headline = "2 copies were lost.";
    proof.totals = {.sent = 120, .arrived = 118, .lost = 2, .duplicates = 1, .late = 4};
    proof.lag = {118, 1600us, 184ms, 1100ms};
    proof.reasons = {{probe::Verdict::Failed, "PROBES_LOST", "Two", "Do"}};
    QVERIFY(storage::keepProof(session.path(), 1, probe::proofJson(proof)).has_value());
    const auto first = probes();
    QVERIFY(first.has_value());
    QCOMPARE(first->sent, std::uint64_t{120});
    QCOMPARE(first->arrived, std::uint64_t{118});
    QCOMPARE(first->lost, std::uint64_t{2});
    QCOMPARE(first->twice, std::uint64_t{1});
    QCOMPARE(first->late, std::uint64_t{4});
    QVERIFY(first->p50 == 1600us && first->p95 == 184ms && first->p99 == 1100ms);
    QVERIFY(first->at == proof.ended);
    QCOMPARE(first->verdict, std::string("failed"));
    QCOMPARE(first->headline, proof.headline);
    QCOMPARE(first->reasons.size(), std::size_t{1});
    QCOMPARE(first->reasons[0].todo, std::string("Do"));
    const auto isProbed = [](const traffic::Annotation& one) {
        return one.kind == traffic::Annotation::Kind::Probed;
    };
    const auto all = marks();
    QCOMPARE(std::ranges::count_if(all, isProbed), 1);
    const auto mark = *std::ranges::find_if(all, isProbed);
    QVERIFY(mark.at == proof.ended);
    QCOMPARE(mark.detail, proof.headline);
    QCOMPARE(mark.what, reader->sources({})->front().name);
    QVERIFY(std::ranges::none_of(*charts.annotations(test::kStart + 11s, test::kStart + 1h), isProbed));
    // The newest one counts; nothing that arrived has no lag.
    proof.totals = {.sent = 5, .lost = 5};
    proof.lag = {};
    QVERIFY(storage::keepProof(session.path(), 1, probe::proofJson(proof)).has_value());
    QCOMPARE(probes()->lost, std::uint64_t{5});
    QVERIFY(!probes()->hasLag());
    // What cannot be read, or says what cannot be, is no zero.
    std::string odd = probe::proofJson(proof);
    odd.replace(odd.find("\"sent\":5"), 8, "\"sent\":-5");
    for (const std::string& text : {std::string(), std::string("{}"), std::string("[1]"), odd}) {
        QVERIFY(storage::keepProof(session.path(), 1, text).has_value());
        QVERIFY(!probes().has_value());
        QVERIFY(std::ranges::none_of(marks(), isProbed));
    }
}

QTEST_GUILESS_MAIN(ChartListsTest)
#include "chart_lists_test.moc"
