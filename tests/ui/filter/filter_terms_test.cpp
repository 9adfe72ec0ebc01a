// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_terms.h"

#include <QTest>

#include "ui/filter/filter_parser.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::filter;

namespace {

traffic::RequestRow row() {
    traffic::RequestRow row;
    row.id = 42;
    row.time = base::WallTime(std::chrono::seconds(1'000'000));
    row.listener = "default";
    row.peer = "10.0.0.12";
    row.method = "POST";
    row.target = "/api/v2/session?next=%2F";
    row.flags.set(traffic::RequestFlag::Synthetic);
    row.context.kind = traffic::SourceKind::Nginx;
    row.context.client = "203.0.113.7";
    row.context.clientTrust = traffic::ClientTrust::Claimed;
    row.context.host = "shop.example.com";
    row.context.scheme = "https";
    row.context.requestIdValue = "6f1c";
    row.sourceName = "nginx edge-1";
    row.state = traffic::RequestState::Attack;
    row.attackTypes = {traffic::AttackType::Sqli};
    return row;
}

traffic::AttackRow attack() {
    traffic::AttackRow row;
    row.attack.type = traffic::AttackType::Xss;
    row.attack.severity = traffic::Severity::High;
    row.attack.host = "shop.example.com";
    row.attack.endpoint = "GET /search";
    row.attack.firstSeen = base::WallTime(std::chrono::seconds(1'000'000));
    row.attack.lastSeen = base::WallTime(std::chrono::seconds(1'000'060));
    row.sourceName = "envoy 10.0.3.14";
    row.sourceKind = traffic::SourceKind::Envoy;
    return row;
}

FilterTerms terms(const QString& text) {
    return FilterTerms(parseFilter(text).terms);
}

}  // namespace

class FilterTermsTest : public QObject {
    Q_OBJECT

private slots:
    void requestMatches_data() {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<bool>("passes");

        QTest::newRow("none") << "" << true;
        QTest::newRow("id") << "id:42" << true;
        QTest::newRow("other id") << "id:43" << false;
        QTest::newRow("source") << "source:\"nginx edge-1\"" << true;
        QTest::newRow("source open end") << "source:nginx*" << true;
        QTest::newRow("kind") << "kind:nginx" << true;
        QTest::newRow("listener") << "listener:mesh" << false;
        QTest::newRow("peer") << "peer:10.0.0.0/8" << true;
        QTest::newRow("client") << "client:203.0.113.7" << true;
        QTest::newRow("client block") << "client:203.0.113.0/24" << true;
        QTest::newRow("other block") << "client:198.51.100.0/24" << false;
        QTest::newRow("client unknown") << "client:unknown" << false;
        QTest::newRow("trust") << "trust:claimed" << true;
        QTest::newRow("scheme") << "scheme:https" << true;
        QTest::newRow("host in capitals") << "host:SHOP.example.com" << true;
        QTest::newRow("host open start") << "host:*.example.com" << true;
        QTest::newRow("host is not contained") << "host:example" << false;
        QTest::newRow("method") << "method:post" << true;
        QTest::newRow("path contains") << "path:/v2/" << true;
        QTest::newRow("path exactly") << "path:=/api/v2/session?next=%2F" << true;
        QTest::newRow("path exactly other") << "path:=/api" << false;
        QTest::newRow("request id") << "request_id:6f1c" << true;
        QTest::newRow("state") << "state:attack" << true;
        QTest::newRow("type") << "type:sqli" << true;
        QTest::newRow("other type") << "type:xss" << false;
        QTest::newRow("flag") << "flag:synthetic" << true;
        QTest::newRow("other flag") << "flag:bare-lf" << false;
        QTest::newRow("severity is of attacks only") << "severity:low" << true;
        QTest::newRow("two values of a key are alternatives") << "method:GET method:POST" << true;
        QTest::newRow("two keys must both hold") << "method:POST host:other" << false;
        QTest::newRow("negated") << "-flag:synthetic" << false;
        QTest::newRow("negated other") << "-method:GET -method:PUT" << true;
        QTest::newRow("negated beats") << "host:*.example.com -path:/api" << false;
        QTest::newRow("within") << "time:1970-01-12T13:46:39Z..1970-01-12T13:46:41Z" << true;
        QTest::newRow("until is outside") << "time:1970-01-12T13:46:30Z..1970-01-12T13:46:40Z" << false;
    }

    void requestMatches() {
        QFETCH(QString, filter);
        QFETCH(bool, passes);
        QVERIFY(!parseFilter(filter).error);
        QCOMPARE(terms(filter).matches(row()), passes);
    }

    void attackMatches_data() {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<bool>("passes");

        QTest::newRow("type") << "type:xss" << true;
        QTest::newRow("severity") << "severity:critical" << false;
        QTest::newRow("client unknown") << "client:unknown" << true;
        QTest::newRow("method") << "method:GET" << true;
        QTest::newRow("method is a whole word") << "method:GE" << false;
        QTest::newRow("path") << "path:=/search" << true;
        QTest::newRow("kind") << "kind:envoy" << true;
        QTest::newRow("overlaps in time") << "time:1970-01-12T13:47:00Z..1970-01-12T15:00:00Z" << true;
        QTest::newRow("later") << "time:1970-01-12T13:48:00Z..1970-01-12T15:00:00Z" << false;
        QTest::newRow("flag is of requests only") << "flag:bare-lf" << true;
    }

    void attackMatches() {
        QFETCH(QString, filter);
        QFETCH(bool, passes);
        QCOMPARE(terms(filter).matches(attack()), passes);
    }

    void namesWhatATableCannotAnswer() {
        const FilterTerms filter = terms(QStringLiteral("flag:nul -state:clean host:a flag:late"));
        QCOMPARE(filter.ignoredBy(FilterTable::Attacks),
                 (QList<FilterKey>{FilterKey::Flag, FilterKey::State}));
        QVERIFY(filter.ignoredBy(FilterTable::Requests).isEmpty());
    }

    void oppositeReplaces() {
        FilterTerms filter = terms(QStringLiteral("host:a"));
        filter.add({FilterKey::Host, QStringLiteral("a"), true});
        QCOMPARE(filter.text(), QStringLiteral("-host:a"));
        filter.add({FilterKey::Host, QStringLiteral("b"), true});
        QCOMPARE(filter.text(), QStringLiteral("-host:a -host:b"));
    }

    void aSecondTimeReplacesTheFirst() {
        FilterTerms filter = terms(QStringLiteral("time:10:00:00..11:00:00"));
        filter.add({FilterKey::Time, QStringLiteral("12:00:00..13:00:00"), false});
        QCOMPARE(filter.terms().size(), 1);
    }

    void labelsAreHarmless() {
        const FilterTerm hostile{FilterKey::Path, QString::fromUtf8("/\u202Egpj.exe\n<b>"), true};
        QCOMPARE(hostile.label(), QStringLiteral("not path /\\u{202e}gpj.exe\\n<b>"));
    }
};

QTEST_GUILESS_MAIN(FilterTermsTest)
#include "filter_terms_test.moc"
