// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/nginx_directives.h"

#include <QTest>
#include <string>

using namespace mirrorscope::snippets;
using mirrorscope::base::ErrorCode;

class NginxDirectivesTest : public QObject {
    Q_OBJECT

private slots:
    void arguments_data();
    void arguments();
    void refusals_data();
    void refusals();
    void blocksAndComments();
    void childrenAreFound();
};

void NginxDirectivesTest::arguments_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("rendered");
    const auto row = [](const char* text, const char* rendered) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(rendered);
    };
    row("plain-value_1", "plain-value_1");
    row("", "\"\"");
    row("two words", "\"two words\"");
    row("a;b", "\"a;b\"");
    row("a{b}", "\"a{b}\"");
    row("#a", "\"#a\"");
    row("say \"hi\"", "\"say \\\"hi\\\"\"");
    row("it's", "\"it's\"");
    row("back\\slash", "\"back\\\\slash\"");
    row("\"; } evil on; {", "\"\\\"; } evil on; {\"");
    row("ä", "\"ä\"");
}

void NginxDirectivesTest::arguments() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, rendered);
    const auto out = renderNginx({directiveWith("x", {NginxArgument::literal(text.toStdString())})});
    QVERIFY(out.has_value());
    QCOMPARE(QByteArray::fromStdString(*out), "x " + rendered + ";\n");
}

void NginxDirectivesTest::refusals_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("literal");
    QTest::newRow("variable in a value") << QByteArray("$request_body") << true;
    QTest::newRow("line end") << QByteArray("a\nevil on;") << true;
    QTest::newRow("return") << QByteArray("a\r") << true;
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << true;
    QTest::newRow("line end in our own text") << QByteArray("$host\n") << false;
}

void NginxDirectivesTest::refusals() {
    QFETCH(QByteArray, text);
    QFETCH(bool, literal);
    const auto argument =
        literal ? NginxArgument::literal(text.toStdString()) : NginxArgument::expression(text.toStdString());
    // Depth makes no difference.
    const auto out =
        renderNginx({block("location", {NginxArgument::literal("/")}, {directiveWith("x", {argument})})});
    QVERIFY(!out);
    QCOMPARE(out.error().code, ErrorCode::InvalidArgument);
    QCOMPARE(out.error().arguments.at(0), std::string("x"));
}

void NginxDirectivesTest::blocksAndComments() {
    NginxDirective location = block("location", {NginxArgument::literal("/")},
                                    {directive("internal", {}), directive("set", {"$a", "$b c"})});
    location.comment = "first\nsecond";
    const auto out = renderNginx({directive("root", {"/srv"}), location});
    QVERIFY(out.has_value());
    QCOMPARE(*out,
             std::string(
                 "root /srv;\n\n# first\n# second\nlocation / {\n    internal;\n    set $a \"$b c\";\n}\n"));
}

void NginxDirectivesTest::childrenAreFound() {
    NginxDirective location = block(
        "location", {},
        {directive("proxy_set_header", {"HOST", "$host"}), directive("proxy_set_header", {"X-A", "1"})});
    QVERIFY(location.child("internal") == nullptr);
    QVERIFY(location.child("proxy_set_header", "X-B") == nullptr);
    QCOMPARE(location.child("proxy_set_header", "x-a")->arguments.at(1).text, std::string("1"));
    QCOMPARE(location.child("proxy_set_header", "Host")->arguments.at(1).text, std::string("$host"));
}

QTEST_GUILESS_MAIN(NginxDirectivesTest)
#include "nginx_directives_test.moc"
