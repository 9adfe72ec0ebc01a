// SPDX-License-Identifier: Apache-2.0
#include <QFile>
#include <QTest>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include "core/exchange/attack_markdown.h"
#include "core/exchange/finding_markdown.h"
#include "core/exchange/markdown_text.h"
#include "core/query/parser.h"
#include "core/query/predicate.h"

using namespace mirrorscope;

namespace {

traffic::AttackRow attackOf(std::string host) {
    traffic::AttackRow row;
    row.attack.id = 7;
    row.attack.type = traffic::AttackType::Sqli;
    row.attack.severity = traffic::Severity::Critical;
    row.attack.client = "203.0.113.9";
    row.attack.host = std::move(host);
    row.attack.endpoint = "GET /a/{n}";
    row.attack.ruleIds = {942100, 942130};
    row.attack.requests = 2;
    row.attack.hits = 5;
    row.sourceName = "edge";
    return row;
}

traffic::RequestDetail requestOf(std::string value) {
    traffic::RequestDetail detail;
    detail.request.id = 11;
    detail.request.head = "GET /a HTTP/1.1\r\nAuthorization: Bearer hush-hush\r\nX-A: " + value + "\r\n\r\n";
    traffic::HitRow hit;
    hit.hit.ruleId = 942100;
    hit.hit.matched = std::move(value);
    hit.hit.point = "header › X-A";
    detail.hits.push_back(hit);
    return detail;
}

/// A request of a source with that finding.
class FindingView final : public query::RowView {
public:
    explicit FindingView(const traffic::RequestRow& row) : m_row(row) {
        m_marks.findings = {"XFF_ONLY_PROXY"};
    }
    const traffic::RequestRow& row() const override { return m_row; }
    std::string_view head() const override { return {}; }
    std::string_view body() const override { return {}; }
    std::span<const traffic::HitRow> hits() const override { return {}; }
    const query::Marks& marks() const override { return m_marks; }

private:
    const traffic::RequestRow& m_row;
    query::Marks m_marks;
};

/// The text without code spans and fences, read as CommonMark does: a span ends at the next run of as many
/// backticks, a fence at a line of at least as many.
std::string outsideOfCode(std::string_view text) {
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        if (text[at] != '`') {
            out += text[at++];
            continue;
        }
        const std::size_t begin = at;
        at = std::min(text.find_first_not_of('`', at), text.size());
        const std::size_t ticks = at - begin;
        const bool isFence = ticks >= 3 && (begin == 0 || text[begin - 1] == '\n');
        std::size_t run = 0;
        while (at < text.size()) {
            const std::size_t start = text.find('`', at);
            if (start == text.npos) {
                return out + "UNCLOSED";
            }
            at = std::min(text.find_first_not_of('`', start), text.size());
            run = at - start;
            if (isFence ? run >= ticks && text[start - 1] == '\n' : run == ticks) {
                break;
            }
        }
    }
    return out;
}

}  // namespace

class MarkdownTest : public QObject {
    Q_OBJECT

private slots:
    void spans_data();
    void spans();
    void nothingLeavesItsCode();
    void attack();
    void secretsAreHidden();
    void moreRequestsAreCounted();
    void finding();
    void theFilterOfAFindingCanBeRead();
};

void MarkdownTest::spans_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("span");
    QTest::newRow("plain") << QByteArray("a*b*<b>") << QByteArray("`a*b*<b>`");
    QTest::newRow("backtick") << QByteArray("a`b") << QByteArray("``a`b``");
    QTest::newRow("backticks at the ends") << QByteArray("``a`") << QByteArray("``` ``a` ```");
    QTest::newRow("line end") << QByteArray("a\nb") << QByteArray("`a\\nb`");
    QTest::newRow("empty") << QByteArray() << QByteArray("(empty)");
    QTest::newRow("space") << QByteArray(" ") << QByteArray("`   `");
}

void MarkdownTest::spans() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, span);
    QCOMPARE(QByteArray::fromStdString(exchange::codeSpan(bytes.toStdString())), span);
}

