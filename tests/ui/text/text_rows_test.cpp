// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/text_rows.h"

#include <QTest>
#include <random>

#include "core/base/byte_text.h"

namespace mirrorscope::ui::text {

class TextRowsTest : public QObject {
    Q_OBJECT

private slots:
    void divides_data();
    void divides();
    void numbersLines();
    void showsWhatTheOneFunctionShows();
    void rowsCoverEverything_data();
    void rowsCoverEverything();
    void cutsOneLongLine();
    void neverCutsACharacter();
    void findsMatchesInTheirRow();
};

void TextRowsTest::divides_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("columns");
    QTest::addColumn<QStringList>("rows");
    const auto row = [](const char* name, const QByteArray& bytes, int columns, const QStringList& rows) {
        QTest::newRow(name) << bytes << columns << rows;
    };
    row("empty", "", 0, {QString()});
    row("one line", "GET", 0, {QStringLiteral("GET")});
    row("line ends are seen", "a\r\n\nb", 0,
        {QStringLiteral("a\\r\\n"), QStringLiteral("\\n"), QStringLiteral("b")});
    row("last line end begins nothing", "a\n", 0, {QStringLiteral("a\\n")});
    row("wraps", "abcdefgh", 3, {QStringLiteral("abc"), QStringLiteral("def"), QStringLiteral("gh")});
    row("line end hangs over", "abc\r\nd", 3, {QStringLiteral("abc\\r\\n"), QStringLiteral("d")});
    row("escapes count as they are seen",
        "a\x01"
        "bc",
        4, {QStringLiteral("a"), QStringLiteral("\\x01"), QStringLiteral("bc")});
    row("wider than the view", "\xE2\x80\xAE!", 3, {QStringLiteral("\\u{202e}"), QStringLiteral("!")});
    row("wide signs", "\xE4\xB8\xAD\xE4\xB8\xAD", 3,
        {QString::fromUtf8("\xE4\xB8\xAD"), QString::fromUtf8("\xE4\xB8\xAD")});
}

void TextRowsTest::divides() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, columns);
    const TextRows rows(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())), columns);
    QStringList shown;
    for (std::size_t i = 0; i < rows.count(); ++i) {
        shown << rows.shown(i).text;
    }
    QTEST(shown, "rows");
}

void TextRowsTest::numbersLines() {
    const std::string bytes = "abcdef\nx\n";
    const TextRows wrapped(bytes, 4);
    QCOMPARE(wrapped.shown(0).gutter, QStringLiteral("1"));
    QCOMPARE(wrapped.shown(1).gutter, QString());
    QCOMPARE(wrapped.shown(2).gutter, QStringLiteral("2"));
    const std::string endless(kRowBytes + 1, 'a');
    QCOMPARE(TextRows(endless, 0).shown(1).gutter, QStringLiteral("↳"));
}

void TextRowsTest::showsWhatTheOneFunctionShows() {
    std::mt19937 random(7);
    std::string bytes;
    for (int i = 0; i < 3'000; ++i) {
        bytes += static_cast<char>(random() % 256);
    }
    bytes += "\xE2\x80\xAE\xC3\x9F\xF3\xA0\x80\x81\xC2\x85";
    std::string joined;
    const TextRows rows(bytes, 40);
    for (std::size_t i = 0; i < rows.count(); ++i) {
        const ShownRow shown = rows.shown(i);
        QCOMPARE(shown.byteOf.size(), static_cast<std::size_t>(shown.text.size()));
        joined += shown.text.toStdString();
    }
    QCOMPARE(joined, base::shownText(bytes, bytes.size()));
}

void TextRowsTest::rowsCoverEverything_data() {
    QTest::addColumn<int>("columns");
    QTest::newRow("no wrap") << 0;
    QTest::newRow("narrow") << 9;
    QTest::newRow("wide") << 160;
}

void TextRowsTest::rowsCoverEverything() {
    QFETCH(int, columns);
    std::mt19937 random(11);
    std::string bytes;
    for (int i = 0; i < 20'000; ++i) {
        bytes += random() % 30 == 0 ? '\n' : static_cast<char>(random() % 200);
    }
    const TextRows rows(bytes, columns);
    std::size_t at = 0;
    for (std::size_t i = 0; i < rows.count(); ++i) {
        const ByteRange range = rows.range(i);
        QCOMPARE(range.begin, at);
        QVERIFY(range.length > 0 && range.length <= kRowBytes);
        QCOMPARE(rows.rowOf(range.begin), i);
        QCOMPARE(rows.rowOf(range.end() - 1), i);
        at = range.end();
    }
    QCOMPARE(at, bytes.size());
    QCOMPARE(rows.rowOf(bytes.size()), rows.count() - 1);
}

void TextRowsTest::cutsOneLongLine() {
    const std::string bytes(1'000'000, 'a');
    const TextRows rows(bytes, 0);
    QCOMPARE(rows.count(), (bytes.size() + kRowBytes - 1) / kRowBytes);
    QCOMPARE(rows.widestRow(), static_cast<int>(kRowBytes));
}

void TextRowsTest::neverCutsACharacter() {
    std::string bytes;
    while (bytes.size() < 3 * kRowBytes) {
        bytes += "\xE4\xB8\xAD";  // 4096 is no multiple of 3
    }
    const TextRows rows(bytes, 0);
    for (std::size_t i = 0; i < rows.count(); ++i) {
        QVERIFY(!rows.shown(i).text.contains(u'\\'));
    }
}

void TextRowsTest::findsMatchesInTheirRow() {
    const std::string bytes =
        "ab\x01"
        "cd\nef";
    const ShownRow row = TextRows(bytes, 0).shown(0);  // ab\x01cd\n
    using Spans = std::vector<ShownRow::Span>;
    QCOMPARE(row.spansOf({1, 2}), (Spans{{1, 5}}));
    QCOMPARE(row.spansOf({4, 100}), (Spans{{7, 3}}));
    QCOMPARE(row.spansOf({6, 2}), Spans{});
    QCOMPARE(row.faint, (Spans{{2, 4}, {8, 2}}));
    QCOMPARE(row.offsetOf(4), std::size_t{2});
    QCOMPARE(row.characterOf(3), 6);
    QCOMPARE(row.offsetOf(99), row.bytes.end());
}

}  // namespace mirrorscope::ui::text

QTEST_GUILESS_MAIN(mirrorscope::ui::text::TextRowsTest)
#include "text_rows_test.moc"
