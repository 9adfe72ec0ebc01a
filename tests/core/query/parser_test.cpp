// SPDX-License-Identifier: Apache-2.0
#include "core/query/parser.h"

#include <QTest>

using namespace mirrorscope;
using query::parse;

namespace {

struct Case {
    const char* filter;
    const char* printed;
};

/// What is accepted, and how it is printed.
constexpr Case kCases[] = {
    {"", ""},
    {"login", "login"},
    {"login failed", "login failed"},
    {"login and failed", "login failed"},
    {"login or failed", "login or failed"},
    {"a b or c d", "a b or c d"},
    {"a or b c or d", "a or b c or d"},
    {"(a or b) c", "(a or b) c"},
    {"((a))", "a"},
    {"not a", "-a"},
    {"-a", "-a"},
    {"!a", "-a"},
    {"- a", "-a"},
    {"not not a", "a"},
    {"--a", "a"},
    {"-(a b)", "-(a b)"},
    {"-(a or b)", "-(a or b)"},
    {"not (a or not b)", "-(a or -b)"},
    {"not(a)", "-a"},
    {"NOT a AND b OR c", "-a b or c"},
    {"(a b) (c d)", "a b c d"},
    {"(a or b) or c", "a or b or c"},
    {"a (b or c) -d", "a (b or c) -d"},
    {"\"and\"", "\"and\""},
    {"\"or\"", "\"or\""},
    {"\"two words\"", "\"two words\""},
    {"\"a\\\"b\\\\c\"", "\"a\\\"b\\\\c\""},
    {"\"tab\\there\\x00\\xff\"", "\"tab\\x09here\\x00\\xff\""},
    {"ümlaut", "ümlaut"},
    {"/login", "/login"},
    {"\"-a\"", "\"-a\""},
    {"a-b", "a-b"},
    {"10.0.0.5", "10.0.0.5"},
    {"a.b/c?d", "a.b/c?d"},
    {"id:5", "id:5"},
    {"id=5", "id:5"},
    {"ID:5", "id:5"},
    {"id : 5", "id:5"},
    {"id  >=  5", "id>=5"},
    {"id!=5", "id!=5"},
    {"id:1,2,3", "id:1,2,3"},
    {"id:1, 2, 3", "id:1,2,3"},
    {"id!=1,2", "id!=1,2"},
    {"id:5..10", "id:5..10"},
    {"id:5..", "id:5.."},
    {"id:..10", "id:..10"},
    {"id:5..5", "id:5"},
    {"id<5", "id<5"},
    {"id<=5", "id<=5"},
    {"id>5", "id>5"},
    {"id>=5", "id>=5"},
    {"-id>5", "-id>5"},
    {"not id:5", "id!=5"},
    {"not id!=5", "id:5"},
    {"id:0", "id:0"},
    {"id:9223372036854775807", "id:9223372036854775807"},
    {"offset:unknown", "offset:unknown"},
    {"offset:\"\"", "offset:unknown"},
    {"offset!=unknown", "offset!=unknown"},
    {"offset:1,unknown", "offset:1,unknown"},
    {"body_bytes:8192", "body_bytes:8KiB"},
    {"body_bytes>8KiB", "body_bytes>8KiB"},
    {"body_bytes>8kib", "body_bytes>8KiB"},
    {"body_bytes:1000B", "body_bytes:1000"},
    {"body_bytes:1kB", "body_bytes:1000"},
    {"body_bytes:1500", "body_bytes:1500"},
    {"body_bytes:2MB..3GiB", "body_bytes:2000000..3GiB"},
    {"body_bytes:1GB", "body_bytes:1000000000"},
    {"body_kept:0", "body_kept:0"},
    {"duration>500ms", "duration>500ms"},
    {"duration:0", "duration:0"},
    {"duration:1h30m", "duration:90m"},
    {"duration:90m", "duration:90m"},
    {"duration:250us..1s", "duration:250us..1s"},
    {"duration<1d", "duration<1d"},
    {"time>-15m", "time>-15m"},
    {"time>=-1h30m", "time>=-1h30m"},
    {"time:today", "time:today"},
    {"time:TODAY", "time:TODAY"},
    {"time:yesterday", "time:yesterday"},
    {"time:-1h..now", "time:-1h..now"},
    {"time:-2d..-1d", "time:-2d..-1d"},
    {"time:14:30", "time:14:30"},
    {"time:14:30:05", "time:14:30:05"},
    {"time:14:30:05.25", "time:14:30:05.25"},
    {"time:14:00..15:00", "time:14:00..15:00"},
    {"time:2026-11-23", "time:2026-11-23"},
    {"time:2026-11-23..2026-11-25", "time:2026-11-23..2026-11-25"},
    {"time:2026-11-23T14:30", "time:2026-11-23T14:30"},
    {"time:2026-11-23T14:30Z", "time:2026-11-23T14:30Z"},
    {"time:2026-11-23T14:30:05.123456+01:00", "time:2026-11-23T14:30:05.123456+01:00"},
    {"time<2026-11-23T14:30-09:30", "time<2026-11-23T14:30-09:30"},
    {"time:2024-02-29", "time:2024-02-29"},
    {"time:..now", "time:..now"},
    {"time!=today", "time!=today"},
    {"time:today,yesterday", "time:today,yesterday"},
    {"client:10.0.0.5", "client:10.0.0.5"},
    {"client:10.0.0.0/8", "client:10.0.0.0/8"},
    {"client:10.0.0.0/0", "client:10.0.0.0/0"},
    {"client:2001:db8::/32", "client:2001:db8::/32"},
    {"client:::1", "client:::1"},
    {"client:[::1]", "client:[::1]"},
    {"client:10.0.0.5,192.168.0.0/16", "client:10.0.0.5,192.168.0.0/16"},
    {"client!=10.0.0.5", "client!=10.0.0.5"},
    {"client:unknown", "client:unknown"},
    {"client:\"\"", "client:unknown"},
    {"client!=\"\"", "client!=unknown"},
    {"client~10.0.", "client~10.0."},
    {"client!~10.0.", "client!~10.0."},
    {"client~/^10\\./", "client~/^10\\./"},
    {"client:\"10.0.0.5\"", "client:10.0.0.5"},
    {"host:shop.example", "host:shop.example"},
    {"host=shop.example", "host:shop.example"},
    {"host!=shop.example", "host!=shop.example"},
    {"host:\"\"", "host:\"\""},
    {"host:unknown", "host:unknown"},
    {"host:a,b", "host:a,b"},
    {"host:\"a,b\"", "host:\"a,b\""},
    {"host~shop", "host~shop"},
    {"host~a,b", "host~\"a,b\""},
    {"host!~shop", "host!~shop"},
    {"host~/^shop/", "host~/^shop/"},
    {"host~/^Shop/i", "host~/^Shop/i"},
    {"host!~/^shop/i", "host!~/^shop/i"},
    {"host:/a/", "host:/a/"},
    {"path:/login", "path:/login"},
    {"path:/api/v1", "path:/api/v1"},
    {"path:\"/a b\"", "path:\"/a b\""},
    {"path~\"/login\"", "path~\"/login\""},
    {"path~/\\/login\\/\\d+/", "path~/\\/login\\/\\d+/"},
    {"path~/a b (c|d)/", "path~/a b (c|d)/"},
    {"path~/x/ y", "path~/x/ y"},
    {"target:/a?x=1&y=2", "target:/a?x=1&y=2"},
    {"target~id=1", "target~id=1"},
    {"target:http://shop.example/", "target:http://shop.example/"},
    {"variable:ARGS:id", "variable:ARGS:id"},
    {"method:GET,HEAD", "method:GET,HEAD"},
    {"flag:bare-lf", "flag:bare-lf"},
    {"flag:BARE-LF", "flag:bare-lf"},
    {"flags:cl+te", "flag:cl+te"},
    {"flag:bare-lf,late", "flag:bare-lf,late"},
    {"flag!=late", "flag!=late"},
    {"-flag:late", "flag!=late"},
    {"state:attack", "state:attack"},
    {"state:not-analysed,pending", "state:not-analysed,pending"},
    {"type:sqli", "type:sqli"},
    {"attack_types:sqli,xss", "type:sqli,xss"},
    {"source_kind:gateway-api", "source_kind:gateway-api"},
    {"kind:nginx", "source_kind:nginx"},
    {"form:head-only", "form:head-only"},
    {"client_trust:claimed", "client_trust:claimed"},
    {"triage:new", "triage:new"},
    {"triage!=false-positive", "triage!=false-positive"},
    {"severity:high", "severity:high"},
    {"severity>=high", "severity>=high"},
    {"severity<critical", "severity<critical"},
    {"severity>low", "severity>low"},
    {"severity<=medium", "severity<=medium"},
    {"rule:942100", "rule:942100"},
    {"rule_id:942000..942999", "rule:942000..942999"},
    {"attack:7", "attack:7"},
    {"hits:0", "hits:0"},
    {"score>=10", "score>=10"},
    {"finding:client-hidden", "finding:client-hidden"},
    {"findings~hidden", "finding~hidden"},
    {"tag:demo", "tag:demo"},
    {"note~\"ticket 7\"", "note~\"ticket 7\""},
    {"header.x-forwarded-for~10.0.", "header.x-forwarded-for~10.0."},
    {"header.X-Forwarded-For:10.0.0.5", "header.x-forwarded-for:10.0.0.5"},
    {"HEADER.Cookie~/a=b/", "header.cookie~/a=b/"},
    {"header.x-a!~\"b c\"", "header.x-a!~\"b c\""},
    {"header.x_y.z:1", "header.x_y.z:1"},
    {"has:X-Forwarded-For", "has:x-forwarded-for"},
    {"missing:x-request-id", "missing:x-request-id"},
    {"missing:x-request-id,x-trace", "missing:x-request-id,x-trace"},
    {"-missing:x-a", "-missing:x-a"},
    {"not has:x-a", "-has:x-a"},
    {"head~\"\\r\\n\"", "head~\"\\x0d\\x0a\""},
    {"body~password", "body~password"},
    {"body:\"\"", "body:\"\""},
    {"sha256~e3b0c442", "sha256~e3b0c442"},
    {"request_id:4bf92f3577b34da6", "request_id:4bf92f3577b34da6"},
    {"type:sqli client:10.0.0.0/8 or severity:critical -flag:late",
     "type:sqli client:10.0.0.0/8 or severity:critical flag!=late"},
    {"(type:sqli or type:xss) client!=10.0.0.5 \"union select\"",
     "(type:sqli or type:xss) client!=10.0.0.5 \"union select\""},
    {"host:or", "host:\"or\""},
    {"host:and", "host:\"and\""},
    {"host:not", "host:\"not\""},
    {"host:-x", "host:-x"},
    {"host:\"-x\"", "host:-x"},
    {"host:\"or\"", "host:\"or\""},
    {"host~\"/x\"", "host~\"/x\""},
    {"target:\"a(b)\"", "target:\"a(b)\""},
    {"target~$!*", "target~\"$!*\""},
    {"a!b", "\"a!b\""},
    {"a&b", "a&b"},
    {"matched~<script>", "matched~<script>"},
    {"body_bytes:99999999GiB", "body_bytes:99999999GiB"},
    {"header.x", "header.x"},
    {" \t\n a  \r ", "a"},
};

}  // namespace

