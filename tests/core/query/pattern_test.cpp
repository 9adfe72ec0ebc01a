// SPDX-License-Identifier: Apache-2.0
#include "core/query/pattern.h"

#include <QTest>
#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

using namespace mirrorscope;
using query::Match;
using query::Pattern;

class PatternTest : public QObject {
    Q_OBJECT

private slots:
    void searches_data();
    void searches();
    void findsBeyondAWindow_data();
    void findsBeyondAWindow();
    void refuses_data();
    void refuses();
    void givesUpOnBacktracking();
    void givesUpOnALargeBody();
    void findsEachPlace();
};

void PatternTest::searches_data() {
    QTest::addColumn<std::string>("pattern");
    QTest::addColumn<bool>("ignoresCase");
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<bool>("found");
    const auto row = [](const char* name, std::string pattern, bool ignoresCase, std::string bytes,
                        bool found) {
        QTest::newRow(name) << std::move(pattern) << ignoresCase << std::move(bytes) << found;
    };
    row("inside", "b+", false, "abbc", true);
    row("not there", "x", false, "abbc", false);
    row("case counts", "SELECT", false, "select", false);
    row("case ignored", "SELECT", true, "select", true);
    row("beginning", "^ab", false, "abc", true);
    row("not at the beginning", "^b", false, "abc", false);
    row("end", "c$", false, "abc", true);
    row("the end is not before a line end", "c$", false, "abc\n", false);
    row("empty pattern", "", false, "", true);
    row("empty bytes", "a", false, "", false);
    row("NUL", "a\\0b", false, std::string("xa\0by", 5), true);
    row("invalid UTF-8", "\\xff.", false, "a\xff\xfe", true);
    row("a dot is a byte", "^..$", false, "\xc3\xbc", true);
    row("back reference", "(a|b)\\1", false, "abb", true);
    row("look behind", "(?<=x)y", false, "xy", true);
}

void PatternTest::searches() {
    QFETCH(std::string, pattern);
    QFETCH(bool, ignoresCase);
    QFETCH(std::string, bytes);
    QFETCH(bool, found);
    const auto compiled = Pattern::compile(pattern, ignoresCase);
    QVERIFY(std::holds_alternative<Pattern>(compiled));
    QCOMPARE(std::get<Pattern>(compiled).search(bytes), found ? Match::Yes : Match::No);
}

void PatternTest::findsBeyondAWindow_data() {
    QTest::addColumn<std::string>("pattern");
    QTest::newRow("literal") << std::string("needle");
    QTest::newRow("looks behind the beginning of a window") << std::string("(?<=aaa)needle");
    QTest::newRow("begins far before") << std::string("a{50}needle");
    QTest::newRow("any") << std::string("n.*e$");
}

void PatternTest::findsBeyondAWindow() {
    QFETCH(std::string, pattern);
    const auto compiled = Pattern::compile(pattern, false);
    for (std::size_t before = 250; before < 270; ++before) {
        QCOMPARE(std::get<Pattern>(compiled).search(std::string(before, 'a') + "needle"), Match::Yes);
        QCOMPARE(std::get<Pattern>(compiled).search(std::string(before, 'a') + "needl"), Match::No);
    }
}

void PatternTest::refuses_data() {
    QTest::addColumn<std::string>("pattern");
    QTest::addColumn<int>("offset");
    QTest::newRow("open parenthesis") << std::string("ab(c") << 4;
    QTest::newRow("open class") << std::string("[a") << 2;
    QTest::newRow("nothing to repeat") << std::string("*a") << 0;
    QTest::newRow("UTF-8 mode") << std::string("(*UTF)a") << 6;
    QTest::newRow("backslash at the end") << std::string("a\\") << 2;
    QTest::newRow("too long") << std::string(query::kLongestPattern + 1, 'a')
                              << static_cast<int>(query::kLongestPattern);
}

void PatternTest::refuses() {
    QFETCH(std::string, pattern);
    QFETCH(int, offset);
    const auto compiled = Pattern::compile(pattern, false);
    QVERIFY(std::holds_alternative<Pattern::Fault>(compiled));
    QVERIFY(!std::get<Pattern::Fault>(compiled).reason.empty());
    QCOMPARE(std::get<Pattern::Fault>(compiled).offset, static_cast<std::size_t>(offset));
}

void PatternTest::givesUpOnBacktracking() {
    const auto compiled = Pattern::compile("^(a+)+[bc]$", false);
    QCOMPARE(std::get<Pattern>(compiled).search(std::string(40, 'a')), Match::GaveUp);
    QCOMPARE(std::get<Pattern>(compiled).search(std::string(40, 'a') + "b"), Match::Yes);
}

/// Each starting byte stays below the match limit, all of them together take far too long.
void PatternTest::givesUpOnALargeBody() {
    const auto compiled = Pattern::compile("a.{0,30000}[xy]", false);
    QCOMPARE(std::get<Pattern>(compiled).search(std::string(90'000, 'a')), Match::GaveUp);
}

void PatternTest::findsEachPlace() {
    const auto compiled = Pattern::compile("b+|$", false);
    const auto& pattern = std::get<Pattern>(compiled);
    const std::string bytes = "abbab";
    std::vector<std::pair<std::size_t, std::size_t>> places;
    Pattern::Found found;
    for (std::size_t from = 0;
         pattern.find(bytes, from, found, std::chrono::seconds(10)) == Match::Yes && from <= bytes.size();
         from = std::max(found.offset + found.length, from + 1)) {
        places.emplace_back(found.offset, found.length);
    }
    QCOMPARE(places, (std::vector<std::pair<std::size_t, std::size_t>>{{1, 2}, {4, 1}, {5, 0}}));
    QCOMPARE(pattern.find(bytes, bytes.size() + 1, found, std::chrono::seconds(10)), Match::No);
}

QTEST_GUILESS_MAIN(PatternTest)
#include "pattern_test.moc"
