// SPDX-License-Identifier: Apache-2.0
// Coded by the libraries themselves, decoded by ours.
#include "core/content/content_decoding.h"

#include <brotli/encode.h>
#include <zstd.h>

#include <QTest>
#include <string>

#include "tests/support/gzip.h"

using namespace mirrorscope::content;

namespace {

constexpr std::size_t kLimit = 1U << 20U;

std::string coded(const std::string& name, const std::string& plain) {
    if (name == "gzip") {
        return mirrorscope::test::deflated(plain, 15 + 16);
    }
    if (name == "deflate") {
        return mirrorscope::test::deflated(plain, 15);
    }
    if (name == "bare deflate") {
        return mirrorscope::test::deflated(plain, -15);
    }
    if (name == "br") {
        std::string out(BrotliEncoderMaxCompressedSize(plain.size()) + 64, '\0');
        std::size_t size = out.size();
        BrotliEncoderCompress(5, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_GENERIC, plain.size(),
                              reinterpret_cast<const std::uint8_t*>(plain.data()), &size,
                              reinterpret_cast<std::uint8_t*>(out.data()));
        out.resize(size);
        return out;
    }
    std::string out(ZSTD_compressBound(plain.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), plain.data(), plain.size(), 3));
    return out;
}

std::string headerOf(const std::string& name) {
    return name == "bare deflate" ? "deflate" : name;
}

/// Neither all the same nor random.
std::string sample(std::size_t size) {
    std::string out;
    for (std::size_t i = 0; out.size() < size; ++i) {
        out += "{\"id\":" + std::to_string(i * 7919) + "},";
    }
    out.resize(size);
    return out;
}

}  // namespace

class ContentDecodingTest : public QObject {
    Q_OBJECT

private:
    static void names() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"gzip", "deflate", "bare deflate", "br", "zstd"}) {
            QTest::newRow(name) << name;
        }
    }

private slots:
    void whole_data() { names(); }
    void whole() {
        QFETCH(const QString, name);
        for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{65'536}, kLimit}) {
            const std::string plain = sample(size);
            const auto out =
                decodeContent(coded(name.toStdString(), plain), headerOf(name.toStdString()), kLimit);
            QCOMPARE(out.end, DecodeEnd::Whole);
            QVERIFY(out.bytes == plain);
        }
    }

    void cutShort_data() { names(); }
    void cutShort() {
        QFETCH(const QString, name);
        const std::string whole = coded(name.toStdString(), sample(5000));
        for (std::size_t size = 1; size < whole.size(); size += 7) {
            const auto out = decodeContent(whole.substr(0, size), headerOf(name.toStdString()), kLimit);
            QVERIFY2(out.end == DecodeEnd::CutShort, QByteArray::number(static_cast<qulonglong>(size)));
            QVERIFY(sample(5000).starts_with(out.bytes));
        }
    }

    void garbage_data() { names(); }
    void garbage() {
        QFETCH(const QString, name);
        const std::string header = headerOf(name.toStdString());
        QCOMPARE(decodeContent("\xff\xff no such thing at all", header, kLimit).end, DecodeEnd::Invalid);
        const std::string behind = coded(name.toStdString(), sample(100)) + "more";
        const auto end = decodeContent(behind, header, kLimit).end;
        QVERIFY(end == DecodeEnd::Invalid || end == DecodeEnd::CutShort);
    }

    void limit_data() { names(); }
    void limit() {
        QFETCH(const QString, name);
        const std::string bomb = coded(name.toStdString(), std::string(64U << 20U, 'a'));
        const auto out = decodeContent(bomb, headerOf(name.toStdString()), kLimit);
        QCOMPARE(out.end, DecodeEnd::Limit);
        QCOMPARE(out.bytes.size(), kLimit);
    }

    void severalAreUndoneFromTheLast() {
        const std::string plain = sample(300);
        const std::string twice = coded("br", coded("gzip", plain));
        const auto out = decodeContent(twice, "gzip, identity, BR", kLimit);
        QCOMPARE(out.end, DecodeEnd::Whole);
        QVERIFY(out.bytes == plain);
    }

    void membersOfGzipAreOne() {
        const auto out = decodeContent(coded("gzip", "one ") + coded("gzip", "two"), "x-gzip", kLimit);
        QCOMPARE(out.end, DecodeEnd::Whole);
        QCOMPARE(out.bytes, std::string("one two"));
    }

    void unknownCodings() {
        QCOMPARE(decodeContent("a", "compress", kLimit).end, DecodeEnd::Unknown);
        QCOMPARE(decodeContent("a", "gzip,gzip,gzip,gzip,gzip,gzip,gzip,gzip,gzip", kLimit).end,
                 DecodeEnd::Unknown);
        QCOMPARE(decodeContent("a", "", kLimit).end, DecodeEnd::Whole);
        QCOMPARE(decodeContent("a", "identity", kLimit).bytes, std::string("a"));
    }

    void aWindowThatNobodyMustReadIsRefused() {
        ZSTD_CCtx* context = ZSTD_createCCtx();
        ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, 27);
        ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 0);
        std::string out(4096, '\0');
        const std::string plain = sample(100);
        ZSTD_inBuffer in{plain.data(), plain.size(), 0};
        ZSTD_outBuffer made{out.data(), out.size(), 0};
        ZSTD_compressStream2(context, &made, &in, ZSTD_e_flush);
        ZSTD_compressStream2(context, &made, &in, ZSTD_e_end);
        ZSTD_freeCCtx(context);
        QCOMPARE(decodeContent({out.data(), made.pos}, "zstd", kLimit).end, DecodeEnd::Invalid);
    }
};

QTEST_GUILESS_MAIN(ContentDecodingTest)
#include "content_decoding_test.moc"
