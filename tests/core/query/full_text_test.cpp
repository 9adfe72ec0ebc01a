// SPDX-License-Identifier: Apache-2.0
#include "core/query/full_text.h"

#include <QTest>
#include <random>

#include "core/base/byte_text.h"

using namespace mirrorscope;
using query::WordSearch;

class FullTextTest : public QObject {
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void words_data();
    void words();
    void wordsAreThereWhereTheTextIs();
};

void FullTextTest::finds_data() {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<bool>("found");
    const auto row = [](const char* name, std::string text, std::string bytes, bool found) {
        QTest::newRow(name) << std::move(text) << std::move(bytes) << found;
    };
    row("a word", "union", "id=1 UNION all", true);
    row("at the beginning", "union", "union all", true);
    row("the beginning of a word", "union", "unions", true);
    row("the end of a word", "union", "reunion", false);
    row("the end of one, then a word", "union", "reunion union", true);
    row("after a digit", "union", "1union", false);
    row("after an underscore", "union", "_union", false);
    row("after a separator that is asked for", "=union", "a=union", true);
    row("a separator finds it anywhere", "/etc/passwd", "file..etc/x/etc/passwd", true);
    row("several words", "etc/passwd", "/../etc/passwd", true);
    row("several words, not whole", "etc/passwd", "/../petc/passwd", false);
    row("escaped", "union select", "id=1%20union%20select", true);
    row("escaped, as received", "%20union", "id=1%20union%20select", true);
    row("plus as a space", "union select", "id=1+union+select", true);
    row("an escape makes a letter", "union", "re%75nion", false);
    row("an escape makes the letter", "union", "a=%75nion", true);
    row("cut escape", "union", "%2 union", true);
    row("nothing", "", "abc", true);
    row("NUL separates", "b", std::string("a\0b", 3), true);
    row("beyond ASCII is a letter", "b",
        "\xc3\xbc"
        "b",
        false);
}

void FullTextTest::finds() {
    QFETCH(std::string, text);
    QFETCH(std::string, bytes);
    QFETCH(bool, found);
    QCOMPARE(WordSearch(text).occursIn(bytes), found);
}

void FullTextTest::words_data() {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::vector<std::string>>("whole");
    QTest::addColumn<std::string>("beginning");
    using List = std::vector<std::string>;
    QTest::newRow("one") << std::string("UNION") << List{} << std::string("union");
    QTest::newRow("two") << std::string("union sel") << List{"union"} << std::string("sel");
    QTest::newRow("closed") << std::string("(a.b)") << List{"a", "b"} << std::string();
    QTest::newRow("none") << std::string("<>\"") << List{} << std::string();
    QTest::newRow("address") << std::string("10.0.0.1") << List{"10", "0", "0"} << std::string("1");
}

void FullTextTest::words() {
    QFETCH(std::string, text);
    QFETCH(std::vector<std::string>, whole);
    QFETCH(std::string, beginning);
    const auto words = query::wordsOf(text);
    QCOMPARE(words.whole, whole);
    QCOMPARE(words.beginning, beginning);
}

/// What an index relies on: bytes that hold a text hold its words.
void FullTextTest::wordsAreThereWhereTheTextIs() {
    std::mt19937 random(11);
    const auto text = [&](std::size_t most) {
        std::string out(random() % most, '\0');
        std::ranges::generate(out, [&] { return "abAB0_ .%+2/"[random() % 12]; });
        return out;
    };
    int found = 0;
    for (int i = 0; i < 200'000; ++i) {
        const std::string part = text(5);
        const std::string bytes = text(24);
        if (!WordSearch(part).occursIn(bytes)) {
            continue;
        }
        ++found;
        const auto decoded = query::decodedText(bytes).value_or("");
        std::string all;
        for (const std::string& one : {bytes, decoded}) {
            for (const char c : one) {
                all += query::isWordByte(c) ? base::toLower(std::string(1, c)) : " ";
            }
            all += " ";
        }
        all = " " + all;
        const auto words = query::wordsOf(part);
        for (const std::string& word : words.whole) {
            QVERIFY2(all.find(" " + word + " ") != all.npos, (part + " in " + bytes).c_str());
        }
        QVERIFY2(words.beginning.empty() || all.find(" " + words.beginning) != all.npos,
                 (part + " in " + bytes).c_str());
    }
    QVERIFY(found > 20'000);
}

QTEST_GUILESS_MAIN(FullTextTest)
#include "full_text_test.moc"
