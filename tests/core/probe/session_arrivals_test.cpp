// SPDX-License-Identifier: Apache-2.0
// Probes in a session that goes on.
#include "core/probe/session_arrivals.h"

#include <QTest>

#include "tests/support/fake_session.h"

using namespace mirrorscope;
using namespace mirrorscope::probe;

namespace {

constexpr const char* kRun = "abcdefghijkl";
const base::SystemClock kClock;

/// A request without a tag unless it gets one.
traffic::RequestRow arrived(test::FakeSession& session, traffic::RequestId id, const std::string& target) {
    traffic::RequestRow row = test::arrivedRow(id);
    row.target = target;
    row.bodyBytes = 77;
    session.setRow(row);
    return row;
}

std::string tagged(int number, const std::string& run = kRun) {
    return "/?mirrorscope-probe=" + run + "-" + std::to_string(number);
}

}  // namespace

class SessionArrivalsTest : public QObject {
    Q_OBJECT

private slots:
    void onlyThisRunAndOnlyFromNowOn();
    void moreThanAPage();
    void sourceIsFilledInLater();
    void cancelled();
};

void SessionArrivalsTest::onlyThisRunAndOnlyFromNowOn() {
    test::FakeSession session;
    arrived(session, 1, tagged(0));  // before the run
    const auto arrivals = std::move(*SessionArrivals::open(session.queries(), kRun, kClock));
    QVERIFY(arrivals->arrived({})->empty());
    arrived(session, 2, tagged(4));
    arrived(session, 3, tagged(5, "zzzzzzzzzzzz"));
    arrived(session, 4, "/plain");
    arrived(session, 5, "/");
    session.setHeader(5, std::string(kTagHeader), std::string(kRun) + "-6");
    traffic::RequestDetail detail;
    detail.request.id = 5;
    detail.request.head = "GET / HTTP/1.1\r\n\r\n";
    session.setDetail(detail);
    const auto first = *arrivals->arrived({});
    QCOMPARE(first.size(), std::size_t{2});
    QVERIFY(first[0].tag == (ProbeTag{kRun, 4}) && first[1].tag == (ProbeTag{kRun, 6}));
    QCOMPARE(first[0].id, traffic::RequestId{2});
    QCOMPARE(first[0].bodyBytes, std::uint64_t{77});
    QVERIFY(first[0].head.empty());  // removed by retention meanwhile
    QVERIFY(first[1].head == detail.request.head);
    QVERIFY(arrivals->arrived({})->empty());
    arrived(session, 6, tagged(4));  // a second copy
    QCOMPARE(arrivals->arrived({})->size(), std::size_t{1});
}

void SessionArrivalsTest::moreThanAPage() {
    test::FakeSession session;
    const auto arrivals = std::move(*SessionArrivals::open(session.queries(), kRun, kClock));
    session.setRequests(2500);
    arrived(session, 1, tagged(1));
    arrived(session, 1000, tagged(2));
    arrived(session, 1001, tagged(3));
    arrived(session, 2500, tagged(4));
    QCOMPARE(arrivals->arrived({})->size(), std::size_t{4});
}

void SessionArrivalsTest::sourceIsFilledInLater() {
    test::FakeSession session;
    const auto arrivals = std::move(*SessionArrivals::open(session.queries(), kRun, kClock));
    auto first = arrived(session, 1, tagged(1));
    auto second = arrived(session, 2, tagged(2));
    auto all = *arrivals->arrived({});
    QVERIFY(!*arrivals->complete(all, {}));
    first.context = test::contextOf(1);
    session.setRow(first);
    QVERIFY(!*arrivals->complete(all, {}));
    QVERIFY(all[0].context.source != 0 && all[1].context.source == 0);
    second.context = test::contextOf(2);
    session.setRow(second);
    QVERIFY(*arrivals->complete(all, {}));
    QVERIFY(all[1].context.source != 0);
}

void SessionArrivalsTest::cancelled() {
    test::FakeSession session;
    const auto arrivals = std::move(*SessionArrivals::open(session.queries(), kRun, kClock));
    arrived(session, 1, tagged(1));
    session.close();
    base::CancelToken cancel;
    cancel.cancel();
    QVERIFY(arrivals->arrived(cancel).error().code == base::ErrorCode::Cancelled);
    session.open();
    QCOMPARE(arrivals->arrived({})->size(), std::size_t{1});  // nothing was skipped
}

QTEST_GUILESS_MAIN(SessionArrivalsTest)
#include "session_arrivals_test.moc"
