// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/grouping.h"

#include <QTest>

#include "tests/support/fake_session.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::attacks;

class GroupingTest : public QObject {
    Q_OBJECT

private slots:
    void remembered_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("again");
        const auto row = [](const char* name, const char* again) {
            QTest::newRow(name) << QByteArray(name) << QByteArray(again);
        };
        row("type", "type");
        row("client,rule", "client,rule");
        row("endpoint,source", "endpoint,source");
        row("none", "none");
        row("none,type", "none");  // no second without a first
        row("type,type", "type");  // the same twice
        row("", "type");           // nothing is remembered
        row("type,", "type");
        row("colour", "type");  // of another version
        row("type,colour", "type");
        row("client,colour", "type");
    }

    void remembered() {
        QFETCH(QByteArray, name);
        QTEST(QByteArray::fromStdString(groupingName(groupingByName(name.toStdString()))), "again");
    }

    void keys_data() {
        QTest::addColumn<int>("by");
        QTest::addColumn<QStringList>("keys");
        const auto row = [](const char* name, GroupBy by, const QStringList& keys) {
            QTest::newRow(name) << static_cast<int>(by) << keys;
        };
        row("type", GroupBy::Type, {"sqli"});
        row("client", GroupBy::Client, {"203.0.113.7"});
        row("source", GroupBy::Source, {"1"});
        row("endpoint without its method", GroupBy::Endpoint, {"shop.example.com/search"});
        row("each rule", GroupBy::Rule, {"942100", "942130"});
        row("none", GroupBy::None, {""});
    }

    void keys() {
        QFETCH(int, by);
        traffic::AttackRow row = test::attackRow(1, traffic::AttackType::Sqli, traffic::Severity::High);
        row.attack.ruleIds = {942100, 942130};
        QStringList keys;
        for (const std::string& key : groupKeys(row.attack, static_cast<GroupBy>(by))) {
            keys << QString::fromStdString(key);
        }
        QTEST(keys, "keys");
    }

    void anAttackWithoutRulesIsInAGroupToo() {
        const traffic::AttackRow row = test::attackRow(1, traffic::AttackType::Sqli, traffic::Severity::High);
        QCOMPARE(groupKeys(row.attack, GroupBy::Rule).size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(GroupingTest)
#include "grouping_test.moc"
