// SPDX-License-Identifier: Apache-2.0
// Filters that nobody types: a saved view may come from a stranger.
#include <QTest>
#include <random>

#include "core/query/parser.h"
#include "core/query/tokenizer.h"

using namespace mirrorscope;
using query::parse;

namespace {

std::string repeated(std::string_view part, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
        out += part;
    }
    return out;
}

}  // namespace

class HostileFilterTest : public QObject {
    Q_OBJECT

private slots:
    void refuses_data();
    void refuses();
    void takesTheMost_data();
    void takesTheMost();
    void randomBytes();
    void mutations();
};

void HostileFilterTest::refuses_data() {
    QTest::addColumn<std::string>("filter");
    QTest::addColumn<int>("position");
    const auto deepest = static_cast<int>(query::kDeepestFilter);
    QTest::newRow("one parenthesis too deep")
        << repeated("(", query::kDeepestFilter + 1) + "a" + repeated(")", query::kDeepestFilter + 1)
        << deepest;
    QTest::newRow("16,000 parentheses") << repeated("(", 16'000) << deepest;
    QTest::newRow("16,000 closing parentheses") << repeated(")", 16'000) << 0;
    QTest::newRow("negations and no term") << repeated("-", 16'000) << 16'000;
    QTest::newRow("one byte too long")
        << std::string(query::kLongestFilter + 1, 'a') << static_cast<int>(query::kLongestFilter);
    QTest::newRow("1 MB") << std::string(1'000'000, 'a') << static_cast<int>(query::kLongestFilter);
    QTest::newRow("one word too many")
        << repeated("a ", query::kMostTerms + 1) << 2 * static_cast<int>(query::kMostTerms);
    QTest::newRow("one value too many")
        << "id:0" + repeated(",1", query::kMostTerms) << 3 + 2 * static_cast<int>(query::kMostTerms);
    QTest::newRow("pattern too long") << "body~/" + std::string(1025, 'a') + "/" << 5;
    QTest::newRow("pattern nested too deep") << "body~/" + repeated("(", 31) + repeated(")", 31) + "/" << 5;
    QTest::newRow("pattern that grows") << std::string("body~/((((((a{99}){99}){99}){99}){99}){99})/") << 5;
    QTest::newRow("pattern that turns UTF-8 on") << std::string("body~/(*UTF)a/") << 5;
}

void HostileFilterTest::refuses() {
    QFETCH(std::string, filter);
    QFETCH(int, position);
    const auto parsed = parse(filter);
    QVERIFY(!parsed.has_value());
    QCOMPARE(parsed.error().position, static_cast<std::size_t>(position));
    QVERIFY(parsed.error().found.size() <= query::kFoundBytes);
    QVERIFY(!query::sentence(parsed.error(), filter).empty());
}

void HostileFilterTest::takesTheMost_data() {
    QTest::addColumn<std::string>("filter");
    QTest::newRow("parentheses") << repeated("(", query::kDeepestFilter) + "a" +
                                        repeated(")", query::kDeepestFilter);
    QTest::newRow("groups in groups")
        << repeated("-(a ", query::kDeepestFilter) + "b" + repeated(")", query::kDeepestFilter);
    QTest::newRow("words") << repeated("a ", query::kMostTerms);
    QTest::newRow("negations") << repeated("-", query::kLongestFilter - 1) + "a";
    QTest::newRow("one word") << std::string(query::kLongestFilter, 'a');
}

void HostileFilterTest::takesTheMost() {
    QFETCH(std::string, filter);
    const auto tree = parse(filter);
    QVERIFY(tree.has_value());
    const auto again = parse(query::print(*tree));
    QVERIFY(again.has_value());
    QVERIFY(*again == *tree);
}

void HostileFilterTest::randomBytes() {
    std::mt19937 random(7);
    std::uniform_int_distribution<int> byte(0, 255);
    for (int round = 0; round < 20'000; ++round) {
        std::string filter(static_cast<std::size_t>(round % 40), '\0');
        for (char& c : filter) {
            c = static_cast<char>(byte(random));
        }
        const auto tree = parse(filter);
        if (tree) {
            QVERIFY(*parse(query::print(*tree)) == *tree);
        } else {
            QVERIFY(tree.error().position + tree.error().length <= filter.size());
        }
    }
}

/// Good filters with a few bytes changed reach deeper than noise does.
void HostileFilterTest::mutations() {
    const std::string good =
        "(type:sqli,xss or -severity>=high) client!=10.0.0.0/8 header.x-a~/a(b|c)\\/d/i time:-2h..now "
        "not \"a\\\"b\\x00\" body_bytes:1KiB..2MiB id:1..5,unknown";
    QVERIFY(parse(good).has_value());
    constexpr std::string_view kBytes = "():=~!<>,.\"\\/-0aZ \xff";
    std::mt19937 random(11);
    int accepted = 0;
    for (int round = 0; round < 50'000; ++round) {
        std::string filter = good;
        for (int changes = 1 + round % 3; changes > 0; --changes) {
            filter[random() % filter.size()] = kBytes[random() % kBytes.size()];
        }
        filter.resize(random() % 4 == 0 ? random() % filter.size() : filter.size());
        const auto tree = parse(filter);
        if (tree) {
            ++accepted;
            const auto again = parse(query::print(*tree));
            QVERIFY2(again.has_value() && *again == *tree, filter.c_str());
        } else {
            QVERIFY2(tree.error().position + tree.error().length <= filter.size(), filter.c_str());
            QVERIFY(!query::underlined(tree.error(), filter).empty());
        }
    }
    QVERIFY(accepted > 1000);
}

QTEST_GUILESS_MAIN(HostileFilterTest)
#include "hostile_filter_test.moc"
