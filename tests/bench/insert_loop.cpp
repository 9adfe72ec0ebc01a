// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/insert_loop.h"

#include <sqlite3.h>

#include <chrono>
#include <string>

#include "core/storage/journal.h"

namespace mirrorscope::bench {
namespace {

constexpr int kBatch = 32;

constexpr char kRequestSql[] =
    "INSERT INTO request (time, duration, listener, peer, peer_port, form, method, target, version, flags,"
    " declared_length, head_bytes, body_bytes, body_kept, sha256, reason, offset)"
    " VALUES (1,1,1,'127.0.0.1',40000,0,?1,?2,'HTTP/1.1','',NULL,?3,?4,?4,zeroblob(32),'',NULL)";
constexpr char kPayloadSql[] =
    "INSERT INTO payload (request, head, body, trailers, trailing) VALUES "
    "(last_insert_rowid(),?1,?2,x'',x'')";

void bindBlob(sqlite3_stmt* statement, int place, const std::string& bytes) {
    sqlite3_bind_blob(statement, place, bytes.c_str(), static_cast<int>(bytes.size()), SQLITE_STATIC);
}

bool step(sqlite3_stmt* statement) {
    const bool done = sqlite3_step(statement) == SQLITE_DONE;
    sqlite3_reset(statement);
    return done;
}

/// Rows a second over one connection; negative when a step fails.
double measure(sqlite3* database, const Scenario& scenario, int seconds) {
    sqlite3_stmt* request = nullptr;
    sqlite3_stmt* payload = nullptr;
    sqlite3_exec(database, "PRAGMA synchronous=FULL; PRAGMA cache_size=-16384", nullptr, nullptr, nullptr);
    sqlite3_prepare_v2(database, kRequestSql, -1, &request, nullptr);
    sqlite3_prepare_v2(database, kPayloadSql, -1, &payload, nullptr);
    const std::string method = scenario.method;
    const std::string target = scenario.path;
    const std::string head = scenario.head();
    bindBlob(request, 1, method);
    bindBlob(request, 2, target);
    sqlite3_bind_int64(request, 3, static_cast<sqlite3_int64>(head.size()));
    sqlite3_bind_int64(request, 4, static_cast<sqlite3_int64>(scenario.body.size()));
    bindBlob(payload, 1, head);
    bindBlob(payload, 2, scenario.body);
    const auto begin = std::chrono::steady_clock::now();
    const auto end = begin + std::chrono::seconds(seconds);
    bool fine = request != nullptr && payload != nullptr;
    std::int64_t rows = 0;
    while (fine && std::chrono::steady_clock::now() < end) {
        fine = sqlite3_exec(database, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK;
        for (int i = 0; fine && i < kBatch; ++i, ++rows) {
            fine = step(request) && step(payload);
        }
        fine = fine && sqlite3_exec(database, "COMMIT", nullptr, nullptr, nullptr) == SQLITE_OK;
    }
    const double time = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    sqlite3_finalize(request);
    sqlite3_finalize(payload);
    return fine ? static_cast<double>(rows) / time : -1;
}

}  // namespace

double insertRate(const Scenario& scenario, const std::filesystem::path& directory, int seconds) {
    const std::filesystem::path session = directory / "insert.mscope";
    if (!storage::Journal::open(session, {})) {  // makes the schema
        return -1;
    }
    sqlite3* database = nullptr;
    const bool opened = sqlite3_open(session.c_str(), &database) == SQLITE_OK;
    const double rate = opened ? measure(database, scenario, seconds) : -1;
    sqlite3_close(database);
    for (const char* suffix : {"", "-wal", "-shm", ".lock"}) {
        std::filesystem::remove(session.string() + suffix);
    }
    return rate;
}

}  // namespace mirrorscope::bench
