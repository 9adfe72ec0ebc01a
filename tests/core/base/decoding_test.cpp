// SPDX-License-Identifier: Apache-2.0
#include "core/base/decoding.h"

#include <QTest>

#include "core/base/byte_text.h"

using namespace mirrorscope;

class DecodingTest : public QObject {
    Q_OBJECT

private slots:
    void hexDigitsAreThoseOfAscii() {
        const std::string digits = "0123456789abcdefABCDEF";
        for (int byte = 0; byte < 256; ++byte) {
            const auto at = digits.find(static_cast<char>(byte));
            const int expected = at == digits.npos ? -1 : static_cast<int>(at < 16 ? at : at - 6);
            QCOMPARE(base::hexValue(static_cast<char>(byte)), expected);
        }
    }

    void charactersAreUtf8_data() {
        QTest::addColumn<unsigned>("character");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("ASCII") << 0x7fU << QByteArray("\x7f");
        QTest::newRow("two bytes") << 0x80U << QByteArray("\xc2\x80");
        QTest::newRow("last of two") << 0x7ffU << QByteArray("\xdf\xbf");
        QTest::newRow("three") << 0x20acU << QByteArray("\xe2\x82\xac");
        QTest::newRow("four") << 0x1f600U << QByteArray("\xf0\x9f\x98\x80");
        QTest::newRow("the last") << 0x10ffffU << QByteArray("\xf4\x8f\xbf\xbf");
    }
    void charactersAreUtf8() {
        QFETCH(unsigned, character);
        std::string out = "a";
        base::appendUtf8(out, character);
        QTEST(QByteArray::fromStdString(out.substr(1)), "bytes");
    }

    void base64IsTheOppositeOfWriting() {
        std::string bytes;
        for (int length = 0; length < 300; ++length) {
            QCOMPARE(base::fromBase64(base::toBase64(bytes)), bytes);
            bytes += static_cast<char>(length * 37);
        }
    }

    void base64KnowsBothAlphabets() {
        QCOMPARE(base::fromBase64("-_-_"), base::fromBase64("+/+/"));
        QCOMPARE(base::fromBase64("YQ"), std::optional<std::string>("a"));
        QVERIFY(!base::fromBase64("YWJjZ").has_value());
        QVERIFY(!base::fromBase64("YW Jj").has_value());
        QVERIFY(!base::fromBase64("Y===").has_value());
    }
};

QTEST_MAIN(DecodingTest)
#include "decoding_test.moc"
