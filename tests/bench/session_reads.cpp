// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/session_reads.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "core/base/error_text.h"
#include "core/storage/query_runner.h"
#include "core/storage/session_file.h"
#include "core/storage/session_reader.h"
#include "tests/bench/measuring.h"
#include "tests/bench/session_generator.h"

namespace mirrorscope::bench {
namespace {

using Steady = std::chrono::steady_clock;

constexpr int kColdRounds = 3;
constexpr int kWarmRounds = 7;
constexpr std::size_t kPage = 100;
constexpr double kMemoryGoal = 300;  // MiB

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

using Read = std::function<base::Result<std::size_t>()>;

/// A question, asked of a connection opened before the clock starts.
struct Measure {
    std::string name;
    double goal;  // milliseconds
    std::function<base::Result<Read>(const std::filesystem::path&)> ready;
};

Measure opening() {
    return {"open, and where the followers stand", 2000, [](const auto& session) -> base::Result<Read> {
                return Read([session]() -> base::Result<std::size_t> {
                    auto reader = storage::SessionReader::open(session);
                    if (!reader) {
                        return reader.error();
                    }
                    const auto progress = (*reader)->progress();
                    return progress ? base::Result<std::size_t>(progress->requests) : progress.error();
                });
            }};
}

template <typename Ask>
Measure asked(std::string name, double goal, Ask ask) {
    return {std::move(name), goal, [ask](const std::filesystem::path& session) -> base::Result<Read> {
                auto reader = storage::SessionReader::open(session);
                if (!reader) {
                    return reader.error();
                }
                const std::shared_ptr<storage::SessionReader> shared = std::move(*reader);
                return Read([shared, ask]() -> base::Result<std::size_t> {
                    const auto rows = ask(*shared);
                    return rows ? base::Result<std::size_t>(rows->size()) : rows.error();
                });
            }};
}

/// A free word, by the index of words.
constexpr double kWordGoal = 300;  // milliseconds

Measure filtered(const std::string& filter, double goal = 100) {
    return asked("page of: " + filter, goal, [filter](auto& reader) {
        traffic::PageQuery query;
        query.filter.text = filter;
        return reader.requests(query);
    });
}

std::vector<Measure> measures() {
    using std::chrono::hours;
    return {opening(),
            asked("the last 100", 10, [](auto& reader) { return reader.requests({}); }),
            asked("the last 100 attacks", 10, [](auto& reader) { return reader.attacks({}); }),
            asked("a day by source and minute", 50,
                  [](auto& reader) {
                      return reader.rollup(60, SessionGenerator::kBegin,
                                           SessionGenerator::kBegin + hours(24));
                  }),
            filtered("source = \"nginx 10.0.0.1\""),
            filtered("source = \"envoy 10.0.0.6\""),
            filtered("client = " + SessionGenerator::client(0)),
            filtered("client = " + SessionGenerator::client(SessionGenerator::kClients - 1)),
            filtered("client = 192.0.2.1"),
            filtered("time >= \"2027-01-01T03:00:00Z\" and time < \"2027-01-01T04:00:00Z\""),
            filtered("time >= \"2027-01-01T00:00:00Z\" and time < \"2027-01-04T00:00:00Z\""),
            filtered("state = attack"),
            filtered("products", kWordGoal),
            filtered("passwd", kWordGoal),
            filtered("\"/etc/passwd\"", kWordGoal),
            filtered("\"script>alert\" state = attack", kWordGoal),
            filtered("4711", kWordGoal),
            filtered("nowhere", kWordGoal)};
}

bool measure(const Measure& measure, const std::filesystem::path& session) {
    std::vector<double> cold;
    std::vector<double> warm;
    std::size_t rows = 0;
    for (int round = 0; round < kColdRounds + kWarmRounds; ++round) {
        const bool isCold = round < kColdRounds;
        const auto read = measure.ready(session);
        if (isCold) {
            forget(session);
        }
        const auto begin = Steady::now();
        const auto answer = read ? (*read)() : read.error();
        (isCold ? cold : warm).push_back(millisecondsSince(begin));
        if (!answer) {
            std::printf("  %-46s %s\n", measure.name.c_str(), base::errorText(answer.error()).c_str());
            return false;
        }
        rows = *answer;
    }
    const bool fine = median(warm) <= measure.goal && median(cold) <= measure.goal;
    std::printf("  %-66s cold %9.2f  warm %9.2f ms   (goal %.0f)%s   %zu rows\n", measure.name.c_str(),
                median(cold), median(warm), measure.goal, fine ? "" : " MISSED", rows);
    std::fflush(stdout);
    return true;
}

/// How long a question that reads everything runs on after it was cancelled, and whether it holds the
/// session.
bool measureCancel(const std::filesystem::path& session) {
    auto database = storage::openForReading(session);
    if (!database) {
        return false;
    }
    storage::QueryRunner runner(std::move(*database));
    std::vector<double> times;
    bool released = true;
    for (int round = 0; round < kWarmRounds; ++round) {
        base::CancelToken cancel;
        Steady::time_point ended;
        bool cancelled = false;
        std::thread asker([&] {
            const auto answer = runner.gather<std::int64_t>(
                "SELECT sum(length(head) + instr(body, 'no such thing')) FROM payload", {}, cancel,
                [](const storage::Statement& row) { return row.number(0); });
            ended = Steady::now();
            cancelled = !answer && answer.error().code == base::ErrorCode::Cancelled;
        });
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        const auto begin = Steady::now();
        cancel.cancel();
        asker.join();
        if (!cancelled) {
            std::printf("  cancel: the session is too small, it was read in 50 ms\n");
            return true;
        }
        times.push_back(std::chrono::duration<double, std::milli>(ended - begin).count());
        released = released && sqlite3_txn_state(runner.database().handle(), "main") == SQLITE_TXN_NONE;
    }
    std::printf("  %-66s most %9.2f  median %7.2f ms   (goal 100)   read transaction afterwards: %s\n",
                "cancel", std::ranges::max(times), median(times), released ? "none" : "HELD");
    return true;
}

}  // namespace

bool readSession(const std::filesystem::path& session) {
    bool fine = true;
    for (const Measure& one : measures()) {
        fine = measure(one, session) && fine;
    }
    fine = measureCancel(session) && fine;
    std::printf("  %-66s %9.0f MiB   (goal %.0f)\n", "peak memory of the reading process", peakMemory(),
                kMemoryGoal);
    return fine;
}

}  // namespace mirrorscope::bench