void MarkdownTest::nothingLeavesItsCode() {
    QFile file(QStringLiteral(TEST_DATA_DIR "/naughty/blns.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto strings = boost::json::parse(file.readAll().toStdString()).as_array();
    const traffic::RequestDetail plainRequest = requestOf("x");
    const std::string expected =
        outsideOfCode(exchange::attackMarkdown(attackOf("x"), std::span(&plainRequest, 1), nullptr));
    std::vector<std::string> values{"```\n# title", "````", "`", "``", "\n```\n<script>alert(1)</script>\n"};
    for (const auto& one : strings) {
        values.emplace_back(one.as_string());
    }
    for (const std::string& value : values) {
        if (value.empty()) {
            continue;
        }
        const traffic::RequestDetail request = requestOf(value);
        const std::string text = exchange::attackMarkdown(attackOf(value), std::span(&request, 1), nullptr);
        QCOMPARE(QByteArray::fromStdString(outsideOfCode(text)), QByteArray::fromStdString(expected));
    }
}

void MarkdownTest::attack() {
    const traffic::RequestDetail request = requestOf("1' OR '1");
    const std::string text =
        exchange::attackMarkdown(attackOf("shop.example"), std::span(&request, 1), nullptr);
    for (const char* part :
         {"## Attack 7: SQL injection\n", "- **severity:** critical\n", "CWE-89",
          "- **client:** `203.0.113.9`\n", "- **rules:** 942100, 942130\n", "- **filter:** `attack:7`\n",
          "### Request 11, ", "matched `1' OR '1`", "Bearer hush-hush"}) {
        QVERIFY2(text.find(part) != text.npos, text.c_str());
    }
}

void MarkdownTest::secretsAreHidden() {
    const traffic::RequestDetail request = requestOf("hush-hush' OR 1");
    const redaction::Redactor redactor;
    const std::string text =
        exchange::attackMarkdown(attackOf("a?token=hush-hush"), std::span(&request, 1), &redactor);
    const auto evil = text.find("X-A: hush-hush' OR 1");
    QVERIFY2(evil != text.npos, text.c_str());  // no secret by itself, the attack must be seen
    QVERIFY(text.find("Bearer REDACTED") != text.npos);
    QVERIFY(text.find("a?token=REDACTED") != text.npos);
    QVERIFY(text.find("matched `REDACTED`") != text.npos);
}

void MarkdownTest::moreRequestsAreCounted() {
    const std::vector<traffic::RequestDetail> requests(3, requestOf("x"));
    traffic::AttackRow row = attackOf("a");
    row.attack.requests = 214;
    QVERIFY(exchange::attackMarkdown(row, requests, nullptr).ends_with("\n211 more requests\n"));
    row.attack.requests = 3;
    QVERIFY(exchange::attackMarkdown(row, requests, nullptr).find("more request") == std::string::npos);
}

void MarkdownTest::finding() {
    traffic::Finding finding;
    finding.code = "XFF_ONLY_PROXY";
    finding.seen = "`a`, last https://u:hush-hush@x/";
    finding.wanted = "the client's address";
    finding.before = "proxy_set_header X-Forwarded-For $realip_remote_addr;";
    finding.after = "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;";
    finding.count = 20;
    finding.sample = 5;
    const redaction::Redactor redactor;
    const std::string text = exchange::findingMarkdown(finding, "edge", &redactor);
    for (const char* part :
         {"## Finding XFF_ONLY_PROXY\n", "- **source:** `edge`\n", "`` `a`, last https://REDACTED@x/ ``",
          "Instead of\n\n```\nproxy_set_header X-Forwarded-For $realip_remote_addr;\n```\n",
          "- **sample:** request 5\n", "- **filter:** `source:edge finding:XFF_ONLY_PROXY`\n"}) {
        QVERIFY2(text.find(part) != text.npos, text.c_str());
    }
    QVERIFY(text.find("closed") == text.npos);
}

/// What stands behind "filter" is a filter, whatever the source is called, and asks for what it should.
void MarkdownTest::theFilterOfAFindingCanBeRead() {
    traffic::Finding finding;
    finding.code = "XFF_ONLY_PROXY";
    for (const char* name :
         {"edge", "nginx 10.0.0.1:443", "a \"b\" or c", "a`b", "not", "quelle-\u00fc", "x*"}) {
        const std::string text = exchange::findingMarkdown(finding, name, nullptr);
        const std::string lead = "- **filter:** ";
        const std::size_t begin = text.find(lead) + lead.size();
        std::string span = text.substr(begin, text.find('\n', begin) - begin);
        const std::size_t ticks = span.find_first_not_of('`');
        span = span.substr(ticks, span.size() - 2 * ticks);
        if (span.starts_with(' ') && span.ends_with(' ')) {
            span = span.substr(1, span.size() - 2);
        }
        const auto tree = query::parse(span);
        QVERIFY2(tree.has_value(), span.c_str());
        const query::Predicate predicate(*tree, {});
        traffic::RequestRow row;
        row.sourceName = name;
        QVERIFY2(predicate.holds(FindingView(row)), span.c_str());
        row.sourceName = "another";
        QVERIFY2(!predicate.holds(FindingView(row)), span.c_str());
    }
}

QTEST_APPLESS_MAIN(MarkdownTest)
#include "markdown_test.moc"
