// SPDX-License-Identifier: Apache-2.0
// ./dev bench window [SECONDS [RATE]]: the true window over a true service while requests arrive through real
// sockets, into a new session.
// ./dev bench window FILE [SECONDS [RATE]]: the same over a session that is large already (./dev bench
// session ROWS DIR makes one); before that, how fast it opens, jumps, filters, sorts and cancels. The session
// grows by what arrives.
#include <QApplication>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/error_text.h"
#include "core/pipeline/demo_traffic.h"
#include "core/pipeline/local_mirror_service.h"
#include "core/pipeline/session_decisions.h"
#include "core/pipeline/session_keeper.h"
#include "tests/bench/measuring.h"
#include "tests/bench/window_arrivals.h"
#include "tests/bench/window_browsing.h"
#include "ui/shell/application.h"
#include "ui/shell/main_window.h"

using namespace mirrorscope;
using Steady = std::chrono::steady_clock;

namespace {

constexpr int kColdRounds = 3;
constexpr int kWarmRounds = 5;
constexpr double kOpeningGoal = 1000;  // ms
constexpr double kMemoryGoal = 500;    // MiB
const char* const kOpening = "--opening";

struct Arguments {
    QString session;  // empty: a new one
    int seconds = 60;
    int rate = 10'000;
};

Arguments argumentsOf(QStringList given) {
    Arguments out;
    if (!given.isEmpty() && given.front().endsWith(QStringLiteral(".mscope"))) {
        out.session = QFileInfo(given.takeFirst()).absoluteFilePath();
    }
    if (!given.isEmpty()) {
        out.seconds = std::max(1, given.takeFirst().toInt());
    }
    if (!given.isEmpty()) {
        out.rate = std::max(1, given.takeFirst().toInt());
    }
    return out;
}

/// The window of a session, and all that is behind it.
class Bench {
public:
    /// Null, with the reason printed, when it does not start.
    static std::unique_ptr<Bench> open(const QString& session) {
        config::Settings settings;
        static_cast<void>(settings.set("session", session.toStdString()));
        static_cast<void>(settings.set("listen", "127.0.0.1:0"));
        auto service = pipeline::LocalMirrorService::open(*pipeline::ServiceOptions::from(settings));
        if (!service) {
            std::fprintf(stderr, "%s\n", base::errorText(service.error()).c_str());
            return nullptr;
        }
        if (!(*service)->listen((*service)->options().listen.front())) {
            std::fprintf(stderr, "no port to listen on\n");
            return nullptr;
        }
        (*service)->startAnalysisInBackground();
        return std::make_unique<Bench>(std::move(*service));
    }

    explicit Bench(std::unique_ptr<pipeline::LocalMirrorService> service)
        : m_service(std::move(service)),
          m_keeper(*m_service, m_service.get()),
          m_decisions(m_clock),
          m_window({*m_service, m_demo, m_keeper, m_decisions, {}, m_service->options().listen, {}}) {
        m_window.resize(1600, 1000);
    }

    ui::shell::MainWindow& window() { return m_window; }
    std::uint16_t port() const { return m_service->status().listeners.front().address.port; }

private:
    std::unique_ptr<pipeline::LocalMirrorService> m_service;
    pipeline::DemoTraffic m_demo;
    pipeline::SessionKeeper m_keeper;
    base::SystemClock m_clock;
    pipeline::SessionDecisions m_decisions;
    ui::shell::MainWindow m_window;
};

/// In a process of its own: prints the milliseconds from its start to the first rows.
int printOpening(const QString& session, bool ofRequests, Steady::time_point began) {
    const auto bench = Bench::open(session);
    if (!bench) {
        return 3;
    }
    bench->window().show();
    (ofRequests ? bench->window().actions().showRequests : bench->window().actions().showAttacks)->trigger();
    if (!bench::waitForRows(bench->window())) {
        return 3;
    }
    std::printf("%.1f\n", bench::millisecondsSince(began));
    return 0;
}

void measureOpening(const QString& session, const QString& table) {
    std::vector<double> cold;
    std::vector<double> warm;
    for (int round = 0; round < kColdRounds + kWarmRounds; ++round) {
        const bool isCold = round < kColdRounds;
        if (isCold) {
            bench::forget(session.toStdString());
        }
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QCoreApplication::applicationFilePath(), {kOpening, table, session});
        process.waitForFinished(-1);
        (isCold ? cold : warm).push_back(process.readAllStandardOutput().trimmed().toDouble());
    }
    bench::report("start to first rows of " + table.toStdString() + ", cold", std::move(cold), kOpeningGoal);
    bench::report("start to first rows of " + table.toStdString() + ", warm", std::move(warm), kOpeningGoal);
}

}  // namespace

int main(int argc, char** argv) {
    const auto began = Steady::now();
    if (qEnvironmentVariableIsEmpty("DISPLAY")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication application(argc, argv);
    QStringList given = application.arguments().mid(1);
    const bool isOpening = given.size() == 3 && given.front() == QLatin1String(kOpening);
    const Arguments arguments = argumentsOf(isOpening ? given.mid(2) : given);
    QTemporaryDir directory;
    // A session knows its recorder by a note in the state directory: ./dev bench session leaves it beside.
    const QString state =
        arguments.session.isEmpty() ? directory.path() : QFileInfo(arguments.session).path();
    qputenv("XDG_STATE_HOME", state.toUtf8());
    qputenv("XDG_CONFIG_HOME", directory.path().toUtf8());
    ui::shell::prepareApplication(application, true);
    if (isOpening) {
        return printOpening(arguments.session, given[1] == QLatin1String("requests"), began);
    }
    if (!arguments.session.isEmpty()) {
        measureOpening(arguments.session, QStringLiteral("attacks"));
        measureOpening(arguments.session, QStringLiteral("requests"));
    }
    const auto bench = Bench::open(
        arguments.session.isEmpty() ? directory.filePath(QStringLiteral("bench.mscope")) : arguments.session);
    if (!bench) {
        return 3;
    }
    bench->window().show();
    if (!arguments.session.isEmpty()) {
        bench::measureBrowsing(bench->window());
        std::printf("  %-58s %15.0f MiB (goal %.0f)\n\n", "peak memory, receiving side included",
                    bench::peakMemory(), kMemoryGoal);
    }
    bench::measureArrivals(bench->window(), bench->port(), arguments.seconds, arguments.rate);
    bench::measureHostileBytes(bench->window(), bench->port());
    std::printf("memory          %.0f MiB at most, receiving side included (goal %.0f)\n",
                bench::peakMemory(), kMemoryGoal);
    return 0;
}
