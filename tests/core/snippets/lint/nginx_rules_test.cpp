// SPDX-License-Identifier: Apache-2.0
// Each trap of nginx: one text that has it, at the line marked "# here", and one much like it that has not.
// Both are made from a configuration without any trap by replacing one piece.
#include <QTest>
#include <set>
#include <string>

#include "core/base/error_text.h"
#include "core/snippets/lint/nginx_lint.h"

using namespace mirrorscope;
using namespace mirrorscope::snippets::lint;

namespace {

constexpr const char* kClean = R"(http {
  #http
  upstream g {  #group
    server 127.0.0.1:8445;
    keepalive 32;
  }
  server {
    listen 8080;
    #server
    location / {
      mirror /m;  #mirror
      #main
      root /srv;
    }
    location = /m {  #place
      internal;
      #copy
      proxy_pass http://g$request_uri;
      proxy_http_version 1.1;
      proxy_connect_timeout 200ms;
      proxy_send_timeout 500ms;
      proxy_read_timeout 500ms;
      client_max_body_size 0;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Real-IP $remote_addr;
      proxy_set_header X-Forwarded-Port $server_port;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_set_header X-Request-ID $request_id;
      proxy_set_header X-SERVER-ADDR $server_addr;
      proxy_set_header X-SERVER-PORT $server_port;
      proxy_set_header X-Mirrorscope-Client $remote_addr;
    }
  }
}
)";

struct Edit {
    QByteArray from;
    QByteArray to;
};

using Edits = QList<Edit>;

QByteArray edited(const Edits& edits) {
    QByteArray text(kClean);
    for (const Edit& edit : edits) {
        if (!text.contains(edit.from)) {
            qFatal("the text has no \"%s\"", edit.from.constData());
        }
        text.replace(edit.from, edit.to);
    }
    return text;
}

/// The lines of that code's findings.
std::multiset<std::size_t> linesOf(const char* code, const QByteArray& text) {
    const auto report = lintNginx(text.toStdString(), "t.conf");
    if (!report) {
        qFatal("%s", base::errorText(report.error()).c_str());
    }
    std::multiset<std::size_t> lines;
    for (const LintFinding& finding : report->findings) {
        if (finding.code == code) {
            lines.insert(finding.line);
        }
    }
    return lines;
}

std::multiset<std::size_t> markedLines(const QByteArray& text) {
    std::multiset<std::size_t> lines;
    std::size_t number = 0;
    for (const QByteArray& line : text.split('\n')) {
        ++number;
        if (line.contains("# here")) {
            lines.insert(number);
        }
    }
    return lines;
}

const Edit kHerePlace{"#place", "# here"};
const Edit kHereMirror{"#mirror", "# here"};
const Edit kHereGroup{"#group", "# here"};
const Edit kPass{"proxy_pass http://g$request_uri;", ""};

template <typename Row>
void whichRequests(Row row) {
    row("NGINX_NO_MIRROR", {{"http {", "http {  # here"}, {"mirror /m;", ""}},
        {{"mirror /m;", "include m.conf;"}});
    row("NGINX_MIRROR_IN_IF", {{"#main", "if ($a) {\n mirror /m; # here\n }"}},
        {{"#main", "if ($a) { set $b 1; }"}});
    row("NGINX_MIRROR_VARIABLE", {{"mirror /m;", "mirror /m$a;"}, kHereMirror},
        {{"mirror /m;", "mirror /m?a;"}});
    row("NGINX_MIRROR_NO_LOCATION", {{"mirror /m;", "mirror /n;"}, kHereMirror}, {{"= /m {", "^~ /m {"}});
    row("NGINX_MIRROR_NO_LOCATION", {{"mirror /m;", "mirror /;"}, kHereMirror}, {{"= /m {", "~ /m {"}});
    row("NGINX_MIRROR_HIDDEN", {{"#server", "mirror /n; location = /n { }"}, kHereMirror},
        {{"#server", "mirror /m;"}});
    row("NGINX_MIRROR_HIDDEN",
        {{"#http", "mirror /n;"}, {"= /m {", "= /n { }\n mirror /m; # here\n location = /m {"}},
        {{"= /m {", "= /n { }\n mirror /m;\n location = /m {"}});
    row("NGINX_RETURN_BEFORE_MIRROR", {{"#main", "return 301 https://a; # here"}},
        {{"#main", "if ($a) { return 403; }"}});
    row("NGINX_RETURN_BEFORE_MIRROR", {{"#server", "rewrite ^ https://$host$uri permanent; # here"}},
        {{"#server", "rewrite ^/a /b last;"}});
    row("NGINX_REFUSED_BEFORE_MIRROR", {{"#main", "deny all; # here"}}, {{"#main", "auth_basic off;"}});
    row("NGINX_REFUSED_BEFORE_MIRROR", {{"#server", "limit_req zone=a; # here"}}, {{"#copy", "deny all;"}});
    row("NGINX_INCLUDE_NOT_READ", {{"#http", "include more.conf; # here"}},
        {{"#http", "include mime.types;"}});
}

