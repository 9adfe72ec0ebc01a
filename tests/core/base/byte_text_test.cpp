// SPDX-License-Identifier: Apache-2.0
#include "core/base/byte_text.h"

#include <QTest>
#include <algorithm>
#include <string>

using namespace mirrorscope;

class ByteTextTest : public QObject {
    Q_OBJECT

private slots:
    void shown_data();
    void shown();
    void cut_data();
    void cut();
    void everyByteIsHarmless();
    void unitsMakeTheText();
    void utf8_data();
    void utf8();
    void invisible_data();
    void invisible();
    void encodings_data();
    void encodings();
    void caseIsAsciiOnly();
};

void ByteTextTest::shown_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const QByteArray& bytes, const char* expected) {
        QTest::newRow(name) << bytes << QByteArray(expected);
    };
    row("plain", "GET /a?b=1", "GET /a?b=1");
    row("empty", "", "");
    row("text in other scripts", "naïve 漢字 🙂", "naïve 漢字 🙂");
    row("line ends and tab", "a\r\nb\tc", "a\\r\\nb\\tc");
    row("NUL", QByteArray("a\0b", 3), "a\\0b");
    row("escape sequence", "\x1b[31m", "\\x1b[31m");
    row("DEL", "\x7f", "\\x7f");
    row("C1 control", "\xc2\x9b", "\\u{9b}");
    row("right-to-left override", "a\xe2\x80\xaegnp", "a\\u{202e}gnp");
    row("isolate", "\xe2\x81\xa6", "\\u{2066}");
    row("zero-width space",
        "a\xe2\x80\x8b"
        "b",
        "a\\u{200b}b");
    row("byte order mark", "\xef\xbb\xbf", "\\u{feff}");
    row("stray byte",
        "a\xff"
        "b",
        "a\\xffb");
    row("overlong slash", "\xc0\xaf", "\\xc0\\xaf");
    row("surrogate", "\xed\xa0\x80", "\\xed\\xa0\\x80");
    row("above U+10FFFF", "\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80");
    row("unfinished character", "\xe2\x82", "\\xe2\\x82");
    row("unfinished, then text",
        "\xe2\x82"
        "A",
        "\\xe2\\x82A");
}

void ByteTextTest::shown() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, expected);
    QCOMPARE(QByteArray::fromStdString(base::shownText(bytes.toStdString())), expected);
}

void ByteTextTest::cut_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("limit");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const char* bytes, int limit, const char* expected) {
        QTest::newRow(name) << QByteArray(bytes) << limit << QByteArray(expected);
    };
    row("exactly", "abcd", 4, "abcd");
    row("one over", "abcde", 4, "abcd…");
    row("nothing left", "a", 0, "…");
    row("in two bytes", "aä", 2, "a…");
    row("in three bytes, first", "a漢", 2, "a…");
    row("in three bytes, second", "a漢", 3, "a…");
    row("in four bytes", "a🙂", 4, "a…");
    row("behind a character", "a漢b", 4, "a漢…");
    row("only continuation bytes", "\x80\x80\x80\x80\x80\x80", 5, "\\x80\\x80…");
    row("escapes are not counted", "\x01\x02", 2, "\\x01\\x02");
}

void ByteTextTest::cut() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, limit);
    QFETCH(QByteArray, expected);
    QCOMPARE(QByteArray::fromStdString(base::shownText(bytes.toStdString(), static_cast<std::size_t>(limit))),
             expected);
}

void ByteTextTest::everyByteIsHarmless() {
    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; ++second) {
            const std::string bytes{static_cast<char>(first), static_cast<char>(second)};
            const std::string text = base::shownText(bytes);
            QVERIFY(base::isUtf8(text));
            QVERIFY(!base::hasInvisibleCharacters(text));
            QVERIFY(std::ranges::none_of(text, [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; }));
            QVERIFY(text.find("\xc2\x9b") == std::string::npos);
        }
    }
}

