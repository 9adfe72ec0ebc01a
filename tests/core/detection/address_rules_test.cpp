// SPDX-License-Identifier: Apache-2.0
#include "core/detection/address_rules.h"

#include <QtTest>

using namespace mirrorscope::detection;

class AddressRulesTest : public QObject {
    Q_OBJECT
private slots:
    void finds_data() {
        QTest::addColumn<QByteArray>("rules");
        QTest::addColumn<QList<qint64>>("ids");
        const auto row = [](const char* what, const char* rules, const QList<qint64>& ids) {
            QTest::newRow(what) << QByteArray(rules) << ids;
        };
        row("one line", "SecRule REMOTE_ADDR \"@ipMatch 10.0.0.0/8\" \"id:5,phase:1\"\n", {5});
        row("continued", "SecRule REMOTE_ADDR \"@ipMatch ::1\" \\\n    \"id:'6',\\\n    phase:1\"\n", {6});
        row("no line end", "SecRule REMOTE_ADDR \"@ipMatch ::1\" \"phase:1,id:7\"", {7});
        row("second link",
            "SecRule ARGS \"@rx a\" \"id:8,chain\"\n  SecRule REMOTE_ADDR|ARGS \"@rx b\"\nSecRule ARGS \"@rx "
            "c\" \"id:9\"",
            {8});
        row("one of several targets", "SecRule ARGS|!ARGS:a|REMOTE_ADDR \"@rx a\" \"id:10\"", {10});
        row("both links count once", "SecRule REMOTE_ADDR \"a\" \"id:11,chain\"\nSecRule REMOTE_ADDR \"b\"",
            {11});
        row("only in an action", "SecRule ARGS \"@rx REMOTE_ADDR\" \"id:12,setvar:tx.a=%{REMOTE_ADDR}\"", {});
        row("comment", "# SecRule REMOTE_ADDR \"a\" \"id:13\"\n", {});
        row("another word with id", "SecRule REMOTE_ADDR \"a\" \"ctl:ruleRemoveTargetById:3,phase:1,id:14\"",
            {14});
        row("nothing", "", {});
    }
    void finds() {
        QFETCH(QByteArray, rules);
        QFETCH(QList<qint64>, ids);
        const auto found =
            addressRules(std::string_view(rules.constData(), static_cast<std::size_t>(rules.size())));
        QCOMPARE((QList<qint64>(found.begin(), found.end())), ids);
    }
};

QTEST_GUILESS_MAIN(AddressRulesTest)
#include "address_rules_test.moc"
