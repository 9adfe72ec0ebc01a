// SPDX-License-Identifier: Apache-2.0
#include "core/detection/rule_reference.h"

#include <QtTest>

using namespace mirrorscope::detection;

namespace {

QString asText(const std::vector<MatchReference>& matches) {
    QStringList parts;
    const auto span = [](const std::optional<Span>& s) {
        return s ? QStringLiteral("%1+%2").arg(s->offset).arg(s->length) : QStringLiteral("-");
    };
    for (const MatchReference& match : matches) {
        parts << span(match.matched) + '@' + span(match.origin) + ' ' +
                     QString::fromStdString(match.transformations);
    }
    return parts.join('|');
}

}  // namespace

class RuleReferenceTest : public QObject {
    Q_OBJECT
private slots:
    void reads_data() {
        QTest::addColumn<QString>("reference");
        QTest::addColumn<QString>("expected");
        QTest::newRow("rx and transformations")
            << "o9,10v133,19t:utf8toUnicode,t:lowercase" << "9+10@133+19 t:utf8toUnicode,t:lowercase";
        QTest::newRow("multiMatch, cumulative") << "o11,4v124,28o10,4v124,28t:cmdLine"
                                                << "11+4@124+28 |10+4@124+28 t:cmdLine";
        QTest::newRow("libinjection, two values") << "v16,11v34,11" << "-@16+11 |-@34+11 ";
        QTest::newRow("no position") << "o0,8t:jsDecode" << "0+8@- t:jsDecode";
        QTest::newRow("after transformations") << "o0,1v2,3t:lowercaseo4,5v6,7t:lowercase"
                                               << "0+1@2+3 t:lowercase|4+5@6+7 t:lowercase";
        QTest::newRow("capture groups") << "o0,9o2,3v7,20" << "0+9@7+20 ";
        QTest::newRow("empty") << "" << "";
        QTest::newRow("cut") << "o1,2v3," << "1+2@- ";
        QTest::newRow("overflow") << "o99999999999999999999999,1" << "";
        QTest::newRow("noise") << "x9" << "";
    }
    void reads() {
        QFETCH(QString, reference);
        QFETCH(QString, expected);
        QCOMPARE(asText(readRuleReference(reference.toStdString())), expected);
    }
};

QTEST_GUILESS_MAIN(RuleReferenceTest)
#include "rule_reference_test.moc"
