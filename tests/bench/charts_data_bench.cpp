// SPDX-License-Identifier: Apache-2.0
// ./dev bench charts_data [ROWS [DIR]]: how fast the numbers behind charts come from a session of so many
// generated rows (1,000,000: a day), made in DIR or found there; its roll-ups are those of twenty sources.
// Without DIR the session is deleted afterwards.
#include <QTemporaryDir>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "core/base/error_text.h"
#include "core/storage/chart_reader.h"
#include "core/storage/session_file.h"
#include "core/storage/session_reader.h"
#include "tests/bench/measuring.h"
#include "tests/bench/session_generator.h"
#include "tests/bench/session_writer.h"

using namespace mirrorscope;
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

namespace {

constexpr std::uint64_t kSeed = 7;
constexpr int kRounds = 5;
constexpr double kAtOnce = 100;  // milliseconds to the first progress, and from a cancel to its answer

/// Of the generator's six sources twenty are made, each with its own rows.
constexpr char kMoreSources[] =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3)"
    " INSERT OR IGNORE INTO rollup SELECT resolution, bucket, source + 6 * i, listener, type, requests,"
    " attack_requests FROM rollup, n WHERE source BETWEEN 1 AND 6 AND source + 6 * i <= 20";

struct Figures {
    double median = 0;
    double toProgress = 0;
    std::uint64_t found = 0;
};

using Ask = std::function<base::Result<std::uint64_t>(storage::ChartReader&, const base::CancelToken&,
                                                      const traffic::OnChartProgress&)>;

struct Measure {
    std::string name;
    double goal;  // milliseconds; 0: no goal but progress at once
    Ask ask;
};

bool print(const Measure& measure, const Figures& figures) {
    const bool fine = (measure.goal == 0 || figures.median <= measure.goal) &&
                      (measure.goal != 0 || figures.toProgress <= kAtOnce);
    std::printf("  %-62s %9.1f ms", measure.name.c_str(), figures.median);
    if (measure.goal != 0) {
        std::printf("  (goal %.0f)", measure.goal);
    } else {
        std::printf("  first progress %.1f ms (goal %.0f)", figures.toProgress, kAtOnce);
    }
    std::printf("%s  %llu\n", fine ? "" : "  MISSED", static_cast<unsigned long long>(figures.found));
    std::fflush(stdout);
    return fine;
}

bool measure(const Measure& measure, storage::ChartReader& charts) {
    std::vector<double> times;
    Figures figures;
    for (int round = 0; round < kRounds; ++round) {
        const auto begin = Steady::now();
        double first = 0;
        const auto answer = measure.ask(charts, {}, [&](const traffic::ChartProgress&) {
            first = first == 0 ? bench::millisecondsSince(begin) : first;
        });
        if (!answer) {
            std::printf("  %s: %s\n", measure.name.c_str(), base::errorText(answer.error()).c_str());
            return false;
        }
        times.push_back(bench::millisecondsSince(begin));
        figures.toProgress = std::max(figures.toProgress, first);
        figures.found = *answer;
    }
    std::ranges::sort(times);
    figures.median = times[times.size() / 2];
    return print(measure, figures);
}

/// How long an answer takes that nobody wants any more.
bool measureCancel(const Measure& measure, storage::ChartReader& charts) {
    double worst = 0;
    for (int round = 0; round < kRounds; ++round) {
        base::CancelToken token;
        std::atomic<std::int64_t> at{0};
        std::jthread canceller([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(20 + 30 * round));
            at = Steady::now().time_since_epoch().count();
            token.cancel();
        });
        const auto answer = measure.ask(charts, token, {});
        const Steady::time_point end = Steady::now();
        canceller.join();
        if (!answer) {  // else it was faster
            worst = std::max(worst, std::chrono::duration<double, std::milli>(
                                        end - Steady::time_point(Steady::duration(at.load())))
                                        .count());
        }
    }
    std::printf("  %-62s %9.1f ms  (goal %.0f)%s\n", ("cancel: " + measure.name).c_str(), worst, kAtOnce,
                worst <= kAtOnce ? "" : "  MISSED");
    return worst <= kAtOnce;
}

Ask series(traffic::BucketGrid grid, std::string filter) {
    return [grid, filter](storage::ChartReader& charts, const base::CancelToken& cancel,
                          const traffic::OnChartProgress& progress) -> base::Result<std::uint64_t> {
        const auto answer = charts.series({grid, {filter}}, cancel, progress);
        return answer ? base::Result<std::uint64_t>(answer->requests()) : answer.error();
    };
}

