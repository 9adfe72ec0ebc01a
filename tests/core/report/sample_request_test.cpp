// SPDX-License-Identifier: Apache-2.0
#include "core/report/sample_request.h"

#include <QTest>

using namespace mirrorscope;
using namespace mirrorscope::report;

namespace {

traffic::HitRow hit(traffic::AttackId attack, std::optional<std::uint64_t> offset, std::uint64_t length,
                    traffic::Severity severity = traffic::Severity::Low) {
    traffic::HitRow row;
    row.attackId = attack;
    row.hit.offset = offset;
    row.hit.length = length;
    row.hit.severity = severity;
    return row;
}

traffic::RequestDetail request(std::size_t head) {
    traffic::RequestDetail detail;
    detail.request.id = 9;
    detail.request.head = std::string(head, 'h');
    detail.request.body = std::string(100, 'b');
    return detail;
}

}  // namespace

class SampleRequestTest : public QObject {
    Q_OBJECT

private slots:
    void matchesAreSortedJoinedAndWithinTheHead() {
        traffic::RequestDetail detail = request(100);
        detail.hits = {hit(1, 50, 10), hit(1, 10, 5),           hit(1, 12, 8), hit(1, 20, 2), hit(1, 95, 50),
                       hit(1, 120, 5), hit(1, std::nullopt, 5), hit(2, 70, 5), hit(1, 80, 0)};
        const Sample sample = sampleOf(detail, 1);
        QCOMPARE(sample.matches.size(), std::size_t{3});
        QCOMPARE(sample.matches[0].offset, std::size_t{10});
        QCOMPARE(sample.matches[0].length, std::size_t{12});
        QCOMPARE(sample.matches[1].offset, std::size_t{50});
        QCOMPARE(sample.matches[2].offset, std::size_t{95});
        QCOMPARE(sample.matches[2].length, std::size_t{5});
        QCOMPARE(sample.hits.size(), std::size_t{8});  // those of the other attack are not its own
    }

    void longHeadsAreCut() {
        traffic::RequestDetail detail = request(kSampleHead + 1);
        detail.hits = {hit(1, kSampleHead - 2, 100), hit(1, kSampleHead, 1)};
        const Sample sample = sampleOf(detail, 1);
        QVERIFY(sample.isCut);
        QCOMPARE(sample.head.size(), kSampleHead);
        QCOMPARE(sample.matches.size(), std::size_t{1});
        QCOMPARE(sample.matches[0].length, std::size_t{2});
        QVERIFY(!sampleOf(request(kSampleHead), 1).isCut);
    }

    void theWorstHitsComeFirstAndTheRestIsCounted() {
        traffic::RequestDetail detail = request(10);
        for (std::size_t i = 0; i < kMostHits + 4; ++i) {
            detail.hits.push_back(hit(1, std::nullopt, 0));
        }
        detail.hits.back().hit.severity = traffic::Severity::Critical;
        const Sample sample = sampleOf(detail, 1);
        QCOMPARE(sample.hits.size(), kMostHits);
        QCOMPARE(sample.hits.front().severity, traffic::Severity::Critical);
        QCOMPARE(sample.moreHits, std::size_t{4});
    }
};

QTEST_APPLESS_MAIN(SampleRequestTest)
#include "sample_request_test.moc"