template <typename Row>
void mirrorLocation(Row row) {
    row("NGINX_COPY_NOT_INTERNAL", {{"internal;", ""}, kHerePlace}, {{"internal;", "include a;"}});
    row("NGINX_COPY_PREFIX", {{"= /m {", "/m {"}, kHerePlace}, {{"location / {", "location /shop {"}});
    row("NGINX_COPY_NOT_SENT", {kPass, kHerePlace}, {{"proxy_pass http", "grpc_pass grpc"}});
    row("NGINX_COPY_ANSWERED", {{"#copy", "return 204; # here"}}, {{"#copy", "if ($a = 0) { return 204; }"}});
    row("NGINX_COPY_CACHED", {{"#http", "proxy_cache z; # here"}}, {{"#main", "proxy_cache z;"}});
    row("NGINX_COPY_CHANGED", {{"#copy", "proxy_method GET; # here"}},
        {{"#copy", "proxy_pass_request_headers on;"}});
    row("NGINX_COPY_CHANGED", {{"#copy", "proxy_set_body x; # here"}}, {{"#main", "proxy_set_body x;"}});
}

template <typename Row>
void destination(Row row) {
    const auto passTo = [](const char* address) { return Edit{"http://g$request_uri;", address}; };
    row("NGINX_COPY_NO_PORT", {passTo("http://10.0.0.1$request_uri; # here")},
        {passTo("https://10.0.0.1$request_uri;")});
    row("NGINX_COPY_NO_PORT", {{"127.0.0.1:8445;", "[::1]; # here"}}, {{"127.0.0.1:8445;", "[::1]:80;"}});
    row("NGINX_COPY_PATH_LOST", {passTo("http://g$uri; # here")},
        {passTo("http://g$u;"), {"#http", "map $a $u { default $request_uri; }"}});
    row("NGINX_COPY_PATH_LOST", {passTo("http://g; # here")}, {passTo("http://g${request_uri};")});
    row("NGINX_COPY_NO_RESOLVER", {passTo("http://m.example:8445$request_uri; # here")},
        {passTo("http://m.example:8445$request_uri;"), {"#http", "resolver 127.0.0.1;"}});
    row("NGINX_COPY_LOOP", {passTo("http://127.0.0.1:8080$request_uri; # here")},
        {passTo("http://10.0.0.1:8080$request_uri;")});
    row("NGINX_COPY_LOOP", {{"127.0.0.1:8445;", "localhost:8080;"}, passTo("http://g$request_uri; # here")},
        {{"127.0.0.1:8445;", "localhost:8081;"}});
    row("NGINX_COPY_RETRIED", {{"keepalive 32;", "keepalive 32; server 10.0.0.1:1;"}, kHerePlace},
        {{"keepalive 32;", "keepalive 32; server 10.0.0.1:1;"}, {"#copy", "proxy_next_upstream off;"}});
}

