// SPDX-License-Identifier: Apache-2.0
#include "core/config/settings.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/error_text.h"

using namespace mirrorscope;
using config::Settings;

class SettingsTest : public QObject {
    Q_OBJECT

private slots:
    void everyDefaultFitsItsOwnRow();
    void values_data();
    void values();
    void files_data();
    void files();
    void listsReplace();
};

void SettingsTest::everyDefaultFitsItsOwnRow() {
    for (const config::SettingInfo& info : config::settingTable()) {
        Settings settings;
        const auto set = settings.set(info.key, info.standard);
        QVERIFY2(set.has_value(), std::string(info.key).c_str());
        QVERIFY2(!info.help.empty(), std::string(info.key).c_str());
    }
}

void SettingsTest::values_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<qlonglong>("number");  // -1: refused
    const auto row = [](const char* key, const char* value, qlonglong number) {
        QTest::addRow("%s = %s", key, value) << key << value << number;
    };
    row("limits.head-bytes", "512KiB", 524'288);
    row("limits.head-bytes", "1048576", 1'048'576);
    row("limits.head-bytes", "1K", -1);
    row("limits.head-bytes", "99999999999999999999", -1);
    row("limits.head-bytes", "9007199254740993KiB", -1);
    row("limits.head-bytes", "-1", -1);
    row("limits.patience", "250ms", 250);
    row("limits.patience", "2s", 2000);
    row("limits.patience", "2 s", -1);
    row("limits.patience", "", -1);
    row("paranoia", "4", 4);
    row("paranoia", "5", -1);
    row("paranoia", "four", -1);
    row("no.such.key", "1", -1);
}

void SettingsTest::values() {
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(qlonglong, number);
    Settings settings;
    const auto set = settings.set(key.toStdString(), value.toStdString());
    QCOMPARE(set.has_value(), number >= 0);
    if (number >= 0) {
        QCOMPARE(settings.number(key.toStdString()), number);
    } else {
        QCOMPARE(set.error().code, base::ErrorCode::InvalidArgument);
        QCOMPARE(base::exitCode(set.error().code), 2);
    }
}

void SettingsTest::files_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("complaint");  // empty: accepted
    QTest::newRow("empty") << QByteArray("") << QByteArray();
    QTest::newRow("nested and dotted")
        << QByteArray("paranoia: 2\nlimits:\n  patience: 100ms\n") << QByteArray();
    QTest::newRow("list") << QByteArray("listen:\n  - 127.0.0.1:1\n  - b=127.0.0.1:2\n") << QByteArray();
    QTest::newRow("wrong value") << QByteArray("paranoia: 2\nlimits:\n  patience: soon\n")
                                 << QByteArray("line 3: limits.patience");
    QTest::newRow("unknown key") << QByteArray("\nparanoid: 2\n") << QByteArray("line 2: paranoid");
    QTest::newRow("not a map") << QByteArray("- a\n- b\n") << QByteArray("line 1");
    QTest::newRow("not YAML") << QByteArray("a: [1,\nb: 2\n") << QByteArray("settings.yaml, line");
}

void SettingsTest::files() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, complaint);
    QTemporaryDir directory;
    QFile file(directory.filePath("settings.yaml"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.close();
    Settings settings;
    const auto loaded = settings.load(file.fileName().toStdString());
    QCOMPARE(loaded.has_value(), complaint.isEmpty());
    if (!complaint.isEmpty()) {
        const QByteArray shown = QByteArray::fromStdString(base::errorText(loaded.error()));
        QVERIFY2(shown.contains(complaint), shown.constData());
    }
}

void SettingsTest::listsReplace() {
    Settings settings;
    QCOMPARE(settings.list("listen"), std::vector<std::string>{"127.0.0.1:8445"});
    QVERIFY(settings.setList("listen", {"127.0.0.1:1", "b=127.0.0.1:2"}).has_value());
    QCOMPARE(settings.list("listen"), (std::vector<std::string>{"127.0.0.1:1", "b=127.0.0.1:2"}));
    QVERIFY(settings.list("allow").empty());
}

QTEST_GUILESS_MAIN(SettingsTest)
#include "settings_test.moc"
