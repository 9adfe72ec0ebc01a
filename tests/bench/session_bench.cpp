// SPDX-License-Identifier: Apache-2.0
// ./dev bench session [ROWS [DIR]]: a session of so many generated rows (1,000,000), made in DIR or found
// there; how fast rows are written beside plain inserts of the same rows, how many bytes they take, how fast
// a window gets its answers. Without DIR the session is deleted afterwards.
#include <QProcess>
#include <QTemporaryDir>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "core/base/error_text.h"
#include "core/storage/search_build.h"
#include "core/storage/search_index.h"
#include "tests/bench/session_reads.h"
#include "tests/bench/session_writer.h"

using namespace mirrorscope;

namespace {

constexpr std::uint64_t kSeed = 6;
constexpr int kRounds = 5;
constexpr std::int64_t kRateRows = 50'000;
constexpr std::int64_t kPlainBatch = 1000;  // as many as a transaction of the journal holds

struct Series {
    std::vector<double> values;

    void print(const char* name) {
        std::ranges::sort(values);
        std::printf("  %-46s %9.0f rows/s   (%.0f – %.0f)\n", name, median(), values.front(), values.back());
    }
    double median() const { return values[values.size() / 2]; }
};

void removeSession(const std::filesystem::path& session) {
    for (const char* suffix : {"", "-wal", "-shm", ".lock"}) {
        std::filesystem::remove(session.string() + suffix);
    }
}

bool compareRates(const std::filesystem::path& directory) {
    Series journal;
    Series plain;
    for (int round = 0; round < kRounds; ++round) {
        const auto session = directory / "rate.mscope";
        removeSession(session);
        const auto byLoop = bench::writePlain(session, kSeed, kRateRows, kPlainBatch);
        removeSession(session);
        const auto byJournal = bench::writeMemory(session, kSeed, kRateRows);
        removeSession(session);
        if (!byLoop || !byJournal) {
            const auto& error = byLoop ? byJournal.error() : byLoop.error();
            std::fprintf(stderr, "%s\n", base::errorText(error).c_str());
            return false;
        }
        plain.values.push_back(byLoop->rate());
        journal.values.push_back(byJournal->rate());
    }
    std::printf("Insert rate, %d alternating rounds of %lld rows, median (least – most)\n", kRounds,
                static_cast<long long>(kRateRows));
    plain.print("plain inserts, batches of 1,000, FULL");
    journal.print("journal, with indices and roll-ups");
    std::printf("  %-46s %9.0f %%   (goal 50 %%)\n\n", "journal, of plain inserts",
                100 * journal.median() / plain.median());
    std::fflush(stdout);
    return true;
}

bool makeSession(const std::filesystem::path& session, std::int64_t rows) {
    const auto figures = bench::writeSession(session, kSeed, rows, [rows](std::int64_t written) {
        if (written % 500'000 == 0) {
            std::fprintf(stderr, "%lld of %lld rows\n", static_cast<long long>(written),
                         static_cast<long long>(rows));
        }
    });
    if (!figures) {
        std::fprintf(stderr, "%s\n", base::errorText(figures.error()).c_str());
        return false;
    }
    const auto size = std::filesystem::file_size(session);
    std::printf("Session of %lld rows, written at %.0f rows/s, inventing them included\n",
                static_cast<long long>(rows), figures->rate());
    std::printf("  %-46s %9.0f   raw heads and bodies %.0f, ratio %.2f\n\n", "bytes a request on disk",
                static_cast<double>(size) / static_cast<double>(rows),
                static_cast<double>(figures->rawBytes) / static_cast<double>(rows),
                static_cast<double>(size) / static_cast<double>(figures->rawBytes));
    std::fflush(stdout);
    return true;
}

/// The words of a session that was made here or found.
bool makeIndex(const std::filesystem::path& session, std::int64_t rows) {
    const auto index = storage::searchIndexPath(session);
    if (std::filesystem::exists(index)) {
        return true;
    }
    const auto begin = std::chrono::steady_clock::now();
    const auto built = storage::indexSession(session, {}, {});
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    if (!built) {
        std::fprintf(stderr, "%s\n", base::errorText(built.error()).c_str());
        return false;
    }
    const auto size = static_cast<double>(std::filesystem::file_size(index));
    std::printf("Index of words: %.0f rows/s, %.0f bytes a request\n\n",
                static_cast<double>(rows) / seconds.count(), size / static_cast<double>(rows));
    std::fflush(stdout);
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc == 3 && std::string(argv[1]) == "--read") {
        return bench::readSession(argv[2]) ? 0 : 1;
    }
    const std::int64_t rows = argc > 1 ? std::max(1LL, std::atoll(argv[1])) : 1'000'000;
    QTemporaryDir temporary;
    const std::filesystem::path directory = argc > 2 ? argv[2] : temporary.path().toStdString();
    std::filesystem::create_directories(directory);
    // The sessions made here are noted as ours beside them, not in the user's state.
    qputenv("XDG_STATE_HOME", directory.string().c_str());
    const auto session = directory / ("bench_" + std::to_string(rows) + ".mscope");
    if (!compareRates(directory) || (!std::filesystem::exists(session) && !makeSession(session, rows))) {
        return 1;
    }
    if (!makeIndex(session, rows)) {
        return 1;
    }
    std::printf("Reading %.1f GB\n", static_cast<double>(std::filesystem::file_size(session)) / 1e9);
    std::fflush(stdout);
    return QProcess::execute(QString::fromLocal8Bit(argv[0]),
                             {"--read", QString::fromStdString(session.string())});
}
