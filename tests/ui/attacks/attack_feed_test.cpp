// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/attack_feed.h"

#include <QSignalSpy>
#include <QTest>

#include "tests/support/fake_mirror_service.h"
#include "ui/live/live_bridge.h"
#include "ui/live/page_loader.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::attacks;
using traffic::AttackType;
using traffic::Severity;

class AttackFeedTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_session = std::make_unique<test::FakeSession>();
        m_service = std::make_unique<test::FakeMirrorService>(*m_session);
        m_bridge = std::make_unique<live::LiveBridge>(*m_service);
        m_loader = std::make_unique<live::PageLoader>([this] { return m_service->queries(); });
    }

    void cleanup() {
        m_session->open();
        m_feed.reset();
        m_loader.reset();
    }

    void readsTheStorePageByPage() {
        store(1200);
        start();
        QTRY_VERIFY(!m_feed->isLoading());
        QCOMPARE(m_feed->entries().size(), std::size_t{1200});
        QCOMPARE(m_session->asked(), std::size_t{3});
    }

    void newerKnowledgeWins() {
        store(1);
        m_session->close();
        start();
        QVERIFY(m_session->waitUntilAsked(1));
        judge(attack(1, 5));
        m_session->open();  // the store's answer still says one request
        QTRY_VERIFY(!m_feed->isLoading());
        QCOMPARE(m_feed->find(1)->row.attack.requests, std::uint64_t{5});
        QCOMPARE(m_feed->find(1)->sample, traffic::RequestId{100});
    }

    void triageStaysUntilTheStoreSaysOtherwise() {
        store(2);
        start();
        QTRY_VERIFY(!m_feed->isLoading());
        m_session->setTriage(1, "archived");
        m_feed->readTriageAgain(true);
        QTRY_COMPARE(m_feed->find(1)->row.triage, std::string("archived"));
        QCOMPARE(m_feed->find(2)->row.triage, std::string("new"));
        judge(attack(1, 5));  // the live feed knows nothing of triage
        QCOMPARE(m_feed->find(1)->row.attack.requests, std::uint64_t{5});
        QCOMPARE(m_feed->find(1)->row.triage, std::string("archived"));
        m_session->setTriage(1, "new");  // its new hit is
        judge(attack(1, 6));
        QCOMPARE(m_feed->find(1)->row.triage, std::string("archived"));
        QTRY_COMPARE(m_feed->find(1)->row.triage, std::string("new"));
    }

    void withoutDecisionsNothingIsAsked() {
        store(2);
        m_session->setTriage(1, "archived");
        start();
        QTRY_VERIFY(!m_feed->isLoading());
        m_feed->readTriageAgain(true);
        QTRY_COMPARE(m_feed->find(1)->row.triage, std::string("archived"));
        m_feed->readTriageAgain(false);
        QCOMPARE(m_feed->find(1)->row.triage, std::string("new"));
    }

    void findsTheNewestRequestOfAnAttack() {
        store(3);
        std::vector<traffic::HitRow> hits(5000);
        for (std::size_t i = 0; i < hits.size(); ++i) {
            hits[i].id = static_cast<std::int64_t>(i) + 1;
            hits[i].requestId = static_cast<traffic::RequestId>(i) + 1;
            hits[i].attackId = i < 10 ? 2 : 1;
        }
        m_session->setHits(hits);
        start();
        QTRY_VERIFY(!m_feed->isLoading());
        traffic::RequestId sample = 0;
        connect(m_feed.get(), &AttackFeed::sampleFound, this,
                [&](traffic::AttackId, traffic::RequestId request) { sample = request; });
        m_feed->findSample(2);
        QTRY_COMPARE(sample, traffic::RequestId{10});
        QCOMPARE(m_feed->find(2)->sample, traffic::RequestId{10});
    }

    void lookingUpAnotherDropsTheFirst() {
        store(3);
        start();
        QTRY_VERIFY(!m_feed->isLoading());
        m_session->close();
        const std::size_t asked = m_session->asked();
        m_feed->findSample(1);
        QVERIFY(m_session->waitUntilAsked(asked + 1));
        m_feed->findSample(2);
        QTRY_COMPARE(m_session->cancelled(), std::size_t{1});
    }

    void staysWithinItsBound() {
        start();
        QTRY_VERIFY(!m_feed->isLoading());
        std::vector<traffic::AttackId> forgotten;
        connect(m_feed.get(), &AttackFeed::aboutToForget, this,
                [&](const std::vector<traffic::AttackId>& ids) { forgotten = ids; });
        api::RequestJudged judged;
        judged.id = 1;
        judged.attacks.push_back(test::attackRow(1, AttackType::Sqli, Severity::Critical));
        for (traffic::AttackId id = 2; id <= static_cast<traffic::AttackId>(AttackFeed::kMaxAttacks) + 1;
             ++id) {
            judged.attacks.push_back(test::attackRow(id, AttackType::Xss, Severity::Low));
        }
        m_service->judge(judged);
        m_bridge->drain();
        QVERIFY(!forgotten.empty());
        QVERIFY(m_feed->entries().size() <= AttackFeed::kMaxAttacks);
        QVERIFY(m_feed->find(1));   // the oldest, but the worst
        QVERIFY(!m_feed->find(2));  // the oldest of the mildest
    }

    void anotherSessionStartsOver() {
        store(10);
        start();
        QTRY_VERIFY(!m_feed->isLoading());
        store(3);
        m_service->setSession("other.mscope");
        QSignalSpy cleared(m_feed.get(), &AttackFeed::aboutToClear);
        m_bridge->askStatus();
        QCOMPARE(cleared.size(), 1);
        QTRY_COMPARE(m_feed->entries().size(), std::size_t{3});
    }

private:
    static traffic::AttackRow attack(traffic::AttackId id, std::uint64_t requests) {
        traffic::AttackRow row = test::attackRow(id, AttackType::Sqli, Severity::High);
        row.attack.requests = requests;
        return row;
    }

    void store(int count) {
        std::vector<traffic::AttackRow> rows;
        for (int id = 1; id <= count; ++id) {
            rows.push_back(attack(id, 1));
        }
        m_session->setAttacks(rows);
    }

    void start() {
        m_bridge->start();
        m_bridge->stop();  // drained by hand
        m_feed = std::make_unique<AttackFeed>(*m_bridge, *m_loader);
    }

    void judge(const traffic::AttackRow& row) {
        m_service->judge({100, traffic::RequestState::Attack, 5, 5, {row.attack.type}, {row}});
        m_bridge->drain();
    }

    std::unique_ptr<test::FakeSession> m_session;
    std::unique_ptr<test::FakeMirrorService> m_service;
    std::unique_ptr<live::LiveBridge> m_bridge;
    std::unique_ptr<live::PageLoader> m_loader;
    std::unique_ptr<AttackFeed> m_feed;
};

QTEST_GUILESS_MAIN(AttackFeedTest)
#include "attack_feed_test.moc"
