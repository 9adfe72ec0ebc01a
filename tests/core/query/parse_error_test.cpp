// SPDX-License-Identifier: Apache-2.0
#include "core/query/parse_error.h"

#include <QTest>

#include "core/query/parser.h"

using namespace mirrorscope;
using query::parse;
using query::ParseError;

namespace {

struct Case {
    const char* filter;
    int position;
    int length;
    const char* expected;
    const char* found;
};

constexpr char kTerm[] = "a condition, a word or (";
constexpr char kTime[] = "a time such as -15m, today, 14:30 or 2026-11-23T14:30";
constexpr char kDuration[] = "a duration such as 500ms or 2s";
constexpr char kAddress[] = "an address or a CIDR block";
constexpr char kPrefix4[] = "a prefix length of 0 to 32";
constexpr char kField[] = "a field, or quotes around text to look for";
constexpr char kNoField[] = "a field before the operator";
constexpr char kSpace[] = "a space (put \" around a value that holds it)";
constexpr char kEscape[] = "\\\", \\\\, \\n, \\r, \\t or \\x and two digits";
constexpr char kAfterPattern[] =
    "a space after the regular expression (write \\/ for / in it; to look for text that begins with /, put "
    "it in \")";

/// What is refused, where, and what was expected there.
constexpr Case kCases[] = {
    {"a:b or", 0, 1, kField, "a"},
    {"host:a\"b", 6, 1, kSpace, "\""},
    {"(", 1, 0, kTerm, ""},
    {")", 0, 1, kTerm, ")"},
    {"()", 1, 1, kTerm, ")"},
    {"(a", 2, 0, ") or another term", ""},
    {"a)", 1, 1, "the end or another term", ")"},
    {"((a)", 4, 0, ") or another term", ""},
    {"a or", 4, 0, kTerm, ""},
    {"or a", 0, 2, kTerm, "or"},
    {"a or or b", 5, 2, kTerm, "or"},
    {"and", 0, 3, kTerm, "and"},
    {"a and", 5, 0, kTerm, ""},
    {"and a", 0, 3, kTerm, "and"},
    {"not", 3, 0, kTerm, ""},
    {"-", 1, 0, kTerm, ""},
    {"a not", 5, 0, kTerm, ""},
    {"a and or b", 6, 2, kTerm, "or"},
    {"(a or)", 5, 1, kTerm, ")"},
    {"foo:bar", 0, 3, kField, "foo"},
    {"hots:a", 0, 4, "a field (the nearest is hits), or quotes around text to look for", "hots"},
    {"sourc:a", 0, 5, "a field (the nearest is source), or quotes around text to look for", "sourc"},
    {"http://x", 0, 4, kField, "http"},
    {":x", 0, 1, kNoField, ":"},
    {"=x", 0, 1, kNoField, "="},
    {"<5", 0, 1, kNoField, "<"},
    {"~x", 0, 1, kNoField, "~"},
    {"!=x", 0, 2, kNoField, "!="},
    {"!~x", 0, 2, kNoField, "!~"},
    {"id:", 3, 0, "a number", ""},
    {"id>", 3, 0, "a number", ""},
    {"id: or", 4, 2, "a number", "or"},
    {"id:(", 3, 1, "a number", "("},
    {"id:)", 3, 1, "a number", ")"},
    {"id:abc", 3, 3, "a number", "abc"},
    {"id:1x", 3, 2, "a number", "1x"},
    {"id:-1", 3, 2, "a number", "-1"},
    {"id:1.5", 3, 3, "a number", "1.5"},
    {"id:9223372036854775808", 3, 19, "a number", "9223372036854775808"},
    {"id~5", 2, 1, "an operator of id: : != < <= > >=", "~"},
    {"id~/5/", 2, 1, "an operator of id: : != < <= > >=", "~"},
    {"id!~5", 2, 2, "an operator of id: : != < <= > >=", "!~"},
    {"id:5..1", 3, 4, "a range whose first value is not above its last", "5..1"},
    {"id:..", 3, 2, "a number on either side of ..", ".."},
    {"id:a..b", 3, 4, "a number on either side of ..", "a..b"},
    {"id:1..b", 3, 4, "a number on either side of ..", "1..b"},
    {"id>1..5", 3, 4, "a number without .. (a range goes with :)", "1..5"},
    {"id<unknown", 3, 7, "a number", "unknown"},
    {"id:1,", 5, 0, "a number", ""},
    {"id:1,,2", 5, 2, "a number", ",2"},
    {"id:,1", 3, 2, "a number", ",1"},
    {"id:1,abc", 5, 3, "a number", "abc"},
    {"body_bytes:5XB", 11, 3, "a size such as 100, 8KiB or 1MB", "5XB"},
    {"duration:5", 9, 1, kDuration, "5"},
    {"duration:5x", 9, 2, kDuration, "5x"},
    {"duration:1h30", 9, 4, kDuration, "1h30"},
    {"duration:99999999999999d", 9, 15, kDuration, "99999999999999d"},
    {"time:5", 5, 1, kTime, "5"},
    {"time:tomorrow", 5, 8, kTime, "tomorrow"},
    {"time:25:00", 5, 5, kTime, "25:00"},
    {"time:14:60", 5, 5, kTime, "14:60"},
    {"time:14:30:99", 5, 8, kTime, "14:30:99"},
    {"time:14:30:05.", 5, 9, kTime, "14:30:05."},
    {"time:2026-13-01", 5, 10, kTime, "2026-13-01"},
    {"time:2026-02-30", 5, 10, kTime, "2026-02-30"},
    {"time:2026-11-23T", 5, 11, kTime, "2026-11-23T"},
    {"time:2026-11-23T14:30+1", 5, 18, kTime, "2026-11-23T14:30+1"},
    {"time:1969-12-31", 5, 10, kTime, "1969-12-31"},
    {"time:-15", 5, 3, kTime, "-15"},
    {"time:-15m", 5, 4, "a time that lasts, or a range (for everything since then write >)", "-15m"},
    {"time:now", 5, 3, "a time that lasts, or a range (for everything since then write >)", "now"},
    {"time:-", 5, 1, kTime, "-"},
    {"time>-1d..now", 5, 8,
     "a time such as -15m, today, 14:30 or 2026-11-23T14:30 without .. (a range goes with :)", "-1d..now"},
    {"time~14", 4, 1, "an operator of time: : != < <= > >=", "~"},
    {"time:today..tomorrow", 5, 15,
     "a time such as -15m, today, 14:30 or 2026-11-23T14:30 on either side of ..", "today..tomorrow"},
    {"client:10.0.0", 7, 6, kAddress, "10.0.0"},
    {"client:10.0.0.0/33", 16, 2, kPrefix4, "33"},
    {"client:2001:db8::/129", 18, 3, "a prefix length of 0 to 128", "129"},
    {"client:10.0.0.0/x", 16, 1, kPrefix4, "x"},
    {"client:10.0.0.0/", 16, 0, kPrefix4, ""},
    {"client:shop", 7, 4, kAddress, "shop"},
    {"client>10.0.0.5", 6, 1, "an operator of client: : != ~ !~", ">"},
    {"client:10.0.0.1..10.0.0.9", 7, 18, kAddress, "10.0.0.1..10.0.0.9"},
    {"host>5", 4, 1, "an operator of host: : != ~ !~", ">"},
    {"host:\"abc", 9, 0, "\" that ends the text", ""},
    {"host:\"a\\qb\"", 7, 2, kEscape, "\\q"},
    {"host:\"a\\x1\"", 7, 2, kEscape, "\\x"},
    {"host:\"a\\", 7, 1, kEscape, "\\"},
    {"host:a\"b\"", 6, 1, kSpace, "\""},
    {"host:a(b)", 6, 1, kSpace, "("},
    {"host:\"a\"b", 8, 1, kSpace, "b"},
    {"a(b)", 1, 1, kSpace, "("},
    {"a\"b\"", 1, 1, kSpace, "\""},
    {"host~/abc", 9, 0,
     "/ that ends the regular expression (to look for text that begins with /, put it in \")", ""},
    {"host~/a/b/", 8, 1, kAfterPattern, "b"},
    {"host~/(/", 5, 3, "a regular expression: missing closing parenthesis at its byte 2", "/(/"},
    {"host~/[a/", 5, 4, "a regular expression: missing terminating ] for character class at its byte 3",
     "/[a/"},
    {"host~/a/x", 8, 1, kAfterPattern, "x"},
    {"host~/*a/", 5, 4, "a regular expression: quantifier does not follow a repeatable item at its byte 1",
     "/*a/"},
    {"host~\"\"", 5, 2, "at least one byte to look for", "\"\""},
    {"host:a,", 7, 0, "a value", ""},
    {"\"\"", 0, 2, "at least one byte to look for", "\"\""},
    {"flag:nope", 5, 4, "a known flag", "nope"},
    {"flag:bare-ld", 5, 7, "a known flag (the nearest is bare-lf)", "bare-ld"},
    {"flag~late", 4, 1, "an operator of flag: : !=", "~"},
    {"flag:unknown", 5, 7, "a known flag", "unknown"},
    {"flag>late", 4, 1, "an operator of flag: : !=", ">"},
    {"state:atack", 6, 5, "one of pending, clean, suspicious, attack, excluded, not-analysed, error",
     "atack"},
    {"state>clean", 5, 1, "an operator of state: : !=", ">"},
    {"type:sql", 5, 3, "a known type (the nearest is sqli)", "sql"},
    {"severity:urgent", 9, 6, "one of info, low, medium, high, critical", "urgent"},
    {"severity~high", 8, 1, "an operator of severity: : != < <= > >=", "~"},
    {"form:whole..malformed", 5, 16, "one of whole, head-only, incomplete, malformed, not-http",
     "whole..malformed"},
    {"missing:", 8, 0, "the name of a header", ""},
    {"missing:\"\"", 8, 2, "the name of a header", "\"\""},
    {"missing!=x", 7, 2, "an operator of missing: :", "!="},
    {"missing~x", 7, 1, "an operator of missing: :", "~"},
    {"has>x", 3, 1, "an operator of has: :", ">"},
    {"header.:x", 0, 7, "a field (the nearest is header.NAME), or quotes around text to look for", "header."},
    {"header:x", 0, 6, "a field (the nearest is header.NAME), or quotes around text to look for", "header"},
    {"header.x>5", 8, 1, "an operator of header: : != ~ !~", ">"},
    {"header.x:", 9, 0, "a value", ""},
    {"triage:done", 7, 4, "one of new, confirmed, false-positive, escalated, archived", "done"},
    {"a b:c", 2, 1, kField, "b"},
    {"ok foo:1", 3, 3, kField, "foo"},
    {"host:x)", 6, 1, "the end or another term", ")"},
    {"(host:x", 7, 0, ") or another term", ""},
    {"-:x", 1, 1, kNoField, ":"},
    {"\"a\\\"", 4, 0, "\" that ends the text", ""},
    {"client:10.0.0.5/", 16, 0, kPrefix4, ""},
};

}  // namespace

