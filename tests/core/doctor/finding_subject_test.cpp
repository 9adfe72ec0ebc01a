// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/finding_subject.h"

#include <QTest>
#include <set>

using namespace mirrorscope;

namespace {

/// About bodies, connections, kinds and secrets.
const std::set<std::string_view> kWithoutHeader{"CONNECTION_PER_REQUEST", "BODY_CLIFF", "PROXY_PROTOCOL",
                                                "KIND_CONTRADICTION", "TOKEN_WRONG"};

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) {
        text += name + " ";
    }
    return text;
}

}  // namespace

class FindingSubjectTest : public QObject {
    Q_OBJECT

private slots:
    void everyCodeIsAboutAHeaderOrKnowinglyNot() {
        for (const doctor::FindingRule& rule : doctor::findingRules()) {
            traffic::Finding finding;
            finding.code = rule.code;
            finding.seen = "X-Forwarded-Proto vanished";
            QCOMPARE(doctor::subjectHeaders(finding).empty(), kWithoutHeader.contains(rule.code));
        }
    }

    void manyHeadersAreNamedBySentence() {
        traffic::Finding finding;
        finding.code = "HEADERS_NOT_INHERITED";
        finding.seen = "X-Forwarded-For, x-real-ip vanished together";
        QCOMPARE(joined(doctor::subjectHeaders(finding)), "X-Forwarded-For X-Real-IP ");
        finding.code = "OF_ANOTHER_VERSION";
        QVERIFY(doctor::subjectHeaders(finding).empty());
        QVERIFY(doctor::findingRule(finding.code) == nullptr);
    }

    void someRequestsShowItAlone() {
        doctor::Observation one;
        const doctor::FindingRule* missing = doctor::findingRule("XFF_MISSING");
        QVERIFY(missing != nullptr);
        QVERIFY(doctor::showsFinding(*missing, one, traffic::SourceKind::Nginx));
        one.headers.set(0);
        QVERIFY(!doctor::showsFinding(*missing, one, traffic::SourceKind::Nginx));
    }

    void noRuleMindsASingleRequest() {
        for (const doctor::FindingRule& rule : doctor::findingRules()) {
            doctor::showsFinding(rule, {}, traffic::SourceKind::Nginx);
        }
        // Eight ports are needed.
        QVERIFY(!doctor::showsFinding(*doctor::findingRule("FORWARDED_PORT_EPHEMERAL"), {},
                                      traffic::SourceKind::Nginx));
    }
};

QTEST_GUILESS_MAIN(FindingSubjectTest)
#include "finding_subject_test.moc"
