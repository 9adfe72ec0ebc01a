// SPDX-License-Identifier: Apache-2.0
// Whole texts: the page's example has every known trap, our hardened form none, an analysing nginx is read as
// a trust import, and docs/lint.md lists what the code knows.
#include "core/snippets/lint/nginx_lint.h"

#include <QFile>
#include <QTest>
#include <algorithm>
#include <random>
#include <string>

#include "core/snippets/lint/lint_kinds.h"
#include "core/snippets/snippet_catalogue.h"

using namespace mirrorscope;
using namespace mirrorscope::snippets::lint;
using snippets::OptionValue;
using snippets::Variant;

namespace {

QByteArray fileText(const char* path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("cannot read %s", path);
    }
    return file.readAll();
}

LintReport reportOf(const std::string& text) {
    const auto report = lintNginx(text, "t.conf");
    if (!report) {
        qFatal("not nginx");
    }
    return *report;
}

/// "line CODE" for each.
QByteArrayList lines(const LintReport& report) {
    QByteArrayList out;
    for (const LintFinding& finding : report.findings) {
        out << QByteArray::fromStdString(std::to_string(finding.line) + ' ' + finding.code);
    }
    return out;
}

/// Each option with some of the values that mean something else; listeners that are not this machine's
/// port 80.
class RandomOptions {
public:
    explicit RandomOptions(unsigned seed) : m_engine(seed) {}

    std::vector<OptionValue> next() {
        std::vector<OptionValue> out{
            {"--listener", pick({"127.0.0.1:8445", "[::1]:8445", "mirror.example:9000", "mirror:1"})}};
        maybe(out, "--path", {"/", "/shop", "/a.b~c/", "/_mirror"});
        maybe(out, "--origin", {"/srv/www", "http://127.0.0.1:8080", "https://app.example/base"});
        maybe(out, "--body", {"on", "off"});
        maybe(out, "--max-body", {"0", "512k", "8m", "1g", "1048577"});
        maybe(out, "--percentage", {"0.01", "12.5", "50", "99.99", "100"});
        maybe(out, "--trusted-balancer", {"10.0.0.0/8", "192.0.2.1", "::1"});
        if (out.back().name == "--trusted-balancer") {
            maybe(out, "--trusted-balancer", {"fd00::/8", "172.16.0.0/12"});
            maybe(out, "--tls-in-front", {"on", "off"});
        }
        maybe(out, "--name", {"edge-1", "a.b_c"});
        maybe(out, "--token", {"s3cret", "a-._~+/=Z"});
        return out;
    }

private:
    std::string pick(std::vector<const char*> values) { return values[m_engine() % values.size()]; }
    void maybe(std::vector<OptionValue>& out, const char* name, std::vector<const char*> values) {
        if (m_engine() % 2 == 0) {
            out.push_back({name, pick(std::move(values))});
        }
    }

    std::mt19937 m_engine;
};

QByteArray shown(const std::vector<OptionValue>& options) {
    QByteArray out;
    for (const OptionValue& option : options) {
        out += QByteArray::fromStdString(option.name + ' ' + option.value + ' ');
    }
    return out;
}

}  // namespace

class NginxLintTest : public QObject {
    Q_OBJECT

private slots:
    void pageExample();
    void hardenedFormIsClean();
    void faithfulFormIsNot();
    void analysingSide();
    void balancersAreNoImport();
    void contract();
    void findingsAreComplete();
    void documentation();
    void guesses();
};

void NginxLintTest::pageExample() {
    const LintReport report = reportOf(fileText(TEST_DATA_DIR "/lint/nginx-page.conf").toStdString());
    QCOMPARE(lines(report),
             (QByteArrayList{
                 "8 NGINX_BODY_LIMIT_UNSET",     // vanishes over 1 MB once the main location allows more
                 "8 NGINX_COPY_PREFIX",          // /mirror-test… answers 404
                 "8 NGINX_COPY_TIMEOUT",         // connect
                 "8 NGINX_COPY_TIMEOUT",         // read
                 "8 NGINX_COPY_TIMEOUT",         // send
                 "8 NGINX_HEADER_ADVISED",       // X-Forwarded-Host
                 "8 NGINX_HEADER_ADVISED",       // X-Mirrorscope-Client
                 "8 NGINX_HEADER_MISSING",       // X-Real-IP
                 "11 NGINX_COPY_NO_KEEPALIVE",   //
                 "11 NGINX_COPY_NO_PORT",        //
                 "15 NGINX_CHAIN_LOST",          // X-Forwarded-For
                 "16 NGINX_PORT_EPHEMERAL",      // X-Forwarded-Port
                 "17 NGINX_SCHEME_FROM_CLIENT",  // X-Forwarded-Proto
             }));
    QVERIFY(hasProblems(report));
}

