// SPDX-License-Identifier: Apache-2.0
// The questions about headers, asked of a session that was recorded.
#include <QTest>

#include "core/pipeline/local_session_queries.h"
#include "tests/core/storage/recorded_session.h"

using namespace mirrorscope;

namespace {

constexpr int kRequests = 30;

/// Odd ids lost their chain: one private address while X-Real-IP is public.
std::string headOf(int id) {
    return "GET /" + std::to_string(id) + " HTTP/1.1\r\nHost: shop.example\r\nX-Forwarded-For: " +
           (id % 2 == 1 ? "10.0.0.5" : "203.0.113.7, 10.0.0.5") + "\r\nX-Real-IP: 203.0.113.7\r\n\r\n";
}

traffic::Finding chainLost(traffic::RequestId sample) {
    traffic::Finding finding;
    finding.code = "XFF_CHAIN_LOST";
    finding.source = 1;
    finding.sample = sample;
    return finding;
}

traffic::ContextBatch contextsOfAll() {
    traffic::ContextBatch batch;
    for (const traffic::SourceId id : {1, 2}) {
        traffic::Source source;
        source.id = id;
        source.name = id == 1 ? "edge \"one\"" : "other";
        source.kind = traffic::SourceKind::Nginx;
        batch.sources.push_back(source);
    }
    batch.findings = {chainLost(25), chainLost(23)};
    batch.findings.front().id = 1;
    batch.findings.back().id = 2;
    batch.findings.back().closedAt = base::WallTime(std::chrono::seconds(1));
    for (int id = 1; id <= kRequests; ++id) {
        traffic::ContextBatch::Item item;
        item.context.requestId = id;
        item.context.source = id <= kRequests - 5 ? 1 : 2;
        item.context.kind = traffic::SourceKind::Nginx;
        item.context.client = "203.0.113.7";
        item.context.clientFrom = "x-real-ip";
        item.listener = "default";
        batch.items.push_back(std::move(item));
    }
    return batch;
}

class Session : public test::RecordedSession {
public:
    bool record() {
        test::Outcomes outcomes;
        journal().addReceiver(outcomes);
        for (int id = 1; id <= kRequests; ++id) {
            auto delivery = test::delivery("/" + std::to_string(id));
            delivery->request.head = headOf(id);
            if (!journal().offer(std::move(delivery))) {
                return false;
            }
        }
        if (!outcomes.waitFor(kRequests)) {
            return false;
        }
        journal().record(contextsOfAll());
        journal().flush();
        closeJournal();
        return true;
    }
};

}  // namespace

class HeaderQueriesTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        QVERIFY(m_session.record());
        auto opened = pipeline::openLocalQueries(m_session.path());
        QVERIFY(opened.has_value());
        m_queries = std::move(*opened);
    }

    void evidenceIsWhatShowsIt() {
        const auto found = m_queries->findingEvidence(chainLost(25), 3, {});
        QVERIFY(found.has_value());
        QCOMPARE(found->size(), std::size_t{3});
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE((*found)[i].row.id, static_cast<traffic::RequestId>(25 - 2 * i));
            QVERIFY((*found)[i].isThere);
            QCOMPARE((*found)[i].values.front(), "10.0.0.5");
        }
    }

    void whatOnlyManyShowIsTheNewest() {
        traffic::Finding finding = chainLost(24);
        finding.code = "FORWARDED_PORT_EPHEMERAL";
        const auto found = m_queries->findingEvidence(finding, 2, {});
        QVERIFY(found.has_value());
        QCOMPARE(found->size(), std::size_t{2});
        QCOMPARE(found->front().row.id, traffic::RequestId{24});
        QVERIFY(!found->front().isThere);
    }

    void aSourceThatIsGoneIsSaid() {
        traffic::Finding finding = chainLost(5);
        finding.source = 99;
        const auto found = m_queries->findingEvidence(finding, 2, {});
        QVERIFY(found.has_error());
        QCOMPARE(found.error().code, base::ErrorCode::SourceNotFound);
    }

    void headersComeWithHopsAndOrigins() {
        const auto headers = m_queries->requestHeaders(2, {});
        QVERIFY(headers.has_value());
        QCOMPARE(headers->origins.size(), std::size_t{3});
        QCOMPARE(headers->origins[1].name, "X-Forwarded-For");
        QVERIFY(headers->hops.size() >= 3);
        QVERIFY(m_queries->requestHeaders(4711, {}).has_error());
    }

    void forwardingSaysWhatTheRequestShows() {
        // Odd ids lost their chain; both findings are of their source, one is closed.
        const auto odd = m_queries->requestForwarding(23, {});
        QVERIFY(odd.has_value());
        QCOMPARE(odd->findings.size(), std::size_t{1});
        QCOMPARE(odd->findings.front().code, "XFF_CHAIN_LOST");
        QCOMPARE(odd->headers.detail.request.id, traffic::RequestId{23});
        QVERIFY(!odd->clientReason.empty() && !odd->sourceReason.empty());
        const auto even = m_queries->requestForwarding(22, {});
        QVERIFY(even.has_value() && even->findings.empty());
        // Of the other source.
        const auto other = m_queries->requestForwarding(29, {});
        QVERIFY(other.has_value() && other->findings.empty());
        QCOMPARE(m_queries->requestForwarding(4711, {}).error().code, base::ErrorCode::RequestNotFound);
    }

    void requestsAreCompared() {
        const auto compared = m_queries->compareRequests(1, 2, {});
        QVERIFY(compared.has_value());
        std::string differing;
        for (const doctor::Difference& one : compared->lines) {
            differing += one.kind == doctor::Difference::Kind::Same ? "" : one.what + " ";
        }
        QCOMPARE(differing, "target X-Forwarded-For ");
        QVERIFY(m_queries->compareRequests(1, 4711, {}).has_error());
    }

    void differencesOfPairsAreCounted() {
        const std::vector<doctor::RequestPair> pairs{{1, 2, {}, {}}, {1, 3, {}, {}}, {2, 4711, {}, {}}};
        std::int64_t reached = 0;
        const auto counted = m_queries->pairDifferences(pairs, {}, [&](std::int64_t at, std::int64_t last) {
            QCOMPARE(last, std::int64_t{3});
            reached = at;
        });
        QVERIFY(counted.has_value());
        QCOMPARE(reached, std::int64_t{3});
        QCOMPARE(counted->pairs, std::uint64_t{2});
        QCOMPARE(counted->fields.size(), std::size_t{2});
        QCOMPARE(counted->fields.front(), (api::FieldDifference{"target", 2}));
        QCOMPARE(counted->fields.back(), (api::FieldDifference{"X-Forwarded-For", 1}));
    }

    void countingCanBeCancelled() {
        base::CancelToken token;
        token.cancel();
        const auto counted = m_queries->pairDifferences({{1, 2, {}, {}}}, token, {});
        QVERIFY(counted.has_error());
        QCOMPARE(counted.error().code, base::ErrorCode::Cancelled);
    }

private:
    Session m_session;
    std::unique_ptr<api::SessionQueries> m_queries;
};

QTEST_GUILESS_MAIN(HeaderQueriesTest)
#include "header_queries_test.moc"
