// SPDX-License-Identifier: GPL-3.0-or-later
// How many requests a table leaves out: of what is stored, and of what comes.
#include "ui/known/hidden_count.h"

#include <QTest>

#include "tests/support/fake_session.h"
#include "ui/live/page_loader.h"

using namespace mirrorscope;
using ui::filter::Filter;
using ui::known::HiddenCount;

class HiddenCountTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_session = std::make_unique<test::FakeSession>();
        m_session->setRequests(50'000);
        m_loader = std::make_unique<ui::live::PageLoader>([this] { return m_session->queries(); });
        m_count = std::make_unique<HiddenCount>(*m_loader);
        m_count->follow(50'000);
    }
    void cleanup() {
        m_count.reset();
        m_loader.reset();
    }

    void allThatIsStored() {
        QVERIFY(m_count->isComplete());
        QVERIFY(!m_count->isCounting());
        m_count->setFilter(*Filter::read("source:shop-envoy", {}));  // every tenth
        QVERIFY(!m_count->isComplete());
        QTRY_VERIFY(m_count->isComplete());
        QCOMPARE(m_count->count(), std::uint64_t{5000});
        m_count->setFilter({});
        QCOMPARE(m_count->count(), std::uint64_t{0});
        QVERIFY(m_count->isComplete());
    }

    void andWhatComes() {
        m_count->setFilter(*Filter::read("source:shop-envoy", {}));
        QTRY_VERIFY(m_count->isComplete());
        m_session->setRequests(50'100);
        m_count->follow(50'100);
        QTRY_COMPARE(m_count->count(), std::uint64_t{5010});
        m_count->follow(50'100);
        m_session->setRequests(50'120);
        m_count->follow(50'120);
        QTRY_COMPARE(m_count->count(), std::uint64_t{5012});
    }

    void anotherSession() {
        m_count->setFilter(*Filter::read("source:shop-envoy", {}));
        QTRY_VERIFY(m_count->isComplete());
        m_session->setRequests(100);
        m_count->follow(100);
        QTRY_COMPARE(m_count->count(), std::uint64_t{10});
        QTRY_VERIFY(m_count->isComplete());
    }

    void aFilterThatSlidesKeepsItsNumber() {
        const base::WallTime now{std::chrono::seconds(1'800'000'000)};
        m_count->setFilter(*Filter::read("source:shop-envoy time<-1s", {now, {}}));
        QTRY_VERIFY(m_count->isComplete());
        const std::uint64_t before = m_count->count();
        QVERIFY(before > 0);
        const std::size_t asked = m_session->asked();
        m_count->setFilter(*Filter::read("source:shop-envoy time<-1s", {now + std::chrono::seconds(1), {}}));
        QCOMPARE(m_count->count(), before);
        QVERIFY(m_count->isComplete());
        QCOMPARE(m_session->asked(), asked);  // not each second
    }

    void beyondTheMostItIsALowerBound() {
        m_session->setRequests(300'000);
        m_count->follow(300'000);
        m_count->setFilter(*Filter::read("method:GET", {}));
        QTRY_VERIFY_WITH_TIMEOUT(m_count->count() >= HiddenCount::kMost, 30'000);
        QVERIFY(m_count->count() < 300'000);
        QVERIFY(!m_count->isComplete());
    }

private:
    std::unique_ptr<test::FakeSession> m_session;
    std::unique_ptr<ui::live::PageLoader> m_loader;
    std::unique_ptr<HiddenCount> m_count;
};

QTEST_MAIN(HiddenCountTest)
#include "hidden_count_test.moc"
