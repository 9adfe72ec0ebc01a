// SPDX-License-Identifier: Apache-2.0
// Real proxies with the printed snippets, behind no, one and two balancers: who the client was is told right
// or not at all, whatever the client writes into X-Forwarded-For itself.
#include <QTemporaryDir>
#include <QTest>
#include <memory>
#include <string>
#include <vector>

#include "core/http/head.h"
#include "core/storage/session_reader.h"
#include "tests/support/collector.h"
#include "tests/support/envoy.h"
#include "tests/support/nginx.h"
#include "tests/support/origin_server.h"
#include "tests/support/socket.h"

using namespace mirrorscope;

namespace {

constexpr const char* kClient = "127.0.0.21";
/// What a client writes to look like somebody else.
constexpr const char* kForged = "198.18.6.6";
constexpr int kRequests = 5;
constexpr const char* kToken = "s3cret-of-this-proxy";

QString balancerAddress(int number) {
    return QStringLiteral("127.0.0.%1").arg(31 + number);
}

/// A balancer as its manuals show it: it appends the address that it sees, and names the client where it is
/// the first.
test::NginxConfig balancer(int number, std::uint16_t next, std::uint16_t port) {
    const QByteArray realIp = number == 0 ? "$remote_addr" : "$http_x_real_ip";
    return {"",
            "location / { proxy_pass http://127.0.0.1:" + QByteArray::number(next) + "; proxy_bind " +
                balancerAddress(number).toUtf8() +
                "; proxy_http_version 1.1; proxy_set_header Host $http_host; proxy_set_header "
                "X-Forwarded-For $proxy_add_x_forwarded_for;"
                " proxy_set_header X-Real-IP " +
                realIp + "; }\n",
            port};
}

/// The mirroring proxy and the balancers in front of it.
class Chain {
public:
    Chain(QString proxy, QString variant, int balancers, const test::Collector& collector)
        : m_proxy(std::move(proxy)), m_variant(std::move(variant)), m_balancers(balancers) {
        m_port = test::freePort();
        startProxy(collector);
        // The last one first: each needs the port of the next.
        for (int number = balancers - 1; number >= 0; --number) {
            const std::uint16_t port = test::freePort();
            const QString place = m_directory.filePath(QStringLiteral("balancer-%1").arg(number));
            const QString configuration = test::writeNginxConfig(place, balancer(number, m_port, port));
            m_nginx.push_back(std::make_unique<test::Nginx>(place, configuration, port));
            m_running = m_running && m_nginx.back()->isRunning();
            m_port = port;
        }
    }

    bool isRunning() const { return m_running; }
    std::uint16_t port() const { return m_port; }
    QByteArray complaint() const { return m_complaint; }

private:
    QStringList options(const test::Collector& collector) const {
        QStringList out{"snippet",    m_proxy.startsWith("nginx") ? "nginx" : "envoy",
                        "--variant",  m_variant,
                        "--listener", QStringLiteral("127.0.0.1:%1").arg(collector.port())};
        const bool isNginx = m_proxy.startsWith("nginx");
        out << "--origin"
            << (isNginx ? QStringLiteral("http://127.0.0.1:%1") : QStringLiteral("127.0.0.1:%1"))
                   .arg(m_origin.port());
        if (!isNginx) {
            out << "--bind" << QStringLiteral("127.0.0.1:%1").arg(m_port);
        }
        if (m_variant == "hardened") {
            out << "--token" << kToken << "--name" << "edge-1";
            for (int number = 0; isNginx && number < m_balancers; ++number) {
                out << "--trusted-balancer" << balancerAddress(number);
            }
            if (!isNginx && m_balancers > 0) {
                out << "--trusted-hops" << QString::number(m_balancers);
            }
        }
        return out;
    }

    void startProxy(const test::Collector& collector) {
        const QString place = m_directory.filePath("proxy");
        const QStringList wanted = options(collector);
        if (m_proxy == "envoy") {
            const auto printed = test::runCli(wanted + QStringList{"--part", "bootstrap"});
            m_envoy = std::make_unique<test::Envoy>(place, printed.out, m_port, test::newEnvoy());
            m_running = m_envoy->isRunning();
            m_complaint = m_running ? QByteArray() : printed.error + m_envoy->error();
            return;
        }
        const auto http = test::runCli(wanted + QStringList{"--part", "http"});
        const auto server = test::runCli(wanted + QStringList{"--part", "server"});
        const auto program = m_proxy == "nginx 1.31" ? test::newNginx() : test::debianNginx();
        const QString configuration = test::writeNginxConfig(place, {http.out, server.out, m_port});
        m_complaint = test::nginxComplaint(place, configuration, program);
        m_nginx.push_back(std::make_unique<test::Nginx>(place, configuration, m_port, program));
        m_running = m_nginx.back()->isRunning();
    }

