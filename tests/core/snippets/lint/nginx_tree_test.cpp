// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/lint/nginx_tree.h"

#include <QTest>
#include <string>

#include "core/base/error_text.h"

using namespace mirrorscope;
using namespace mirrorscope::snippets::lint;

namespace {

NginxTree treeOf(const char* text) {
    auto tree = readNginx(text, "t.conf");
    if (!tree) {
        qFatal("%s", base::errorText(tree.error()).c_str());
    }
    return std::move(*tree);
}

const NginxItem& only(const NginxTree& tree, std::string_view name) {
    const NginxItem* found = nullptr;
    for (const NginxItem* item : tree.items()) {
        if (item->is(name)) {
            found = item;
        }
    }
    if (found == nullptr) {
        qFatal("no such directive");
    }
    return *found;
}

constexpr const char* kNested = R"(http {
  proxy_set_header A 1;
  proxy_set_header B 2;
  proxy_read_timeout 5s;
  server {
    include more.conf;
    location /here { proxy_set_header C "3 4"; }
    location /there { mirror /m; if ($a = "x") { return 204; } }
  }
}
)";

}  // namespace

class NginxTreeTest : public QObject {
    Q_OBJECT

private slots:
    void refuses_data();
    void refuses();
    void nests();
    void inherits();
    void namesWhatItDidNotRead();
    void skipsLua();
    void writesADirective();
    void endsAtTheDepthLimit();
};

void NginxTreeTest::refuses_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("complaint");
    const auto row = [](const char* name, const char* text, const char* complaint) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(complaint);
    };
    row("no semicolon at the end", "a;\n b c",
        "t.conf, line 2, column 2: \"b\" is not ended: \";\" is missing");
    row("no semicolon before a brace", "a {\n  b c\n}",
        "t.conf, line 2, column 3: \"b\" is not ended: \";\" is missing");
    row("block not closed", "a;\nserver {\n b;\n",
        "t.conf, line 2, column 1: the block of \"server\" is not closed: \"}\" is missing");
    row("brace too much", "a { }\n}", "t.conf, line 2, column 1: \"}\" closes nothing");
    row("semicolon too much", "a;\n ;", "t.conf, line 2, column 2: \";\" where a directive should begin");
    row("block without a name", "{ }", "t.conf, line 1, column 1: \"{\" where a directive should begin");
    row("brace in a regular expression", "server {\n server_name ~^[a-z]{2}$;\n}",
        "t.conf, line 2, column 21: \"server_name\" takes no block: quote a regular expression that holds "
        "\"{\"");
    row("quote", "a;\nb 'c;", "t.conf, line 2, column 3: a quote begins here and is not closed");
}

void NginxTreeTest::refuses() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, complaint);
    const auto tree = readNginx(text.toStdString(), "t.conf");
    QVERIFY(!tree.has_value());
    QCOMPARE(tree.error().code, base::ErrorCode::TextInvalid);
    QCOMPARE(QByteArray::fromStdString(base::errorSentences(tree.error()).what), complaint);
}

void NginxTreeTest::nests() {
    const NginxTree tree = treeOf(kNested);
    const NginxItem& answer = only(tree, "return");
    QCOMPARE(answer.argument(0), std::string_view("204"));
    QCOMPARE(answer.argument(1), std::string_view());
    QCOMPARE(answer.place.line, 8U);
    QCOMPARE(answer.enclosing("location")->argument(0), std::string_view("/there"));
    QCOMPARE(answer.enclosing("http"), tree.root->child("http"));
    QVERIFY(answer.enclosing("upstream") == nullptr);
    QCOMPARE(tree.root->child("http")->all("proxy_set_header").size(), 2U);
}

/// ngx_conf_merge: one proxy_set_header at a lower level hides all of those above.
void NginxTreeTest::inherits() {
    const NginxTree tree = treeOf(kNested);
    const auto locations = only(tree, "server").all("location");
    const auto here = effectiveAll(*locations[0], "proxy_set_header");
    QCOMPARE(here.size(), 1U);
    QCOMPARE(here[0]->argument(0), std::string_view("C"));
    QCOMPARE(effectiveAll(*locations[1], "proxy_set_header").size(), 2U);
    QCOMPARE(effective(*locations[1], "proxy_read_timeout")->place.line, 4U);
    QVERIFY(effective(*locations[1], "proxy_send_timeout") == nullptr);
    QVERIFY(effectiveAll(*locations[1], "set_real_ip_from").empty());
}

void NginxTreeTest::namesWhatItDidNotRead() {
    const NginxTree tree = treeOf(kNested);
    const NginxItem* include = unreadInclude(only(tree, "mirror"));
    QVERIFY(include != nullptr);
    QCOMPARE(include->argument(0), std::string_view("more.conf"));
    const NginxTree harmless = treeOf("http { include /etc/nginx/mime.types; server { } }");
    QVERIFY(unreadInclude(only(harmless, "server")) == nullptr);
}

void NginxTreeTest::skipsLua() {
    const NginxTree tree = treeOf("location / { content_by_lua_block { x = { \"}\" } } mirror /m; }");
    QCOMPARE(only(tree, "mirror").argument(0), std::string_view("/m"));
    QVERIFY(only(tree, "content_by_lua_block").children.empty());
    QVERIFY(!readNginx("a_by_lua_block { {", "t.conf").has_value());
}

void NginxTreeTest::writesADirective() {
    const NginxTree tree = treeOf(kNested);
    QCOMPARE(asText(*only(tree, "server").child("location")->child("proxy_set_header")),
             std::string("proxy_set_header C \"3 4\";"));
    QCOMPARE(asText(only(tree, "server")), std::string("server {"));
    QCOMPARE(asText(*treeOf("a 'b\"c';").root->children[0]), std::string("a 'b\"c';"));
}

void NginxTreeTest::endsAtTheDepthLimit() {
    const auto nested = [](std::size_t depth) {
        std::string text;
        for (std::size_t i = 0; i < depth; ++i) {
            text += "a {";
        }
        return readNginx(text + std::string(depth, '}'), "t.conf").has_value();
    };
    QVERIFY(nested(kDeepestNginxBlock));
    QVERIFY(!nested(kDeepestNginxBlock + 1));
}

QTEST_GUILESS_MAIN(NginxTreeTest)
#include "nginx_tree_test.moc"
