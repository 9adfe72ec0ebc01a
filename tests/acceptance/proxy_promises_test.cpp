// SPDX-License-Identifier: Apache-2.0
// What the snippets promise, asked of the real proxies: the share that is mirrored, and that a listener that
// never answers costs clients little.
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>
#include <vector>

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/storage/session_reader.h"
#include "tests/acceptance/proxy_chain.h"
#include "tests/support/collector.h"
#include "tests/support/socket.h"

using namespace mirrorscope;

namespace {

const std::vector<const char*> kProxies{"nginx 1.22", "nginx 1.31", "envoy"};

/// Several requests on one connection; how long each took, in milliseconds. Fewer when one fails.
std::vector<qint64> visitOnOneConnection(std::uint16_t port, int count) {
    std::vector<qint64> times;
    auto socket = test::Socket::connect(port);
    if (!socket) {
        return times;
    }
    test::ResponseReader reader(*socket);
    for (int i = 0; i < count; ++i) {
        QElapsedTimer timer;
        timer.start();
        if (!socket->send("GET /item?id=" + std::to_string(i) + " HTTP/1.1\r\nHost: shop.example\r\n\r\n")) {
            break;
        }
        const auto response = reader.next();
        if (!response || response->status != 200) {
            break;
        }
        times.push_back(timer.elapsed());
    }
    return times;
}

/// Accepts connections and says nothing.
class SilentListener {
public:
    SilentListener() : m_port(test::freePort()), m_thread([this] { run(); }) {}
    ~SilentListener() {
        m_stop = true;
        m_thread.join();
    }
    std::uint16_t port() const { return m_port; }
    int accepted() const { return m_accepted; }

private:
    void run() {
        const int listening = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in place{};
        place.sin_family = AF_INET;
        place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        place.sin_port = htons(m_port);
        auto* plain = reinterpret_cast<sockaddr*>(&place);
        if (::bind(listening, plain, sizeof place) == 0 && ::listen(listening, 64) == 0) {
            std::vector<int> connections;
            for (pollfd ready{listening, POLLIN, 0}; !m_stop;) {
                if (::poll(&ready, 1, 20) == 1) {
                    connections.push_back(::accept(listening, nullptr, nullptr));
                    ++m_accepted;
                }
            }
            std::ranges::for_each(connections, ::close);
        }
        ::close(listening);
    }

    const std::uint16_t m_port;
    std::atomic<bool> m_stop{false};
    std::atomic<int> m_accepted{0};
    std::thread m_thread;
};

}  // namespace

class ProxyPromisesTest : public QObject {
    Q_OBJECT

private slots:
    void shareIsThatAskedFor_data();
    void shareIsThatAskedFor();
    void silentListenerCostsLittle_data();
    void silentListenerCostsLittle();
};

void ProxyPromisesTest::shareIsThatAskedFor_data() {
    QTest::addColumn<QString>("proxy");
    QTest::addColumn<int>("percentage");
    for (const char* proxy : kProxies) {
        for (const int percentage : {10, 50}) {
            QTest::addRow("%s, %d %%", proxy, percentage) << QString(proxy) << percentage;
        }
    }
}

/// Both draw at random, so the number is binomial: four standard deviations are missed once in 16,000 runs.
void ProxyPromisesTest::shareIsThatAskedFor() {
    QFETCH(QString, proxy);
    QFETCH(int, percentage);
    const test::ChainOptions options{proxy, "hardened", 0, {"--percentage", QString::number(percentage)}};
    if (!options.isThere()) {
        QSKIP(test::kNoProgram);
    }
    const QTemporaryDir directory;
    const QString session = directory.filePath("share.mscope");
    test::Collector collector(session, {"--engine", "none"});
    QVERIFY2(collector.isListening(), collector.error().constData());
    constexpr int kRequests = 1000;
    {
        const test::ProxyChain chain(options, collector.port());
        QVERIFY2(chain.isRunning() && chain.complaint().isEmpty(), chain.complaint().constData());
        // The application closes after each answer; a proxy keeps the client's connection.
        for (int sent = 0; sent < kRequests;) {
            const auto times = visitOnOneConnection(chain.port(), std::min(100, kRequests - sent));
            QVERIFY(!times.empty());
            sent += static_cast<int>(times.size());
        }
    }
    const auto summary = test::jsonLines(collector.stop().out).back();
    const auto received = summary.at("received").to_number<double>();
    const double share = percentage / 100.0;
    const double bound = 4 * std::sqrt(kRequests * share * (1 - share));
    qInfo("%s: %.0f of %d requests mirrored at %d %%, bound %.0f", qPrintable(proxy), received, kRequests,
          percentage, bound);
    QVERIFY(std::abs(received - kRequests * share) <= bound);
}

void ProxyPromisesTest::silentListenerCostsLittle_data() {
    QTest::addColumn<QString>("proxy");
    for (const char* proxy : kProxies) {
        QTest::newRow(proxy) << QString(proxy);
    }
}

/// nginx answers the next request of a client connection only when the copy of the one before is done: at
/// most half a second with the hardened form. The median, because this machine has other things to do.
void ProxyPromisesTest::silentListenerCostsLittle() {
    QFETCH(QString, proxy);
    const test::ChainOptions options{proxy, "hardened", 0, {}};
    if (!options.isThere()) {
        QSKIP(test::kNoProgram);
    }
    const SilentListener listener;
    const test::ProxyChain chain(options, listener.port());
    QVERIFY2(chain.isRunning() && chain.complaint().isEmpty(), chain.complaint().constData());
    constexpr int kRequests = 6;
    auto times = visitOnOneConnection(chain.port(), kRequests);
    QCOMPARE(times.size(), std::size_t{kRequests});
    QVERIFY(listener.accepted() > 0);
    times.erase(times.begin());  // nothing is before the first
    std::ranges::sort(times);
    qInfo("%s: a listener that never answers delays the next request by %lld ms, %lld ms at most",
          qPrintable(proxy), static_cast<long long>(times[times.size() / 2]),
          static_cast<long long>(times.back()));
    QVERIFY(times[times.size() / 2] <= 600);
}

QTEST_GUILESS_MAIN(ProxyPromisesTest)
#include "proxy_promises_test.moc"
