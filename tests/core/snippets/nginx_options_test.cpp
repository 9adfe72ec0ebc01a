// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/nginx_options.h"

#include <QTest>
#include <set>
#include <string>

using namespace mirrorscope;
using snippets::OptionValue;
using snippets::Variant;

namespace {

base::Result<snippets::NginxOptions> read(std::vector<OptionValue> more,
                                          Variant variant = Variant::Hardened) {
    more.insert(more.begin(), {"--listener", "127.0.0.1:8445"});
    return snippets::readNginxOptions(more, variant);
}

}  // namespace

class NginxOptionsTest : public QObject {
    Q_OBJECT

private slots:
    void valuesArrive();
    void defaults();
    void refusals_data();
    void refusals();
    void nothingSlipsThrough_data();
    void nothingSlipsThrough();
    void faithfulRefusesWhatThePageCannot_data();
    void faithfulRefusesWhatThePageCannot();
    void listenerIsRequired();
    void tlsInFrontNeedsABalancer();
    void tableIsComplete();
};

void NginxOptionsTest::valuesArrive() {
    const auto options = read({{"--path", "/shop/"},
                               {"--origin", "https://app:8443/base"},
                               {"--body", "off"},
                               {"--max-body", "8m"},
                               {"--percentage", "12.5"},
                               {"--trusted-balancer", "10.0.0.0/8"},
                               {"--trusted-balancer", "fd00::1"},
                               {"--tls-in-front", "on"},
                               {"--name", "edge-1"},
                               {"--token", "s3cret=="}});
    QVERIFY(options.has_value());
    QCOMPARE(options->listener.text(), std::string("127.0.0.1:8445"));
    QCOMPARE(options->path, std::string("/shop/"));
    QCOMPARE(options->origin.kind, snippets::NginxOrigin::Kind::ProxyPass);
    QCOMPARE(options->origin.value, std::string("https://app:8443/base"));
    QCOMPARE(options->body, false);
    QCOMPARE(options->maxBody, std::string("8m"));
    QCOMPARE(options->percentage, std::string("12.5"));
    QCOMPARE(options->trustedBalancers.size(), std::size_t{2});
    QCOMPARE(options->trustedBalancers.at(1).text(), std::string("fd00::1/128"));
    QCOMPARE(options->tlsInFront, true);
    QCOMPARE(options->name, std::string("edge-1"));
    QCOMPARE(options->token, std::string("s3cret=="));
}

void NginxOptionsTest::defaults() {
    const auto options = read({{"--percentage", "100"}});
    QVERIFY(options.has_value());
    QCOMPARE(options->path, std::string("/"));
    QCOMPARE(options->origin.kind, snippets::NginxOrigin::Kind::Root);
    QCOMPARE(options->body, true);
    QVERIFY(options->maxBody.empty());
    QVERIFY(options->percentage.empty());  // everything needs no split_clients
    QCOMPARE(read({{"--origin", "/srv/www"}})->origin.kind, snippets::NginxOrigin::Kind::Root);
}

void NginxOptionsTest::refusals_data() {
    QTest::addColumn<QByteArray>("option");
    QTest::addColumn<QByteArray>("value");
    const auto rows = [](const char* option, std::initializer_list<const char*> values) {
        for (const char* value : values) {
            QTest::addRow("%s %s", option, value) << QByteArray(option) << QByteArray(value);
        }
    };
    rows("--listener", {"127.0.0.1", "a:b"});
    rows("--path", {"", "shop", "= /x", "/a b", "/a%2e"});
    rows("--origin",
         {"", "www", "ftp://a", "http://", "http://a:0", "http://a/b c", "unix:/tmp/x", "http://u@a"});
    rows("--body", {"", "yes", "ON"});
    rows("--max-body", {"", "m", "8 m", "8M", "-1", "1.5m", "9999999999"});
    rows("--percentage", {"", "0", "0.0", "100.1", "101", "-1", "1e1", "0.001", ".5", "5.", "5%"});
    rows("--trusted-balancer", {"", "10.0.0.0/33", "lb.example", "10.0.0.0/8,fd00::/8"});
    rows("--tls-in-front", {"", "true"});
    rows("--name", {"", "a b", "$hostname"});
    rows("--token", {"", "a b", "ä"});
    rows("--no-such-option", {"1"});
}

