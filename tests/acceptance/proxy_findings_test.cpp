// SPDX-License-Identifier: Apache-2.0
// Real proxies with the printed snippets, behind no, one and two balancers: the doctor finds what is wrong
// with each form and nothing else. Then the change that each finding names is made, the proxy reads it, and
// the findings close.
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/storage/session_reader.h"
#include "tests/acceptance/configuration_change.h"
#include "tests/acceptance/proxy_chain.h"
#include "tests/support/collector.h"
#include "tests/support/socket.h"

using namespace mirrorscope;

namespace {

using Codes = std::set<std::string>;

constexpr int kClients = 5;
/// Enough for every rule, and for the baseline of 200.
constexpr int kRequests = 240;

/// What a browser sends when it looks, and when it sends a form: a connection each.
bool visit(const test::ProxyChain& chain, int number) {
    const std::string from = "127.0.0." + std::to_string(21 + number % kClients);
    const bool isForm = number % 3 == 0;
    const std::string body =
        isForm ? "item=" + std::to_string(number) + "&text=" + std::string(number * 7, 'a') : "";
    const std::string request =
        (isForm ? "POST /cart" : "GET /item?id=" + std::to_string(number)) +
        std::string(" HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: Mozilla/5.0\r\nAccept: */*\r\n") +
        (isForm ? "Origin: http://shop.example\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                  "Content-Length: " +
                      std::to_string(body.size()) + "\r\n"
                : "") +
        "Connection: close\r\n\r\n" + body;
    auto socket = test::Socket::connect(chain.port(), chain.address(), from);
    if (!socket || !socket->send(request)) {
        return false;
    }
    const auto response = test::ResponseReader(*socket).next();
    return response && response->status == 200;
}

bool visitAll(const test::ProxyChain& chain, int count) {
    for (int i = 0; i < count; ++i) {
        if (!visit(chain, i)) {
            return false;
        }
    }
    return true;
}

std::vector<traffic::Finding> findingsOf(const QString& session) {
    auto reader = storage::SessionReader::open(session.toStdString());
    const auto findings =
        reader ? (*reader)->findings() : base::Result<std::vector<traffic::Finding>>(reader.error());
    return findings ? *findings : std::vector<traffic::Finding>{};
}

std::string joined(const Codes& codes) {
    std::string text;
    for (const std::string& code : codes) {
        text += (text.empty() ? "" : " ") + code;
    }
    return text;
}

/// Requests whose context is stored: findings are looked for with these.
std::size_t attributed(const QString& session) {
    auto reader = storage::SessionReader::open(session.toStdString());
    const auto rows = reader ? (*reader)->requests({.limit = 100'000})
                             : base::Result<std::vector<traffic::RequestRow>>(reader.error());
    return rows ? std::ranges::count_if(*rows, [](const auto& row) { return row.context.source != 0; }) : 0;
}

/// The open ones but HEADER_DRIFT, which tells that the configuration was changed.
std::vector<traffic::Finding> toChange(const QString& session) {
    auto findings = findingsOf(session);
    std::erase_if(findings,
                  [](const auto& finding) { return !finding.isOpen() || finding.code == "HEADER_DRIFT"; });
    return findings;
}

Codes codesOf(const std::vector<traffic::Finding>& findings) {
    Codes codes;
    for (const traffic::Finding& finding : findings) {
        codes.insert(finding.code);
    }
    return codes;
}

}  // namespace

class ProxyFindingsTest : public QObject {
    Q_OBJECT

private slots:
    void findingsComeAndGo_data();
    void findingsComeAndGo();

private:
    /// Starts a listener and the chain of this row; what is wrong where it cannot.
    QByteArray start();
    /// Visits until so many more requests are attributed: on a busy machine a hardened nginx gives some
    /// copies up.
    bool visitUntil(std::size_t more);

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_session;
    std::unique_ptr<test::Collector> m_collector;
    std::unique_ptr<test::ProxyChain> m_chain;
};

void ProxyFindingsTest::findingsComeAndGo_data() {
    QTest::addColumn<QString>("proxy");
    QTest::addColumn<QString>("variant");
    QTest::addColumn<int>("balancers");
    QTest::addColumn<bool>("isTold");
    QTest::addColumn<Codes>("expected");
    const auto row = [](const char* proxy, const char* variant, int balancers, bool isTold,
                        const Codes& expected) {
        QTest::addRow("%s, %s, %d balancers%s", proxy, variant, balancers,
                      isTold ? "" : " that it is not told of")
            << QString(proxy) << QString(variant) << balancers << isTold << expected;
    };
    for (int balancers = 0; balancers < 3; ++balancers) {
        for (const char* nginx : {"nginx 1.22", "nginx 1.31"}) {
            // The page's nginx names whoever connected, by its own port, over a connection each.
            Codes faithful{"CONNECTION_PER_REQUEST", "FORWARDED_PORT_EPHEMERAL"};
            if (balancers > 0) {
                faithful.insert("XFF_ONLY_PROXY");
            }
            row(nginx, "faithful", balancers, true, faithful);
        }
        // The page's Envoy names nobody and marks the host.
        row("envoy", "faithful", balancers, true, {"CLIENT_UNKNOWN", "HOST_SHADOW"});
        for (const char* proxy : {"nginx 1.22", "nginx 1.31", "envoy"}) {
            row(proxy, "hardened", balancers, true, {});
            if (balancers > 0) {
                row(proxy, "hardened", balancers, false, {"BALANCER_AS_CLIENT"});
            }
        }
    }
}

QByteArray ProxyFindingsTest::start() {
    QFETCH(QString, proxy);
    QFETCH(QString, variant);
    QFETCH(int, balancers);
    QFETCH(bool, isTold);
    m_chain.reset();
    m_directory = std::make_unique<QTemporaryDir>();
    m_session = m_directory->filePath("findings.mscope");
    QStringList trust{"--trust", "127.0.0.1"};
    for (int number = 0; number < balancers; ++number) {
        trust << "--trust" << test::balancerAddress(number);
    }
    m_collector = std::make_unique<test::Collector>(m_session, trust + QStringList{"--engine", "none"});
    if (!m_collector->isListening()) {
        return m_collector->error();
    }
    m_chain = std::make_unique<test::ProxyChain>(test::ChainOptions{proxy, variant, balancers, {}, isTold},
                                                 m_collector->port());
    return m_chain->isRunning() ? m_chain->complaint() : "a proxy does not run: " + m_chain->complaint();
}

bool ProxyFindingsTest::visitUntil(std::size_t more) {
    const std::size_t enough = attributed(m_session) + more;
    return test::becomesTrue([&] { return !visitAll(*m_chain, 20) || attributed(m_session) >= enough; },
                             std::chrono::seconds(60)) &&
           attributed(m_session) >= enough;
}

/// What is wrong is changed as the findings say, in rounds: one fault may hide another.
void ProxyFindingsTest::findingsComeAndGo() {
    QFETCH(QString, proxy);
    QFETCH(int, balancers);
    QFETCH(Codes, expected);
    if (!test::ChainOptions{proxy, {}, 0, {}}.isThere()) {
        QSKIP(test::kNoProgram);
    }
    QByteArray complaint = start();
    QVERIFY2(complaint.isEmpty(), complaint.constData());
    QVERIFY(visitUntil(kRequests));
    const auto found = findingsOf(m_session);
    QCOMPARE(joined(codesOf(found)), joined(expected));
    for (const traffic::Finding& finding : found) {
        qInfo("%s: %s", finding.code.c_str(), finding.seen.c_str());
        QVERIFY2(finding.isOpen(), finding.code.c_str());  // none came and went
    }
    constexpr int kMostRounds = 3;
    for (int round = 0; round < kMostRounds && !toChange(m_session).empty(); ++round) {
        for (const traffic::Finding& finding : toChange(m_session)) {
            const std::string error =
                test::changeAsSaid(m_chain->configuration(), finding, {m_collector->port(), balancers});
            QVERIFY2(error.empty(), error.c_str());
        }
        complaint = m_chain->reload();
        QVERIFY2(complaint.isEmpty(), complaint.constData());
        QVERIFY(visitUntil(kRequests));
        qInfo("open after change %d: %s", round + 1, joined(codesOf(toChange(m_session))).c_str());
    }
    QCOMPARE(joined(codesOf(toChange(m_session))), "");
    for (const traffic::Finding& finding : findingsOf(m_session)) {
        QVERIFY(!finding.closedAt || *finding.closedAt >= finding.openedAt);
    }
}

QTEST_GUILESS_MAIN(ProxyFindingsTest)
#include "proxy_findings_test.moc"