void NginxLintTest::hardenedFormIsClean() {
    RandomOptions random(20261123);
    for (int i = 0; i < 200; ++i) {
        const auto options = random.next();
        const auto text = snippets::snippetKind("nginx")->make(options, Variant::Hardened);
        QVERIFY2(text.has_value(), shown(options).constData());
        const std::string whole = "http {\n" + text->part("http")->text + "server {\nlisten 80;\n" +
                                  text->part("server")->text + "}\n}\n";
        for (const std::string& each : {text->all(), whole}) {
            const LintReport report = reportOf(each);
            QVERIFY2(report.findings.empty(), (shown(options) + lines(report).join(", ")).constData());
        }
    }
}

/// The page's form is found wanting whatever its options.
void NginxLintTest::faithfulFormIsNot() {
    for (const char* body : {"on", "off"}) {
        const auto text = snippets::snippetKind("nginx")->make(
            std::vector<OptionValue>{
                {"--listener", "127.0.0.1:8445"}, {"--body", body}, {"--max-body", "8m"}},
            Variant::Faithful);
        QVERIFY(text.has_value());
        const LintReport report = reportOf(text->all());
        QCOMPARE(std::ranges::count(report.findings, "NGINX_COPY_TIMEOUT", &LintFinding::code), 3);
    }
}

/// The node's side of the page: who sends copies, and where they name client and server.
void NginxLintTest::analysingSide() {
    const LintReport report = reportOf(fileText(TEST_DATA_DIR "/lint/nginx-analysing.conf").toStdString());
    QVERIFY(report.trust.has_value());
    QCOMPARE(report.trust->networks.size(), 2U);
    QCOMPARE(report.trust->networks[0].text(), std::string("222.222.222.22/32"));
    QCOMPARE(report.trust->networks[1].text(), std::string("10.1.0.0/16"));
    QCOMPARE(report.trust->header, std::string("X-Forwarded-For"));
    QVERIFY(!report.trust->recursive);
    QCOMPARE(report.trust->serverAddressHeader, std::string("X-SERVER-ADDR"));
    QCOMPARE(report.trust->serverPortHeader, std::string("X-SERVER-PORT"));
    QCOMPARE(report.trust->line, 5U);
    QVERIFY(!hasProblems(report));
}

/// set_real_ip_from of the nginx that mirrors names what is in front of it.
void NginxLintTest::balancersAreNoImport() {
    QVERIFY(!reportOf("set_real_ip_from 10.0.0.1; location / { mirror /m; }").trust.has_value());
    QVERIFY(!reportOf("real_ip_header X-Real-IP;").trust.has_value());
    QVERIFY(reportOf("set_real_ip_from 10.0.0.1; location / { mirror off; }").trust.has_value());
}

void NginxLintTest::contract() {
    const LintReport report = reportOf(fileText(TEST_DATA_DIR "/lint/nginx-page.conf").toStdString());
    QCOMPARE(report.contract.size(), 8U);
    QCOMPARE(report.contract[2].header, std::string("HOST"));
    QCOMPARE(report.contract[2].value, std::string("$http_host"));
    QCOMPARE(report.contract[2].line, 14U);
}

void NginxLintTest::findingsAreComplete() {
    const LintReport report = reportOf(fileText(TEST_DATA_DIR "/lint/nginx-page.conf").toStdString());
    for (const LintFinding& finding : report.findings) {
        QVERIFY2(!finding.message.empty() && !finding.directive.empty() && !finding.wanted.empty() &&
                     finding.reason.ends_with('.') && !finding.fix.after.empty(),
                 finding.code.c_str());
    }
}

/// docs/lint.md has one row for each rule, with its severity and title, and no others.
void NginxLintTest::documentation() {
    const QByteArray text = fileText(PROJECT_DIR "/docs/lint.md");
    QByteArrayList rows;
    for (const QByteArray& line : text.split('\n')) {
        if (line.startsWith("| `NGINX_")) {
            rows << line;
        }
    }
    QByteArrayList expected;
    for (const LintRule& rule : nginxLintRules()) {
        expected << "| `" + QByteArray(rule.code.data(), qsizetype(rule.code.size())) + "` | " +
                        severityName(rule.severity).data() + " | " +
                        QByteArray(rule.title.data(), qsizetype(rule.title.size())) + " |";
    }
    QCOMPARE(rows, expected);
}

void NginxLintTest::guesses() {
    QCOMPARE(lintKind("nginx"), guessLintKind("server {\n location / { }\n}"));
    QVERIFY(guessLintKind("") == nullptr);
    QVERIFY(guessLintKind("hello") == nullptr);
    QVERIFY(lintKind("apache") == nullptr);
}

QTEST_GUILESS_MAIN(NginxLintTest)
#include "nginx_lint_test.moc"
