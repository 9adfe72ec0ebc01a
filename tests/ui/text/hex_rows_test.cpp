// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/hex_rows.h"

#include <QTest>

namespace mirrorscope::ui::text {

class HexRowsTest : public QObject {
    Q_OBJECT

private slots:
    void showsBytesAndText();
    void aMatchIsSeenTwice();
    void shortRowsLineUp();
    void emptyHasARow();
};

void HexRowsTest::showsBytesAndText() {
    const std::string bytes = std::string("GET /\r\n\0.\xFF 12345xyz", 20);
    const HexRows rows(bytes);
    QCOMPARE(rows.count(), std::size_t{2});
    const ShownRow row = rows.shown(0);
    QCOMPARE(row.gutter, QStringLiteral("00000000"));
    QCOMPARE(row.text, QStringLiteral("47 45 54 20 2f 0d 0a 00  2e ff 20 31 32 33 34 35   GET /..... 12345"));
    QCOMPARE(row.faint.size(), std::size_t{4});  // \r \n NUL 0xff, but not the dot that is one
    QCOMPARE(rows.shown(1).gutter, QStringLiteral("00000010"));
}

void HexRowsTest::aMatchIsSeenTwice() {
    const std::string bytes = "0123456789abcdef";
    const ShownRow row = HexRows(bytes).shown(0);
    const auto spans = row.spansOf({2, 3});
    QCOMPARE(spans.size(), std::size_t{2});
    QCOMPARE(row.text.mid(spans[0].first, spans[0].second), QStringLiteral("32 33 34 "));
    QCOMPARE(row.text.mid(spans[1].first, spans[1].second), QStringLiteral("234"));
}

void HexRowsTest::shortRowsLineUp() {
    const std::string bytes = "0123456789abcdefXY";
    const HexRows rows(bytes);
    QCOMPARE(rows.shown(1).text.indexOf(u"XY"), rows.shown(0).text.indexOf(u"0123456789abcdef"));
    QCOMPARE(rows.rowOf(17), std::size_t{1});
    QCOMPARE(rows.rowOf(18), std::size_t{1});
}

void HexRowsTest::emptyHasARow() {
    const HexRows rows({});
    QCOMPARE(rows.count(), std::size_t{1});
    QCOMPARE(rows.shown(0).text, QString());
}

}  // namespace mirrorscope::ui::text

QTEST_GUILESS_MAIN(mirrorscope::ui::text::HexRowsTest)
#include "hex_rows_test.moc"
