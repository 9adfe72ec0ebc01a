// SPDX-License-Identifier: Apache-2.0
// Advice that is followed ends what it was given for: fixes are applied one by one until nothing is found,
// and a real nginx reads the result. Without nginx this fails.
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/snippets/lint/nginx_lint.h"
#include "tests/support/nginx.h"

using namespace mirrorscope;
using namespace mirrorscope::snippets::lint;

namespace {

/// A configuration in its two places: http { } and server { }.
struct Text {
    QByteArray http;
    QByteArray server;
};

/// Follows the advice in the server part; a group that it brings goes into the other one.
void apply(const LintFinding& finding, Text& text) {
    QByteArray after = QByteArray::fromStdString(finding.fix.after);
    if (after.startsWith("upstream ")) {
        const qsizetype end = after.indexOf("}\n") + 2;
        text.http += after.first(end);
        after = after.sliced(end);
    }
    QByteArrayList lines = text.server.split('\n');
    QByteArray& line = lines[static_cast<qsizetype>(finding.line) - 1];
    if (finding.fix.before.empty()) {
        line += "\n" + after;  // behind the "{" of the block that lacks it
    } else {
        line.replace(QByteArray::fromStdString(finding.fix.before), after);
    }
    text.server = lines.join('\n');
}

std::vector<LintFinding> findingsOf(const Text& text) {
    // The server part comes first, so that lines are its own.
    const auto report = lintNginx((text.server + "\n" + text.http).toStdString());
    if (!report) {
        qFatal("the text is no longer nginx:\n%s", text.server.constData());
    }
    return report->findings;
}

}  // namespace

class NginxFixesTest : public QObject {
    Q_OBJECT

private slots:
    void adviceEndsFindings_data();
    void adviceEndsFindings();
};

void NginxFixesTest::adviceEndsFindings_data() {
    QTest::addColumn<QByteArray>("server");
    QFile page(TEST_DATA_DIR "/lint/nginx-page.conf");
    QVERIFY(page.open(QIODevice::ReadOnly));
    QTest::newRow("the page's example") << page.readAll();
    QTest::newRow("the least") << QByteArray(
        "location / { mirror /m; }\nlocation /m {\nproxy_pass http://10.0.0.1;\n}");
    QTest::newRow("nothing there") << QByteArray("location / {\nmirror /m;\n}\nlocation /m {\n}");
    QTest::newRow("IPv6, behind balancers") << QByteArray(
        "set_real_ip_from 10.0.0.0/8;\nset_real_ip_from 10.1.0.1;\nreal_ip_header X-Forwarded-For;\n"
        "location / { mirror /m; mirror_request_body off; }\nlocation /m {\n"
        "proxy_pass http://[::1]:8445;\nproxy_read_timeout 1m;\n"
        "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;\n"
        "proxy_set_header Host $proxy_host;\n}");
    QTest::newRow("no reuse, though all is named") << QByteArray(
        "location / { mirror /m; }\nlocation = /m {\ninternal;\nproxy_pass http://10.0.0.1:1$request_uri;\n"
        "proxy_http_version 1.0;\nproxy_next_upstream error;\nproxy_set_header connection close;\n"
        "proxy_connect_timeout 2;\nproxy_send_timeout 2;\nproxy_read_timeout 2;\n}");
    QTest::newRow("bodies") << QByteArray(
        "location / { mirror /m; client_max_body_size 8m; }\nlocation = /m {\ninternal;\n"
        "proxy_pass_request_body off;\nproxy_method GET;\nproxy_pass http://10.0.0.1:8445$request_uri;\n"
        "client_max_body_size 1m;\nproxy_set_header Content-Length 0;\n}");
}

void NginxFixesTest::adviceEndsFindings() {
    QFETCH(QByteArray, server);
    Text text{{}, server};
    auto findings = findingsOf(text);
    QVERIFY(!findings.empty());
    constexpr int mostSteps = 60;
    for (int step = 0; step < mostSteps && !findings.empty(); ++step) {
        apply(findings.front(), text);
        findings = findingsOf(text);
    }
    QVERIFY2(findings.empty(),
             (QByteArray::fromStdString(findings.empty() ? "" : findings[0].message) + "\n" + text.server)
                 .constData());
    const QTemporaryDir directory;
    const QString place = directory.filePath("nginx");
    QCOMPARE(test::nginxComplaint(place, test::writeNginxConfig(place, {text.http, text.server, 8099})),
             QByteArray());
}

QTEST_GUILESS_MAIN(NginxFixesTest)
#include "nginx_fixes_test.moc"