void NginxOptionsTest::refusals() {
    QFETCH(QByteArray, option);
    QFETCH(QByteArray, value);
    const auto options = read({{option.toStdString(), value.toStdString()}});
    QVERIFY(!options);
    QCOMPARE(options.error().code, base::ErrorCode::InvalidArgument);
    QCOMPARE(options.error().arguments.size(), std::size_t{3});
    QCOMPARE(options.error().arguments[0], option.toStdString());
    QCOMPARE(options.error().arguments[1], value.toStdString());
    QVERIFY(!options.error().arguments[2].empty());
}

void NginxOptionsTest::nothingSlipsThrough_data() {
    QTest::addColumn<QByteArray>("option");
    QTest::addColumn<QByteArray>("start");  // a valid value, to which bytes are added
    const auto row = [](const char* option, const char* start) {
        QTest::newRow(option) << QByteArray(option) << QByteArray(start);
    };
    row("--listener", "a:8445");
    row("--path", "/a");
    row("--origin", "http://a/b");
    row("--max-body", "8m");
    row("--percentage", "10");
    row("--trusted-balancer", "10.0.0.0/8");
    row("--name", "a");
    row("--token", "a");
}

void NginxOptionsTest::nothingSlipsThrough() {
    QFETCH(QByteArray, option);
    QFETCH(QByteArray, start);
    QVERIFY(read({{option.toStdString(), start.toStdString()}}).has_value());
    for (const QByteArray& hostile :
         {QByteArray(";"), QByteArray("{"), QByteArray("}"), QByteArray("$"), QByteArray("\""),
          QByteArray("'"), QByteArray("\\"), QByteArray("#"), QByteArray(" "), QByteArray("\n"),
          QByteArray("\r"), QByteArray("\t"), QByteArray("\0", 1), QByteArray("\x7f"), QByteArray("\xff"),
          QByteArray("`"), QByteArray("\xe2\x80\xae")}) {
        for (qsizetype at = 0; at <= start.size(); ++at) {
            const QByteArray value = QByteArray(start).insert(at, hostile);
            QVERIFY2(!read({{option.toStdString(), value.toStdString()}}), value.toHex().constData());
        }
    }
    const std::string huge = start.toStdString() + std::string(10'000, 'a');
    QVERIFY(!read({{option.toStdString(), huge}}));
}

void NginxOptionsTest::faithfulRefusesWhatThePageCannot_data() {
    QTest::addColumn<QByteArray>("option");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("accepted");
    const auto row = [](const char* option, const char* value, bool accepted) {
        QTest::newRow(option) << QByteArray(option) << QByteArray(value) << accepted;
    };
    row("--path", "/a", true);
    row("--origin", "http://a", true);
    row("--body", "off", true);
    row("--max-body", "8m", true);
    row("--percentage", "10", false);
    row("--trusted-balancer", "10.0.0.0/8", false);
    row("--tls-in-front", "off", false);
    row("--name", "a", false);
    row("--token", "a", false);
}

void NginxOptionsTest::faithfulRefusesWhatThePageCannot() {
    QFETCH(QByteArray, option);
    QFETCH(QByteArray, value);
    QFETCH(bool, accepted);
    QCOMPARE(read({{option.toStdString(), value.toStdString()}}, Variant::Faithful).has_value(), accepted);
    QCOMPARE(read({{option.toStdString(), value.toStdString()}}, Variant::Hardened).has_value(), true);
}

void NginxOptionsTest::listenerIsRequired() {
    const auto options = snippets::readNginxOptions({}, Variant::Hardened);
    QVERIFY(!options);
    QCOMPARE(options.error().arguments.at(0), std::string("--listener"));
}

void NginxOptionsTest::tlsInFrontNeedsABalancer() {
    const auto options = read({{"--tls-in-front", "on"}});
    QVERIFY(!options);
    QCOMPARE(options.error().arguments.at(0), std::string("--tls-in-front"));
    QVERIFY(options.error().arguments.at(2).find("--trusted-balancer") != std::string::npos);
}

void NginxOptionsTest::tableIsComplete() {
    const snippets::SnippetKind* kind = snippets::snippetKind("nginx");
    QVERIFY(kind != nullptr);
    QVERIFY(snippets::snippetKind("apache") == nullptr);
    std::set<std::string_view> names;
    for (const auto& option : kind->options) {
        QVERIFY(option.name.starts_with("--"));
        QVERIFY(!option.argument.empty());
        QVERIFY(option.help.ends_with('.'));
        names.insert(option.name);
    }
    QCOMPARE(names.size(), kind->options.size());
    QCOMPARE(kind->options.front().required, true);
}

QTEST_GUILESS_MAIN(NginxOptionsTest)
#include "nginx_options_test.moc"
