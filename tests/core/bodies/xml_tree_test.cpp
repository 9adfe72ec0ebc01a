// SPDX-License-Identifier: Apache-2.0
#include "core/bodies/xml_tree.h"

#include <QTest>

#include "tests/core/bodies/outline.h"

using namespace mirrorscope;
using namespace mirrorscope::bodies;

class XmlTreeTest : public QObject {
    Q_OBJECT

private slots:
    void reads_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("tree");
        QTest::addColumn<int>("end");
        const auto row = [](const char* name, const char* body, const char* tree,
                            EndKind end = EndKind::Whole) {
            QTest::newRow(name) << QByteArray(body) << QByteArray(tree) << static_cast<int>(end);
        };
        row("text", "<a>x &lt;b&gt; &#x41;&#66;</a>", "{elem a=x <b> AB}");
        row("attributes", "<a b='1' c = \"&quot;2\"/>", "{elem a{attr b=1, attr c=\"2}}");
        row("text and attribute", "<a b='1'>x</a>", "{elem a=x{attr b=1}}");
        row("nested", "<a>\n <b>1</b>\n <b/>\n</a>\n", "{elem a{elem b=1, elem b=<b/>}}");
        row("mixed", "<a>x<b/>y</a>", "{elem a{text=x, elem b=<b/>, text=y}}");
        row("prolog", "<?xml version='1.0'?><!-- c --><a/>",
            "{instr=xml version='1.0', remark= c , elem a=<a/>}");
        row("characters", "<a><![CDATA[<x>&amp;]]></a>", "{elem a=<x>&}");
        row("entities stay as sent", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
            "{dtd=<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>, elem a=&x;}");
        row("namespaces are names", "<s:a xmlns:s='u'><s:b>1</s:b></s:a>",
            "{elem s:a{attr xmlns:s=u, elem s:b=1}}");
        row("tags that do not fit", "<a><b></a></b>", "{elem a!cut{elem b=<b>!cut}}", EndKind::Invalid);
        row("cut", "<a><b>x", "{elem a!cut{elem b!cut{text=x}}}", EndKind::EndsEarly);
        row("cut in a tag", "<a b='", "{elem a=<a !cut}", EndKind::EndsEarly);
        row("attribute without quotes", "<a b=1>", "{elem a=<a b=!cut}", EndKind::Invalid);
        row("text beside the element", "<a/>x", "{elem a=<a/>}", EndKind::Invalid);
        row("nothing", "", "", EndKind::Invalid);
        row("comment without end", "<!-- x", "{remark= x}", EndKind::EndsEarly);
    }
    void reads() {
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, tree);
        QFETCH(const int, end);
        TreeBuilder builder(std::make_shared<const std::string>(body.toStdString()));
        const ReadingEnd read = readXml(builder, 0, kRoot, {});
        const QByteArray out = QByteArray::fromStdString(test::outline(builder.build()));
        QCOMPARE(out, tree);
        QCOMPARE(static_cast<int>(read.kind), end);
    }
};

QTEST_APPLESS_MAIN(XmlTreeTest)
#include "xml_tree_test.moc"