template <typename Row>
void delivery(Row row) {
    row("NGINX_COPY_TIMEOUT", {{"proxy_read_timeout 500ms;", "proxy_read_timeout 5; # here"}},
        {{"proxy_read_timeout 500ms;", "proxy_read_timeout 1s;"}});
    row("NGINX_COPY_TIMEOUT", {{"proxy_connect_timeout 200ms;", ""}, kHerePlace},
        {{"proxy_connect_timeout 200ms;", ""}, {"#server", "proxy_connect_timeout 200ms;"}});
    row("NGINX_COPY_NO_KEEPALIVE", {{"keepalive 32;", ""}, kHereGroup}, {{"keepalive 32;", "keepalive 1;"}});
    row("NGINX_COPY_NO_KEEPALIVE", {{"http://g$request_uri;", "http://10.0.0.1:1$request_uri; # here"}},
        {{"http://g$request_uri;", "http://$a$request_uri;"}});
    row("NGINX_COPY_HTTP_1_0", {{"proxy_http_version 1.1;", ""}, kHerePlace},
        {{"proxy_http_version 1.1;", ""}, {"#http", "proxy_http_version 1.1;"}});
    row("NGINX_COPY_CLOSES", {{"proxy_set_header Connection \"\";", ""}, kHerePlace},
        {{"Connection \"\";", "Connection '';"}});
    row("NGINX_COPY_CLOSES", {{"Connection \"\";", "Connection close; # here"}},
        {{"Connection \"\";", "connection '';"}});
}

template <typename Row>
void bodies(Row row) {
    const Edit noBody{"mirror /m;", "mirror /m; mirror_request_body off;"};
    row("NGINX_BODY_LENGTH_WITHOUT_BODY", {noBody, kHerePlace},
        {noBody, {"#copy", "proxy_set_header Content-Length \"\";"}});
    row("NGINX_BODY_LENGTH_WITHOUT_BODY", {noBody, {"#copy", "proxy_set_header Content-Length 0; # here"}},
        {{"#copy", "proxy_set_header Content-Length 0;"}});
    row("NGINX_BODY_WITHOUT_LENGTH", {{"#copy", "proxy_set_header Content-Length \"\"; # here"}},
        {{"#copy", "proxy_set_header Content-Length $content_length;"}});
    row("NGINX_BODY_WITHOUT_LENGTH", {{"#copy", "proxy_set_header Transfer-Encoding chunked; # here"}},
        {{"#copy", "proxy_set_header Transfer-Encoding \"\";"}});
    row("NGINX_BODY_NOT_COPIED", {{"#copy", "proxy_pass_request_body off; # here"}},
        {{"#copy", "proxy_pass_request_body off;"}, noBody});
    const Edit larger{"#main", "client_max_body_size 8m;"};
    row("NGINX_BODY_LIMIT", {{"client_max_body_size 0;", "client_max_body_size 1m; # here"}, larger},
        {{"client_max_body_size 0;", "client_max_body_size 8M;"}, larger});
    row("NGINX_BODY_LIMIT", {{"client_max_body_size 0;", ""}, larger, kHerePlace}, {larger});
    row("NGINX_BODY_LIMIT_UNSET", {{"client_max_body_size 0;", ""}, kHerePlace},
        {{"client_max_body_size 0;", "client_max_body_size 1m;"}});
    row("NGINX_BODY_BUFFERED", {{"#main", "proxy_request_buffering off; # here"}},
        {{"#main", "proxy_request_buffering off;"}, noBody});
}

template <typename Row>
void shares(Row row) {
    const Edit asks{"#copy", "if ($s = 0) { return 204; }"};
    row("NGINX_SHARE_KEY", {{"#http", "split_clients $remote_addr $s { # here\n 5% 1; * 0; }"}, asks},
        {{"#http", "split_clients $request_id$remote_addr $s { 5% 1; * 0; }"}, asks});
    row("NGINX_SHARE_KEY", {{"#http", "split_clients all $s { # here\n 5% 1; * 0; }"}, asks},
        {{"#http", "split_clients all $other { 5% 1; * 0; }"}, asks});
    row("NGINX_SHARE_OVER_ALL",
        {{"#http", "split_clients $request_id $s { # here\n 60% 1; 40.01% 0; }"}, asks},
        {{"#http", "split_clients $request_id $s { 60% 1; 40.00% 0; }"}, asks});
    row("NGINX_SHARE_NOT_NUMBERS",
        {{"#http", "split_clients $request_id $s {\n half 1; # here\n * 0; }"}, asks},
        {{"#http", "split_clients $request_id $s { 0.5% 1; * 0; }"}, asks});
}

