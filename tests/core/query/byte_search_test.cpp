// SPDX-License-Identifier: Apache-2.0
#include "core/query/byte_search.h"

#include <QTest>
#include <algorithm>
#include <random>

#include "core/base/byte_text.h"

using namespace mirrorscope;
using query::ByteSearch;

class ByteSearchTest : public QObject {
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void agreesWithTheSimpleWay();
    void staysLinear_data();
    void staysLinear();
};

void ByteSearchTest::finds_data() {
    QTest::addColumn<std::string>("part");
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<bool>("found");
    const auto row = [](const char* name, std::string part, std::string bytes, bool found) {
        QTest::newRow(name) << std::move(part) << std::move(bytes) << found;
    };
    row("nothing in nothing", "", "", true);
    row("nothing in something", "", "a", true);
    row("something in nothing", "a", "", false);
    row("longer than the bytes", "abc", "ab", false);
    row("whole", "abc", "abc", true);
    row("case of the bytes", "union", "UNION select", true);
    row("case of the part", "UNION", "union select", true);
    row("no case outside ASCII", "\xc3\xbc", "\xc3\x9c", false);
    row("a byte that differs in bit 5 only", "@", "`", false);
    row("NUL", std::string("b\0c", 3), std::string("ab\0cd", 5), true);
    row("begins anew within itself", "aab", "aaab", true);
    row("falls back twice", "abababc", "ababababc", true);
    row("at the end", "cd", "abcd", true);
    row("cut at the end", "cde", "abcd", false);
}

void ByteSearchTest::finds() {
    QFETCH(std::string, part);
    QFETCH(std::string, bytes);
    QFETCH(bool, found);
    QCOMPARE(ByteSearch(part).occursIn(bytes), found);
}

void ByteSearchTest::agreesWithTheSimpleWay() {
    std::mt19937 random(3);
    const auto text = [&](std::size_t size) {
        std::string out(size, '\0');
        std::ranges::generate(out, [&] { return "aAbB"[random() % 4]; });
        return out;
    };
    int found = 0;
    for (int round = 0; round < 20'000; ++round) {
        const std::string bytes = text(random() % 30);
        const std::string part = text(1 + random() % 6);
        const bool expected = base::toLower(bytes).find(base::toLower(part)) != std::string::npos;
        QVERIFY2(ByteSearch(part).occursIn(bytes) == expected, (part + " in " + bytes).c_str());
        found += expected ? 1 : 0;
    }
    QVERIFY(found > 4000 && found < 16'000);
}

void ByteSearchTest::staysLinear_data() {
    QTest::addColumn<std::string>("part");
    QTest::addColumn<std::string>("bytes");
    constexpr std::size_t kBytes = 8'000'000;
    // Taken the simple way, each of these needs hours.
    QTest::newRow("the part nearly occurs everywhere")
        << std::string(16'000, 'a') + "b" << std::string(kBytes, 'a');
    QTest::newRow("its first byte occurs in one case only") << std::string("ab") << std::string(kBytes, 'A');
}

void ByteSearchTest::staysLinear() {
    QFETCH(std::string, part);
    QFETCH(std::string, bytes);
    QVERIFY(!ByteSearch(part).occursIn(bytes));
}

QTEST_GUILESS_MAIN(ByteSearchTest)
#include "byte_search_test.moc"