class ParseErrorTest : public QObject {
    Q_OBJECT

private slots:
    void names_data();
    void names();
    void countsCharacters();
    void underlines_data();
    void underlines();
};

void ParseErrorTest::names_data() {
    QTest::addColumn<QByteArray>("filter");
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("length");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<QByteArray>("found");
    for (const Case& c : kCases) {
        QTest::newRow(c.filter) << QByteArray(c.filter) << c.position << c.length << QByteArray(c.expected)
                                << QByteArray(c.found);
    }
}

void ParseErrorTest::names() {
    QFETCH(QByteArray, filter);
    QFETCH(int, position);
    QFETCH(int, length);
    QFETCH(QByteArray, expected);
    QFETCH(QByteArray, found);
    const auto parsed = parse(filter.toStdString());
    QVERIFY(!parsed.has_value());
    const ParseError error = parsed.error();
    QCOMPARE(QByteArray::fromStdString(error.expected), expected);
    QCOMPARE(QByteArray::fromStdString(error.found), found);
    QCOMPARE(error.position, static_cast<std::size_t>(position));
    QCOMPARE(error.length, static_cast<std::size_t>(length));
}

void ParseErrorTest::countsCharacters() {
    const std::string filter = "\xc3\xbcml\xff \xe2\x82\xac id:x";
    QCOMPARE(query::sentence(parse(filter).error(), filter),
             std::string("At character 11: expected a number, found \"x\""));
    QCOMPARE(query::expectation(parse("id:x").error(), "id:x"),
             std::string("a number at character 4, found \"x\""));
    QCOMPARE(query::sentence(parse("id:").error(), "id:"),
             std::string("At character 4: expected a number, found the end"));
    QCOMPARE(query::sentence(parse("client:10.0.0.0/ x").error(), "client:10.0.0.0/ x"),
             std::string("At character 17: expected a prefix length of 0 to 32, found nothing"));
}

void ParseErrorTest::underlines_data() {
    QTest::addColumn<QByteArray>("filter");
    QTest::addColumn<QByteArray>("lines");
    QTest::newRow("in the middle") << QByteArray("id:abc x") << QByteArray("id:abc x\n   ^^^");
    QTest::newRow("at the end") << QByteArray("id:") << QByteArray("id:\n   ^");
    QTest::newRow("two bytes, one column")
        << QByteArray("\xc3\xbc id:x") << QByteArray("\xc3\xbc id:x\n     ^");
    QTest::newRow("an escape is as wide as it is shown")
        << QByteArray("\x1b id:x") << QByteArray("\\x1b id:x\n        ^");
    const QByteArray many(300, 'a');
    QTest::newRow("far from both ends")
        << many + " id:x " + many
        << many.left(56) + " id:x " + many.left(58) + "\n" + QByteArray(60, ' ') + "^";
}

void ParseErrorTest::underlines() {
    QFETCH(QByteArray, filter);
    QFETCH(QByteArray, lines);
    const std::string text = filter.toStdString();
    QCOMPARE(QByteArray::fromStdString(query::underlined(parse(text).error(), text)), lines);
}

QTEST_GUILESS_MAIN(ParseErrorTest)
#include "parse_error_test.moc"
