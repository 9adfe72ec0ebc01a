// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/nginx_snippet.h"

#include <QTest>
#include <algorithm>
#include <string>

#include "core/snippets/snippet_catalogue.h"

using namespace mirrorscope::snippets;

namespace {

SnippetText snippet(Variant variant, std::vector<OptionValue> more = {}) {
    more.insert(more.begin(), {"--listener", "127.0.0.1:8445"});
    return *snippetKind("nginx")->make(more, variant);
}

}  // namespace

class NginxSnippetTest : public QObject {
    Q_OBJECT

private slots:
    void faithfulIsThePage();
    void faithfulWithOptions();
    void partsAreMarked();
    void hardenedHasReasons();
    void bodyOff_data();
    void bodyOff();
    void variantNames();
};

/// The page's directives, one by one and in its order; only the port is ours.
void NginxSnippetTest::faithfulIsThePage() {
    const SnippetText text = snippet(Variant::Faithful);
    QVERIFY(text.reasons.empty());
    QVERIFY(text.part("http")->text.empty());
    QCOMPARE(text.part("server")->text,
             std::string(
                 R"(# Each request here is copied; the client gets the answer from here and notices nothing.
location / {
    mirror /mirror-test;
    mirror_request_body on;
    root /usr/share/nginx/html;
    index index.html index.htm;
}

# The copy: sent to Mirrorscope, its answer is thrown away.
location /mirror-test {
    internal;
    proxy_pass http://127.0.0.1:8445$request_uri;
    proxy_set_header X-SERVER-PORT $server_port;
    proxy_set_header X-SERVER-ADDR $server_addr;
    proxy_set_header HOST $http_host;
    proxy_set_header X-Forwarded-For $realip_remote_addr;
    proxy_set_header X-Forwarded-Port $realip_remote_port;
    proxy_set_header X-Forwarded-Proto $http_x_forwarded_proto;
    proxy_set_header X-Scheme $scheme;
    proxy_set_header X-Request-ID $request_id;
}
)"));
}

void NginxSnippetTest::faithfulWithOptions() {
    const std::string text =
        snippet(Variant::Faithful,
                {{"--path", "/shop"}, {"--origin", "http://app:8080"}, {"--max-body", "8m"}})
            .part("server")
            ->text;
    QVERIFY(text.find("location /shop {") != std::string::npos);
    QVERIFY(text.find("    proxy_pass http://app:8080;") != std::string::npos);
    QVERIFY(text.find("root ") == std::string::npos);
    const auto first = text.find("client_max_body_size 8m;");
    QVERIFY(first != std::string::npos);
    QVERIFY(text.find("client_max_body_size 8m;", first + 1) != std::string::npos);
}

void NginxSnippetTest::partsAreMarked() {
    for (const Variant variant : {Variant::Faithful, Variant::Hardened}) {
        const SnippetText text = snippet(variant);
        const std::string all = text.all();
        const auto http = all.find("# --- part http: inside http { }");
        const auto server = all.find("# --- part server: inside the server { }");
        QVERIFY(http != std::string::npos);
        QVERIFY(server != std::string::npos);
        QVERIFY(http < server);
        for (const std::string_view name : snippetKind("nginx")->parts) {
            QVERIFY(text.part(name) != nullptr);
            QVERIFY(all.find(text.part(name)->text) != std::string::npos);
        }
        QVERIFY(text.part("location") == nullptr);
    }
}

void NginxSnippetTest::hardenedHasReasons() {
    const SnippetText text = snippet(Variant::Hardened, {{"--token", "a"}});
    QVERIFY(text.reasons.size() >= 10);
    const std::string explanation = text.explanation();
    QCOMPARE(static_cast<std::size_t>(std::ranges::count(explanation, '\n')), text.reasons.size());
    QVERIFY(explanation.starts_with("# exact-location: "));
    QVERIFY(explanation.find("\n# token: ") != std::string::npos);
    QVERIFY(snippet(Variant::Hardened).explanation().find("# token: ") == std::string::npos);
}

void NginxSnippetTest::bodyOff_data() {
    QTest::addColumn<int>("variant");
    QTest::newRow("faithful") << static_cast<int>(Variant::Faithful);
    QTest::newRow("hardened") << static_cast<int>(Variant::Hardened);
}

void NginxSnippetTest::bodyOff() {
    QFETCH(int, variant);
    const std::string text = snippet(static_cast<Variant>(variant), {{"--body", "off"}}).part("server")->text;
    for (const char* line : {"mirror_request_body off;", "proxy_pass_request_body off;",
                             "proxy_set_header Content-Length \"\";"}) {
        QVERIFY2(text.find(line) != std::string::npos, line);
    }
}

void NginxSnippetTest::variantNames() {
    QCOMPARE(variantByName("faithful"), std::optional(Variant::Faithful));
    QCOMPARE(variantByName("hardened"), std::optional(Variant::Hardened));
    QVERIFY(!variantByName("Hardened"));
}

QTEST_GUILESS_MAIN(NginxSnippetTest)
#include "nginx_snippet_test.moc"
