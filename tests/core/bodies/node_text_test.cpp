// SPDX-License-Identifier: Apache-2.0
#include "core/bodies/node_text.h"

#include <QTest>

#include "core/base/byte_text.h"
#include "core/bodies/body_reading.h"
#include "core/bodies/node_search.h"

using namespace mirrorscope;
using namespace mirrorscope::bodies;

namespace {

BodyReading reading(const QByteArray& body) {
    return readBody(std::make_shared<const std::string>(body.toStdString()), {}, {}, {});
}

NodeId named(const BodyTree& tree, std::string_view name) {
    for (NodeId id = 1; id < tree.size(); ++id) {
        if (nameOf(tree, id) == name || (tree.nameBytes(id).empty() && valueOf(tree, id) == name)) {
            return id;
        }
    }
    return kRoot;
}

}  // namespace

class NodeTextTest : public QObject {
    Q_OBJECT

private slots:
    void paths_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("path");
        const auto row = [](const char* name, const QByteArray& body, const char* of, const char* path) {
            QTest::newRow(name) << body << QByteArray(of) << QByteArray(path);
        };
        row("member", R"({"user":{"x":1}})", "x", "/user/x");
        row("element", R"({"user":[0,{"x":1}]})", "x", "/user/1/x");
        row("escapes", R"({"a/b~c":{"x":1}})", "x", "/a~1b~0c/x");
        row("json in json", "{\"u\":\"{\\\"a\\\":{\\\"x\\\":1}}\"}", "x", "/u › JSON › /a/x");
        row("form in json", R"(["a=1&x=2"])", "x", "/0 › form › /x");
        row("base64", "[\"" + QByteArray(R"({"x":1})").toBase64() + "\"]", "x", "/0 › base64 › /x");
        row("jwt",
            "{\"t\":\"" + QByteArray(R"({"alg":"x"})").toBase64(QByteArray::OmitTrailingEquals) + '.' +
                QByteArray(R"({"sub":{"x":1}})").toBase64(QByteArray::OmitTrailingEquals) + ".\"}",
            "sub", "/t › JWT payload › /sub");
        row("form", "a=1&x=2", "x", "/x");
        row("repeated field", "x=1&a=1&x=2", "x", "/x[1]");
        row("element of xml", "<a><b/><b><x>1</x></b></a>", "x", "/a/b[2]/x");
        row("attribute", "<a><b x='1'/></a>", "x", "/a/b/@x");
    }
    void paths() {
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, name);
        QFETCH(const QByteArray, path);
        const BodyReading read = reading(body);
        const NodeId id = named(read.tree, name.toStdString());
        QVERIFY(id != kRoot);
        QCOMPARE(QByteArray::fromStdString(pathOf(read.tree, id)), path);
    }

    void json() {
        const BodyReading read = reading("{\"a\": {\"b\":[1, 2]},\"c\":\"x\\n\"}");
        QCOMPARE(jsonOf(read.tree, named(read.tree, "a")), std::optional<std::string>(R"({"b":[1, 2]})"));
        QCOMPARE(jsonOf(read.tree, named(read.tree, "c")), std::optional<std::string>("\"x\\n\""));
        const BodyReading form = reading("a=x%22%00%ff%c3%a9&b=1");
        QCOMPARE(jsonOf(form.tree, 1), std::optional<std::string>("\"x\\\"\\u0000\xef\xbf\xbd\xc3\xa9\""));
        QCOMPARE(jsonOf(form.tree, kRoot), std::nullopt);
    }

    void spellings() {
        QCOMPARE(withoutPercents("a%2g%4+%"), "a%2g%4 %");
        QCOMPARE(withoutPercents("%00%2527"), std::string("\0%27", 4));
        QCOMPARE(withoutJsonEscapes("\\u00e9\\u12\\"), "\xc3\xa9\\u12\\");
        QCOMPARE(withoutEntities("&lt;&amp;lt;&nbsp;&#0;&#xd800;&"),
                 std::string("<&lt;&nbsp;\0&#xd800;&", 21));
        QCOMPARE(withoutJsonEscapes(std::string(1000, 'a'), 10).size(), std::size_t{10});
    }

    void finds() {
        const BodyReading read =
            reading("{\"name\":\"x\",\"t\":\"\\u0027 or 1\",\"list\":[\"NAME\",{\"n\":\"' OR 2\"}]}");
        const auto next = [&](NodeId from, std::string_view needle, bool forward = true) {
            const auto found = findNode(read.tree, from, forward, needle, {});
            return found ? QByteArray::fromStdString(pathOf(read.tree, *found)) : QByteArray("none");
        };
        QCOMPARE(next(kRoot, "name"), "/name");
        QCOMPARE(next(named(read.tree, "name"), "name"), "/list/0");
        QCOMPARE(next(named(read.tree, "NAME"), "name"), "/name");
        QCOMPARE(next(kRoot, "name", false), "/list/0");
        QCOMPARE(next(kRoot, "' OR"), "/t");
        QCOMPARE(next(named(read.tree, "t"), "' OR"), "/list/1/n");
        QCOMPARE(next(named(read.tree, "t"), "' OR", false), "/list/1/n");
        QCOMPARE(next(kRoot, "nothing"), "none");
        QCOMPARE(next(kRoot, ""), "none");
    }
};

QTEST_APPLESS_MAIN(NodeTextTest)
#include "node_text_test.moc"
