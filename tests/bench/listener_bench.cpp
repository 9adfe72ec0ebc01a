// SPDX-License-Identifier: Apache-2.0
// ./dev bench listener [ROUNDS [SECONDS [CONNECTIONS]]]: acknowledged requests a second beside a bare Beast
// responder and beside an insert loop of the same rows. All are built with the same flags; rounds alternate;
// medians and spread are printed, then latency and memory at half of the rate.
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "tests/bench/insert_loop.h"
#include "tests/bench/scenario.h"
#include "tests/support/socket.h"
#include "tests/support/steady_load.h"

using namespace mirrorscope;

namespace {

/// How long and how hard to measure.
struct Plan {
    int rounds = 5;
    int seconds = 3;
    int connections = 128;
};

struct Series {
    std::vector<double> values;

    double median() const {
        auto sorted = values;
        std::ranges::sort(sorted);
        return sorted.empty() ? 0 : sorted[sorted.size() / 2];
    }
    double least() const { return values.empty() ? 0 : std::ranges::min(values); }
    double most() const { return values.empty() ? 0 : std::ranges::max(values); }
};

/// What wrk measured, or -1 when it could not or when an answer was not 2xx.
double wrkRate(const bench::Scenario& scenario, const QString& directory, std::uint16_t port,
               const Plan& plan) {
    const QString script = directory + "/wrk.lua";
    QFile file(script);
    if (!file.open(QIODevice::WriteOnly) || file.write(scenario.wrkScript().c_str()) < 0) {
        return -1;
    }
    file.close();
    QProcess wrk;
    wrk.start("wrk", {"-t1", QString("-c%1").arg(plan.connections), QString("-d%1s").arg(plan.seconds), "-s",
                      script, QString("http://127.0.0.1:%1/").arg(port)});
    if (!wrk.waitForFinished((plan.seconds + 30) * 1000)) {
        std::fprintf(stderr, "wrk cannot be run: %s\n", qPrintable(wrk.errorString()));
        return -1;
    }
    const QByteArray printed = wrk.readAllStandardOutput();
    if (printed.contains("Non-2xx")) {
        std::fprintf(stderr, "not every answer was 2xx:\n%s", printed.constData());
    }
    const auto at = printed.indexOf("Requests/sec:");
    return at < 0 ? -1 : printed.mid(at + 13).split('\n').front().trimmed().toDouble();
}

double beastRate(const bench::Scenario& scenario, const QString& directory, const Plan& plan) {
    QProcess responder;
    responder.start(QStringLiteral(BENCH_DIR "/beast_responder"), QStringList());
    responder.waitForReadyRead();
    const auto port = static_cast<std::uint16_t>(responder.readLine().trimmed().toUInt());
    const double rate = wrkRate(scenario, directory, port, plan);
    responder.kill();
    responder.waitForFinished();
    return rate;
}

/// mirrorscope-cli on a free port with a session of its own.
class RunningCollector {
public:
    RunningCollector(const QString& directory, const QString& engine)
        : m_session(directory + "/bench.mscope") {
        m_port = test::freePort();
        m_process.setStandardOutputFile(QProcess::nullDevice());
        m_process.start(QStringLiteral(PROGRAM_DIR "/mirrorscope-cli"),
                        {"listen", "--listen", QString("127.0.0.1:%1").arg(m_port), "--session", m_session,
                         "--engine", engine});
        if (!test::becomesTrue([&] { return test::Socket::connect(m_port).has_value(); })) {
            std::fprintf(stderr, "%s", m_process.readAllStandardError().constData());
            m_port = 0;
        }
    }
    ~RunningCollector() {
        m_process.kill();
        m_process.waitForFinished();
        for (const char* suffix : {"", "-wal", "-shm"}) {
            QFile::remove(m_session + suffix);
        }
    }