    QTemporaryDir m_directory;
    const QString m_proxy;
    const QString m_variant;
    const int m_balancers;
    test::OriginServer m_origin;
    std::vector<std::unique_ptr<test::Nginx>> m_nginx;
    std::unique_ptr<test::Envoy> m_envoy;
    std::uint16_t m_port = 0;
    bool m_running = false;
    QByteArray m_complaint;
};

bool visit(std::uint16_t port, int number) {
    auto socket = test::Socket::connect(port, "127.0.0.1", kClient);
    const std::string request = "GET /item?id=" + std::to_string(number) +
                                " HTTP/1.1\r\nHost: shop.example\r\nX-Forwarded-For: " + kForged +
                                "\r\nX-Mirrorscope-Client: " + kForged + "\r\nConnection: close\r\n\r\n";
    if (!socket || !socket->send(request)) {
        return false;
    }
    const auto response = test::ResponseReader(*socket).next();
    return response && response->status == 200;
}

std::vector<traffic::RequestRow> rowsOf(const QString& session) {
    auto reader = storage::SessionReader::open(session.toStdString());
    const auto rows =
        reader ? (*reader)->requests({}) : base::Result<std::vector<traffic::RequestRow>>(reader.error());
    return rows ? *rows : std::vector<traffic::RequestRow>{};
}

}  // namespace

class ProxyMatrixTest : public QObject {
    Q_OBJECT

private slots:
    void clientIsRightOrUnknown_data();
    void clientIsRightOrUnknown();

private:
    void checkRow(const traffic::RequestRow& row, const http::Head& head) const;

    QString m_proxy;
    QString m_variant;
    int m_balancers = 0;
};

void ProxyMatrixTest::clientIsRightOrUnknown_data() {
    QTest::addColumn<QString>("proxy");
    QTest::addColumn<QString>("variant");
    QTest::addColumn<int>("balancers");
    for (const char* proxy : {"nginx 1.22", "nginx 1.31", "envoy"}) {
        for (const char* variant : {"faithful", "hardened"}) {
            for (int balancers = 0; balancers < 3; ++balancers) {
                QTest::addRow("%s, %s, %d balancers", proxy, variant, balancers)
                    << QString(proxy) << QString(variant) << balancers;
            }
        }
    }
}

void ProxyMatrixTest::clientIsRightOrUnknown() {
    QFETCH(QString, proxy);
    QFETCH(QString, variant);
    QFETCH(int, balancers);
    m_proxy = proxy;
    m_variant = variant;
    m_balancers = balancers;
    if ((proxy == "nginx 1.31" && !test::newNginx().isThere()) ||
        (proxy == "envoy" && !test::newEnvoy().isThere())) {
        QSKIP(test::kNoProgram);
    }
    const QTemporaryDir directory;
    const QString session = directory.filePath("matrix.mscope");
    QStringList trust{"--trust", "127.0.0.1"};
    for (int number = 0; number < balancers; ++number) {
        trust << "--trust" << balancerAddress(number);
    }
    test::Collector collector(session, trust + QStringList{"--engine", "none"});
    QVERIFY2(collector.isListening(), collector.error().constData());
    const Chain chain(proxy, variant, balancers, collector);
    QVERIFY2(chain.isRunning() && chain.complaint().isEmpty(), chain.complaint().constData());
    for (int i = 0; i < kRequests; ++i) {
        QVERIFY(visit(chain.port(), i));
    }
    const auto all = [&] {
        const auto rows = rowsOf(session);
        return rows.size() == kRequests &&
               std::ranges::all_of(rows, [](const auto& row) { return row.context.source != 0; });
    };
    QVERIFY(test::becomesTrue(all));
    auto reader = storage::SessionReader::open(session.toStdString());
    for (const auto& row : rowsOf(session)) {
        const auto detail = (*reader)->detail(row.id);
        QVERIFY(detail.has_value());
        checkRow(row, http::Head(detail->request.head));
        if (QTest::currentTestFailed()) {
            return;
        }
    }
}

void ProxyMatrixTest::checkRow(const traffic::RequestRow& row, const http::Head& head) const {
    const bool isNginx = m_proxy.startsWith("nginx");
    QCOMPARE(traffic::sourceKindName(row.context.kind), isNginx ? "nginx" : "envoy");
    QCOMPARE(row.context.host, "shop.example");
    // The page's nginx names whoever connected, its Envoy nobody.
    const bool isTold = m_variant == "hardened" || (isNginx && m_balancers == 0);
    QCOMPARE(row.context.client, isTold ? kClient : "");
    if (m_variant == "faithful") {
        QVERIFY(!isNginx ||
                head.value("X-Forwarded-For") ==
                    (m_balancers == 0 ? kClient : balancerAddress(m_balancers - 1).toStdString()));
        return;
    }
    QCOMPARE(row.context.clientTrust, traffic::ClientTrust::Verified);
    QCOMPARE(row.context.clientFrom, "X-Mirrorscope-Client");
    QCOMPARE(row.context.instance, "edge-1");
    QVERIFY(head.value("X-Mirrorscope-Client") == kClient);
    QVERIFY(head.value("X-Mirrorscope-Token") == kToken);
    QCOMPARE(row.context.scheme, "http");
    QVERIFY(!row.context.requestIdValue.empty());
    const std::string connected = m_balancers == 0 ? kClient : balancerAddress(m_balancers - 1).toStdString();
    QVERIFY(head.value("X-Mirrorscope-Peer")->starts_with(connected + ":"));
    // The chain is kept, what the client claimed first.
    QVERIFY(head.value("X-Forwarded-For")->starts_with(kForged));
}

QTEST_GUILESS_MAIN(ProxyMatrixTest)
#include "proxy_matrix_test.moc"
