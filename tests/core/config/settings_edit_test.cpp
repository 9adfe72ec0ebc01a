// SPDX-License-Identifier: Apache-2.0
#include <QRandomGenerator>
#include <QTest>

#include "core/base/error_text.h"
#include "core/config/settings_file.h"

using namespace mirrorscope;
using config::editedSettings;
using config::SettingChange;

namespace {

SettingChange changeOf(const QByteArray& key, const QByteArray& value) {
    return value == "-" ? SettingChange{key.toStdString(), std::nullopt}
                        : SettingChange{key.toStdString(), value.toStdString()};
}

}  // namespace

class SettingsEditTest : public QObject {
    Q_OBJECT

private slots:
    void edits_data();
    void edits();
    void refusals_data();
    void refusals();
    void anyEditsLeaveTheRestAsItIs_data();
    void anyEditsLeaveTheRestAsItIs();
    void everyTextComesBack();
    void noTextBreaksIt();
};

void SettingsEditTest::edits_data() {
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("value");  // "-": the default
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char* name, const char* before, const char* key, const char* value,
                        const char* after) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(key) << QByteArray(value)
                            << QByteArray(after);
    };
    row("new file", "", "paranoia", "2", "paranoia: 2\n");
    row("only comments", "# mine\n", "paranoia", "2", "# mine\nparanoia: 2\n");
    row("in place", "a: 1\nparanoia: 1  # low\nb: 2\n", "paranoia", "3", "a: 1\nparanoia: 3  # low\nb: 2\n");
    row("quoted", "session: 'a b'  # here\n", "session", "/tmp/x", "session: /tmp/x  # here\n");
    row("to be quoted", "redact-pattern: x\n", "redact-pattern", "it's: [a-z]{2} #1",
        "redact-pattern: 'it''s: [a-z]{2} #1'\n");
    row("CRLF", "paranoia: 1\r\nengine: none\r\n", "threshold", "9",
        "paranoia: 1\r\nengine: none\r\nthreshold: 9\r\n");
    row("CRLF in place", "paranoia: 1\r\nengine: none\r\n", "paranoia", "2",
        "paranoia: 2\r\nengine: none\r\n");
    row("no final line end", "paranoia: 1", "threshold", "9", "paranoia: 1\nthreshold: 9");
    row("no final line end, in place", "paranoia: 1", "paranoia", "2", "paranoia: 2");
    row("no final line end, removed", "a: 1\nparanoia: 2", "paranoia", "-", "a: 1");
    row("nested", "limits:\n    idle: 2m # long\n", "limits.idle", "3m", "limits:\n    idle: 3m # long\n");
    row("into its group", "limits:\n    idle: 2m\n\n# rest\nparanoia: 2\n", "limits.patience", "100ms",
        "limits:\n    idle: 2m\n    patience: 100ms\n\n# rest\nparanoia: 2\n");
    row("a new group", "paranoia: 2\n", "retention.size", "10GiB",
        "paranoia: 2\nretention:\n  size: 10GiB\n");
    row("dotted", "limits.idle: 2m\n", "limits.idle", "3m", "limits.idle: 3m\n");
    row("the last of two", "paranoia: 1\nparanoia: 2\n", "paranoia", "3", "paranoia: 1\nparanoia: 3\n");
    row("null", "paranoia:  # not yet\n", "paranoia", "3", "paranoia: 3  # not yet\n");
    row("braces", "limits: {idle: 2m, patience: 50ms} # x\n", "limits.idle", "3m",
        "limits: {idle: 3m, patience: 50ms} # x\n");
    row("braces, default", "limits: {idle: 2m, patience: 50ms}\n", "limits.idle", "-",
        "limits: {idle: 120s, patience: 50ms}\n");
    row("default", "a: 1\nparanoia: 3\nb: 2\n", "paranoia", "-", "a: 1\nb: 2\n");
    row("default keeps what was said about it", "paranoia: 3  # audit\n", "paranoia", "-", "# audit\n");
    row("default of the last of a group", "limits:\n  # why\n  idle: 2m\nb: 2\n", "limits.idle", "-",
        "  # why\nb: 2\n");
    row("default that is not there", "a: 1\n", "paranoia", "-", "a: 1\n");
    row("list in brackets", "allow: [10.0.0.0/8, 'fd00::/8'] # lan\n", "allow", "10.0.0.0/8,::1",
        "allow: [10.0.0.0/8, '::1'] # lan\n");
    row("list of lines", "allow:\n  # office\n  - 10.0.0.0/8  # first\n  - 10.1.0.0/16\nb: 1\n", "allow",
        "10.0.0.0/8,10.2.0.0/16", "allow:\n  # office\n  - 10.0.0.0/8  # first\n  - 10.2.0.0/16\nb: 1\n");
    row("list of lines at the same indent", "listen:\n- 127.0.0.1:1\n# z\nb: 1\n", "listen",
        "127.0.0.1:1,b=127.0.0.1:2", "listen:\n- 127.0.0.1:1\n- b=127.0.0.1:2\n# z\nb: 1\n");
    row("first of a list", "allow:\n  - b\n  - c\n", "allow", "a,b,c", "allow:\n  - a\n  - b\n  - c\n");
    row("middle of a list", "allow:\n  - a # A\n  - b # B\n  - c # C\n", "allow", "a,c",
        "allow:\n  - a # A\n  # B\n  - c # C\n");
    row("list emptied", "allow:\n  - a\n  # note\n  - b\nc: 1\n", "allow", "", "allow: []\n  # note\nc: 1\n");
    row("list as text", "allow: a,b\n", "allow", "a,c", "allow: a,c\n");
    row("list of its own", "c: 1\n", "allow", "a,b", "c: 1\nallow:\n  - a\n  - b\n");
    row("brackets over lines", "allow: [a,\n  b]\nc: 1\n", "allow", "c", "allow: [c]\nc: 1\n");
    row("block text", "redact-pattern: >-\n  a\n  b\nc: 1\n", "redact-pattern", "x",
        "redact-pattern: x\nc: 1\n");
    row("before the end of the document", "a: 1\n...\n# tail\n", "paranoia", "2",
        "a: 1\nparanoia: 2\n...\n# tail\n");
    row("byte order mark", "\xEF\xBB\xBFparanoia: 1\n", "paranoia", "2", "\xEF\xBB\xBFparanoia: 2\n");
    row("unknown keys", "colour: red\nzoo:\n  bear: [1, 2]\n", "paranoia", "2",
        "colour: red\nzoo:\n  bear: [1, 2]\nparanoia: 2\n");
    row("indented", "  a: 1\n", "paranoia", "2", "  a: 1\n  paranoia: 2\n");
}

