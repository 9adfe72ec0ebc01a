// SPDX-License-Identifier: Apache-2.0
#include "core/query/completion.h"

#include <QTest>

#include "core/query/tokenizer.h"

using namespace mirrorscope;
using query::Candidate;
using query::complete;

namespace {

std::vector<std::string> occurring(const query::Field& field, std::string_view header, std::string_view) {
    switch (field.id) {
        case query::FieldId::Host:
            return {"shop.example", "sh op", "api.example"};
        case query::FieldId::Has:
        case query::FieldId::Missing:
            return {"X-Forwarded-For", "X-Request-Id"};
        case query::FieldId::Header:
            return {std::string(header) + "-value"};
        case query::FieldId::Path:
            return {"/login", "/logout"};
        default:
            return {};
    }
}

/// The texts of the candidates, joined by "|".
QByteArray texts(const query::Completion& completion) {
    QByteArray out;
    for (const Candidate& candidate : completion.candidates) {
        out += (out.isEmpty() ? "" : "|") + QByteArray::fromStdString(candidate.text);
    }
    return out;
}

}  // namespace

class CompletionTest : public QObject {
    Q_OBJECT

private slots:
    void offers_data();
    void offers();
    void offersEveryFieldAtFirst();
    void explains();
    void takesAnything();
};

/// "|" in the filter is the cursor.
void CompletionTest::offers_data() {
    QTest::addColumn<QByteArray>("filter");
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("length");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* filter, int position, int length, const char* expected) {
        QTest::newRow(filter) << QByteArray(filter) << position << length << QByteArray(expected);
    };
    row("sev|", 0, 3, "severity:");
    row("SEV|", 0, 3, "severity:");
    row("sev|erity:high", 0, 3, "severity:");
    row("a sev|", 2, 3, "severity:");
    row("(sev|", 1, 3, "severity:");
    row("-sev|", 1, 3, "severity:");
    row("not sev|", 4, 3, "severity:");
    row("severity|", 0, 8, "severity:|severity!=|severity<|severity<=|severity>|severity>=");
    row("severity:|", 9, 0, "info|low|medium|high|critical");
    row("severity>=|", 10, 0, "info|low|medium|high|critical");
    row("severity: h|", 10, 1, "high");
    row("severity:high,|", 14, 0, "info|low|medium|high|critical");
    row("severity:high,c|", 14, 1, "critical");
    row("severity~|", 9, 0, "");
    row("flag:bare|", 5, 4, "bare-lf|bare-cr");
    row("nope:|", 5, 0, "");
    row("id:|", 3, 0, "");
    row("host:|", 5, 0, "shop.example|\"sh op\"|api.example");
    row("host:sh|", 5, 2, "shop.example|\"sh op\"");
    row("host:\"sh |", 5, 4, "\"sh op\"");
    row("host:\"sh op|\"", 5, 6, "\"sh op\"");
    row("path:/lo|", 5, 3, "/login|/logout");
    row("path~|", 5, 0, "\"/login\"|\"/logout\"");
    row("missing:x-r|", 8, 3, "X-Request-Id");
    row("header.x-f|", 0, 10, "header.x-forwarded-for:|header.x-f:|header.x-f!=|header.x-f~|header.x-f!~");
    row("header.X-A:|", 11, 0, "x-a-value");
    row("time:|", 5, 0, "today|yesterday|-15m..|-1h..|-24h..|-7d..");
    row("time>-|", 5, 1, "-15m|-1h|-24h|-7d");
    row("a o|", 2, 1, "offset:|or");
    row("o|", 0, 1, "offset:");
    row("a and n|", 6, 1, "note:|not");
    row("(a) o|", 4, 1, "offset:|or");
    row("\"sev|", 0, 4, "");
    row("path~/sev|", 10, 0, "");
    row("a(sev|", 6, 0, "");
    row("zzz|", 0, 3, "");
}

void CompletionTest::offers() {
    QFETCH(QByteArray, filter);
    QFETCH(int, position);
    QFETCH(int, length);
    QFETCH(QByteArray, expected);
    const auto cursor = static_cast<std::size_t>(filter.indexOf('|'));
    const auto completion = complete(filter.replace("|", "").toStdString(), cursor, occurring);
    QCOMPARE(texts(completion), expected);
    if (!expected.isEmpty()) {
        QCOMPARE(completion.position, static_cast<std::size_t>(position));
        QCOMPARE(completion.length, static_cast<std::size_t>(length));
    }
}

void CompletionTest::offersEveryFieldAtFirst() {
    const auto completion = complete("", 0);
    QCOMPARE(completion.candidates.size(), query::fields().size() + 1);  // and "not"
    QVERIFY(!texts(completion).contains("or|"));
}

void CompletionTest::explains() {
    QCOMPARE(complete("hos", 3).candidates.front(),
             (Candidate{Candidate::Kind::Field, "host:", "The host that the client asked for"}));
    QCOMPARE(complete("type:sq", 7).candidates.front(),
             (Candidate{Candidate::Kind::Value, "sqli", "SQL injection"}));
    QCOMPARE(complete("flag:bare-l", 11).candidates.front(),
             (Candidate{Candidate::Kind::Value, "bare-lf", "LF without CR"}));
}

void CompletionTest::takesAnything() {
    const auto many = [](const query::Field&, std::string_view, std::string_view) {
        std::vector<std::string> values;
        for (int i = 0; i < 1000; ++i) {
            values.push_back(std::to_string(i) + "\n\xff");
        }
        return values;
    };
    QCOMPARE(complete("host:", 5, many).candidates.size(), query::kMostCandidates);
    QCOMPARE(complete("host:", 5, many).candidates.front().text, std::string("\"0\\x0a\\xff\""));
    QVERIFY(complete(std::string(query::kLongestFilter + 1, 'a'), 5).candidates.empty());
    const std::string broken = "((\"a\\x id:,,~/x( \xff host:\"";
    for (std::size_t cursor = 0; cursor < broken.size() + 5; ++cursor) {
        const auto completion = complete(broken, cursor, occurring);
        QVERIFY(completion.position + completion.length <= broken.size());
    }
}

QTEST_GUILESS_MAIN(CompletionTest)
#include "completion_test.moc"
