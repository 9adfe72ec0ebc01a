// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/source_setting_check.h"

#include <QTest>

using namespace mirrorscope;
using traffic::SourceSetting;

Q_DECLARE_METATYPE(traffic::SourceSetting)

class SourceSettingCheckTest : public QObject {
    Q_OBJECT

private slots:
    void settings_data() {
        QTest::addColumn<SourceSetting>("setting");
        QTest::addColumn<QString>("option");  // empty: nothing is wrong
        const auto row = [](const char* name, const SourceSetting& setting, const char* option) {
            QTest::newRow(name) << setting << QString::fromLatin1(option);
        };
        row("nothing said", {}, "");
        row("all said",
            {.name = "edge",
             .colour = "sky",
             .trusted = "10.0.0.0/8, fd00::1",
             .hops = 2,
             .clientHeader = "X-Real-IP"},
            "");
        row("a name in another script", {.name = "пограничный"}, "");
        row("longest name", {.name = std::string(forwarding::kLongestSourceName, 'x')}, "");
        row("longer name", {.name = std::string(forwarding::kLongestSourceName + 1, 'x')}, "--name");
        row("two lines", {.name = "a\nb"}, "--name");
        row("escape", {.name = "\x1b[31m"}, "--name");
        row("no colour of ours", {.colour = "pink"}, "--colour");
        row("no network", {.trusted = "10.0.0.0/33"}, "--trusted");
        row("a hole in the list", {.trusted = "10.0.0.1,,10.0.0.2"}, "--trusted");
        row("too many hops", {.hops = 33}, "--hops");
        row("no header", {.clientHeader = "X Real IP"}, "--client-header");
    }

    void settings() {
        QFETCH(SourceSetting, setting);
        QFETCH(QString, option);
        const auto checked = forwarding::checkSourceSetting(setting);
        QCOMPARE(checked.has_value(), option.isEmpty());
        if (!checked) {
            QVERIFY(checked.error().code == base::ErrorCode::InvalidArgument);
            QCOMPARE(QString::fromStdString(checked.error().arguments[0]), option);
        }
    }
};

QTEST_GUILESS_MAIN(SourceSettingCheckTest)
#include "source_setting_check_test.moc"
