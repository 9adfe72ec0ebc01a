// SPDX-License-Identifier: Apache-2.0
// What a sender can do with one body: every limit is reached, kept and told.
#include "core/bodies/body_limits.h"

#include <QTest>
#include <algorithm>

#include "core/bodies/body_reading.h"
#include "tests/support/gzip.h"

using namespace mirrorscope;
using namespace mirrorscope::bodies;

namespace {

std::string repeated(std::string_view text, std::size_t times) {
    std::string out;
    out.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) {
        out += text;
    }
    return out;
}

BodyReading reading(std::string body, std::string_view type, std::string_view coding = {}) {
    return readBody(std::make_shared<const std::string>(std::move(body)), type, coding, {});
}

std::optional<std::uint64_t> remark(const BodyReading& read, RemarkKind kind) {
    const auto found = std::ranges::find(read.remarks, kind, &Remark::kind);
    return found == read.remarks.end() ? std::nullopt : std::optional(found->count);
}

std::size_t deepest(const BodyTree& tree) {
    std::size_t depth = 0;
    for (NodeId id = 0; id < tree.size(); ++id) {
        depth = std::max<std::size_t>(depth, tree.node(id).depth);
    }
    return depth;
}

}  // namespace

class BodyLimitsTest : public QObject {
    Q_OBJECT

private slots:
    void deepJson() {
        const BodyReading read = reading(repeated("[", 100'000) + repeated("]", 100'000), "application/json");
        QCOMPARE(read.kind, BodyKind::Json);
        QCOMPARE(remark(read, RemarkKind::TooDeep), std::optional<std::uint64_t>(kMostDepth));
        QVERIFY(!remark(read, RemarkKind::Invalid));
        QCOMPARE(deepest(read.tree), kMostDepth);
        QCOMPARE(read.tree.size(), kMostDepth + 1);
        // What is not opened is there in one piece.
        QCOMPARE(read.tree.node(kMostDepth).value.length, 2U * (100'000U - kMostDepth + 1));
    }

    void deepXml() {
        const BodyReading read = reading(repeated("<a>", 50'000) + repeated("</a>", 50'000), "text/xml");
        QCOMPARE(read.kind, BodyKind::Xml);
        QCOMPARE(deepest(read.tree), kMostDepth);
        QVERIFY(remark(read, RemarkKind::TooDeep));
        QVERIFY(!remark(read, RemarkKind::Invalid));
    }

    void oneLineOfJson() {
        const BodyReading read = reading('[' + repeated("1,", 524'286) + "1]", "application/json");
        QCOMPARE(read.tree.size(), kMostNodes);
        QCOMPARE(remark(read, RemarkKind::TooManyNodes), std::optional<std::uint64_t>(kMostNodes));
    }

    void manyParts() {
        const BodyReading read = reading(
            repeated("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n", 10'000) + "--x--\r\n",
            "multipart/form-data; boundary=x");
        QCOMPARE(read.parts, std::size_t{10'000});
        QCOMPARE(read.tree.node(kRoot).childCount, static_cast<std::uint32_t>(kMostParts));
        QCOMPARE(remark(read, RemarkKind::TooManyParts), std::optional<std::uint64_t>(10'000));
    }

    void longPartHead() {
        const BodyReading read = reading("--x\r\n" + repeated("A: b\r\n", 1'000) + "\r\n1\r\n--x--",
                                         "multipart/form-data; boundary=x");
        QCOMPARE(read.tree.node(1).childCount, static_cast<std::uint32_t>(kMostPartHeaders));
        QCOMPARE(read.tree.valueBytes(1), "1");
        QVERIFY(remark(read, RemarkKind::LongPartHead));
    }

    void longBoundary() {
        const std::string boundary(kLongestBoundary + 1, 'x');
        const BodyReading read =
            reading("--" + boundary + "\r\n\r\n1", "multipart/form-data; boundary=" + boundary);
        QVERIFY(!read.hasTree());
    }

    void manyFields() {
        const BodyReading read = reading(repeated("a&", 400'000), "application/x-www-form-urlencoded");
        QCOMPARE(read.tree.size(), kMostNodes);
        QVERIFY(remark(read, RemarkKind::TooManyNodes));
    }

    void nestedValues() {
        const BodyReading read = reading('[' + repeated("\"[1,2]\",", 2'000) + "0]", "application/json");
        QVERIFY(remark(read, RemarkKind::NestedLimit));
        QCOMPARE(read.tree.buffers().size(), kMostNested + 1);
        std::string inside = "[1]";
        for (std::size_t level = 0; level <= kMostNesting; ++level) {
            std::string quoted = "[\"";
            for (const char c : inside) {
                quoted += c == '"' || c == '\\' ? "\\" : "";
                quoted += c;
            }
            inside = quoted + "\"]";
        }
        const BodyReading deep = reading(inside, "application/json");
        QVERIFY(remark(deep, RemarkKind::NestedLimit));
        QCOMPARE(deep.tree.buffers().size(), kMostNesting + 1);
    }

    void bomb() {
        const BodyReading read =
            reading(test::gzipped('[' + repeated("0,", 16U << 20U) + "0]"), "application/json", "gzip");
        QCOMPARE(read.codings.size(), std::size_t{1});
        QCOMPARE(read.codings[0].end, content::DecodeEnd::Limit);
        QCOMPARE(read.bytes->size(), content::kMostDecoded);
        QCOMPARE(read.kind, BodyKind::Json);
        QCOMPARE(read.tree.size(), kMostNodes);
    }

    void codings() {
        const BodyReading read =
            reading(test::gzipped(test::gzipped(R"({"a":1})")), "application/json", "gzip, gzip");
        QCOMPARE(read.codings.size(), std::size_t{2});
        QCOMPARE(*read.bytes, R"({"a":1})");
        const BodyReading unknown = reading("abc", "text/plain", "dcb");
        QCOMPARE(unknown.codings[0].end, content::DecodeEnd::Unknown);
        QCOMPARE(*unknown.bytes, "abc");
        const BodyReading broken = reading("{\"a\":1}", "application/json", "gzip");
        QCOMPARE(broken.codings[0].end, content::DecodeEnd::Invalid);
        QCOMPARE(*broken.bytes, "{\"a\":1}");
        QCOMPARE(broken.kind, BodyKind::Json);
    }

    void largeBody() {
        const BodyReading read = reading(std::string(kMostReadBytes + 10, ' '), "application/json");
        QCOMPARE(remark(read, RemarkKind::TooLarge), std::optional<std::uint64_t>(kMostReadBytes));
    }
};

QTEST_APPLESS_MAIN(BodyLimitsTest)
#include "body_limits_test.moc"
