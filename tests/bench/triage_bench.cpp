// SPDX-License-Identifier: Apache-2.0
// ./dev bench triage [ROWS [DIR]]: a session of so many generated rows (1,000,000), made in DIR or found
// there; how long it takes to count, decide, undo and find all of them, and how long a recorder waits for the
// write lock meanwhile.
#include <QTemporaryDir>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "core/base/error_text.h"
#include "core/pipeline/session_decisions.h"
#include "core/storage/session_file.h"
#include "core/storage/session_reader.h"
#include "core/storage/transaction.h"
#include "tests/bench/measuring.h"
#include "tests/bench/session_writer.h"

using namespace mirrorscope;

namespace {

using Steady = std::chrono::steady_clock;

constexpr std::uint64_t kSeed = 6;

/// Takes the write lock over and over, as a recorder under load does.
class OtherWriter {
public:
    explicit OtherWriter(storage::Database database) : m_database(std::move(database)) {
        m_database.waitEagerly();
        m_thread = std::thread([this] { run(); });
    }
    OtherWriter(const OtherWriter&) = delete;
    OtherWriter& operator=(const OtherWriter&) = delete;
    ~OtherWriter() {
        m_over = true;
        m_thread.join();
    }

    /// Since the last call.
    double longestWait() { return m_longest.exchange(0); }

private:
    void run() {
        while (!m_over) {
            const auto begin = Steady::now();
            {
                const auto transaction = storage::Transaction::begin(m_database);
                m_longest = std::max(m_longest.load(), bench::millisecondsSince(begin));
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }

    storage::Database m_database;
    std::atomic<bool> m_over = false;
    std::atomic<double> m_longest = 0;
    std::thread m_thread;
};

/// Prints how long it took, beside its goal; false when it failed.
bool measure(OtherWriter& other, const char* name, double goal, const std::function<std::string()>& work) {
    other.longestWait();
    const auto begin = Steady::now();
    const std::string outcome = work();
    std::printf("  %-44s %9.1f ms   (goal %5.0f ms)   other writer waited %5.1f ms at most   %s\n", name,
                bench::millisecondsSince(begin), goal, other.longestWait(), outcome.c_str());
    std::fflush(stdout);
    return outcome.find("failed") == std::string::npos;
}

template <typename Value, typename Text>
std::string told(const base::Result<Value>& result, const Text& text) {
    return result ? text(*result) : "failed: " + base::errorText(result.error());
}

/// What is asked of the session; each answers in a few words.
class Questions {
public:
    explicit Questions(const std::filesystem::path& session)
        : m_session(session), m_reader(std::move(*storage::SessionReader::open(session))) {
        auto database = *storage::Database::open(session, storage::Database::Access::Write);
        // As before the first decision, where the session was measured already.
        static_cast<void>(database.run("UPDATE decision SET phase = 'undone' WHERE phase = 'made'"));
        m_largest = *database.number("SELECT id FROM attack ORDER BY hits DESC LIMIT 1");
    }

    std::string count(const char* filter) {
        return told(m_decisions.countMatching(m_session, {filter, {}, {}}, {}, {}), [](const auto& found) {
            return std::to_string(found.requests) + " requests, " + std::to_string(found.hits) + " hits, " +
                   std::to_string(found.attacks) + " attacks";
        });
    }
    std::string decide(const char* filter, traffic::TriageState state) {
        return told(m_decisions.decideAll(m_session, {filter, {}, {}}, state, "", {}, {}),
                    [this](const traffic::DecisionReceipt& receipt) {
                        m_made = receipt.decision;
                        return std::to_string(receipt.requests) + " requests";
                    });
    }
    std::string decideLargest() {
        return told(
            m_decisions.decide(m_session, {0, m_largest, {}}, traffic::TriageState::FalsePositive, ""),
            [](const auto& receipt) { return std::to_string(receipt.hits) + " hits"; });
    }
    std::string page(const char* filter) {
        return told(m_reader->requests({0, true, 100, {filter, {}, {}}}),
                    [](const auto& rows) { return std::to_string(rows.size()) + " rows"; });
    }
    std::string attacks() {
        return told(m_reader->attacks({0, true, 100, {}}), [](const auto& rows) {
            return std::to_string(rows.size()) + " attacks, the first " + rows.front().triage;
        });
    }
    /// The last decision about a filter.
    std::string setUndone(bool isUndone) {
        return told(isUndone ? m_decisions.undo(m_session, m_made) : m_decisions.redo(m_session, m_made),
                    [](bool done) { return std::string(done ? "done" : "failed: it was so"); });
    }

private:
    const std::filesystem::path m_session;
    const base::SystemClock m_clock;
    pipeline::SessionDecisions m_decisions{m_clock};
    std::unique_ptr<storage::SessionReader> m_reader;
    std::int64_t m_made = 0;
    std::int64_t m_largest = 0;
};

bool run(const std::filesystem::path& session) {
    OtherWriter other(std::move(*storage::openForRecording(session)));
    Questions ask(session);
    using enum traffic::TriageState;
    const auto is = [&](const char* name, double goal, const std::function<std::string()>& work) {
        return measure(other, name, goal, work);
    };
    return is("count all", 2000, [&] { return ask.count(""); }) &&
           is("count method:GET", 2000, [&] { return ask.count("method:GET"); }) &&
           is("decide all", 2000, [&] { return ask.decide("", Archived); }) &&
           is("first page of triage:archived", 50, [&] { return ask.page("triage:archived"); }) &&
           is("undo", 50, [&] { return ask.setUndone(true); }) &&
           is("first page of triage:new", 50, [&] { return ask.page("triage:new"); }) &&
           is("redo", 50, [&] { return ask.setUndone(false); }) &&
           is("decide state:attack", 2000, [&] { return ask.decide("state:attack", Confirmed); }) &&
           is("first page of triage:confirmed", 150, [&] { return ask.page("triage:confirmed"); }) &&
           is("decide id:5..7", 2000, [&] { return ask.decide("id:5..7", Escalated); }) &&
           is("page of the three triage:escalated", 50, [&] { return ask.page("triage:escalated"); }) &&
           is("decide the largest attack, hit by hit", 2000, [&] { return ask.decideLargest(); }) &&
           is("count triage:archived", 5000, [&] { return ask.count("triage:archived"); }) &&
           is("first page of attacks", 200, [&] { return ask.attacks(); });
}

}  // namespace

int main(int argc, char** argv) {
    const std::int64_t rows = argc > 1 ? std::max(1LL, std::atoll(argv[1])) : 1'000'000;
    QTemporaryDir temporary;
    const std::filesystem::path directory = argc > 2 ? argv[2] : temporary.path().toStdString();
    std::filesystem::create_directories(directory);
    // The sessions made here are noted as ours beside them, not in the user's state.
    qputenv("XDG_STATE_HOME", directory.string().c_str());
    const auto session = directory / ("bench_" + std::to_string(rows) + ".mscope");
    if (!std::filesystem::exists(session)) {
        const auto figures = bench::writeSession(session, kSeed, rows, [](std::int64_t) {});
        if (!figures) {
            std::fprintf(stderr, "%s\n", base::errorText(figures.error()).c_str());
            return 1;
        }
    }
    double load = 0;
    static_cast<void>(getloadavg(&load, 1));
    std::printf("Decisions in a session of %lld rows, %.1f GB; load of the machine %.1f\n",
                static_cast<long long>(rows), static_cast<double>(std::filesystem::file_size(session)) / 1e9,
                load);
    return run(session) ? 0 : 1;
}
