// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/byte_copy.h"

#include <QTest>

namespace mirrorscope::ui::text {

class ByteCopyTest : public QObject {
    Q_OBJECT

private slots:
    void keepsLinesAndEscapes();
    void carriesNoControlCharacter();
    void isBounded();
    void copiesHex();
};

void ByteCopyTest::keepsLinesAndEscapes() {
    QCOMPARE(copiedText("GET / HTTP/1.1\r\nHost: a\nX: \tb\r\n"),
             QStringLiteral("GET / HTTP/1.1\nHost: a\nX: \\tb\n"));
    QCOMPARE(copiedText("a\rb"), QStringLiteral("a\\rb"));
}

void ByteCopyTest::carriesNoControlCharacter() {
    std::string bytes;
    for (int i = 0; i < 256; ++i) {
        bytes += static_cast<char>(i);
    }
    for (const QChar c : copiedText(bytes)) {
        QVERIFY(c == u'\n' || (c >= u' ' && (c < u'\x7F' || c > u'\x9F')));
    }
}

void ByteCopyTest::isBounded() {
    const std::string bytes(kCopiedBytes + 1, 'a');
    QCOMPARE(copiedText(bytes).size(), qsizetype{kCopiedBytes} + 1);
    QVERIFY(copiedText(bytes).endsWith(u'…'));
    QVERIFY(!copiedText(std::string_view(bytes).substr(1)).endsWith(u'…'));
}

void ByteCopyTest::copiesHex() {
    QCOMPARE(copiedHex(std::string_view("G\0\xFF", 3)), QStringLiteral("47 00 ff"));
}

}  // namespace mirrorscope::ui::text

QTEST_GUILESS_MAIN(mirrorscope::ui::text::ByteCopyTest)
#include "byte_copy_test.moc"
