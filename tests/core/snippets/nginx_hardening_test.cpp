// SPDX-License-Identifier: Apache-2.0
// Each edit alone on the faithful form: which lines it adds and which it takes away.
#include "core/snippets/nginx_hardening.h"

#include <QTest>
#include <algorithm>
#include <set>
#include <sstream>
#include <string>

using namespace mirrorscope;
using namespace mirrorscope::snippets;

namespace {

NginxOptions options(std::vector<OptionValue> more = {}) {
    more.insert(more.begin(), {"--listener", "127.0.0.1:8445"});
    return *readNginxOptions(more, Variant::Hardened);
}

const NginxEdit& edit(std::string_view name) {
    for (const NginxEdit& candidate : nginxEdits()) {
        if (candidate.name == name) {
            return candidate;
        }
    }
    qFatal("no such edit");
}

std::multiset<std::string> lines(const NginxConfiguration& configuration) {
    std::multiset<std::string> out;
    std::istringstream text(*renderNginx(configuration.http) + *renderNginx(configuration.server));
    for (std::string line; std::getline(text, line);) {
        const auto start = line.find_first_not_of(' ');
        if (start != std::string::npos && line[start] != '#' && line[start] != '}') {
            out.insert(line.substr(start));
        }
    }
    return out;
}

/// "-taken" and "+added" lines, sorted.
QByteArrayList difference(const NginxConfiguration& before, const NginxConfiguration& after) {
    QByteArrayList out;
    auto added = lines(after);
    for (const std::string& line : lines(before)) {
        if (const auto same = added.find(line); same != added.end()) {
            added.erase(same);
        } else {
            out << "-" + QByteArray::fromStdString(line);
        }
    }
    for (const std::string& line : added) {
        out << "+" + QByteArray::fromStdString(line);
    }
    std::ranges::sort(out);
    return out;
}

}  // namespace

class NginxHardeningTest : public QObject {
    Q_OBJECT

private slots:
    void eachAlone_data();
    void eachAlone();
    void everyEditIsTested();
    void conditions_data();
    void conditions();
    void markerStandsInFront();

private:
    std::set<std::string> m_tested;
};

void NginxHardeningTest::eachAlone_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArrayList>("change");
    const auto row = [](const char* name, const QByteArrayList& change) {
        QTest::newRow(name) << QByteArray(name) << change;
    };
    row("exact-location", {"-mirror /mirror-test;", "+mirror /_mirrorscope;", "-location /mirror-test {",
                           "+location = /_mirrorscope {"});
    row("upstream-keepalive",
        {"-proxy_pass http://127.0.0.1:8445$request_uri;", "+proxy_pass http://mirrorscope$request_uri;",
         "+upstream mirrorscope {", "+server 127.0.0.1:8445;", "+keepalive 32;", "+proxy_http_version 1.1;",
         "+proxy_set_header Connection \"\";"});
    row("short-timeouts",
        {"+proxy_connect_timeout 200ms;", "+proxy_send_timeout 500ms;", "+proxy_read_timeout 500ms;"});
    row("single-try", {"+proxy_next_upstream off;"});
    row("whole-bodies", {"+client_max_body_size 0;"});
    row("host-headers", {"-proxy_set_header HOST $http_host;", "+proxy_set_header Host $http_host;",
                         "+proxy_set_header X-Forwarded-Host $http_host;"});
    row("client-chain", {"-proxy_set_header X-Forwarded-For $realip_remote_addr;",
                         "+proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;",
                         "+proxy_set_header X-Real-IP $remote_addr;"});
    row("server-port", {"-proxy_set_header X-Forwarded-Port $realip_remote_port;",
                        "+proxy_set_header X-Forwarded-Port $server_port;"});
    row("own-scheme", {"-proxy_set_header X-Forwarded-Proto $http_x_forwarded_proto;",
                       "+proxy_set_header X-Forwarded-Proto $scheme;"});
    row("trusted-balancers",
        {"+set_real_ip_from 10.0.0.0/8;", "+set_real_ip_from fd00::/8;", "+real_ip_header X-Forwarded-For;",
         "+real_ip_recursive on;", "+map $http_x_forwarded_for $mirrorscope_forwarded_for {",
         "+\"\" $realip_remote_addr;", "+default \"$http_x_forwarded_for, $realip_remote_addr\";",
         "-proxy_set_header X-Forwarded-For $realip_remote_addr;",
         "+proxy_set_header X-Forwarded-For $mirrorscope_forwarded_for;"});
    row("tls-in-front",
        {"+geo $realip_remote_addr $mirrorscope_from_balancer {", "+default 0;", "+10.0.0.0/8 1;",
         "+fd00::/8 1;", "+map $mirrorscope_from_balancer:$http_x_forwarded_proto $mirrorscope_scheme {",
         "+default $scheme;", "+1:http http;", "+1:https https;",
         "-proxy_set_header X-Forwarded-Proto $http_x_forwarded_proto;",
         "+proxy_set_header X-Forwarded-Proto $mirrorscope_scheme;"});
    row("marker", {"+proxy_set_header X-Mirrorscope-Source \"nginx/$nginx_version; host=edge-1\";",
                   "+proxy_set_header X-Mirrorscope-Client $remote_addr;",
                   "+proxy_set_header X-Mirrorscope-Peer $realip_remote_addr:$realip_remote_port;"});
    row("token", {"+proxy_set_header X-Mirrorscope-Token s3cret;"});
    row("percentage", {"+split_clients $request_id $mirrorscope_share {", "+12.5% 1;", "+* 0;",
                       "+if ($mirrorscope_share = 0) {", "+return 204;"});
}

