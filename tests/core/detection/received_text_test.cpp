// SPDX-License-Identifier: Apache-2.0
#include "core/detection/received_text.h"

#include <QtTest>

using namespace mirrorscope::detection;

class ReceivedTextTest : public QObject {
    Q_OBJECT
private slots:
    void traces_data() {
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<int>("encoding");
        QTest::addColumn<QByteArray>("matched");
        QTest::addColumn<int>("near");
        QTest::addColumn<QByteArray>("expected");  // the written bytes; "-" for none
        const auto row = [](const char* what, const char* written, Encoding encoding, const char* matched,
                            int near, const char* expected) {
            QTest::newRow(what) << QByteArray(written) << static_cast<int>(encoding) << QByteArray(matched)
                                << near << QByteArray(expected);
        };
        row("plain", "a=1; x", Encoding::None, "a=1", 0, "a=1");
        row("percent", "%3Cscript%3E1", Encoding::Percent, "<script>", 0, "%3Cscript%3E");
        row("plus in a form", "1'+or+1", Encoding::Form, "1' or 1", 0, "1'+or+1");
        row("plus in a path is a plus", "1+2", Encoding::Percent, "1 2", 0, "-");
        row("double percent", "%252e%252e", Encoding::Form, "..", 0, "%252e%252e");
        row("lower case", "UNION SELECT", Encoding::None, "union select", 0, "UNION SELECT");
        row("near", "ab ab ab", Encoding::None, "ab", 3, "ab");
        row("json escape", R"(\u003cscript>)", Encoding::Json, "<script>", 0, R"(\u003cscript>)");
        row("json slash", R"(..\/..\/)", Encoding::Json, "../../", 0, R"(..\/..\/)");
        row("json beyond ASCII", R"(\u20ac5)", Encoding::Json, "\xe2\x82\xac", 0, R"(\u20ac)");
        row("json, a part of a character", R"(\u20ac5)", Encoding::Json, "\xe2\x82", 0, R"(\u20ac)");
        row("javascript escape in a header", R"(\u0024{jndi:)", Encoding::Percent, "${jndi:", 0,
            R"(\u0024{jndi:)");
        row("entity", "a &lt;b> c", Encoding::Xml, "<b>", 2, "&lt;b>");
        row("numeric entity", "&#x3c;b&#62;", Encoding::Xml, "<b>", 0, "&#x3c;b&#62;");
        row("broken entity", "&#xzz;&#;&#99999999999;&", Encoding::Xml, "<", 0, "-");
        row("iis escape", "%u003cb", Encoding::Percent, "<b", 0, "%u003cb");
        row("removed characters", "c^a\"t /etc", Encoding::None, "cat/etc", 0, "c^a\"t /etc");
        row("too short for that", "a b", Encoding::None, "ab", 0, "-");
        row("broken escape", "%zz%4", Encoding::Percent, "%zz%4", 0, "%zz%4");
        row("not there", "abc", Encoding::Form, "xyz", 0, "-");
        row("nothing matched", "abc", Encoding::Form, "", 0, "-");
        row("nothing written", "", Encoding::Form, "a", 0, "-");
    }
    void traces() {
        QFETCH(QByteArray, written);
        QFETCH(int, encoding);
        QFETCH(QByteArray, matched);
        QFETCH(int, near);
        QFETCH(QByteArray, expected);
        const std::string text = written.toStdString();
        const auto traced = traceMatch(text, static_cast<Encoding>(encoding), matched.toStdString(),
                                       static_cast<std::size_t>(near));
        const QByteArray found =
            traced ? QByteArray::fromStdString(text.substr(traced->offset, traced->length)) : QByteArray("-");
        QCOMPARE(found, expected);
    }
    void prefersTheEnginesPlace() {
        QCOMPARE(traceMatch("ab ab ab", Encoding::None, "ab", 3)->offset, std::size_t{3});
        QCOMPARE(traceMatch("ab ab ab", Encoding::None, "ab", 4)->offset, std::size_t{0});
    }
    void nulIsAByte() {
        const std::string written("a\0b", 3);
        QCOMPARE(traceMatch(written, Encoding::None, written, 0)->length, std::size_t{3});
    }
};

QTEST_GUILESS_MAIN(ReceivedTextTest)
#include "received_text_test.moc"