Ask top(traffic::BucketGrid grid, traffic::TopBy by, traffic::TopOf of) {
    return [=](storage::ChartReader& charts, const base::CancelToken& cancel,
               const traffic::OnChartProgress& progress) -> base::Result<std::uint64_t> {
        const auto answer = charts.top({grid, {}, by, of, 6}, cancel, progress);
        return answer ? base::Result<std::uint64_t>(answer->rest) : answer.error();
    };
}

std::vector<Measure> measures() {
    using traffic::TopBy;
    using traffic::TopOf;
    const base::WallTime begin = bench::SessionGenerator::kBegin;
    const auto day = traffic::gridOver(begin, begin + 24h, 300s);
    const auto fine = traffic::gridOver(begin, begin + 24h, 60s);
    const auto hour = traffic::gridOver(begin + 12h, begin + 13h, 10s);
    const std::string odd = "time>=\"" + base::isoTime(begin + 1234567us) + "\"";
    return {
        {"24 h, 20 sources, 288 buckets, from roll-ups", 250, series(day, "")},
        {"24 h, 20 sources, 1,440 buckets, from roll-ups", 250, series(fine, "")},
        {"24 h from the middle of a second on", 250, series(day, odd)},
        {"1 h, 360 buckets, from roll-ups", 100, series(hour, "")},
        {"24 h of one source", 250, series(day, "source~\"10.0.0.1\"")},
        {"24 h, method:POST, from requests", 0, series(day, "method:POST")},
        {"1 h, method:POST, from requests", 0, series(hour, "method:POST")},
        {"24 h, path~products, from requests", 0, series(day, "path~products")},
        {"clients by attacks, 24 h", 0, top(day, TopBy::Client, TopOf::AttackRequests)},
        {"rules by hits, 24 h", 0, top(day, TopBy::Rule, TopOf::Hits)},
        {"clients by requests, 24 h, approximate", 250, top(day, TopBy::Client, TopOf::Requests)},
        {"endpoints by requests, 24 h", 0, top(day, TopBy::Endpoint, TopOf::Requests)},
        {"body sizes, 24 h", 0,
         [day](storage::ChartReader& charts, const base::CancelToken& cancel,
               const traffic::OnChartProgress& progress) -> base::Result<std::uint64_t> {
             const auto answer = charts.bodySizes({day, {}}, cancel, progress);
             return answer ? base::Result<std::uint64_t>(answer->sources.size()) : answer.error();
         }},
        {"health of all mirrors", 500,
         [begin](storage::ChartReader& charts, const base::CancelToken& cancel,
                 const traffic::OnChartProgress&) -> base::Result<std::uint64_t> {
             const auto answer = charts.mirrorHealth(begin + 23h, cancel);
             return answer ? base::Result<std::uint64_t>(answer->size()) : answer.error();
         }},
    };
}

bool prepare(const std::filesystem::path& session, std::int64_t rows) {
    if (!std::filesystem::exists(session)) {
        const auto written = bench::writeSession(session, kSeed, rows, [](std::int64_t done) {
            std::fprintf(stderr, "\r%lld rows", static_cast<long long>(done));
        });
        std::fprintf(stderr, "\n");
        if (!written) {
            std::fprintf(stderr, "%s\n", base::errorText(written.error()).c_str());
            return false;
        }
    }
    auto database = storage::openForRecording(session);
    return database && database->run(kMoreSources).has_value();
}

}  // namespace

int main(int argc, char** argv) {
    const std::int64_t rows = argc > 1 ? std::atoll(argv[1]) : bench::SessionGenerator::kRequestsADay;
    QTemporaryDir temporary(BENCH_DIR "/charts-XXXXXX");
    const std::filesystem::path directory = argc > 2 ? argv[2] : temporary.path().toStdString();
    const auto session = directory / "charts.mscope";
    if (rows <= 0 || !prepare(session, rows)) {
        return 1;
    }
    const auto reader = storage::SessionReader::open(session);
    if (!reader) {
        return 1;
    }
    storage::ChartReader charts(**reader);
    bool fine = true;
    for (const Measure& one : measures()) {
        fine = measure(one, charts) && fine;
        if (one.goal == 0) {
            fine = measureCancel(one, charts) && fine;
        }
    }
    std::printf("  %-62s %9.1f MiB\n", "memory of this process at most", bench::peakMemory());
    return fine ? 0 : 1;
}