template <typename Row>
void headers(Row row) {
    row("NGINX_HEADER_MISSING", {{"proxy_set_header X-Real-IP $remote_addr;", ""}, kHerePlace},
        {{"X-Real-IP", "x-real-ip"}});
    row("NGINX_HEADER_MISSING", {{"proxy_set_header Host $http_host;", ""}, kHerePlace},
        {{"proxy_set_header Host $http_host;", "include headers.conf;"}});
    row("NGINX_HEADER_MISSING", {{"proxy_set_header Host $http_host;", ""}, kHerePlace},
        {{"proxy_set_header Host $http_host;", ""}, {"#http", "proxy_set_header Host a;"}});
    row("NGINX_HEADER_ADVISED", {{"proxy_set_header X-SERVER-ADDR $server_addr;", ""}, kHerePlace},
        {{"X-SERVER-ADDR", "X-Server-Addr"}});
    row("NGINX_HEADERS_NOT_INHERITED",
        {{"#http", "proxy_set_header A b;"}, {"Connection \"\";", "Connection \"\"; # here"}},
        {{"#http", "proxy_set_header HOST a;"}});
}

/// Its value in place of the clean one.
template <typename Row>
void headerValues(Row row) {
    const auto set = [](const char* header, const char* value) {
        const qsizetype at = QByteArray(kClean).indexOf(QByteArray(header) + " ");
        const QByteArray line = QByteArray(kClean).mid(at).split('\n')[0];
        return Edit{"proxy_set_header " + line, QByteArray("proxy_set_header ") + header + " " + value};
    };
    const Edit realIp{"#server", "set_real_ip_from 10.0.0.0/8; real_ip_header X-Forwarded-For;"};
    row("NGINX_HOST_VALUE", {set("Host", "$proxy_host; # here")}, {set("Host", "$host:$server_port;")});
    row("NGINX_HOST_VALUE", {set("Host", "app.example; # here")}, {set("Host", "$of_a_module;")});
    row("NGINX_CHAIN_LOST", {set("X-Forwarded-For", "$remote_addr; # here")},
        {set("X-Forwarded-For", "$of_a_module;")});
    row("NGINX_CHAIN_FORGEABLE", {set("X-Forwarded-For", "$http_x_forwarded_for; # here")},
        {set("X-Forwarded-For", "\"$http_x_forwarded_for, $remote_addr\";")});
    row("NGINX_CHAIN_TWICE", {set("X-Forwarded-For", "$proxy_add_x_forwarded_for; # here"), realIp},
        {{"#server", "set_real_ip_from 10.0.0.0/8; real_ip_header CF-Connecting-IP;"}});
    row("NGINX_CHAIN_TWICE",
        {set("X-Forwarded-For", "$c; # here"),
         realIp,
         {"#http", "map a $c { default $proxy_add_x_forwarded_for; }"}},
        {set("X-Forwarded-For", "\"$http_x_forwarded_for, $realip_remote_addr\";"), realIp});
    row("NGINX_REAL_IP_VALUE", {set("X-Real-IP", "$http_x_real_ip; # here")},
        {set("X-Real-IP", "${remote_addr};")});
    row("NGINX_PORT_EPHEMERAL", {set("X-Forwarded-Port", "$remote_port; # here")},
        {set("X-Forwarded-Port", "443;")});
    row("NGINX_SCHEME_FROM_CLIENT", {set("X-Forwarded-Proto", "$http_x_forwarded_proto; # here")},
        {set("X-Forwarded-Proto", "$p;"),
         {"#http",
          "geo $realip_remote_addr $lb { default 0; } map $lb:$http_x_forwarded_proto $p { default $scheme; "
          "}"}});
    row("NGINX_MARKER_NOT_CLIENT", {set("X-Mirrorscope-Client", "$realip_remote_addr; # here")},
        {{"#copy", "proxy_set_header X-Mirrorscope-Peer $realip_remote_addr;"}});
    row("NGINX_ID_FROM_CLIENT", {set("X-Request-ID", "$http_x_request_id; # here")},
        {set("X-Request-ID", "$request_id;")});
}

