// SPDX-License-Identifier: Apache-2.0
// Real proxies with the printed snippets, behind no, one and two balancers that they are told of or not, met
// over IPv4 and IPv6: who the client was is told right or not at all, whatever the client writes into
// X-Forwarded-For itself.
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

/// What a client writes to look like somebody else.
constexpr const char* kForged = "198.18.6.6";
constexpr int kRequests = 5;

/// Where clients come from; a machine has one IPv6 loopback address.
const char* clientAddress(const test::ChainOptions& options) {
    return options.clientsUseV6 ? "::1" : "127.0.0.21";
}

bool visit(const test::ProxyChain& chain, const std::string& from, int number) {
    auto socket = test::Socket::connect(chain.port(), chain.address(), from == "::1" ? std::string{} : from);
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

void addRows(const char* proxy, const char* variant) {
    for (int balancers = 0; balancers < 3; ++balancers) {
        for (const bool isTold : {true, false}) {
            for (const bool v6 : {false, true}) {
                // The page's form has no place for it.
                const bool isSame = !isTold && (balancers == 0 || QString(variant) == "faithful");
                if (!isSame) {
                    QTest::addRow("%s, %s, %d balancers%s, IPv%d", proxy, variant, balancers,
                                  isTold ? "" : " that it is not told of", v6 ? 6 : 4)
                        << QString(proxy) << QString(variant) << balancers << isTold << v6;
                }
            }
        }
    }
}

}  // namespace

class ProxyMatrixTest : public QObject {
    Q_OBJECT

private slots:
    void clientIsRightOrUnknown_data();
    void clientIsRightOrUnknown();

private:
    void checkRow(const traffic::RequestRow& row, const http::Head& head) const;
    void checkHardened(const traffic::RequestRow& row, const http::Head& head, const std::string& client,
                       const std::string& connected) const;
    void checkContract(const boost::json::object& contract, const http::Head& head) const;

    test::ChainOptions m_options;
};

void ProxyMatrixTest::clientIsRightOrUnknown_data() {
    QTest::addColumn<QString>("proxy");
    QTest::addColumn<QString>("variant");
    QTest::addColumn<int>("balancers");
    QTest::addColumn<bool>("isTold");
    QTest::addColumn<bool>("v6");
    for (const char* proxy : {"nginx 1.22", "nginx 1.31", "envoy"}) {
        for (const char* variant : {"faithful", "hardened"}) {
            addRows(proxy, variant);
        }
    }
}

void ProxyMatrixTest::clientIsRightOrUnknown() {
    QFETCH(QString, proxy);
    QFETCH(QString, variant);
    QFETCH(int, balancers);
    QFETCH(bool, isTold);
    QFETCH(bool, v6);
    m_options = {proxy, variant, balancers, {}, isTold, v6};
    if (!m_options.isThere()) {
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
    const test::ProxyChain chain(m_options, collector.port());
    QVERIFY2(chain.isRunning() && chain.complaint().isEmpty(), chain.complaint().constData());
    for (int i = 0; i < kRequests; ++i) {
        QVERIFY(visit(chain, clientAddress(m_options), i));
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
    const std::string client = clientAddress(m_options);
    const std::string connected =
        m_options.balancers == 0 ? client : test::balancerAddress(m_options.balancers - 1).toStdString();
    QCOMPARE(traffic::sourceKindName(row.context.kind), m_options.isNginx() ? "nginx" : "envoy");
    QCOMPARE(row.context.host, "shop.example");
    QCOMPARE(row.context.scheme, "http");
    if (m_options.variant == "faithful") {
        // The page's nginx names whoever connected, its Envoy nobody.
        const bool isNamed = m_options.isNginx() && m_options.balancers == 0;
        QCOMPARE(row.context.client, isNamed ? client : "");
        QVERIFY(!m_options.isNginx() || head.value("X-Forwarded-For") == connected);
        return;
    }
    checkHardened(row, head, client, connected);
}

void ProxyMatrixTest::checkHardened(const traffic::RequestRow& row, const http::Head& head,
                                    const std::string& client, const std::string& connected) const {
    // A proxy that is not told of its balancers marks the last one as the client. Mirrorscope knows it for a
    // balancer, and nobody for the client.
    const bool isMarked = m_options.knowsBalancers || m_options.balancers == 0;
    QVERIFY(head.value("X-Mirrorscope-Client") == (isMarked ? client : connected));
    QCOMPARE(row.context.client, isMarked ? client : "");
    QCOMPARE(row.context.clientTrust,
             isMarked ? traffic::ClientTrust::Verified : traffic::ClientTrust::Unknown);
    QCOMPARE(row.context.clientFrom, isMarked ? "X-Mirrorscope-Client" : "");
    QCOMPARE(row.context.instance, "edge-1");
    QVERIFY(head.value("X-Mirrorscope-Token") == test::kChainToken);
    QVERIFY(!row.context.requestIdValue.empty());
    const std::string peer(head.value("X-Mirrorscope-Peer").value_or(""));
    QVERIFY2(peer.starts_with(connected + ":") || peer.starts_with("[" + connected + "]:"), peer.c_str());
    // The chain is kept, what the client claimed first.
    QVERIFY(head.value("X-Forwarded-For")->starts_with(kForged));
}

QTEST_GUILESS_MAIN(ProxyMatrixTest)
#include "proxy_matrix_test.moc"
