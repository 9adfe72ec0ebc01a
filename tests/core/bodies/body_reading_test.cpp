// SPDX-License-Identifier: Apache-2.0
#include "core/bodies/body_reading.h"

#include <QTest>

#include "core/base/byte_text.h"
#include "tests/core/bodies/outline.h"

using namespace mirrorscope;
using namespace mirrorscope::bodies;

namespace {

constexpr const char* kKinds[] = {"json", "xml", "form", "multipart", "jwt", "image", "text", "binary"};

std::string jwt(const std::string& header, const std::string& payload) {
    const auto coded = [](const std::string& text) {
        std::string out = base::toBase64(text);
        out.resize(out.find_last_not_of('=') + 1);
        std::ranges::replace(out, '+', '-');
        std::ranges::replace(out, '/', '_');
        return out;
    };
    return coded(header) + '.' + coded(payload) + ".c2ln";
}

BodyReading reading(const QByteArray& body, const QByteArray& type) {
    return readBody(std::make_shared<const std::string>(body.toStdString()), type.toStdString(), {}, {});
}

QByteArray remarks(const BodyReading& read) {
    static constexpr const char* kNames[] = {"says-other", "invalid",  "ends-early",  "too-large", "nodes",
                                             "deep",       "parts",    "part-head",   "nested",    "guessed",
                                             "dtd",        "repeated", "not-verified"};
    QByteArrayList out;
    for (const Remark& remark : read.remarks) {
        out << QByteArray(kNames[static_cast<int>(remark.kind)]) +
                   (remark.count > 0 ? " " + QByteArray::number(qulonglong{remark.count}) : QByteArray());
    }
    return out.join(", ");
}

}  // namespace

