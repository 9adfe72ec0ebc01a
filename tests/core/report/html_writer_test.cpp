// SPDX-License-Identifier: Apache-2.0
#include "core/report/html_writer.h"

#include <QTest>

using namespace mirrorscope::report;

class HtmlWriterTest : public QObject {
    Q_OBJECT

private slots:
    void elementsEndWithTheirScope() {
        HtmlWriter html;
        {
            const auto outer = html.element("span", {{"class", "a"}});
            html.text("1 < 2");
            html.words("b", "x");
            html.single("br");
        }
        QCOMPARE(html.take(), std::string("<span class=\"a\">1 &lt; 2<b>x</b><br/></span>"));
    }

    void whatMeansSomethingIsEscaped_data() {
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<std::string>("expected");
        using std::string;
        QTest::newRow("markup") << string("<&>\"'") << string("&lt;&amp;&gt;&quot;&#39;");
        QTest::newRow("noncharacter") << string("a\xef\xbf\xbf") << string("a\\u{ffff}");
        QTest::newRow("of another plane") << string("\xf4\x8f\xbf\xbe") << string("\\u{10fffe}");
        QTest::newRow("fdd0") << string("\xef\xb7\x90") << string("\\u{fdd0}");
        QTest::newRow("next to them")
            << string("\xef\xbf\xbd\xef\xb7\x8f") << string("\xef\xbf\xbd\xef\xb7\x8f");
        QTest::newRow("text") << string("a µ € 😀") << string("a µ € 😀");
    }
    void whatMeansSomethingIsEscaped() {
        QFETCH(std::string, bytes);
        QFETCH(std::string, expected);
        QCOMPARE(escaped(bytes), expected);
    }

    void bytesAreShownText() {
        HtmlWriter html;
        html.bytes("code", std::string_view("a\0\r<\xff", 5));
        QCOMPARE(html.take(), std::string("<code>a\\0\\r&lt;\\xff</code>"));
    }

    void attributesCannotBeLeft() {
        HtmlWriter html;
        html.single("i", {{"class", "\"><b"}});
        QCOMPARE(html.take(), std::string("<i class=\"&quot;&gt;&lt;b\"/>"));
    }
};

QTEST_APPLESS_MAIN(HtmlWriterTest)
#include "html_writer_test.moc"