/// Laying out a value unit by unit counts the bytes and characters that shownText() would make.
void ByteTextTest::unitsMakeTheText() {
    const std::string bytes =
        "a\r\xc2\x9b\xe2\x80\xae\xff漢🙂\x01\xf3\xa0\x80\x81" + std::string(1, '\0') + "ä\xe2\x82";
    std::size_t characters = 0;
    std::size_t escapes = 0;
    std::size_t offset = 0;
    while (offset < bytes.size()) {
        const base::ShownUnit unit = base::shownUnit(bytes, offset);
        QVERIFY(unit.bytes >= 1);
        QCOMPARE(unit.escaped, unit.characters > 1);
        characters += unit.characters;
        escapes += unit.escaped ? 1 : 0;
        offset += unit.bytes;
    }
    QCOMPARE(offset, bytes.size());
    QCOMPARE(characters,
             static_cast<std::size_t>(QString::fromStdString(base::shownText(bytes)).toUcs4().size()));
    QCOMPARE(escapes, std::size_t{9});
}

void ByteTextTest::utf8_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("valid");
    QTest::newRow("empty") << QByteArray() << true;
    QTest::newRow("ascii") << QByteArray("abc") << true;
    QTest::newRow("highest") << QByteArray("\xf4\x8f\xbf\xbf") << true;
    QTest::newRow("above") << QByteArray("\xf4\x90\x80\x80") << false;
    QTest::newRow("surrogate") << QByteArray("\xed\xbf\xbf") << false;
    QTest::newRow("overlong 2") << QByteArray("\xc1\xbf") << false;
    QTest::newRow("overlong 3") << QByteArray("\xe0\x9f\xbf") << false;
    QTest::newRow("overlong 4") << QByteArray("\xf0\x8f\xbf\xbf") << false;
    QTest::newRow("five bytes") << QByteArray("\xf8\x88\x80\x80\x80") << false;
    QTest::newRow("continuation alone") << QByteArray("\x80") << false;
    QTest::newRow("cut short") << QByteArray("abc\xe2\x82") << false;
}

void ByteTextTest::utf8() {
    QFETCH(QByteArray, bytes);
    QFETCH(bool, valid);
    QCOMPARE(base::isUtf8(bytes.toStdString()), valid);
}

void ByteTextTest::invisible_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("found");
    QTest::newRow("text") << QByteArray("漢字") << false;
    QTest::newRow("override") << QByteArray("a\xe2\x80\xae") << true;
    QTest::newRow("behind invalid bytes") << QByteArray("\xff\xe2\x80\x8b") << true;
    QTest::newRow("arabic letter mark") << QByteArray("\xd8\x9c") << true;
    QTest::newRow("invalid only") << QByteArray("\xff\xfe") << false;
}

void ByteTextTest::invisible() {
    QFETCH(QByteArray, bytes);
    QFETCH(bool, found);
    QCOMPARE(base::hasInvisibleCharacters(bytes.toStdString()), found);
}

void ByteTextTest::encodings_data() {
    QTest::addColumn<QByteArray>("bytes");
    for (const QByteArray& bytes :
         {QByteArray(), QByteArray("f"), QByteArray("fo"), QByteArray("foo"), QByteArray("foob"),
          QByteArray("\0\xff\x10", 3), QByteArray(100, '\xfb')}) {
        QTest::newRow(bytes.toHex().constData()) << bytes;
    }
}

void ByteTextTest::encodings() {
    QFETCH(QByteArray, bytes);
    QCOMPARE(QByteArray::fromStdString(base::toHex(bytes.toStdString())), bytes.toHex());
    QCOMPARE(QByteArray::fromStdString(base::toBase64(bytes.toStdString())), bytes.toBase64());
}

void ByteTextTest::caseIsAsciiOnly() {
    QVERIFY(base::equalsIgnoreCase("X-Forwarded-For", "x-forwarded-FOR"));
    QVERIFY(!base::equalsIgnoreCase("Host", "Hos"));
    QVERIFY(!base::equalsIgnoreCase("[", "{"));  // 32 apart, no letters
    QVERIFY(!base::equalsIgnoreCase("Ä", "ä"));
    QCOMPARE(base::toLower("AZaz[Ä"), std::string("azaz[Ä"));
}

QTEST_GUILESS_MAIN(ByteTextTest)
#include "byte_text_test.moc"