class ParserTest : public QObject {
    Q_OBJECT

private slots:
    void accepts_data();
    void accepts();
    void bindsAndTighterThanOr();
    void negationsCancel();
    void manyValuesAreOneCondition();
    void keepsEveryByte();
};

void ParserTest::accepts_data() {
    QTest::addColumn<QByteArray>("filter");
    QTest::addColumn<QByteArray>("printed");
    for (const auto& [filter, printed] : kCases) {
        QTest::newRow(filter) << QByteArray(filter) << QByteArray(printed);
    }
}

void ParserTest::accepts() {
    QFETCH(QByteArray, filter);
    QFETCH(QByteArray, printed);
    const auto tree = parse(filter.toStdString());
    QVERIFY(tree.has_value());
    QCOMPARE(QByteArray::fromStdString(query::print(*tree)), printed);
    const auto again = parse(printed.toStdString());
    QVERIFY(again.has_value());
    QVERIFY(*again == *tree);
}

void ParserTest::bindsAndTighterThanOr() {
    const auto tree = parse("a b or c");
    const auto& any = std::get<query::Group>(tree->term);
    QCOMPARE(any.join, query::Group::Join::Any);
    QCOMPARE(any.parts.size(), std::size_t{2});
    QCOMPARE(std::get<query::Group>(any.parts[0].term).join, query::Group::Join::All);
    QCOMPARE(std::get<query::FullText>(any.parts[1].term).text, std::string("c"));
}

