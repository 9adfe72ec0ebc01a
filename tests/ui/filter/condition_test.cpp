// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/condition.h"

#include <QTest>

#include "tests/ui/filter/read_filter.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::filter;

class ConditionTest : public QObject {
    Q_OBJECT

private slots:
    void labels_data() {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("label");
        QTest::newRow("value") << "host:shop.example" << "host shop.example";
        QTest::newRow("quoted value") << "path:\"/a b\"" << "path /a b";
        QTest::newRow("not") << "path!=\"/a b\"" << "not path /a b";
        QTest::newRow("several") << "type:sqli,xss" << "type sqli,xss";
        QTest::newRow("contains") << "host~shop" << "host~shop";
        QTest::newRow("not greater") << "-score>10" << "not score>10";
        QTest::newRow("header") << "header.x-a:b" << "header.x-a b";
        QTest::newRow("word") << "\"union select\"" << "\"union select\"";
        QTest::newRow("group") << "host:a or host:b" << "host:a or host:b";
        QTest::newRow("not a group") << "-(host:a host:b)" << "not host:a host:b";
        QTest::newRow("time today") << "time:14:08:20..14:13:39" << "time 14:08:20 – 14:13:40";
        QTest::newRow("time of another day")
            << "time:2026-11-22T14:08:20..2026-11-22T14:13:39" << "time 22 Nov 14:08:20 – 22 Nov 14:13:40";
        QTest::newRow("hostile") << "path:\"/\\xe2\\x80\\xaegpj.exe\\n<b>\""
                                 << "path /\\u{202e}gpj.exe\\n<b>";
    }

    void labels() {
        QFETCH(QString, filter);
        QFETCH(QString, label);
        QLocale::setDefault(QLocale::C);
        const query::Moment moment{base::WallTime(std::chrono::seconds(1'795'446'000)),
                                   std::chrono::minutes(60)};
        const auto read = test::readFilter(filter.toStdString(), moment);
        QCOMPARE(read.conditions().size(), std::size_t{1});
        QCOMPARE(conditionLabel(read.conditions().front(), moment), label);
    }

    void cellsBecomeConditions_data() {
        QTest::addColumn<int>("field");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("condition");
        const auto row = [](const char* name, query::FieldId field, const QByteArray& value,
                            const char* text) {
            QTest::newRow(name) << static_cast<int>(field) << value << QString::fromLatin1(text);
        };
        row("text", query::FieldId::Host, "shop", "host:shop");
        row("text not known", query::FieldId::Host, "", "host:\"\"");
        row("number", query::FieldId::Score, "15", "score:15");
        row("port not known", query::FieldId::Port, "", "port:unknown");
        row("name", query::FieldId::State, "not-analysed", "state:not-analysed");
        row("address", query::FieldId::Client, "2001:db8::1", "client:2001:db8::1");
        row("no address", query::FieldId::Peer, "unix", "peer~unix");
        row("size", query::FieldId::BodyBytes, "1024", "body_bytes:1KiB");
    }

    void cellsBecomeConditions() {
        QFETCH(int, field);
        QFETCH(QByteArray, value);
        QFETCH(QString, condition);
        const auto node = conditionOn(static_cast<query::FieldId>(field), value.toStdString());
        QVERIFY(node.has_value());
        QCOMPARE(QString::fromStdString(query::print(*node)), condition);
    }

    void whatNoFilterSaysIsNoCondition() {
        QVERIFY(!conditionOn(query::FieldId::State, "no such state"));
        QVERIFY(!conditionOn(query::FieldId::Score, "many"));
        QVERIFY(!conditionOn(query::FieldId::Header, "a", "X (odd)~"));
        QVERIFY(conditionOn(query::FieldId::Header, "a", "X_Odd.1"));
        QVERIFY(!conditionOn(query::FieldId::Target, std::string(20'000, 'a')));
    }
};

QTEST_GUILESS_MAIN(ConditionTest)
#include "condition_test.moc"
