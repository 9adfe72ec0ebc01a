// SPDX-License-Identifier: Apache-2.0
#include "core/standing/archive_rule.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/error_text.h"

using namespace mirrorscope;
using namespace std::chrono_literals;
using standing::ArchiveRule;
using standing::ArchiveRules;

namespace {

const standing::Day kDay{std::chrono::year(2026), std::chrono::month(12), std::chrono::day(31)};

ArchiveRules twoRules() {
    return {{"Scanner", "client:10.1.0.0/16 state:attack", "agreed in TICKET-7", kDay, true},
            {"Health", "path:/health", "", std::nullopt, false}};
}

}  // namespace

class ArchiveRuleTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsWrittenIsRead();
    void mistakesNameTheLine();
    void onAndNotOver();
    void whatTheLogKeeps();

private:
    QTemporaryDir m_directory;
};

void ArchiveRuleTest::whatIsWrittenIsRead() {
    const auto file = m_directory.filePath("archive-rules.txt").toStdString();
    QVERIFY(standing::readArchiveRules(file)->empty());
    QVERIFY(standing::writeArchiveRules(file, twoRules()).has_value());
    QVERIFY(*standing::readArchiveRules(file) == twoRules());
    // A reason with a line end is one line of the file.
    ArchiveRules rules = twoRules();
    rules[1].reason = "one\ntwo\tthree";
    QVERIFY(standing::writeArchiveRules(file, rules).has_value());
    QCOMPARE(standing::readArchiveRules(file)->at(1).reason, std::string("one two three"));
}

void ArchiveRuleTest::mistakesNameTheLine() {
    const QString path = m_directory.filePath("broken.txt");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("on\t-\tHealth\tpath:/health\t\non\t-\tOld\ttime>-1d\treason\n");
    file.close();
    const auto read = standing::readArchiveRules(path.toStdString());
    QVERIFY(!read.has_value());
    const QString text = QString::fromStdString(base::errorText(read.error()));
    QVERIFY2(text.contains("broken.txt, line 2"), qPrintable(text));
    QVERIFY2(text.contains("name their day"), qPrintable(text));
}

void ArchiveRuleTest::onAndNotOver() {
    const base::WallTime noon = std::chrono::sys_days(kDay) + 12h;
    const auto now = standing::inForce(twoRules(), noon - 24h);
    QCOMPARE(now.size(), std::size_t{1});
    QCOMPARE(now.front().name, std::string("Scanner"));
    QVERIFY(standing::inForce(twoRules(), noon + 48h).empty());
}

void ArchiveRuleTest::whatTheLogKeeps() {
    const std::string scope = standing::scopeOf(twoRules().front());
    QCOMPARE(scope, std::string("Scanner: client:10.1.0.0/16 state:attack"));
    QCOMPARE(std::string(standing::ruleNameIn(scope)), std::string("Scanner"));
    QVERIFY(standing::ruleNameIn("client:1.2.3.4").empty());
}

QTEST_GUILESS_MAIN(ArchiveRuleTest)
#include "archive_rule_test.moc"