void NginxHardeningTest::eachAlone() {
    QFETCH(QByteArray, name);
    QFETCH(QByteArrayList, change);
    const NginxOptions all = options({{"--trusted-balancer", "10.0.0.0/8"},
                                      {"--trusted-balancer", "fd00::/8"},
                                      {"--tls-in-front", "on"},
                                      {"--name", "edge-1"},
                                      {"--token", "s3cret"},
                                      {"--percentage", "12.5"}});
    const NginxEdit& tested = edit(name.toStdString());
    QVERIFY(tested.applies(all));
    NginxConfiguration configuration = faithfulNginx(all);
    tested.apply(configuration, all);
    std::ranges::sort(change);
    QCOMPARE(difference(faithfulNginx(all), configuration), change);
    m_tested.insert(name.toStdString());
}

void NginxHardeningTest::everyEditIsTested() {
    QCOMPARE(m_tested.size(), nginxEdits().size());
    for (const NginxEdit& candidate : nginxEdits()) {
        QVERIFY2(candidate.reason.ends_with('.'), candidate.name.data());
    }
}

void NginxHardeningTest::conditions_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("option");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("balancers") << QByteArray("trusted-balancers") << QByteArray("--trusted-balancer")
                               << QByteArray("10.0.0.1");
    QTest::newRow("token") << QByteArray("token") << QByteArray("--token") << QByteArray("a");
    QTest::newRow("percentage") << QByteArray("percentage") << QByteArray("--percentage")
                                << QByteArray("99.99");
}

void NginxHardeningTest::conditions() {
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, option);
    QFETCH(QByteArray, value);
    const NginxEdit& tested = edit(name.toStdString());
    QVERIFY(!tested.applies(options()));
    QVERIFY(tested.applies(options({{option.toStdString(), value.toStdString()}})));
    QVERIFY(!edit("tls-in-front").applies(options({{"--trusted-balancer", "10.0.0.1"}})));
}

/// forwarding/mirror_marker.cpp takes a marker behind X-SERVER-ADDR for the client's own.
void NginxHardeningTest::markerStandsInFront() {
    const auto text = nginxSnippet(options(), Variant::Hardened);
    QVERIFY(text.has_value());
    const std::string& server = text->part("server")->text;
    QVERIFY(server.find("X-Mirrorscope-Source") < server.find("X-SERVER-"));
}

QTEST_GUILESS_MAIN(NginxHardeningTest)
#include "nginx_hardening_test.moc"
