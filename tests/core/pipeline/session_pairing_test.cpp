// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/session_pairing.h"

#include <QTest>

#include "core/storage/source_settings.h"
#include "tests/core/storage/recorded_session.h"

using namespace mirrorscope;
using pipeline::PairingQuestion;

namespace {

/// More than two pages of the reader.
constexpr int kVisits = 1200;

/// Every visit comes as two requests, through source 1 + visit % 2 and through source 3.
traffic::ContextBatch contextsOfVisits() {
    traffic::ContextBatch batch;
    for (const traffic::SourceId id : {1, 2, 3}) {
        traffic::Source source;
        source.id = id;
        source.name = "proxy " + std::to_string(id);
        source.kind = traffic::SourceKind::Other;
        batch.sources.push_back(source);
    }
    for (int i = 0; i < 2 * kVisits; ++i) {
        traffic::ContextBatch::Item item;
        item.context.requestId = i + 1;
        item.context.source = i % 2 == 1 ? 3 : 1 + i / 2 % 2;
        item.context.kind = traffic::SourceKind::Other;
        item.context.host = "shop.example";
        item.listener = "default";
        batch.items.push_back(std::move(item));
    }
    return batch;
}

class Visits : public test::RecordedSession {
public:
    bool record() {
        test::Outcomes outcomes;
        journal().addReceiver(outcomes);
        for (int i = 0; i < 2 * kVisits; ++i) {
            if (!journal().offer(test::delivery("/visit/" + std::to_string(i / 2)))) {
                return false;
            }
        }
        if (!outcomes.waitFor(2 * kVisits)) {
            return false;
        }
        journal().record(contextsOfVisits());
        journal().flush();
        closeJournal();
        return true;
    }
};

}  // namespace

class SessionPairingTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void readsAllPages();
    void mergedSourcesCount();
    void canBeCancelled();
    void refusesWrongSources_data();
    void refusesWrongSources();

private:
    Visits m_visits;
};

void SessionPairingTest::initTestCase() {
    QVERIFY(m_visits.record());
}

void SessionPairingTest::readsAllPages() {
    traffic::RequestId at = 0;
    const auto pairing = pipeline::pairSources(*m_visits.reader(), {1, 3}, {},
                                               [&](traffic::RequestId reached, traffic::RequestId last) {
                                                   QCOMPARE(last, traffic::RequestId{2 * kVisits});
                                                   QVERIFY(reached > at);
                                                   at = reached;
                                               });
    QVERIFY(pairing.has_value());
    QCOMPARE(at, traffic::RequestId{2 * kVisits});
    QCOMPARE(pairing->pairs.size(), std::size_t{kVisits / 2});
    for (const auto& pair : pairing->pairs) {
        QCOMPARE(pair.b, pair.a + 1);
        QCOMPARE(pair.by, doctor::PairedBy::Content);
    }
    QCOMPARE(pairing->onlyA, std::uint64_t{0});
    QCOMPARE(pairing->onlyB, std::uint64_t{kVisits / 2});
}

void SessionPairingTest::mergedSourcesCount() {
    auto settings = *storage::SourceSettings::open(m_visits.path());
    auto setting = *settings->of(2);
    setting.mergedInto = 1;
    QVERIFY(settings->set(setting).has_value());
    const auto pairing = pipeline::pairSources(*m_visits.reader(), {1, 3}, {});
    QVERIFY(pairing.has_value());
    QCOMPARE(pairing->pairs.size(), std::size_t{kVisits});
    const auto same = pipeline::pairSources(*m_visits.reader(), {1, 2}, {});
    QCOMPARE(same.error().code, base::ErrorCode::InvalidArgument);
    setting.mergedInto.reset();
    QVERIFY(settings->set(setting).has_value());
}

void SessionPairingTest::canBeCancelled() {
    base::CancelToken cancel;
    int pages = 0;
    const auto pairing = pipeline::pairSources(*m_visits.reader(), {1, 3}, cancel,
                                               [&](traffic::RequestId, traffic::RequestId) {
                                                   ++pages;
                                                   cancel.cancel();
                                               });
    QCOMPARE(pairing.error().code, base::ErrorCode::Cancelled);
    QCOMPARE(pages, 1);
}

void SessionPairingTest::refusesWrongSources_data() {
    QTest::addColumn<int>("a");
    QTest::addColumn<int>("b");
    QTest::addColumn<base::ErrorCode>("code");
    QTest::newRow("unknown A") << 4 << 1 << base::ErrorCode::SourceNotFound;
    QTest::newRow("unknown B") << 1 << 0 << base::ErrorCode::SourceNotFound;
    QTest::newRow("the same twice") << 2 << 2 << base::ErrorCode::InvalidArgument;
}

void SessionPairingTest::refusesWrongSources() {
    QFETCH(const int, a);
    QFETCH(const int, b);
    QFETCH(const base::ErrorCode, code);
    const auto pairing = pipeline::pairSources(*m_visits.reader(), {a, b}, {});
    QVERIFY(!pairing);
    QCOMPARE(pairing.error().code, code);
}

QTEST_GUILESS_MAIN(SessionPairingTest)
#include "session_pairing_test.moc"
