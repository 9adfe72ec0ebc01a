// SPDX-License-Identifier: Apache-2.0
#include "core/bodies/json_tree.h"

#include <QTest>

#include "tests/core/bodies/outline.h"

using namespace mirrorscope;
using namespace mirrorscope::bodies;

class JsonTreeTest : public QObject {
    Q_OBJECT

private slots:
    void reads_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("tree");
        QTest::addColumn<int>("end");
        QTest::addColumn<int>("offset");
        const auto row = [](const char* name, const char* body, const char* tree,
                            EndKind end = EndKind::Whole, int offset = 0) {
            QTest::newRow(name) << QByteArray(body) << QByteArray(tree) << static_cast<int>(end) << offset;
        };
        row("object", "{\"a\":1,\"b\":[true,null]}", "{obj{num a=1, arr b{lit=true, lit=null}}}");
        row("order and repetition", "{\"b\":1,\"a\":2,\"b\":3}", "{obj{num b=1, num a=2, num b=3}}");
        row("empty", "{\"a\":{},\"b\":[]}", "{obj{obj a{}, arr b{}}}");
        row("white space", " [ 1 ,\r\n2 ]\t", "{arr{num=1, num=2}}");
        row("scalar", "-1.5e+3", "{num=-1.5e+3}");
        row("escapes", "[\"a\\u0027\\n\\ud83d\\ude00\\/\"]", "{arr{str=a'\\n\xf0\x9f\x98\x80/}}");
        row("lone surrogate", "[\"\\ud800x\"]", "{arr{str=\xef\xbf\xbdx}}");
        row("byte order mark", "\xef\xbb\xbf[1]", "{arr{num=1}}");
        row("big number", "[123456789012345678901234567890]", "{arr{num=123456789012345678901234567890}}");
        row("empty name", "{\"\":1}", "{obj{num=1}}");
        row("nothing", "", "", EndKind::EndsEarly);
        row("cut in a string", "{\"a\":\"xy", "{obj!cut{str a=xy!cut}}", EndKind::EndsEarly, 8);
        row("cut behind a name", "{\"a\"", "{obj!cut{}}", EndKind::EndsEarly, 4);
        row("cut in a word", "[tr", "{arr!cut{}}", EndKind::EndsEarly, 1);
        row("cut in a number", "[1,-", "{arr!cut{num=1}}", EndKind::EndsEarly, 3);
        row("word", "hello", "", EndKind::Invalid);
        row("bare name", "{a:1}", "{obj!cut{}}", EndKind::Invalid, 1);
        row("comma at the end", "[1,]", "{arr!cut{num=1}}", EndKind::Invalid, 3);
        row("wrong bracket", "[1}", "{arr!cut{num=1}}", EndKind::Invalid, 2);
        row("leading zero", "[01]", "{arr!cut{}}", EndKind::Invalid, 1);
        row("several values", "{\"a\":1}\n{\"a\":2}", "{obj{num a=1}, obj{num a=2}}", EndKind::Invalid, 8);
        row("escape that is none", "[\"\\x41\"]", "{arr{str=\\x41}}", EndKind::Invalid, 2);
        row("control character", "[\"a\nb\"]", "{arr{str=a\\nb}}", EndKind::Invalid, 3);
        row("half an escape at the end", "[\"\\", "{arr!cut{str=\\!cut}}", EndKind::EndsEarly, 3);
    }
    void reads() {
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, tree);
        QFETCH(const int, end);
        QFETCH(const int, offset);
        TreeBuilder builder(std::make_shared<const std::string>(body.toStdString()));
        const ReadingEnd read = readJson(builder, 0, kRoot, {});
        QCOMPARE(QByteArray::fromStdString(test::outline(builder.build())), tree);
        QCOMPARE(static_cast<int>(read.kind), end);
        QCOMPARE(static_cast<int>(read.offset), offset);
    }

    void everyValueHasItsPlace() {
        const std::string body = " {\"a\": \"x\\\"y\", \"b\" : [12, {\"c\":null}]} ";
        TreeBuilder builder(std::make_shared<const std::string>(body));
        readJson(builder, 0, kRoot, {});
        const BodyTree tree = builder.build();
        QCOMPARE(tree.valueBytes(1), std::string_view(body).substr(1, body.size() - 2));
        QCOMPARE(tree.valueBytes(2), "x\\\"y");
        QCOMPARE(tree.node(2).value.offset, static_cast<std::uint32_t>(body.find("x\\")));
        QCOMPARE(tree.valueBytes(3), "[12, {\"c\":null}]");
        QCOMPARE(tree.valueBytes(4), "12");
        QCOMPARE(tree.valueBytes(5), "{\"c\":null}");
        QCOMPARE(tree.nameBytes(6), "c");
    }

    void cancelledStops() {
        base::CancelToken token;
        token.cancel();
        std::string body = "[";
        for (int i = 0; i < 20'000; ++i) {
            body += "1,";
        }
        TreeBuilder builder(std::make_shared<const std::string>(body));
        QCOMPARE(readJson(builder, 0, kRoot, token).kind, EndKind::Cancelled);
        QVERIFY(builder.size() < 5'000);
    }
};

QTEST_APPLESS_MAIN(JsonTreeTest)
#include "json_tree_test.moc"
