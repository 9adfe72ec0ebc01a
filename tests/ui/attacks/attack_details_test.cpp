// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/attack_details.h"

#include <QSignalSpy>
#include <QTest>
#include <atomic>

#include "tests/support/fake_session.h"
#include "ui/attacks/detail_cell.h"
#include "ui/live/page_loader.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::attacks;

namespace {

constexpr traffic::AttackId kAttack = 3;

int count(const std::vector<RowKey>& rows, RowKind kind) {
    return static_cast<int>(
        std::count_if(rows.begin(), rows.end(), [kind](const RowKey& row) { return row.kind == kind; }));
}

}  // namespace

class AttackDetailsTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_session = std::make_unique<test::FakeSession>();
        m_isBroken = false;
        m_loader = std::make_unique<live::PageLoader>(
            [this]() -> base::Result<std::unique_ptr<api::SessionQueries>> {
                if (m_isBroken) {
                    return base::Error{base::ErrorCode::SessionMissing, {"gone.mscope"}};
                }
                return m_session->queries();
            });
        m_hits.clear();
    }

    void cleanup() {
        m_session->open();
        m_details.reset();
        m_loader.reset();
    }

    void placeholdersStandUntilThePageIsRead() {
        store(1, 30);
        m_session->close();
        open(30);
        QCOMPARE(count(m_details->rows(), RowKind::Request), 30);
        QVERIFY(m_details->rows().front().number < 0);
        QVERIFY(!m_details->request(m_details->rows().front().number));
        m_session->open();
        QTRY_COMPARE(count(m_details->rows(), RowKind::Hit), 1);
        const std::vector<RowKey> rows = m_details->rows();
        QCOMPARE(rows[1], (RowKey{RowKind::Request, 30, nullptr}));  // the newest first, after the hit
        QCOMPARE(rows.back(), (RowKey{RowKind::Request, 1, nullptr}));
        QCOMPARE(m_details->request(7)->id, traffic::RequestId{7});
    }

    void hitsAreToldOnceWithTheirCount() {
        store(1, 5);
        hit(5, 942130, traffic::Severity::Critical, "1=1");
        open(5);
        QTRY_COMPARE(count(m_details->rows(), RowKind::Hit), 2);
        const AttackHit* worst = m_details->hit(m_details->rows().front().number);
        QCOMPARE(worst->first.hit.ruleId, 942130);
        QCOMPARE(worst->newest, traffic::RequestId{5});
        const AttackHit* other = m_details->hit(m_details->rows()[1].number);
        QCOMPARE(other->count, std::size_t{5});
        QCOMPARE(other->newest, traffic::RequestId{5});
    }

    void hitsOfOtherAttacksAreNotItsOwn() {
        store(1, 2);
        traffic::HitRow foreign = m_hits.back();
        foreign.id = 1000;
        foreign.attackId = kAttack + 1;
        foreign.hit.ruleId = 941100;
        m_hits.push_back(foreign);
        m_session->setHits(m_hits);
        open(2);
        QTRY_VERIFY(m_details->request(1));
        QCOMPARE(count(m_details->rows(), RowKind::Hit), 1);
    }

    void manyHitsWaitForShowMore() {
        store(1, 1);
        for (int i = 0; i < 20; ++i) {
            hit(1, 942000 + i, traffic::Severity::High, "x");
        }
        open(1);
        QTRY_COMPARE(count(m_details->rows(), RowKind::Hit), static_cast<int>(AttackDetails::kHitsAtFirst));
        QCOMPARE(m_details->hiddenHits(), 21 - AttackDetails::kHitsAtFirst);
        m_details->showMoreHits();
        QCOMPARE(count(m_details->rows(), RowKind::Hit), 21);
        QCOMPARE(m_details->hiddenHits(), std::size_t{0});
    }

    void readsPageByPage() {
        store(1, 250);
        open(250);
        QTRY_VERIFY(m_details->request(151));
        QVERIFY(!m_details->request(150));
        QCOMPARE(m_details->hiddenRequests(), std::uint64_t{150});
        m_details->showMoreRequests();
        QCOMPARE(count(m_details->rows(), RowKind::Request), 200);  // half of them are being read
        QTRY_VERIFY(m_details->request(51));
        m_details->showMoreRequests();
        QTRY_VERIFY(m_details->request(1));
        QCOMPARE(count(m_details->rows(), RowKind::More), 0);
    }

    void newRequestsComeOnTop() {
        store(1, 10);
        open(10);
        QTRY_VERIFY(m_details->request(10));
        store(11, 260);  // more than a page
        m_details->growTo(260);
        QTRY_VERIFY(m_details->request(260));
        QCOMPARE(m_details->rows()[1], (RowKey{RowKind::Request, 260, nullptr}));
        QCOMPARE(count(m_details->rows(), RowKind::Request), 260);
        QCOMPARE(m_details->hit(m_details->rows().front().number)->count, std::size_t{260});
    }

    void removedRequestsAreNotPromised() {
        store(91, 100);  // retention took the first ninety
        open(100);
        QTRY_VERIFY(m_details->request(91));
        QCOMPARE(count(m_details->rows(), RowKind::Request), 10);
        QCOMPARE(m_details->hiddenRequests(), std::uint64_t{0});
        store(101, 102);
        m_details->growTo(102);
        QTRY_VERIFY(m_details->request(102));
        QCOMPARE(m_details->hiddenRequests(), std::uint64_t{0});
    }

    void aFailedReadCanBeTriedAgain() {
        store(1, 3);
        m_isBroken = true;
        open(3);
        QTRY_VERIFY(m_details->hasFailed());
        QCOMPARE(m_details->rows(), (std::vector<RowKey>{{RowKind::More, RowKey::kMoreRows, nullptr}}));
        QVERIFY(moreRequestsText(*m_details).endsWith(QStringLiteral("Try again")));
        m_isBroken = false;
        m_details->showMoreRequests();
        QTRY_VERIFY(m_details->request(1));
        QVERIFY(!m_details->hasFailed());
        QCOMPARE(count(m_details->rows(), RowKind::More), 0);
    }

    void closingCancels() {
        store(1, 10);
        m_session->close();
        open(10);
        QVERIFY(m_session->waitUntilAsked(1));
        m_details.reset();
        QTRY_COMPARE(m_session->cancelled(), std::size_t{1});
    }

    void staysWithinItsBound() {
        const auto most = static_cast<traffic::RequestId>(AttackDetails::kMostRequests);
        store(1, most + 50);
        open(static_cast<std::uint64_t>(most) + 50);
        for (traffic::RequestId oldest = most + 50; oldest > 51;) {
            oldest -= static_cast<traffic::RequestId>(AttackDetails::kPage);
            QTRY_VERIFY(m_details->request(oldest + 1));
            m_details->showMoreRequests();
        }
        QVERIFY(m_details->isFull());
        QCOMPARE(m_details->hiddenRequests(), std::uint64_t{50});
        QCOMPARE(count(m_details->rows(), RowKind::Request), static_cast<int>(most));
    }

