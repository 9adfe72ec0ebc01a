// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/lint/nginx_dump.h"

#include <QTest>
#include <algorithm>
#include <string>

#include "core/base/error_text.h"
#include "core/snippets/lint/nginx_lint.h"

using namespace mirrorscope;
using namespace mirrorscope::snippets::lint;

namespace {

constexpr const char* kDump = R"(nginx: the configuration file /etc/nginx/nginx.conf syntax is ok
# configuration file /etc/nginx/nginx.conf:
http {
  include mime.types;
  include conf.d/*.conf;
  include missing.conf;
  include none/*.conf;
}

# configuration file /etc/nginx/mime.types:
types { text/html html; }

# configuration file /etc/nginx/conf.d/a.conf:
server {
  include /etc/nginx/mirror.inc;
}
# configuration file /etc/nginx/mirror.inc:
# a comment
location / { mirror /m; }
location /m {
  proxy_pass http://127.0.0.1:8445;
}
# configuration file /etc/nginx/conf.d/.hidden.conf:
hidden;
)";

base::Result<NginxTree> treeOf(const std::string& dump) {
    return readNginxDump(nginxDumpFiles(dump));
}

}  // namespace

class NginxDumpTest : public QObject {
    Q_OBJECT

private slots:
    void findsFiles();
    void plainTextIsNone();
    void joinsIncludes();
    void findingsNameTheirFile();
    void errorsNameTheirFile_data();
    void errorsNameTheirFile();
    void copiesAreLimited();
};

void NginxDumpTest::findsFiles() {
    const std::string dump = kDump;
    const auto files = nginxDumpFiles(dump);
    QCOMPARE(files.size(), 5U);
    QCOMPARE(files[0].path, std::string("/etc/nginx/nginx.conf"));
    QCOMPARE(files[0].firstLine, 3U);
    QCOMPARE(files[1].text, std::string_view("types { text/html html; }\n\n"));
    QVERIFY(files[2].text.ends_with("}\n"));
    QVERIFY(dumpFileAt(files, 1) == nullptr);
    QCOMPARE(dumpFileAt(files, 3), &files[0]);
    QCOMPARE(dumpFileAt(files, 19), &files[3]);
}

void NginxDumpTest::plainTextIsNone() {
    QVERIFY(nginxDumpFiles("http { }\n# configuration file\n").empty());
    QVERIFY(nginxDumpFiles("").empty());
}

void NginxDumpTest::joinsIncludes() {
    const std::string dump = kDump;
    const auto tree = treeOf(dump);
    QVERIFY(tree.has_value());
    QByteArrayList names;
    for (const NginxItem* item : tree->items()) {
        names << QByteArray::fromStdString(item->name);
        QVERIFY(dump.substr(item->place.offset).starts_with(item->name));
    }
    QCOMPARE(names, (QByteArrayList{"http", "types", "text/html", "server", "location", "mirror", "location",
                                    "proxy_pass", "include"}));
    const NginxItem* mirror = tree->items()[5];
    QVERIFY(mirror->enclosing("http") != nullptr);
    QCOMPARE(mirror->place.line, 19U);
}

void NginxDumpTest::findingsNameTheirFile() {
    const auto report = lintNginx(kDump, "dump");
    QVERIFY(report.has_value());
    const auto found = std::ranges::find(report->findings, "NGINX_COPY_PATH_LOST", &LintFinding::code);
    QVERIFY(found != report->findings.end());
    QCOMPARE(found->file, std::string("/etc/nginx/mirror.inc"));
    QCOMPARE(found->line, 4U);
    const auto unread = std::ranges::find(report->findings, "NGINX_INCLUDE_NOT_READ", &LintFinding::code);
    QCOMPARE(unread->file, std::string("/etc/nginx/nginx.conf"));
    QCOMPARE(unread->line, 4U);
}

void NginxDumpTest::errorsNameTheirFile_data() {
    QTest::addColumn<QByteArray>("dump");
    QTest::addColumn<QByteArray>("complaint");
    QTest::newRow("grammar") << QByteArray(
                                    "# configuration file /a:\ninclude b;\n# configuration file /b:\n\n c")
                             << QByteArray("/b, line 2, column 2: \"c\" is not ended: \";\" is missing");
    QTest::newRow("circle") << QByteArray("# configuration file /a:\n include a;\n")
                            << QByteArray("/a, line 1, column 2: files include each other");
}

void NginxDumpTest::errorsNameTheirFile() {
    QFETCH(QByteArray, dump);
    QFETCH(QByteArray, complaint);
    const std::string text = dump.toStdString();
    const auto tree = treeOf(text);
    QVERIFY(!tree.has_value());
    QCOMPARE(QByteArray::fromStdString(base::errorSentences(tree.error()).what), complaint);
}

/// Ten files, each of which brings the next one ten times: 10 billion directives if nobody counts.
void NginxDumpTest::copiesAreLimited() {
    std::string dump;
    for (char name = 'a'; name <= 'j'; ++name) {
        dump += std::string("# configuration file /") + name + ":\n";
        for (int i = 0; i < 10; ++i) {
            dump += name == 'j' ? "" : std::string("include ") + static_cast<char>(name + 1) + ";\n";
        }
    }
    const auto tree = treeOf(dump);
    QVERIFY(!tree.has_value());
    QVERIFY(tree.error().arguments[3].find("more than 200000 directives") != std::string::npos);
}

QTEST_GUILESS_MAIN(NginxDumpTest)
#include "nginx_dump_test.moc"
