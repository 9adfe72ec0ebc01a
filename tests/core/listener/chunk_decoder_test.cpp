// SPDX-License-Identifier: Apache-2.0
#include "core/listener/chunk_decoder.h"

#include <QTest>
#include <string>

using namespace mirrorscope;
using listener::ChunkDecoder;

namespace {

struct Decoded {
    std::string data;
    std::string end;  // "done N", "more N" or "flag offset status"; N bytes were taken
    std::string flags;
    std::string trailers;
    bool operator==(const Decoded&) const = default;
};

Decoded decode(std::string_view bytes, std::size_t piece) {
    listener::Limits limits;
    limits.chunkExtensionBytes = 16;
    limits.chunkSizeDigits = 32;
    limits.trailerBytes = 48;
    limits.bodyAnnouncedBytes = 1000;
    ChunkDecoder decoder(limits);
    Decoded result;
    std::size_t taken = 0;
    while (taken < bytes.size() && !decoder.isDone() && !decoder.isRefused()) {
        const auto step = decoder.feed(bytes.substr(taken, piece));
        result.data += step.data;
        taken += step.taken;
    }
    const auto& violation = decoder.violation();
    result.end = decoder.isRefused()
                     ? std::string(traffic::flagName(violation.flag)) + " " +
                           std::to_string(violation.offset) + " " + std::to_string(violation.status)
                 : decoder.isDone() ? "done " + std::to_string(taken)
                                    : "more " + std::to_string(taken);
    result.flags = decoder.flags().text();
    result.trailers = decoder.trailers();
    return result;
}

std::string_view view(const QByteArray& bytes) {
    return {bytes.data(), static_cast<std::size_t>(bytes.size())};
}

}  // namespace

class ChunkDecoderTest : public QObject {
    Q_OBJECT

private slots:
    void bodies_data();
    void bodies();
    void refusals_data();
    void refusals();
    void refusalsSayWhy();
};

void ChunkDecoderTest::bodies_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QByteArray>("end");
    QTest::addColumn<QByteArray>("flags");
    QTest::addColumn<QByteArray>("trailers");
    const auto row = [](const char* name, const QByteArray& bytes, const QByteArray& data,
                        const QByteArray& end, const QByteArray& flags = {},
                        const QByteArray& trailers = {}) {
        QTest::newRow(name) << bytes << data << end << flags << trailers;
    };
    row("empty", "0\r\n\r\n", "", "done 5");
    row("one", "5\r\nhello\r\n0\r\n\r\n", "hello", "done 15");
    row("two", "1\r\na\r\n2\r\nbc\r\n0\r\n\r\n", "abc", "done 18");
    row("what follows is not taken", "0\r\n\r\nGET /", "", "done 5");
    row("hexadecimal in both cases", "a\r\n0123456789\r\nB\r\n0123456789a\r\n0\r\n\r\n",
        "01234567890123456789a", "done 36");
    row("line ends are data", "4\r\n\r\n\r\n\r\n0\r\n\r\n", "\r\n\r\n", "done 14");
    row("leading zeros", "0005\r\nhello\r\n000\r\n\r\n", "hello", "done 20");
    row("many leading zeros", QByteArray(20, '0') + "1\r\na\r\n0\r\n\r\n", "a", "done 31", "chunk-zeros");
    row("extension", "1;a\r\nx\r\n0;b=c\r\n\r\n", "x", "done 17", "chunk-ext");
    row("extension behind a space", "1; a=\"b\"\r\nx\r\n0\r\n\r\n", "x", "done 18", "chunk-ext");
    row("trailer", "0\r\nX-A: b\r\nX-C: d\r\n\r\n", "", "done 21", "trailer", "X-A: b\r\nX-C: d\r\n");
    row("forbidden trailer", "0\r\ncontent-length: 3\r\n\r\n", "", "done 24", "trailer-forbidden",
        "content-length: 3\r\n");
    row("both kinds", "0\r\nX: y\r\nHost: z\r\n\r\n", "", "done 20", "trailer,trailer-forbidden",
        "X: y\r\nHost: z\r\n");
    row("without the end", "5\r\nhel", "hel", "more 6");
    row("without the last line end", "0\r\n", "", "more 3");
    row("all that may be announced", "3e8\r\n" + QByteArray(1000, 'x') + "\r\n0\r\n\r\n",
        QByteArray(1000, 'x'), "done 1012");
}