class BodyReadingTest : public QObject {
    Q_OBJECT

private slots:
    void kinds_data() {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QByteArray>("said");
        const auto row = [](const char* name, const char* type, const QByteArray& body, const char* kind,
                            const char* said = "") {
            QTest::newRow(name) << QByteArray(type) << body << QByteArray(kind) << QByteArray(said);
        };
        row("json", "application/json", R"({"a":1})", "json");
        row("json suffix", "application/problem+json; charset=utf-8", R"({"a":1})", "json");
        row("json scalar", "application/json", "42", "json");
        row("broken json", "application/json", "{\"a\":1,}", "json", "invalid 7");
        row("cut json", "application/json", "{\"a\":1", "json", "ends-early 6");
        row("json that is xml", "application/json", "<a>1</a>", "xml", "says-other");
        row("json that is a form", "application/json", "a=1&b=2", "form", "says-other");
        row("json that is text", "application/json", "hello you", "text", "says-other");
        row("json that is binary", "application/json", QByteArray("\0\1\2", 3), "binary", "says-other");
        row("form", "application/x-www-form-urlencoded", "a=1", "form");
        row("form that is json", "application/x-www-form-urlencoded", R"({"a":1})", "json", "says-other");
        row("form with braces", "application/x-www-form-urlencoded", "{a=1", "form");
        row("form that is xml", "application/x-www-form-urlencoded", "<a/>", "xml", "says-other");
        row("text that is json", "text/plain", R"([1])", "json", "says-other");
        row("text", "text/plain", "a=1&b=2", "text");
        row("html", "text/html", "<!doctype html><p>", "text");
        row("html by its bytes", "", "<html><p>", "text");
        row("svg is xml", "image/svg+xml", "<svg/>", "xml");
        row("png", "image/png", "\x89PNG\r\n\x1a\n", "image");
        row("png that is text", "image/png", "<?php system('id');", "xml", "says-other, ends-early 19");
        row("image that is not known here", "image/webp", QByteArray("RIFF\0\0\0\0WEBP", 12), "binary");
        row("nothing said", "", R"({"a":1})", "json");
        row("octets", "application/octet-stream", "<a/>", "xml");
        row("jwt", "", QByteArray::fromStdString(jwt("{\"alg\":\"none\"}", "{}")), "jwt", "not-verified");
        row("dtd", "text/xml", "<!DOCTYPE a><a/>", "xml", "dtd");
        row("repeated", "application/json", "{\"a\":1,\"\\u0061\":2,\"b\":{\"a\":3}}", "json", "repeated 1");
        row("guessed boundary", "multipart/form-data",
            "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--\r\n", "multipart",
            "guessed");
        row("boundary that is not there", "multipart/form-data; boundary=y", "hello", "text", "says-other");
    }
    void kinds() {
        QFETCH(const QByteArray, type);
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, kind);
        QFETCH(const QByteArray, said);
        const BodyReading read = reading(body, type);
        QCOMPARE(QByteArray(kKinds[static_cast<int>(read.kind)]), kind);
        QCOMPARE(remarks(read), said);
    }

    void trees_data() {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("tree");
        const auto row = [](const char* name, const char* type, const QByteArray& body, const char* tree) {
            QTest::newRow(name) << QByteArray(type) << body << QByteArray(tree);
        };
        const char* const form = "application/x-www-form-urlencoded";
        row("form", form, "a=1&&b=x+y%27&c&=d&a=2",
            "{field a=1, field b=x y', field c=, field=d, field a=2}");
        row("json in a form", form, "q=%7B%22a%22%3A%5B1%5D%7D&b=1",
            "{field q{nestjson{obj{arr a{num=1}}}}, field b=1}");
        row("form in json", "application/json", R"(["a=1&b=2"])",
            "{arr{str{nestform{field a=1, field b=2}}}}");
        row("json in json in json", "application/json", "[\"[\\\"[1]\\\"]\"]",
            "{arr{str{nestjson{arr{str{nestjson{arr{num=1}}}}}}}}");
        row("empty json is no json", "application/json", R"(["{}","[]","[x]"])",
            "{arr{str={}, str=[], str=[x]}}");
        row("jwt in json", "application/json",
            QByteArray::fromStdString("{\"t\":\"" + jwt("{\"alg\":\"none\"}", "{\"sub\":\"' OR 1=1--\"}") +
                                      "\"}"),
            "{obj{str t{jwt{jwthead{obj{str alg=none}}, jwtpay{obj{str sub=' OR 1=1--}}, jwtsign=c2ln}}}}");
        row("jwt with a payload that is none", "application/json",
            QByteArray::fromStdString("[\"" + jwt("{\"alg\":1}", "bytes") + "\"]"),
            "{arr{str{jwt{jwthead{obj{num alg=1}}, jwtpay=bytes!undecoded, jwtsign=c2ln}}}}");
        row("base64 of json", "application/json",
            QByteArray::fromStdString("[\"" + base::toBase64("{\"a\":1}") + "\"]"),
            "{arr{str{nestbase64{obj{num a=1}}}}}");
        row("json in xml", "text/xml", "<a>[1,2]</a>", "{elem a=[1,2]{nestjson{arr{num=1, num=2}}}}");
        row("multipart", "multipart/form-data; boundary=\"x\"",
            "preamble\r\n--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n2\r\n--x\r\n"
            "Content-Disposition: form-data; name=\"f\"; filename=\"../x.php\"\r\nContent-Type: "
            "text/plain\r\n\r\n"
            "\r\n--x--\r\nepilogue",
            "{part a=1\\r\\n2{header Content-Disposition=form-data; name=\"a\"}, "
            "part f={header Content-Disposition=form-data; name=\"f\"; filename=\"../x.php\", header "
            "Content-Type=text/plain}}");
        row("multipart with bare line ends", "multipart/form-data; boundary=x", "--x\nA: b\n\n1\n--x--",
            "{part=1{header A=b}}");
        row("multipart that is cut", "multipart/form-data; boundary=x", "--x\r\nA: b\r\n\r\n1",
            "{part=1!cut{header A=b}}");
        row("multipart that is cut in a head", "multipart/form-data; boundary=x", "--x\r\nA: b\r\n",
            "{part=!cut{header A=b}}");
        row("delimiter within a line", "multipart/form-data; boundary=x", "--x\r\n\r\na--x\r\n--xy\r\n--x--",
            "{part=a--x\\r\\n--xy}");
        row("json in a part", "multipart/form-data; boundary=x", "--x\r\n\r\n{\"a\":1}\r\n--x--",
            "{part={\"a\":1}{nestjson{obj{num a=1}}}}");
    }
    void trees() {
        QFETCH(const QByteArray, type);
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, tree);
        QCOMPARE(QByteArray::fromStdString(test::outline(reading(body, type).tree)), tree);
    }

    void partsKnowTheirFile() {
        const BodyReading read = reading(
            "--x\r\ncontent-disposition: form-data; name=a; filename=\"l.png\"\r\nContent-type: "
            "image/png\r\n\r\n1\r\n--x--",
            "multipart/form-data; boundary=x");
        QCOMPARE(read.parts, std::size_t{1});
        QCOMPARE(partFileName(read.tree, 1), "l.png");
        QCOMPARE(partContentType(read.tree, 1), "image/png");
    }

    void images_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("facts");
        QTest::newRow("png") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\2\0\0\0\1\0", 24)
                             << QByteArray("PNG 512 256");
        QTest::newRow("gif") << QByteArray("GIF89a\x10\0\x20\0", 10) << QByteArray("GIF 16 32");
        QTest::newRow("jpeg") << QByteArray("\xff\xd8\xff\xe0\0\4ab\xff\xc0\0\x11\x08\0\x30\1\0\3ab", 22)
                              << QByteArray("JPEG 256 48");
        QTest::newRow("jpeg without a frame") << QByteArray("\xff\xd8\xff\xe0", 4) << QByteArray("JPEG 0 0");
        QTest::newRow("bmp") << QByteArray("BM\0\0\0\0\0\0\0\0\0\0\0\0\x28\0\0\0\4\0\0\0\xfb\xff\xff\xff", 26)
                             << QByteArray("BMP 4 5");
        QTest::newRow("text") << QByteArray("BMW is a word") << QByteArray();
    }
    void images() {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QByteArray, facts);
        const auto found = imageFacts(bytes.toStdString());
        QCOMPARE(found ? QByteArray::fromStdString(std::string(imageFormatName(found->format)) + ' ' +
                                                   std::to_string(found->width) + ' ' +
                                                   std::to_string(found->height))
                       : QByteArray(),
                 facts);
    }
};

QTEST_APPLESS_MAIN(BodyReadingTest)
#include "body_reading_test.moc"
