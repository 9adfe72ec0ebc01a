// SPDX-License-Identifier: Apache-2.0
// Words as nginx itself divides them; expectations from ngx_conf_file.c and `nginx -t`.
#include "core/snippets/lint/nginx_tokenizer.h"

#include <QTest>
#include <string>

#include "core/base/error_text.h"

using namespace mirrorscope;
using namespace mirrorscope::snippets::lint;

namespace {

/// "line:column word" for each token; punctuation stands for itself, quoted words are in quotes.
QByteArrayList tokens(const QByteArray& text) {
    const std::string bytes = text.toStdString();
    NginxTokenizer tokenizer(bytes, "t.conf");
    QByteArrayList out;
    for (;;) {
        const auto token = tokenizer.next();
        if (!token) {
            return out << QByteArray::fromStdString(base::errorSentences(token.error()).what);
        }
        using enum NginxToken::Kind;
        if (token->kind == End) {
            return out;
        }
        const std::string shown = token->kind == Semicolon ? ";"
                                  : token->kind == Open    ? "{"
                                  : token->kind == Close   ? "}"
                                  : token->isQuoted        ? '"' + token->text + '"'
                                                           : token->text;
        out << QByteArray::fromStdString(std::to_string(token->place.line) + ":" +
                                         std::to_string(token->place.column) + " " + shown);
    }
}

}  // namespace

class NginxTokenizerTest : public QObject {
    Q_OBJECT

private slots:
    void divides_data();
    void divides();
    void luaBlocks_data();
    void luaBlocks();
};

void NginxTokenizerTest::divides_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("expected");
    const auto row = [](const char* name, const char* text, const QByteArrayList& expected) {
        QTest::newRow(name) << QByteArray(text) << expected;
    };
    row("nothing", " \n\t\r\n", {});
    row("directive", "mirror /m;\n", {"1:1 mirror", "1:8 /m", "1:10 ;"});
    row("block", "location = /m{\n}\n", {"1:1 location", "1:10 =", "1:12 /m", "1:14 {", "2:1 }"});
    row("comment", "a b; # c; d\n# e {\nf;", {"1:1 a", "1:3 b", "1:4 ;", "3:1 f", "3:2 ;"});
    row("hash inside a word", "a b#c;", {"1:1 a", "1:3 b#c", "1:6 ;"});
    row("quotes", R"(a "b ;{" 'c"';)", {"1:1 a", "1:3 \"b ;{\"", "1:10 \"c\"\"", "1:14 ;"});
    row("empty quotes", "Connection \"\";", {"1:1 Connection", "1:12 \"\"", "1:14 ;"});
    row("quote inside a word", "a b\"c\" d;", {"1:1 a", "1:3 b\"c\"", "1:8 d", "1:9 ;"});
    row("line end inside quotes", "a 'b\nc' d;", {"1:1 a", "1:3 \"b\nc\"", "2:4 d", "2:5 ;"});
    row("escaped quote", R"(a "b\"c\\";)", {"1:1 a", "1:3 \"b\"c\\\"", "1:11 ;"});
    row("escapes that stand for something", R"(a "\t\r\n";)", {"1:1 a", "1:3 \"\t\r\n\"", "1:11 ;"});
    row("escapes that stay", R"(a ~\.php\d;)", {"1:1 a", R"(1:3 ~\.php\d)", "1:11 ;"});
    row("escaped space and semicolon", R"(a b\ c\;d;)", {"1:1 a", R"(1:3 b\ c\;d)", "1:10 ;"});
    row("variable in braces", "a x${host}y$z;", {"1:1 a", "1:3 x${host}y$z", "1:14 ;"});
    row("variable in braces opens a word", "a ${host};", {"1:1 a", "1:3 ${host}", "1:10 ;"});
    row("closing brace inside a word", "a b}c;", {"1:1 a", "1:3 b}c", "1:6 ;"});
    row("parenthesis behind a quote", "if ($a = \"b\") {",
        {"1:1 if", "1:4 ($a", "1:8 =", "1:10 \"b\"", "1:13 )", "1:15 {"});
    row("Windows line ends", "a b;\r\nc;\r\n", {"1:1 a", "1:3 b", "1:4 ;", "2:1 c", "2:2 ;"});
    row("backslash at the end", "a \\", {"1:1 a", "1:3 \\"});
    row("columns count bytes", "\xc3\xa4 b;", {"1:1 \xc3\xa4", "1:4 b", "1:5 ;"});
    row("unclosed double quote", "a b;\n  c \"d;\ne;",
        {"1:1 a", "1:3 b", "1:4 ;", "2:3 c",
         "t.conf, line 2, column 5: a quote begins here and is not closed"});
    row("unclosed single quote", "a 'b\\'",
        {"1:1 a", "t.conf, line 1, column 3: a quote begins here and is not closed"});
    row("quote ends inside a word", "a 'b'c;",
        {"1:1 a", "t.conf, line 1, column 6: a space or \";\" must follow a quoted word, not \"c\""});
}

void NginxTokenizerTest::divides() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArrayList, expected);
    QCOMPARE(tokens(text), expected);
}

void NginxTokenizerTest::luaBlocks_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isClosed");
    QTest::newRow("braces") << QByteArray("{ local t = {{}} } next;") << true;
    QTest::newRow("brace in a string") << QByteArray("{ say(\"}\", '\\'}') } next;") << true;
    QTest::newRow("brace in a comment") << QByteArray("{ -- }\n } next;") << true;
    QTest::newRow("quote in a comment") << QByteArray("{ -- don't\n } next;") << true;
    QTest::newRow("not closed") << QByteArray("{ local t = { next;") << false;
}

void NginxTokenizerTest::luaBlocks() {
    QFETCH(QByteArray, text);
    QFETCH(bool, isClosed);
    const std::string bytes = text.toStdString();
    NginxTokenizer tokenizer(bytes, "t.conf");
    const auto open = tokenizer.next();
    QVERIFY(open && open->kind == NginxToken::Kind::Open);
    QCOMPARE(tokenizer.skipLuaBlock(open->place).has_value(), isClosed);
    const auto behind = tokenizer.next();
    QVERIFY(behind.has_value());
    QCOMPARE(QByteArray::fromStdString(behind->text), isClosed ? QByteArray("next") : QByteArray());
}

QTEST_GUILESS_MAIN(NginxTokenizerTest)
#include "nginx_tokenizer_test.moc"
