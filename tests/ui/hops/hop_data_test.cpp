// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hops/hop_data.h"

#include <QImage>
#include <QTest>

#include "core/doctor/finding_rule.h"
#include "tests/support/hostile_bytes.h"
#include "tests/ui/forwarding/sample_findings.h"
#include "ui/hops/hop_picture.h"
#include "ui/theme/theme.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::hops;
using test::sampleFinding;
using traffic::FindingSeverity;

namespace {

/// "look:text" of every element.
QString valuesOf(const HopLine& line) {
    static const QStringList kLooks{QStringLiteral("claim"), QStringLiteral("plain"), QStringLiteral("wrong"),
                                    QStringLiteral("right")};
    QStringList out;
    for (const HopValue& value : line.values) {
        out += kLooks[static_cast<int>(value.look)] + u':' + value.text;
    }
    return out.join(u' ');
}

}  // namespace

class HopDataTest : public QObject {
    Q_OBJECT

private slots:
    void aLostChainComesBack() {
        const HopData data = hopDataOf(sampleFinding(1, "XFF_CHAIN_LOST", FindingSeverity::Error),
                                       api::headersOf(test::lostChain(7)));
        QCOMPARE(data.header, QStringLiteral("X-Forwarded-For"));
        QCOMPARE(data.request, traffic::RequestId{7});
        QCOMPARE(valuesOf(data.now), QStringLiteral("wrong:10.0.0.5"));
        QCOMPARE(valuesOf(data.after), QStringLiteral("right:203.0.113.7 plain:10.0.0.5"));
        QCOMPARE(data.stations.front().place, HopStation::Place::Client);
        QCOMPARE(data.stations.front().address, QStringLiteral("203.0.113.7"));
        QCOMPARE(data.stations[1].place, HopStation::Place::Balancer);
        QCOMPARE(data.stations[1].address, QStringLiteral("10.0.0.5"));
        QCOMPARE(data.stations.back().place, HopStation::Place::Listener);
        QCOMPARE(data.stations[data.stations.size() - 2].name, QStringLiteral("edge-nginx"));
        const QString summary = hopSummary(data);
        QVERIFY(summary.contains(QStringLiteral("X-Forwarded-For now: 10.0.0.5")));
        QVERIFY(summary.contains(QStringLiteral("After the change: 203.0.113.7, 10.0.0.5")));
    }

    void whatAnyoneCanWriteIsAClaim() {
        auto detail = test::lostChain(7, "8.8.8.8, 203.0.113.7");
        const HopData data =
            hopDataOf(sampleFinding(1, "XFF_DUPLICATE", FindingSeverity::Warning), api::headersOf(detail));
        QCOMPARE(valuesOf(data.now), QStringLiteral("claim:8.8.8.8 wrong:203.0.113.7"));
    }

    void aSingleValueIsPutRightWhereItFollows() {
        auto detail = test::lostChain(7);
        detail.request.head = "GET / HTTP/1.1\r\nHost: shop.example-shadow:8080\r\n\r\n";
        const HopData data =
            hopDataOf(sampleFinding(1, "HOST_SHADOW", FindingSeverity::Note), api::headersOf(detail));
        QCOMPARE(valuesOf(data.now), QStringLiteral("wrong:shop.example-shadow:8080"));
        QCOMPARE(valuesOf(data.after), QStringLiteral("right:shop.example:8080"));
        QVERIFY(!data.now.isList);
    }

    void everyRuleHasAPicture() {
        for (const doctor::FindingRule& rule : doctor::findingRules()) {
            const traffic::Finding finding = sampleFinding(1, std::string(rule.code), rule.severity);
            for (const auto& headers : {api::headersOf(test::lostChain(7)), api::RequestHeaders{}}) {
                const HopData data = hopDataOf(finding, headers);
                QVERIFY(data.stations.size() >= 3);
                QVERIFY(!data.now.values.empty() || !data.now.note.isEmpty());
                QVERIFY(!data.after.note.isEmpty());
            }
        }
    }

    /// The boundary, what is wrong and what is right are seen at any width and with any number of elements.
    void thePictureShowsTheBoundaryAndBothLines() {
        const auto finding = sampleFinding(1, "XFF_CHAIN_LOST", FindingSeverity::Error);
        for (const char* list : {"10.0.0.5", "1.1.1.1, 2.2.2.2, 3.3.3.3, 4.4.4.4, 5.5.5.5, 10.0.0.5"}) {
            HopPicture picture(QStringLiteral("picture"));
            picture.setData(hopDataOf(finding, api::headersOf(test::lostChain(7, list))));
            for (const int width : {430, 668, 1400}) {
                picture.resize(width, picture.sizeHint().height());
                const QImage image = picture.grab().toImage();
                QVERIFY(has(image, theme::Role::Accent));
                QVERIFY(has(image, theme::Role::ErrorBack));
                QVERIFY(has(image, theme::Role::OkBack));
            }
        }
    }

    void hostileBytesAreShown() {
        for (const test::HostileBytes& one : test::hostileBytes()) {
            const HopData data = hopDataOf(sampleFinding(1, "XFF_NOT_PLAIN_IP", FindingSeverity::Note),
                                           api::headersOf(test::lostChain(7, one.bytes)));
            for (const HopValue& value : data.now.values) {
                QVERIFY(!value.text.contains(QChar(0x202e)) && !value.text.contains(QChar(0x1b)));
                QVERIFY(value.text.size() < 300);
            }
        }
    }

private:
    static bool has(const QImage& image, theme::Role role) {
        const QRgb wanted = theme::color(role).rgb();
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixel(x, y) == wanted) {
                    return true;
                }
            }
        }
        return false;
    }
};

QTEST_MAIN(HopDataTest)
#include "hop_data_test.moc"