void ChunkDecoderTest::bodies() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, data);
    QFETCH(QByteArray, end);
    QFETCH(QByteArray, flags);
    QFETCH(QByteArray, trailers);
    for (const std::size_t piece : {100'000, 1, 2, 3, 7}) {
        const Decoded result = decode(view(bytes), piece);
        QCOMPARE(QByteArray::fromStdString(result.data), data);
        QCOMPARE(QByteArray::fromStdString(result.end), end);
        QCOMPARE(QByteArray::fromStdString(result.flags), flags);
        QCOMPARE(QByteArray::fromStdString(result.trailers), trailers);
    }
}

void ChunkDecoderTest::refusals_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("end");
    const auto row = [](const char* name, const QByteArray& bytes, const QByteArray& end) {
        QTest::newRow(name) << bytes << end;
    };
    row("no digit", "\r\n", "chunk-invalid 0 400");
    row("sign", "+5\r\n", "chunk-invalid 0 400");
    row("0x", "0x5\r\n", "chunk-invalid 1 400");
    row("underscore", "1_0\r\n", "chunk-invalid 1 400");
    row("space before", " 5\r\n", "chunk-invalid 0 400");
    row("space behind", "5 \r\n", "chunk-invalid 1 400");
    row("extension without a size", ";a\r\n", "chunk-invalid 0 400");
    row("17 digits", "10000000000000000\r\n", "chunk-overflow 16 400");
    row("endless zeros", QByteArray(33, '0'), "chunk-invalid 32 400");
    row("over every limit", "3e9\r\n", "body-too-large 4 413");
    row("chunks together over every limit", "3e8\r\n" + QByteArray(1000, 'x') + "\r\n1\r\n",
        "body-too-large 1009 413");
    row("largest number", "ffffffffffffffff\r\n", "body-too-large 17 413");
    row("LF behind the size", "5\nhello", "bare-lf 1 400");
    row("CR behind the size", "5\rhello", "bare-cr 2 400");
    row("empty extension", "5;\r\n", "chunk-invalid 2 400");
    row("extension that is no token", "5;\"a\"\r\n", "chunk-invalid 2 400");
    row("LF in an extension", "5;a\n", "bare-lf 3 400");
    row("CR in an extension", "5;a\rb", "bare-cr 4 400");
    row("NUL in an extension", QByteArray("5;a\0", 4), "nul 3 400");
    row("long extension", "5;" + QByteArray(17, 'a'), "chunk-ext-too-long 18 431");
    row("longer than its size", "5\r\nhellos", "chunk-invalid 8 400");
    row("LF behind the data", "5\r\nhello\n", "bare-lf 8 400");
    row("CR behind the data", "5\r\nhello\rx", "chunk-invalid 9 400");
    row("trailer without a colon", "0\r\nabc\r\n", "bad-field 7 400");
    row("trailer without a name", "0\r\n: a\r\n", "bad-field 7 400");
    row("space in a trailer's name", "0\r\nX : a\r\n", "bad-field 9 400");
    row("folded trailer", "0\r\nX: a\r\n b\r\n", "bad-field 12 400");
    row("LF in the trailers", "0\r\nX: a\n", "bare-lf 7 400");
    row("CR in the trailers", "0\r\nX: a\rb", "bare-cr 8 400");
    row("NUL in the trailers", QByteArray("0\r\nX: \0", 7), "nul 6 400");
    row("long trailers", "0\r\nX: " + QByteArray(60, 'a'), "trailer-too-large 51 431");
    row("many trailers", "0\r\n" + QByteArray("X: a\r\n").repeated(10), "trailer-too-large 51 431");
}

void ChunkDecoderTest::refusals() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, end);
    const Decoded whole = decode(view(bytes), 100'000);
    QCOMPARE(QByteArray::fromStdString(whole.end), end);
    for (const std::size_t piece : {1, 2, 3, 7}) {
        QVERIFY(decode(view(bytes), piece) == whole);
    }
}

void ChunkDecoderTest::refusalsSayWhy() {
    const listener::Limits limits;
    for (const char* bytes : {"x", "5\n", "0\r\n:", "5;\r"}) {
        ChunkDecoder decoder(limits);
        decoder.feed(bytes);
        decoder.feed("\r\n");
        QVERIFY2(decoder.isRefused() && !decoder.violation().reason.empty(), bytes);
        QCOMPARE(decoder.feed("more").taken, std::size_t{0});
    }
}

QTEST_GUILESS_MAIN(ChunkDecoderTest)
#include "chunk_decoder_test.moc"
