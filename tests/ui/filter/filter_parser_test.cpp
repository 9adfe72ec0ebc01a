// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_parser.h"

#include <QTest>

using namespace mirrorscope::ui::filter;

class FilterParserTest : public QObject {
    Q_OBJECT

private slots:
    void reads_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("terms");

        QTest::newRow("empty") << "" << QStringList();
        QTest::newRow("spaces") << "   " << QStringList();
        QTest::newRow("one") << "host:shop.example.com" << QStringList{"host:shop.example.com"};
        QTest::newRow("negated") << "-state:clean" << QStringList{"-state:clean"};
        QTest::newRow("two") << "method:POST  path:/api" << QStringList{"method:POST", "path:/api"};
        QTest::newRow("bare path") << "/admin -/health" << QStringList{"path:/admin", "-path:/health"};
        QTest::newRow("key in capitals") << "HOST:a" << QStringList{"host:a"};
        QTest::newRow("quotes") << "path:\"/a b\"" << QStringList{"path:\"/a b\""};
        QTest::newRow("escapes") << "path:\"a\\\"b\\\\c\"" << QStringList{"path:\"a\\\"b\\\\c\""};
        QTest::newRow("quotes that are not needed") << "source:\"edge\"" << QStringList{"source:edge"};
        QTest::newRow("colon in value") << "host:a:8080" << QStringList{"host:a:8080"};
        QTest::newRow("block") << "client:198.51.100.0/24" << QStringList{"client:198.51.100.0/24"};
        QTest::newRow("markup") << "path:<img/src=x>" << QStringList{"path:<img/src=x>"};
    }

    void reads() {
        QFETCH(QString, text);
        QFETCH(QStringList, terms);
        const ParsedFilter parsed = parseFilter(text);
        QVERIFY(!parsed.error);
        QStringList read;
        for (const FilterTerm& term : parsed.terms) {
            read += term.text();
            const ParsedFilter again = parseFilter(term.text());
            QCOMPARE(again.terms.size(), 1);
            QVERIFY(again.terms.first() == term);
        }
        QCOMPARE(read, terms);
    }

    void refuses_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("character");
        QTest::addColumn<QString>("expectation");

        QTest::newRow("word") << "hello" << 1 << "a condition begins with";
        QTest::newRow("unknown key") << "host:a colour:red" << 8 << "a condition begins with";
        QTest::newRow("no colon") << "host" << 5 << "colon";
        QTest::newRow("no value") << "host:" << 6 << "value";
        QTest::newRow("open quote") << "path:\"/a" << 6 << "quote";
        QTest::newRow("prefix too long") << "method:GET client:198.51.100.0/33" << 19 << "address";
        QTest::newRow("not a state") << "state:evil" << 7 << "clean";
        QTest::newRow("not a type") << "type:sql" << 6 << "sqli";
        QTest::newRow("not a flag") << "-flag:odd" << 7 << "bare-lf";
        QTest::newRow("id") << "id:x" << 4 << "whole number";
        QTest::newRow("time") << "time:now" << 6 << "FROM..UNTIL";
        QTest::newRow("lonely minus") << "-" << 2 << "a condition begins with";
    }

    void refuses() {
        QFETCH(QString, text);
        QFETCH(int, character);
        QFETCH(QString, expectation);
        const ParsedFilter parsed = parseFilter(text);
        QVERIFY(parsed.error);
        QCOMPARE(parsed.error->position + 1, character);
        QVERIFY2(parsed.error->expectation.contains(expectation), qPrintable(parsed.error->expectation));
        QVERIFY(parsed.error->text().startsWith(QStringLiteral("At character %1: ").arg(character)));
    }
};

QTEST_GUILESS_MAIN(FilterParserTest)
#include "filter_parser_test.moc"