void SettingsEditTest::edits() {
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, after);
    const SettingChange change = changeOf(key, value);
    const auto edited = editedSettings(before.toStdString(), {&change, 1}, "x.yaml");
    QVERIFY2(edited.has_value(), edited ? "" : base::errorText(edited.error()).c_str());
    QCOMPARE(QByteArray::fromStdString(*edited), after);
    // A second time there is nothing to do.
    QCOMPARE(QByteArray::fromStdString(*editedSettings(*edited, {&change, 1}, "x.yaml")), after);
}

void SettingsEditTest::refusals_data() {
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("place");
    QTest::newRow("not YAML") << QByteArray("a: 1\nb: [1,\n") << QByteArray("x.yaml, line");
    QTest::newRow("not a map") << QByteArray("- a\n") << QByteArray("x.yaml, line 1");
    QTest::newRow("all in braces") << QByteArray("{a: 1}\n") << QByteArray("x.yaml, line 2: paranoia");
    QTest::newRow("anchor") << QByteArray("paranoia: &level 3\nthreshold: *level\n")
                            << QByteArray("x.yaml, line 1: paranoia");
}

void SettingsEditTest::refusals() {
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, place);
    const SettingChange change{"paranoia", "2"};
    const auto edited = editedSettings(before.toStdString(), {&change, 1}, "x.yaml");
    QVERIFY(!edited.has_value());
    QCOMPARE(edited.error().code, base::ErrorCode::ConfigInvalid);
    const QByteArray shown = QByteArray::fromStdString(base::errorText(edited.error()));
    QVERIFY2(shown.contains(place), shown.constData());
}

void SettingsEditTest::anyEditsLeaveTheRestAsItIs_data() {
    QTest::addColumn<QByteArray>("end");
    QTest::addColumn<bool>("endsWithOne");
    for (const bool endsWithOne : {true, false}) {
        QTest::addRow("LF %d", endsWithOne) << QByteArray("\n") << endsWithOne;
        QTest::addRow("CRLF %d", endsWithOne) << QByteArray("\r\n") << endsWithOne;
    }
}