    std::uint16_t port() const { return m_port; }
    double mebibytes() const {
        QFile file(QString("/proc/%1/statm").arg(m_process.processId()));
        const bool opened = file.open(QIODevice::ReadOnly);
        const double pages = opened ? file.readAll().split(' ').value(1).toDouble() : 0;
        return pages * 4 / 1024;
    }

private:
    QString m_session;
    QProcess m_process;
    std::uint16_t m_port = 0;
};

double collectorRate(const bench::Scenario& scenario, const QString& directory, const Plan& plan,
                     const QString& engine) {
    const RunningCollector collector(directory, engine);
    return collector.port() == 0 ? -1 : wrkRate(scenario, directory, collector.port(), plan);
}

/// Latency at half of the rate that was measured, and memory at the start, in the middle and at the end.
void halfLoad(const bench::Scenario& scenario, const QString& directory, double most, const Plan& plan) {
    const RunningCollector collector(directory, "none");
    if (collector.port() == 0 || most <= 0 || scenario.closes) {
        return;
    }
    const std::string request = scenario.head() + scenario.body;
    const auto load = [&] {
        return test::steadyLoad(collector.port(), request, most / 2, plan.seconds, plan.connections);
    };
    load();  // queues, caches and feeds grow to their bounds
    const double start = collector.mebibytes();
    const auto first = load();
    const double middle = collector.mebibytes();
    const auto second = load();
    const double end = collector.mebibytes();
    for (const auto& one : {first, second}) {
        std::printf("  %-34s p50 %.2f ms, p99 %.2f ms, most %.2f ms, errors %lu   (goal p99 15 ms)\n",
                    "at half of that", one.p50, one.p99, one.most, one.errors);
    }
    std::printf("  %-34s %.1f, %.1f, %.1f MiB\n", "memory at start, middle, end", start, middle, end);
}

void printRow(const char* name, const Series& series) {
    std::printf("  %-34s %9.0f/s   (%.0f – %.0f)\n", name, series.median(), series.least(), series.most());
}

void compare(const bench::Scenario& scenario, const QString& directory, const Plan& plan) {
    Series beast;
    Series insert;
    Series off;
    Series on;
    for (int round = 0; round < plan.rounds; ++round) {
        beast.values.push_back(beastRate(scenario, directory, plan));
        insert.values.push_back(bench::insertRate(scenario, directory.toStdString(), plan.seconds));
        off.values.push_back(collectorRate(scenario, directory, plan, "none"));
        on.values.push_back(collectorRate(scenario, directory, plan, "modsecurity"));
    }
    const double slower = std::min(beast.median(), insert.median());
    std::printf("%s\n", scenario.name);
    printRow("bare Beast, answers 204", beast);
    printRow("insert loop, batches of 32, FULL", insert);
    printRow("listener, analyst off", off);
    printRow("listener, analyst on", on);
    std::printf("  %-34s %9.0f %%   (goal 70 %%)\n", "off, of the slower of the two",
                100 * off.median() / slower);
    std::printf("  %-34s %9.0f %%%s\n", "off, of bare Beast", 100 * off.median() / beast.median(),
                scenario.closes ? "   (goal 80 %)" : "");
    std::printf("  %-34s %9.0f %%   (goal 20 %%)\n", "cost of the analyst",
                100 * (1 - on.median() / off.median()));
    halfLoad(scenario, directory, off.median(), plan);
    std::printf("\n");
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    const auto argument = [&](int at, int otherwise) {
        return argc > at ? std::max(1, std::atoi(argv[at])) : otherwise;
    };
    const Plan plan{argument(1, 5), argument(2, 3), argument(3, 128)};
    QTemporaryDir directory;
    std::printf("%d alternating rounds of %d s, %d connections, median (least – most)\n\n", plan.rounds,
                plan.seconds, plan.connections);
    for (const bench::Scenario& scenario : bench::scenarios()) {
        compare(scenario, directory.path(), plan);
    }
    return 0;
}
