// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/hidden_bytes.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

#include "ui/text/byte_view.h"
#include "ui/text/hex_rows.h"
#include "ui/text/text_rows.h"

using namespace mirrorscope::ui::text;

namespace {

const QString kDots = QStringLiteral("••••••••");

QString textOf(const ByteRows& rows) {
    QStringList texts;
    for (std::size_t i = 0; i < rows.count(); ++i) {
        texts << rows.shown(i).text;
    }
    return texts.join(u'|');
}

}  // namespace

class HiddenBytesTest : public QObject {
    Q_OBJECT

private slots:
    void everyLengthLooksTheSame() {
        QCOMPARE(textOf(TextRows("a=x&b=1", 0, {{2, 1}})), QStringLiteral("a=••••••••&b=1"));
        const std::string longer = "a=" + std::string(100'000, 'x') + "&b=1";
        QCOMPARE(textOf(TextRows(longer, 0, {{2, 100'000}})), QStringLiteral("a=••••••••&b=1"));
    }

    void rowsWrapAroundDots() {
        const std::string bytes = "abcdef" + std::string(40, 's') + "uvw";
        const TextRows rows(bytes, 10, {{6, 40}});
        QCOMPARE(textOf(rows), QStringLiteral("abcdef|••••••••uv|w"));
        QCOMPARE(rows.rowOf(20), std::size_t{1});
        QCOMPARE(rows.range(1).length, std::size_t{42});
    }

    void lineEndsInsideAreHiddenToo() {
        QCOMPARE(textOf(TextRows("a\nsec\nret\nb\n", 0, {{2, 7}})), QStringLiteral("a\\n|••••••••\\n|b\\n"));
    }

    void wholeAndEmpty() {
        QCOMPARE(textOf(TextRows("secret", 0, {{0, 6}})), kDots);
        QCOMPARE(textOf(TextRows("", 0, {})), QString());
    }

    void hexKeepsPlaces() {
        const QString row = HexRows("ab12cd", {{2, 2}}).shown(0).text;
        QVERIFY2(row.startsWith(QStringLiteral("61 62 •• •• 63 64 ")), qPrintable(row));
        QVERIFY2(row.endsWith(QStringLiteral("ab••cd")), qPrintable(row));
        QCOMPARE(row.size(), HexRows("ab12cd").shown(0).text.size());
    }

    void copiesHaveDots() {
        const std::string bytes = "a=secret&b=1";
        const HiddenBytes hidden{{2, 6}};
        QCOMPARE(copiedText(bytes, {0, bytes.size()}, hidden), QStringLiteral("a=••••••••&b=1"));
        QCOMPARE(copiedText(bytes, {4, 2}, hidden), kDots);
        QCOMPARE(copiedText(bytes, {8, 4}, hidden), QStringLiteral("&b=1"));
        QCOMPARE(copiedHex(bytes, {0, 9}, hidden), QStringLiteral("61 3d •••••••• 26"));
    }

    void theCaretStepsOverDots() {
        ByteView view;
        view.resize(600, 200);
        view.setBytes(std::make_shared<const std::string>("a=secret&b"), {{2, 6}});
        view.setSelection({2, 0});
        QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(view.selection(), (ByteRange{2, 6}));
        QTest::keyClick(&view, Qt::Key_Left);
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        view.selectAll();
        view.copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("a=••••••••&b"));
    }

    void hidingKeepsThePlace() {
        ByteView view;
        view.resize(600, 100);
        std::string lines;
        for (int i = 0; i < 500; ++i) {
            lines += "line " + std::to_string(i) + "\n";
        }
        view.setBytes(std::make_shared<const std::string>(lines));
        view.scrollTo(3000);
        view.setSelection({3000, 4});
        const std::size_t first = view.rows().range(view.rows().rowOf(3000)).begin;
        view.setHidden({{0, 20}});
        QCOMPARE(view.rows().range(view.rows().rowOf(3000)).begin, first);
        QCOMPARE(view.selection(), (ByteRange{3000, 4}));
        QCOMPARE(view.rows().shown(0).text.left(8), kDots);
        view.setHidden({});
        QCOMPARE(view.rows().shown(0).text, QStringLiteral("line 0\\n"));
    }
};

QTEST_MAIN(HiddenBytesTest)
#include "hidden_bytes_test.moc"