private:
    void hit(traffic::RequestId request, std::int64_t rule, traffic::Severity severity, const char* matched) {
        traffic::HitRow row;
        row.id = static_cast<std::int64_t>(m_hits.size()) + 1;
        row.requestId = request;
        row.attackId = kAttack;
        row.hit.ruleId = rule;
        row.hit.severity = severity;
        row.hit.matched = matched;
        m_hits.push_back(row);
        m_session->setHits(m_hits);
    }

    /// One and the same hit in each request.
    void store(traffic::RequestId first, traffic::RequestId last) {
        for (traffic::RequestId id = first; id <= last; ++id) {
            traffic::HitRow row;
            row.id = static_cast<std::int64_t>(m_hits.size()) + 1;
            row.requestId = id;
            row.attackId = kAttack;
            row.hit.ruleId = 942100;
            row.hit.severity = traffic::Severity::High;
            row.hit.matched = "' OR 1=1--";
            m_hits.push_back(row);
        }
        m_session->setRequests(last);
        m_session->setHits(m_hits);
    }

    void open(std::uint64_t expected) {
        m_details = std::make_unique<AttackDetails>(*m_loader, kAttack, expected);
    }

    std::atomic<bool> m_isBroken = false;
    std::vector<traffic::HitRow> m_hits;
    std::unique_ptr<test::FakeSession> m_session;
    std::unique_ptr<live::PageLoader> m_loader;
    std::unique_ptr<AttackDetails> m_details;
};

QTEST_GUILESS_MAIN(AttackDetailsTest)
#include "attack_details_test.moc"