void ParserTest::negationsCancel() {
    QVERIFY(*parse("not !-id!=5") == *parse("id:5"));
    QVERIFY(*parse("not (-(a or b))") == *parse("a or b"));
    QVERIFY(parse("-(a or b)")->negated);
}

void ParserTest::manyValuesAreOneCondition() {
    const auto tree = parse("rule:1,5..7,unknown");
    const auto& condition = std::get<query::Condition>(tree->term);
    QCOMPARE(condition.field, query::FieldId::Rule);
    QCOMPARE(condition.operands.size(), std::size_t{3});
    QVERIFY(condition.operands[0] == query::Operand(query::NumberRange{1, 1}));
    QVERIFY(condition.operands[1] == query::Operand(query::NumberRange{5, 7}));
    QVERIFY(condition.operands[2] == query::Operand(query::Unknown{}));
}

void ParserTest::keepsEveryByte() {
    std::string bytes;
    for (int i = 0; i < 256; ++i) {
        bytes += static_cast<char>(i);
    }
    for (const query::Node& tree :
         {query::Node{false, query::FullText{bytes}},
          query::Node{
              true,
              query::Condition{query::FieldId::Body, "", query::Relation::Contains, {query::Text{bytes}}}}}) {
        const auto again = parse(query::print(tree));
        QVERIFY(again.has_value());
        QVERIFY(*again == tree);
    }
}

QTEST_GUILESS_MAIN(ParserTest)
#include "parser_test.moc"
