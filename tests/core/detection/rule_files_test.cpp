// SPDX-License-Identifier: Apache-2.0
#include "core/detection/rule_files.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include "core/detection/modsecurity_engine.h"
#include "core/detection/modsecurity_rule_set.h"

using namespace mirrorscope;
using namespace mirrorscope::detection;

namespace {

constexpr const char* kRule = R"(SecRule ARGS "@contains evil" "id:%1,phase:2,pass,log,msg:'m'")";

/// A directory of rule files that a test fills.
class RuleDirectory {
public:
    void add(const QString& name, const QByteArray& text) {
        const QString path = m_directory.filePath(name);
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    void addRule(const QString& name, int id) { add(name, QString(kRule).arg(id).toUtf8() + "\n"); }
    EngineOptions options(const QString& below = {}) const {
        EngineOptions options;
        options.rules = m_directory.filePath(below).toStdString();
        options.ownRules = PROJECT_DIR "/resources/rules";
        return options;
    }
    QString path() const { return m_directory.path(); }

private:
    QTemporaryDir m_directory;
};

QStringList namesOf(const RuleFiles& files) {
    QStringList names;
    for (const RuleFile& file : files.files) {
        names << QString::fromStdString(file.path.filename().string());
    }
    return names;
}

}  // namespace

class RuleFilesTest : public QObject {
    Q_OBJECT
private slots:
    void orderOfACheckout() {
        RuleDirectory at;
        at.add("crs-setup.conf.example", "SecCollectionTimeout 600\n");
        at.addRule("rules/REQUEST-901-INITIALIZATION.conf", 1);
        at.addRule("rules/REQUEST-942-SQLI.conf", 2);
        at.addRule("rules/REQUEST-949-BLOCKING-EVALUATION.conf", 3);
        at.addRule("rules/RESPONSE-950-DATA-LEAKAGES.conf", 4);
        at.addRule("rules/RESPONSE-999-EXCLUSION-RULES-AFTER-CRS.conf", 5);
        at.addRule("plugins/a-before.conf", 6);
        at.addRule("plugins/a-after.conf", 7);
        const QStringList expected{"engine.conf",
                                   "crs-setup.conf.example",
                                   "(settings)",
                                   "a-before.conf",
                                   "REQUEST-901-INITIALIZATION.conf",
                                   "REQUEST-942-SQLI.conf",
                                   "log4shell.conf",
                                   "REQUEST-949-BLOCKING-EVALUATION.conf",
                                   "RESPONSE-999-EXCLUSION-RULES-AFTER-CRS.conf",
                                   "a-after.conf"};
        for (const char* below : {"", "rules"}) {
            const auto files = readRuleFiles(at.options(below));
            QVERIFY(files.has_value());
            QCOMPARE(namesOf(*files), expected);
        }
        // An administrator's own settings come before the example.
        at.add("crs-setup.conf", "SecCollectionTimeout 600\n");
        QCOMPARE(namesOf(*readRuleFiles(at.options())).at(1), QStringLiteral("crs-setup.conf"));
    }
    void plainDirectory() {
        RuleDirectory at;
        at.addRule("b.conf", 2);
        at.addRule("a.conf", 1);
        at.add("notes.txt", "not a rule");
        const auto files = readRuleFiles(at.options());
        QVERIFY(files.has_value());
        QCOMPARE(namesOf(*files),
                 (QStringList{"engine.conf", "(settings)", "a.conf", "b.conf", "log4shell.conf"}));
        QCOMPARE(QString::fromStdString(files->label), QFileInfo(at.path()).fileName());
    }
    void debianPackage() {
        EngineOptions options;
        options.ownRules = PROJECT_DIR "/resources/rules";
        const auto files = readRuleFiles(options);
        QVERIFY(files.has_value());
        const QStringList names = namesOf(*files);
        QCOMPARE(names.at(1), QStringLiteral("crs-setup.conf"));
        QVERIFY(names.contains("REQUEST-900-EXCLUSION-RULES-BEFORE-CRS.conf"));
        QVERIFY(!names.contains("RESPONSE-950-DATA-LEAKAGES.conf"));
        QVERIFY(names.indexOf("log4shell.conf") < names.indexOf("REQUEST-949-BLOCKING-EVALUATION.conf"));
        QVERIFY2(files->label.starts_with("CRS 3.") || files->label.starts_with("CRS 4."),
                 files->label.c_str());
    }
    void label_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("label");
        QTest::newRow("ver") << QByteArray("SecAction \"id:1,phase:1,pass,nolog,ver:'OWASP_CRS/4.25.0'\"\n")
                             << "CRS 4.25.0";
        QTest::newRow("development")
            << QByteArray("SecAction \"id:1,phase:1,pass,nolog,ver:'OWASP_CRS/4.0.0-rc1'\"\n") << "CRS 4.0.0";
        QTest::newRow("setup")
            << QByteArray("SecAction \"id:1,phase:1,pass,nolog,setvar:tx.crs_setup_version=334\"\n")
            << "CRS 3.3.4";
        QTest::newRow("setup of 4")
            << QByteArray("SecAction \"id:1,phase:1,pass,nolog,setvar:tx.crs_setup_version=4250\"\n")
            << "CRS 4.25.0";
    }
    void label() {
        QFETCH(QByteArray, text);
        QFETCH(QString, label);
        RuleDirectory at;
        at.add("a.conf", text);
        QCOMPARE(QString::fromStdString(readRuleFiles(at.options())->label), label);
    }
    void digestFollowsEverything() {
        RuleDirectory at;
        at.addRule("a.conf", 1);
        at.add("words.data", "one\n");
        const std::string first = readRuleFiles(at.options())->digest;
        QCOMPARE(first.size(), std::size_t{64});
        QCOMPARE(readRuleFiles(at.options())->digest, first);
        EngineOptions stricter = at.options();
        stricter.paranoia = 2;
        QVERIFY(readRuleFiles(stricter)->digest != first);
        at.add("words.data", "two\n");
        const std::string second = readRuleFiles(at.options())->digest;
        QVERIFY(second != first);
        at.addRule("a.conf", 2);
        QVERIFY(readRuleFiles(at.options())->digest != second);
    }
    void missing() {
        RuleDirectory at;
        at.add("readme.md", "nothing");
        const auto empty = loadModSecurityEngine(at.options());
        QVERIFY(!empty);
        QCOMPARE(empty.error().code, base::ErrorCode::RulesMissing);
        QCOMPARE(QString::fromStdString(empty.error().arguments.at(0)), at.path());
        const auto none = loadModSecurityEngine(at.options("nowhere"));
        QVERIFY(!none);
        QCOMPARE(none.error().code, base::ErrorCode::RulesMissing);
        at.addRule("a.conf", 1);
        EngineOptions without = at.options();
        without.ownRules = at.path().toStdString() + "/nowhere";
        const auto own = loadModSecurityEngine(without);
        QVERIFY(!own);
        QCOMPARE(own.error().code, base::ErrorCode::RulesMissing);
    }
    void invalid_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("reason");
        QTest::newRow("unknown directive")
            << QByteArray("# fine\n\nSecNonsense On\n") << "3" << "Invalid input";
        QTest::newRow("unknown variable") << QByteArray(
                                                 "SecRule ARGS \"@rx a\" \"id:1,phase:2,pass\"\nSecRule "
                                                 "NOT_A_VARIABLE \"@rx a\" \"id:2,phase:2,pass\"\n")
                                          << "2" << "Expecting a variable";
        QTest::newRow("id of another file")
            << QByteArray("SecRule ARGS \"@rx a\" \"id:77,phase:2,pass\"\n") << "" << "duplicated";
        QTest::newRow("missing words")
            << QByteArray("SecRule ARGS \"@pmFromFile nothing.data\" \"id:1,phase:2,pass\"\n") << ""
            << "nothing.data";
    }
    void invalid() {
        QFETCH(QByteArray, text);
        QFETCH(QString, line);
        QFETCH(QString, reason);
        RuleDirectory at;
        at.addRule("a.conf", 77);
        at.add("broken.conf", text);
        const auto engine = loadModSecurityEngine(at.options());
        QVERIFY(!engine);
        QCOMPARE(engine.error().code, base::ErrorCode::RulesInvalid);
        const auto& arguments = engine.error().arguments;
        QVERIFY2(arguments.at(0).ends_with("/broken.conf"), arguments.at(0).c_str());
        if (!line.isEmpty()) {
            QCOMPARE(QString::fromStdString(arguments.at(1)), line);
        }
        QVERIFY2(QString::fromStdString(arguments.at(2)).contains(reason), arguments.at(2).c_str());
        QVERIFY2(!arguments.at(2).starts_with("Rules error"), arguments.at(2).c_str());
    }
    void wordsBesideTheFile() {
        RuleDirectory at;
        at.add("a.conf", "SecRule ARGS \"@pmFromFile words.data\" \"id:1,phase:2,pass\"\n");
        at.add("words.data", "evil\n");
        QVERIFY(loadModSecurityEngine(at.options()).has_value());
    }
    void blankLinesBetweenDirectives() {
        const SpacedRules spaced = spacedRules(
            "# c\nSecRule A \"x\" \\\n    \"id:1,chain\"\n  SecRule B \"Sec\"\nSecAction \"id:2\"");
        QCOMPARE(QString::fromStdString(spaced.text),
                 QStringLiteral("# c\n\nSecRule A \"x\" \\\n    \"id:1,chain\"\n\n  SecRule B "
                                "\"Sec\"\n\nSecAction \"id:2\"\n"));
        QCOMPARE(spaced.originalLine, (std::vector<int>{0, 1, 2, 2, 3, 4, 4, 5, 5}));
    }
    void commentStrippedCrs4Loads() {
        // The shape of CRS 4's file 949 without its comments: what libmodsecurity 3.0.9 refuses as it is.
        const std::string text =
            "SecRule ARGS \"@rx a\" \\\n    \"id:1,\\\n    phase:2,\\\n    pass,\\\n    t:none,\\\n    "
            "chain\"\n"
            "    SecRule ARGS \"@rx b\"\nSecRule ARGS \"@rx c\" \"id:2,phase:2,pass,log\"\n";
        ModSecurityRuleSet set;
        const auto loaded = set.load({{{"949.conf", text}}, {}, {}});
        QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().arguments.at(2).c_str());
        QCOMPARE(set.ruleCount(), std::size_t{2});
        modsecurity::RulesSet direct;
        if (direct.load(text.c_str(), "949.conf") < 0) {
            QCOMPARE(set.lineIn("949.conf", 10), 8);
        } else {
            QCOMPARE(set.lineIn("949.conf", 8), 8);
        }
    }
};

QTEST_GUILESS_MAIN(RuleFilesTest)
#include "rule_files_test.moc"