/// Many changes by chance: every line that no change is about is there afterwards, in its order, and going
/// back to the values of before gives them back.
void SettingsEditTest::anyEditsLeaveTheRestAsItIs() {
    QFETCH(QByteArray, end);
    QFETCH(bool, endsWithOne);
    const QByteArrayList fixed{"# head",     "",          "zoo: tiger  # mine", "limits:", "  # speed",
                               "  other: 7", "# between", "bear: [1, 2]",       "",        "# tail"};
    const QByteArrayList own{"  idle: 2m", "paranoia: 2", "allow:", "  - 10.0.0.0/8", "  - 10.1.0.0/16"};
    const QByteArrayList lines{fixed[0], fixed[1], fixed[2], fixed[3], fixed[4], own[0],   fixed[5], fixed[6],
                               own[1],   own[2],   own[3],   own[4],   fixed[7], fixed[8], fixed[9]};
    const QByteArray text = lines.join(end) + (endsWithOne ? end : QByteArray());
    const QList<std::pair<QByteArray, QByteArrayList>> choices{
        {"limits.idle", {"1m", "3m", "-"}},
        {"limits.patience", {"50ms", "1s", "-"}},
        {"paranoia", {"1", "4", "-"}},
        {"threshold", {"7", "-"}},
        {"retention.size", {"1GiB", "-"}},
        {"redact-pattern", {"a'b\"c", "#x: y", "-"}},
        {"allow", {"", "10.1.0.0/16", "::1,10.0.0.0/8,fd00::/8", "10.9.0.0/16", "-"}},
    };
    const quint32 seed = 20'261'129;
    QRandomGenerator chance(seed);
    for (int round = 0; round < 120; ++round) {
        std::string now = text.toStdString();
        for (int step = 0; step < 6; ++step) {
            const auto& [key, values] = choices[chance.bounded(choices.size())];
            const SettingChange change = changeOf(key, values[chance.bounded(values.size())]);
            const auto edited = editedSettings(now, {&change, 1}, "x.yaml");
            QVERIFY2(edited.has_value(), (now + "\n" + change.key).c_str());
            now = *edited;
        }
        const QByteArray after = QByteArray::fromStdString(now);
        QCOMPARE(after.endsWith(end), endsWithOne);
        QCOMPARE(after.count('\r'), end == "\r\n" ? after.count('\n') : 0);
        qsizetype from = 0;
        QByteArrayList left = QByteArray(after).replace("\r\n", "\n").split('\n');
        for (const QByteArray& line : fixed) {
            const qsizetype found = left.indexOf(line, from);
            QVERIFY2(found >= 0, (line + " is gone from\n" + after).constData());
            from = found + 1;
        }
    }
}

void SettingsEditTest::everyTextComesBack() {
    for (const char* text :
         {"",   " ",  "null", "~", "a: b", "- a", "'",  "\"",  "a\tb", "\x01\x7f", "*", "a #b",
          "::", "{}", "[",    "ü", "%",    "@x",  "on", "1e3", "=",    "?",        "!"}) {
        const SettingChange change{"redact-pattern", text};
        QVERIFY2(editedSettings("", {&change, 1}, "x.yaml").has_value(), text);
        QVERIFY2(editedSettings("redact-pattern: a  # b\n", {&change, 1}, "x.yaml").has_value(), text);
    }
}

/// Texts damaged by chance are refused or edited; an edit that is made is complete: a second one changes
/// nothing.
void SettingsEditTest::noTextBreaksIt() {
    const QByteArray whole =
        "# head\nlimits: {idle: 2m, 'patience': \"50ms\"}\nallow:\n- 10.0.0.0/8 # a\n- 'fd00::/8'\n"
        "redact-pattern: |\n  a\n  b\nzoo: &z [1, *z]\n? paranoia\n: 2\n---\nb: !!str 1\n";
    const QByteArray pieces = "{}[]:#-?&*!|>'\"\\\t\r\n ,%@x";
    QRandomGenerator chance(20'261'130);
    const std::vector<SettingChange> changes{{"limits.idle", "3m"},
                                             {"allow", "::1,10.0.0.0/8"},
                                             {"redact-pattern", "x: y"},
                                             {"paranoia", std::nullopt},
                                             {"retention.size", "1GiB"}};
    int edits = 0;
    for (int round = 0; round < 2000; ++round) {
        QByteArray text = whole;
        for (int i = chance.bounded(1, 6); i > 0; --i) {
            const int at = chance.bounded(static_cast<int>(text.size()));
            chance.bounded(2) == 0 ? text.remove(at, chance.bounded(1, 40))
                                   : text.insert(at, pieces[chance.bounded(static_cast<int>(pieces.size()))]);
        }
        const SettingChange& change = changes[static_cast<std::size_t>(round) % changes.size()];
        const auto edited = editedSettings(text.toStdString(), {&change, 1}, "x.yaml");
        if (!edited) {
            QCOMPARE(edited.error().code, base::ErrorCode::ConfigInvalid);
            continue;
        }
        ++edits;
        const auto again = editedSettings(*edited, {&change, 1}, "x.yaml");
        QVERIFY2(again.has_value() && *again == *edited, text.constData());
    }
    QVERIFY2(edits > 100, qPrintable(QString::number(edits)));
}

QTEST_GUILESS_MAIN(SettingsEditTest)
#include "settings_edit_test.moc"
