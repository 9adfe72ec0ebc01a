// SPDX-License-Identifier: Apache-2.0
// The page's own configuration in a real nginx: the doctor says what is wrong with it, the lines that it
// names are changed as it says, nginx reads them again, and the findings close.
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "core/storage/session_reader.h"
#include "tests/support/collector.h"
#include "tests/support/nginx.h"
#include "tests/support/origin_server.h"
#include "tests/support/socket.h"

using namespace mirrorscope;

namespace {

constexpr int kRequests = 60;

std::map<std::string, traffic::Finding> findingsOf(const QString& session) {
    std::map<std::string, traffic::Finding> byCode;
    auto reader = storage::SessionReader::open(session.toStdString());
    const auto findings =
        reader ? (*reader)->findings() : base::Result<std::vector<traffic::Finding>>(reader.error());
    for (const auto& finding : findings ? *findings : std::vector<traffic::Finding>{}) {
        byCode[finding.code] = finding;
    }
    return byCode;
}

/// A connection for each request.
bool visit(std::uint16_t port, int count) {
    for (int i = 0; i < count; ++i) {
        const auto response =
            test::exchange(port, "GET /item HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n");
        if (!response || response->status != 200) {
            return false;
        }
    }
    return true;
}

QByteArray fileText(const QString& path) {
    std::ifstream file(path.toStdString(), std::ios::binary);
    return QByteArray::fromStdString({std::istreambuf_iterator<char>(file), {}});
}

/// Replaces the line `before`, however it is spaced, by `after`; false when it is not there.
bool patch(const QString& path, const std::string& before, const std::string& after) {
    QByteArrayList lines = fileText(path).split('\n');
    bool found = false;
    for (QByteArray& line : lines) {
        if (line.simplified() == QByteArray::fromStdString(before)) {
            line = QByteArray::fromStdString(after);
            found = true;
        }
    }
    std::ofstream(path.toStdString(), std::ios::binary) << lines.join('\n').toStdString();
    return found;
}

}  // namespace

class NginxFindingsTest : public QObject {
    Q_OBJECT

private slots:
    void patchClosesTheFinding();
};

void NginxFindingsTest::patchClosesTheFinding() {
    const QTemporaryDir directory;
    const QString session = directory.filePath("findings.mscope");
    test::Collector collector(session, {"--engine", "none", "--trust", "127.0.0.1"});
    QVERIFY2(collector.isListening(), collector.error().constData());
    const test::OriginServer origin;
    const auto snippet = [&](const char* part) {
        return test::runCli({"snippet", "nginx", "--variant", "faithful", "--part", part, "--listener",
                             QStringLiteral("127.0.0.1:%1").arg(collector.port()), "--origin",
                             QStringLiteral("http://127.0.0.1:%1").arg(origin.port())})
            .out;
    };
    const std::uint16_t port = test::freePort();
    const QString configuration =
        test::writeNginxConfig(directory.path(), {snippet("http"), snippet("server"), port});
    // Only an nginx with a master process can read its configuration again.
    QVERIFY(patch(configuration, "master_process off;", ""));
    test::Nginx nginx(directory.path(), configuration, port);
    QVERIFY2(nginx.isRunning(), nginx.error().constData());

    QVERIFY(visit(port, kRequests));
    const std::string code = "FORWARDED_PORT_EPHEMERAL";
    QVERIFY(test::becomesTrue([&] { return findingsOf(session).contains(code); }));
    const auto raised = findingsOf(session).at(code);
    QVERIFY(raised.isOpen());
    QVERIFY2(raised.seen.find("values of X-Forwarded-Port in 20 requests") != raised.seen.npos,
             raised.seen.c_str());

    QVERIFY2(patch(configuration, raised.before, raised.after), raised.before.c_str());
    const QByteArray complaint = test::nginxComplaint(directory.path(), configuration);
    QVERIFY2(complaint.isEmpty(), complaint.constData());
    nginx.reload();
    // Workers of the old configuration may answer a few more.
    QVERIFY(test::becomesTrue([&] { return visit(port, 20) && !findingsOf(session).at(code).isOpen(); }));
    const auto closed = findingsOf(session).at(code);
    QCOMPARE(closed.id, raised.id);
    QVERIFY(*closed.closedAt >= raised.openedAt);
    qInfo("%s: %s; closed after the patch \"%s\"", code.c_str(), raised.seen.c_str(), raised.after.c_str());
    // The form of the page opens a connection for each copy, and that has not changed.
    QVERIFY(findingsOf(session).at("CONNECTION_PER_REQUEST").isOpen());
}

QTEST_GUILESS_MAIN(NginxFindingsTest)
#include "nginx_findings_test.moc"
