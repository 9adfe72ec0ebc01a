// SPDX-License-Identifier: Apache-2.0
// ./dev bench window [SECONDS [RATE]]: the true window over a true service while requests arrive through real
// sockets; how long its event loop was busy at a stretch, and how much of a core the UI thread took.
#include <QAbstractItemView>
#include <QApplication>
#include <QTemporaryDir>
#include <QTimer>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "core/pipeline/demo_traffic.h"
#include "core/pipeline/local_mirror_service.h"
#include "core/pipeline/session_decisions.h"
#include "core/pipeline/session_keeper.h"
#include "tests/support/socket.h"
#include "ui/detail/detail_pane.h"
#include "ui/shell/application.h"
#include "ui/shell/main_window.h"

using namespace mirrorscope;
using Steady = std::chrono::steady_clock;

namespace {

constexpr int kConnections = 4;
constexpr std::chrono::milliseconds kBurst{10};
constexpr int kHostileRequests = 20;
constexpr int kHostileSeconds = 5;

/// Browsing through several proxies: sources, hosts and paths vary, one request in a hundred is an attack.
std::string requestOf(int connection, std::uint64_t number) {
    const std::string path =
        number % 100 == 0 ? "/search?q=1%27%20OR%201=1--" : "/item/" + std::to_string(number % 997);
    return "GET " + path + " HTTP/1.1\r\nX-SERVER-ADDR: 10.0.0." + std::to_string(connection) +
           "\r\nX-SERVER-PORT: 80\r\nHost: shop" + std::to_string(number % 7) +
           ".example\r\nX-Forwarded-For: 203.0.113." + std::to_string(number % 250) +
           "\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 "
           "Firefox/128.0\r\nAccept: */*\r\n\r\n";
}

/// Sends at a steady rate in small bursts until told to stop; counts what was acknowledged.
void sendSteadily(std::uint16_t port, int connection, int rate, const std::atomic<bool>& stop,
                  std::atomic<std::uint64_t>& acknowledged) {
    auto socket = test::Socket::connect(port);
    if (!socket) {
        return;
    }
    test::ResponseReader reader(*socket);
    const int burst = std::max(1, rate * static_cast<int>(kBurst.count()) / 1000);
    auto next = Steady::now();
    for (std::uint64_t number = 0; !stop;) {
        std::string bytes;
        for (int i = 0; i < burst; ++i) {
            bytes += requestOf(connection, number++);
        }
        if (!socket->send(bytes)) {
            return;
        }
        for (int i = 0; i < burst; ++i) {
            const auto response = reader.next();
            if (!response) {
                return;
            }
            acknowledged += response->status == 204 ? 1 : 0;
        }
        next += kBurst;
        std::this_thread::sleep_until(next);
    }
}

/// Everything that a sender controls, as hostile as it gets: markup, control characters, 100 kB without a
/// space.
std::string hostileRequest() {
    const std::string markup = "<img%20src=file:///etc/passwd><b>\xe2\x80\xae";
    const std::string flood(100'000, 'A');
    return "POST /" + markup + flood.substr(0, 60'000) +
           " HTTP/1.1\r\nHost: <b>shop.example\r\nUser-Agent: <img src=file:x>" + flood +
           "\r\nContent-Length: " + std::to_string(flood.size()) + "\r\n\r\n" + flood;
}

/// Shows the newest request on every tab of the detail, a tab every 100 ms.
void walkThroughDetail(ui::shell::MainWindow& window, QTimer& step, std::set<traffic::RequestId>& shown) {
    auto* table = window.findChild<QAbstractItemView*>(QStringLiteral("requests"));
    auto* detail = window.findChild<ui::detail::DetailPane*>();
    if (table == nullptr || detail == nullptr) {
        return;
    }
    auto tab = std::make_shared<int>(0);
    QObject::connect(&step, &QTimer::timeout, &window, [table, detail, tab, &shown] {
        shown.insert(detail->request());
        const int last = table->model()->rowCount() - 1;
        table->setCurrentIndex(table->model()->index(last - *tab % 3, 0));
        detail->setTab(static_cast<ui::detail::DetailPane::Tab>(
            ++*tab % static_cast<int>(ui::detail::DetailPane::Tab::Count)));
    });
    step.start(100);
}

double threadSeconds() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// A heartbeat of the event loop: how late each beat came is how long the loop was busy with something else.
class LoopWatch : public QObject {
public:
    LoopWatch() {
        m_beat.setTimerType(Qt::PreciseTimer);
        m_beat.setInterval(kBeat);
        connect(&m_beat, &QTimer::timeout, this, [this] {
            const auto now = Steady::now();
            m_late.push_back(std::chrono::duration<double, std::milli>(now - m_last - kBeat).count());
            m_last = now;
        });
        m_beat.start();
    }

    /// `stall`: milliseconds from which the loop counts as stalled.
    void print(double stall) {
        if (m_late.empty()) {
            return;
        }
        std::ranges::sort(m_late);
        const auto at = [&](double share) {
            return m_late[static_cast<std::size_t>(share * static_cast<double>(m_late.size() - 1))];
        };
        const auto stalls = std::ranges::count_if(m_late, [&](double late) { return late > stall; });
        std::printf(
            "event loop      %zu beats of 5 ms; late by median %.2f ms, p99 %.2f ms, at most %.2f ms\n",
            m_late.size(), at(0.5), at(0.99), m_late.back());
        std::printf("stalls          %ld over %.0f ms (goal 0)\n", static_cast<long>(stalls), stall);
    }

private:
    static constexpr std::chrono::milliseconds kBeat{5};
    QTimer m_beat;
    Steady::time_point m_last = Steady::now();
    std::vector<double> m_late;
};

/// The window at a steady rate of arrivals.
void measureArrivals(ui::shell::MainWindow& window, std::uint16_t port, int seconds, int rate) {
    std::atomic<bool> stop{false};
    std::atomic<std::uint64_t> acknowledged{0};
    std::vector<std::thread> senders;
    for (int i = 0; i < kConnections; ++i) {
        senders.emplace_back(sendSteadily, port, i, rate / kConnections, std::cref(stop),
                             std::ref(acknowledged));
    }
    // The first second belongs to fonts, icons and the first layout.
    std::unique_ptr<LoopWatch> watch;
    double busy = 0;
    std::uint64_t before = 0;
    QTimer::singleShot(1000, &window, [&] {
        watch = std::make_unique<LoopWatch>();
        busy = threadSeconds();
        before = acknowledged;
    });
    QTimer::singleShot(1000 + seconds * 1000, &window, &QApplication::quit);
    QApplication::exec();
    busy = threadSeconds() - busy;
    const std::uint64_t arrived = acknowledged - before;
    stop = true;
    for (std::thread& sender : senders) {
        sender.join();
    }
    std::printf("platform        %s, window %dx%d\n", qPrintable(QGuiApplication::platformName()),
                window.width(), window.height());
    std::printf("acknowledged    %.0f requests/s for %d s (asked for %d)\n",
                static_cast<double>(arrived) / seconds, seconds, rate);
    watch->print(50);
    std::printf("UI thread       %.1f %% of a core (goal 30 %%)\n", 100 * busy / seconds);
}

/// The window while it shows requests that are as hostile as they get.
void measureHostileBytes(ui::shell::MainWindow& window, std::uint16_t port) {
    LoopWatch watch;
    std::thread sender([port] {
        for (int i = 0; i < kHostileRequests; ++i) {
            test::exchange(port, hostileRequest());
        }
    });
    std::set<traffic::RequestId> shown;
    QTimer step;
    QTimer::singleShot(500, &window, [&] { walkThroughDetail(window, step, shown); });
    QTimer::singleShot(kHostileSeconds * 1000, &window, &QApplication::quit);
    QApplication::exec();
    sender.join();
    std::printf(
        "\n%d requests with 100 kB of hostile bytes a field, %zu of them shown on every tab of the detail\n",
        kHostileRequests, shown.size());
    watch.print(100);
}

std::unique_ptr<pipeline::LocalMirrorService> openService(const QString& session) {
    config::Settings settings;
    static_cast<void>(settings.set("session", session.toStdString()));
    static_cast<void>(settings.set("listen", "127.0.0.1:0"));
    auto service = pipeline::LocalMirrorService::open(*pipeline::ServiceOptions::from(settings));
    if (!service || !(*service)->listen((*service)->options().listen.front())) {
        return nullptr;
    }
    (*service)->startAnalysisInBackground();
    return std::move(*service);
}

}  // namespace

int main(int argc, char** argv) {
    const int seconds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 60;
    const int rate = argc > 2 ? std::max(1, std::atoi(argv[2])) : 10'000;
    if (qEnvironmentVariableIsEmpty("DISPLAY")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QTemporaryDir directory;
    qputenv("XDG_STATE_HOME", directory.path().toUtf8());
    qputenv("XDG_CONFIG_HOME", directory.path().toUtf8());
    QApplication application(argc, argv);
    ui::shell::prepareApplication(application, true);
    const auto service = openService(directory.filePath("bench.mscope"));
    if (!service) {
        std::fprintf(stderr, "the service does not start\n");
        return 3;
    }
    pipeline::DemoTraffic demo;
    pipeline::SessionKeeper keeper(*service, service.get());
    const base::SystemClock clock;
    pipeline::SessionDecisions decisions(clock);
    ui::shell::MainWindow window({*service, demo, keeper, decisions, {}, service->options().listen, {}});
    window.resize(1600, 1000);
    window.show();
    const std::uint16_t port = service->status().listeners.front().address.port;
    measureArrivals(window, port, seconds, rate);
    measureHostileBytes(window, port);
    return 0;
}
