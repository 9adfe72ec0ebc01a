// SPDX-License-Identifier: Apache-2.0
// Real proxies with the printed snippets, behind no, one and two balancers: who the client was is told right
// or not at all, whatever the client writes into X-Forwarded-For itself.
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <string>
#include <vector>

#include "core/http/head.h"
#include "core/storage/session_reader.h"
#include "tests/acceptance/proxy_chain.h"
#include "tests/support/collector.h"
#include "tests/support/socket.h"

using namespace mirrorscope;

namespace {

constexpr const char* kClient = "127.0.0.21";
/// What a client writes to look like somebody else.
constexpr const char* kForged = "198.18.6.6";
constexpr int kRequests = 5;

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
    void checkContract(const boost::json::object& contract, const http::Head& head) const;

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
    const test::ChainOptions options{proxy, variant, balancers, {}};
    if (!options.isThere()) {
        QSKIP(test::kNoProgram);
    }
    const QTemporaryDir directory;
    const QString session = directory.filePath("matrix.mscope");
    QStringList trust{"--trust", "127.0.0.1"};
    for (int number = 0; number < balancers; ++number) {
        trust << "--trust" << test::balancerAddress(number);
    }
    test::Collector collector(session, trust + QStringList{"--engine", "none"});
    QVERIFY2(collector.isListening(), collector.error().constData());
    const test::ProxyChain chain(options, collector.port());
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
        checkContract(chain.contract(), http::Head(detail->request.head));
        checkRow(row, http::Head(detail->request.head));
        if (QTest::currentTestFailed()) {
            return;
        }
    }
}

/// Every header that is promised comes, and what no client can forge holds nothing that ours made up.
void ProxyMatrixTest::checkContract(const boost::json::object& contract, const http::Head& head) const {
    QVERIFY(contract.at("headers").as_array().size() >= 6);
    for (const auto& header : contract.at("headers").as_array()) {
        const std::string name(header.at("name").as_string());
        const auto value = head.value(name);
        QVERIFY2(value || !header.at("always").as_bool(), name.c_str());
        const bool forged = value && value->find(kForged) != value->npos;
        QVERIFY2(!forged || header.at("forgeable").as_bool(), name.c_str());
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
                    (m_balancers == 0 ? kClient : test::balancerAddress(m_balancers - 1).toStdString()));
        return;
    }
    QCOMPARE(row.context.clientTrust, traffic::ClientTrust::Verified);
    QCOMPARE(row.context.clientFrom, "X-Mirrorscope-Client");
    QCOMPARE(row.context.instance, "edge-1");
    QVERIFY(head.value("X-Mirrorscope-Client") == kClient);
    QVERIFY(head.value("X-Mirrorscope-Token") == test::kChainToken);
    QCOMPARE(row.context.scheme, "http");
    QVERIFY(!row.context.requestIdValue.empty());
    const std::string connected =
        m_balancers == 0 ? kClient : test::balancerAddress(m_balancers - 1).toStdString();
    QVERIFY(head.value("X-Mirrorscope-Peer")->starts_with(connected + ":"));
    // The chain is kept, what the client claimed first.
    QVERIFY(head.value("X-Forwarded-For")->starts_with(kForged));
}

QTEST_GUILESS_MAIN(ProxyMatrixTest)
#include "proxy_matrix_test.moc"