template <typename Row>
void realIp(Row row) {
    const Edit header{"#http", "real_ip_header X-Real-IP;"};
    row("NGINX_TRUST_TOO_WIDE", {{"#server", "set_real_ip_from 0.0.0.0/0; # here"}, header},
        {{"#server", "set_real_ip_from 10.0.0.0/8; set_real_ip_from fc00::/7;"}, header});
    row("NGINX_TRUST_TOO_WIDE", {{"#server", "set_real_ip_from ::/0; # here"}, header},
        {{"#server", "set_real_ip_from 2001:db8::/32;"}, header});
    row("NGINX_TRUST_NO_ADDRESS", {{"#server", "set_real_ip_from unix:; # here"}, header},
        {{"#server", "set_real_ip_from ::1;"}, header});
    row("NGINX_TRUST_NO_HEADER", {{"#server", "set_real_ip_from 10.0.0.1; # here"}},
        {{"#server", "set_real_ip_from 10.0.0.1;"}, header});
    row("NGINX_TRUST_NOBODY", {{"#server", "real_ip_header X-Real-IP; # here"}},
        {{"#server", "set_real_ip_from 10.0.0.1;"}, header});
    const Edit two{"#server", "set_real_ip_from 10.0.0.1; set_real_ip_from 10.0.0.2;"};
    row("NGINX_TRUST_NOT_RECURSIVE", {two, {"#http", "real_ip_header X-Forwarded-For; # here"}},
        {two, {"#http", "real_ip_header X-Forwarded-For; real_ip_recursive on;"}});
    row("NGINX_PROXY_PROTOCOL_UNUSED", {{"listen 8080;", "listen 8080 proxy_protocol; # here"}},
        {{"listen 8080;",
          "listen 8080 proxy_protocol; set_real_ip_from 10.0.0.1; real_ip_header proxy_protocol;"}});
}

}  // namespace

class NginxRulesTest : public QObject {
    Q_OBJECT

private slots:
    void cleanHasNone();
    void finds_data();
    void finds();
    void everyRuleIsTested();

private:
    std::set<std::string> m_tested;
};

void NginxRulesTest::cleanHasNone() {
    const auto report = lintNginx(kClean, "t.conf");
    QVERIFY(report.has_value());
    QVERIFY2(report->findings.empty(), report->findings.empty() ? "" : report->findings[0].message.c_str());
}

void NginxRulesTest::finds_data() {
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("with");
    QTest::addColumn<QByteArray>("without");
    const auto row = [](const char* code, const Edits& with, const Edits& without) {
        QTest::addRow("%s: %s", code, with[0].to.simplified().constData())
            << QByteArray(code) << edited(with) << edited(without);
    };
    whichRequests(row);
    mirrorLocation(row);
    destination(row);
    delivery(row);
    bodies(row);
    shares(row);
    headers(row);
    headerValues(row);
    realIp(row);
}

void NginxRulesTest::finds() {
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, with);
    QFETCH(QByteArray, without);
    QCOMPARE(linesOf(code.constData(), with), markedLines(with));
    QCOMPARE(linesOf(code.constData(), without), std::multiset<std::size_t>());
    m_tested.insert(code.toStdString());
}

void NginxRulesTest::everyRuleIsTested() {
    for (const LintRule& rule : nginxLintRules()) {
        QVERIFY2(m_tested.contains(std::string(rule.code)), rule.code.data());
    }
}

QTEST_GUILESS_MAIN(NginxRulesTest)
#include "nginx_rules_test.moc"
