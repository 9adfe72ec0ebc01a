// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/lint/nginx_setup.h"

#include <QTest>
#include <string>

using namespace mirrorscope;
using namespace mirrorscope::snippets::lint;

namespace {

NginxSetup setupOf(const std::string& text) {
    auto tree = readNginx(text, "t.conf");
    if (!tree) {
        qFatal("not nginx");
    }
    return NginxSetup(std::move(*tree));
}

}  // namespace

class NginxSetupTest : public QObject {
    Q_OBJECT

private slots:
    void findsTheCopyLocation_data();
    void findsTheCopyLocation();
    void readsDestinations_data();
    void readsDestinations();
    void followsVariables_data();
    void followsVariables();
    void readsSizesAndTimes_data();
    void readsSizesAndTimes();
    void findsHeaders();
};

void NginxSetupTest::findsTheCopyLocation_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");  // of the location; 0: none
    QTest::addColumn<bool>("isCertain");
    const auto row = [](const char* name, const char* text, int line, bool isCertain) {
        QTest::newRow(name) << QByteArray(text) << line << isCertain;
    };
    row("exact", "location / { mirror /m; }\nlocation = /m { }\nlocation /m { }", 2, true);
    row("prefix", "location / { mirror /mirror/a; }\nlocation /mirror { }\nlocation /mir { }", 2, true);
    row("arguments", "mirror /m?a=b;\nlocation = /m { }", 2, true);
    row("none", "location / { mirror /m; }\nlocation = /n { }", 0, true);
    row("itself", "location /a { mirror /a/m; }", 0, true);
    row("regular expression", "location / { mirror /m; }\nlocation ~ m { }", 0, false);
    row("prefix that forbids regular expressions", "mirror /m;\nlocation ^~ /m { }\nlocation ~ m { }", 2,
        true);
    row("in an include", "location / { mirror /m; }\ninclude more.conf;", 0, false);
    row("of another server", "server { location / { mirror /m; } }\nserver { location = /m { } }", 0, true);
}

void NginxSetupTest::findsTheCopyLocation() {
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    QFETCH(bool, isCertain);
    const NginxSetup setup = setupOf(text.toStdString());
    QCOMPARE(setup.mirrors().size(), 1U);
    const NginxMirror& mirror = setup.mirrors()[0];
    QCOMPARE(mirror.location == nullptr ? 0 : static_cast<int>(mirror.location->place.line), line);
    QCOMPARE(mirror.isCertain, isCertain);
    QCOMPARE(setup.copyLocations().size(), line == 0 ? 0U : 1U);
}

void NginxSetupTest::readsDestinations_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("parts");  // scheme|host|port|uri
    const auto row = [](const char* value, const char* parts) {
        QTest::newRow(value) << QByteArray(value) << QByteArray(parts);
    };
    row("http://222.222.222.222$request_uri", "http|222.222.222.222||$request_uri");
    row("http://mirror:8445$request_uri", "http|mirror|8445|$request_uri");
    row("HTTPS://mirror/", "https|mirror||/");
    row("http://[::1]:8445$request_uri", "http|::1|8445|$request_uri");
    row("http://[::1", "http|::1||");
    row("http://$target$request_uri", "http|$target||$request_uri");
    row("http://unix:/run/m.sock", "http|unix||:/run/m.sock");
    row("$target", "|$target||");
    row("http://", "http|||");
    row("http://a:99999999999", "http|a||");
}

void NginxSetupTest::readsDestinations() {
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, parts);
    const NginxSetup setup = setupOf("upstream g { } proxy_pass " + value.toStdString() + ";");
    const NginxDestination out = setup.destination(*setup.tree().root->child("proxy_pass"));
    const std::string shown =
        out.scheme + '|' + out.host + '|' + (out.port ? std::to_string(*out.port) : "") + '|' + out.uri;
    QCOMPARE(QByteArray::fromStdString(shown), parts);
    QVERIFY(out.group == nullptr);
    QCOMPARE(out.isSocket, value.contains("unix:"));
    const NginxSetup grouped = setupOf("http { upstream g { } server { proxy_pass http://g; } }");
    QVERIFY(grouped.destination(*grouped.items().back()).group != nullptr);
}

void NginxSetupTest::followsVariables_data() {
    QTest::addColumn<QByteArray>("definitions");
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<bool>("uses");
    const auto row = [](const char* name, const char* definitions, const char* expression, bool uses) {
        QTest::newRow(name) << QByteArray(definitions) << QByteArray(expression) << uses;
    };
    row("itself", "", "$wanted", true);
    row("in braces", "", "a${wanted}b", true);
    row("longer name", "", "$wanted_not", false);
    row("map, key", "map $wanted $a { default 1; }", "$a", true);
    row("map, value", "map $b $a { default 1; x $wanted; }", "$a", true);
    row("geo", "geo $wanted $a { default 1; }", "$a", true);
    row("set, through another", "set $a $b; set $b x$wanted;", "$a", true);
    row("a circle", "map $b $a { x $b; } map $a $b { x $a; }", "$a", false);
    row("other", "map $b $c { x $wanted; }", "$a", false);
}

void NginxSetupTest::followsVariables() {
    QFETCH(QByteArray, definitions);
    QFETCH(QByteArray, expression);
    QFETCH(bool, uses);
    QCOMPARE(setupOf(definitions.toStdString()).uses(expression.toStdString(), "$wanted"), uses);
}

void NginxSetupTest::readsSizesAndTimes_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("size");  // -1: none
    QTest::addColumn<qint64>("time");
    const auto row = [](const char* text, qint64 size, qint64 time) {
        QTest::newRow(text) << QByteArray(text) << size << time;
    };
    row("0", 0, 0);
    row("60", 60, 60'000);
    row("8m", 8 << 20, 480'000);
    row("8M", 8 << 20, -1);
    row("1k", 1024, -1);
    row("2g", 2LL << 30, -1);
    row("500ms", -1, 500);
    row("1m30s", -1, 90'000);
    row("1h", -1, 3'600'000);
    row("", -1, -1);
    row("m", -1, -1);
    row("$size", -1, -1);
    row("99999999999999999999", -1, -1);
}

void NginxSetupTest::readsSizesAndTimes() {
    QFETCH(QByteArray, text);
    QFETCH(qint64, size);
    QFETCH(qint64, time);
    const auto number = [](std::optional<std::uint64_t> value) { return value ? qint64(*value) : -1; };
    QCOMPARE(number(nginxSize(text.toStdString())), size);
    QCOMPARE(number(nginxTime(text.toStdString())), time);
}

void NginxSetupTest::findsHeaders() {
    const NginxSetup setup = setupOf("proxy_set_header HOST a; proxy_set_header B c; location / { }");
    const NginxItem& location = *setup.items().back();
    QCOMPARE(NginxSetup::header(location, "Host")->argument(1), std::string_view("a"));
    QVERIFY(NginxSetup::header(location, "X-Real-IP") == nullptr);
}

QTEST_GUILESS_MAIN(NginxSetupTest)
#include "nginx_setup_test.moc"
