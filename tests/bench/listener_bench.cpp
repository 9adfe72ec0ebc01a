// SPDX-License-Identifier: Apache-2.0
// ./dev bench listener [ROUNDS [SECONDS]]: acknowledged requests a second beside a bare Beast responder and
// beside an insert loop of the same rows. All are built with the same flags; rounds alternate; medians and
// spread are printed.
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

using namespace mirrorscope;

namespace {

constexpr char kConnections[] = "64";

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
double wrkRate(const bench::Scenario& scenario, const QString& directory, std::uint16_t port, int seconds) {
    const QString script = directory + "/wrk.lua";
    QFile file(script);
    if (!file.open(QIODevice::WriteOnly) || file.write(scenario.wrkScript().c_str()) < 0) {
        return -1;
    }
    file.close();
    QProcess wrk;
    wrk.start("wrk", {"-t1", QString("-c") + kConnections, QString("-d%1s").arg(seconds), "-s", script,
                      QString("http://127.0.0.1:%1/").arg(port)});
    if (!wrk.waitForFinished((seconds + 30) * 1000)) {
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

double beastRate(const bench::Scenario& scenario, const QString& directory, int seconds) {
    QProcess responder;
    responder.start(QStringLiteral(BENCH_DIR "/beast_responder"), QStringList());
    responder.waitForReadyRead();
    const auto port = static_cast<std::uint16_t>(responder.readLine().trimmed().toUInt());
    const double rate = wrkRate(scenario, directory, port, seconds);
    responder.kill();
    responder.waitForFinished();
    return rate;
}

double collectorRate(const bench::Scenario& scenario, const QString& directory, int seconds,
                     const QString& engine) {
    const QString session = directory + "/bench.mscope";
    const std::uint16_t port = test::freePort();
    QProcess collector;
    collector.setStandardOutputFile(QProcess::nullDevice());
    collector.start(
        QStringLiteral(PROGRAM_DIR "/mirrorscope-cli"),
        {"listen", "--listen", QString("127.0.0.1:%1").arg(port), "--session", session, "--engine", engine});
    if (!test::becomesTrue([&] { return test::Socket::connect(port).has_value(); })) {
        std::fprintf(stderr, "%s", collector.readAllStandardError().constData());
        return -1;
    }
    const double rate = wrkRate(scenario, directory, port, seconds);
    collector.kill();
    collector.waitForFinished();
    for (const char* suffix : {"", "-wal", "-shm"}) {
        QFile::remove(session + suffix);
    }
    return rate;
}

void printRow(const char* name, const Series& series) {
    std::printf("  %-34s %9.0f/s   (%.0f – %.0f)\n", name, series.median(), series.least(), series.most());
}

void compare(const bench::Scenario& scenario, const QString& directory, int rounds, int seconds) {
    Series beast;
    Series insert;
    Series off;
    Series on;
    for (int round = 0; round < rounds; ++round) {
        beast.values.push_back(beastRate(scenario, directory, seconds));
        insert.values.push_back(bench::insertRate(scenario, directory.toStdString(), seconds));
        off.values.push_back(collectorRate(scenario, directory, seconds, "none"));
        on.values.push_back(collectorRate(scenario, directory, seconds, "modsecurity"));
    }
    const double slower = std::min(beast.median(), insert.median());
    std::printf("%s\n", scenario.name);
    printRow("bare Beast, answers 204", beast);
    printRow("insert loop, batches of 32, FULL", insert);
    printRow("listener, analyst off", off);
    printRow("listener, analyst on", on);
    std::printf("  %-34s %9.0f %%   (goal 60 %%)\n", "off, of the slower of the two",
                100 * off.median() / slower);
    std::printf("  %-34s %9.0f %%\n", "off, of bare Beast", 100 * off.median() / beast.median());
    std::printf("  %-34s %9.0f %%   (goal 20 %%)\n\n", "cost of the analyst",
                100 * (1 - on.median() / off.median()));
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 5;
    const int seconds = argc > 2 ? std::max(1, std::atoi(argv[2])) : 3;
    QTemporaryDir directory;
    std::printf("%d alternating rounds of %d s, %s connections, median (least – most)\n\n", rounds, seconds,
                kConnections);
    for (const bench::Scenario& scenario : bench::scenarios()) {
        compare(scenario, directory.path(), rounds, seconds);
    }
    return 0;
}
