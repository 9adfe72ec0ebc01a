// SPDX-License-Identifier: Apache-2.0
#include "core/storage/search_index.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "core/query/full_text.h"
#include "core/storage/own_sessions.h"
#include "core/storage/session_file.h"
#include "core/storage/transaction.h"

namespace mirrorscope::storage {
namespace {

/// "Mscs", in the SQLite header (application_id).
constexpr std::int64_t kSearchId = 0x4D736373;
/// Of tables and tokenizer; another one is made anew.
constexpr std::int64_t kSearchVersion = 1;
constexpr mode_t kMode = 0600;

/// NORMAL: after a power cut the last batches may be missing, cursor included, and are indexed again.
constexpr char kPragmas[] =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32768; PRAGMA temp_store=MEMORY;"
    "PRAGMA journal_size_limit=16777216;";
constexpr char kCreation[] =
    "PRAGMA page_size=8192; PRAGMA auto_vacuum=INCREMENTAL; PRAGMA journal_mode=WAL;"
    "CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
    "INSERT INTO state VALUES ('cursor', '0')";
/// Contentless, without positions and sizes: only which request has which word.
constexpr char kSegmentSql[] =
    " USING fts5(words, content='', detail=none, columnsize=0, tokenize=\"ascii tokenchars '_'\")";
constexpr char kMoveSql[] = "UPDATE state SET value = ? WHERE key = 'cursor'";

void removeFiles(const std::filesystem::path& file) {
    for (const char* suffix : {"", "-wal", "-shm"}) {
        std::error_code ignored;
        std::filesystem::remove(file.string() + suffix, ignored);
    }
}

base::Result<std::string> idOf(const std::filesystem::path& session) {
    auto database = openForReading(session);
    return database ? base::Result<std::string>(sessionId(*database)) : database.error();
}

/// The cursor of an index that is there and belongs to the session.
base::Result<std::int64_t> cursorOf(Database& database, const std::string& session) {
    const auto id = database.number("PRAGMA application_id");
    const auto version = database.number("PRAGMA user_version");
    const bool ours = id && version && *id == kSearchId && *version == kSearchVersion;
    auto owner = ours ? Statement::prepare(database, "SELECT value FROM state WHERE key = 'session'")
                      : base::Result<Statement>(base::Error{});
    if (!owner || !owner->next() || owner->bytes(0) != session) {
        return base::Error{base::ErrorCode::SessionNotOurs, {}};
    }
    return database.number("SELECT CAST(value AS INTEGER) FROM state WHERE key = 'cursor'");
}

base::Result<Database> create(const std::filesystem::path& file, const std::string& session) {
    removeFiles(file);
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, kMode);
    if (descriptor < 0) {
        return base::Error{base::ErrorCode::SessionUnwritable, {file.string(), std::strerror(errno)}};
    }
    ::close(descriptor);
    auto database = Database::open(file, Database::Access::Write);
    if (!database) {
        return database;
    }
    const std::string mark = "INSERT INTO state VALUES ('session', '" + session +  // 32 hexadecimal digits
                             "'); PRAGMA application_id=" + std::to_string(kSearchId) +
                             "; PRAGMA user_version=" + std::to_string(kSearchVersion);
    for (const char* sql : {kCreation, mark.c_str()}) {
        if (auto done = database->run(sql); !done) {
            return done.error();
        }
    }
    return database;
}

void append(std::string& words, std::string_view bytes) {
    words += bytes;
    words += '\n';
    if (const auto decoded = query::decodedText(bytes)) {
        words += *decoded;
        words += '\n';
    }
}

std::string wordsOf(const traffic::MirroredRequest& request) {
    std::string words;
    append(words, request.target);
    append(words, request.head);
    append(words, std::string_view(request.body).substr(0, kIndexedBody));
    if (request.bodyKept() > kIndexedBody || request.body.size() < request.bodyKept()) {
        words += kAnyWord;
    }
    return words;
}

}  // namespace

std::filesystem::path searchIndexPath(const std::filesystem::path& session) {
    return session.string() + "-search";
}

std::string segmentTable(traffic::RequestId segment) {
    return "segment_" + std::to_string(segment);
}

base::Result<std::vector<traffic::RequestId>> segmentsIn(Database& database, const std::string& schema) {
    const std::string sql =
        "SELECT CAST(substr(name, 9) AS INTEGER) FROM " + schema +
        ".sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%' ORDER BY 1";
    auto list = Statement::prepare(database, sql.c_str());
    if (!list) {
        return list.error();
    }
    std::vector<traffic::RequestId> segments;
    while (list->next()) {
        segments.push_back(list->number(0));
    }
    return segments;
}

base::Result<std::unique_ptr<SearchIndex>> SearchIndex::open(const std::filesystem::path& session) {
    const auto id = idOf(session);
    if (!id) {
        return id.error();
    }
    const auto file = searchIndexPath(session);
    auto database = Database::open(file, Database::Access::Write);
    auto cursor = database ? cursorOf(*database, *id) : base::Result<std::int64_t>(database.error());
    if (!cursor) {
        database = base::Result<Database>(base::Error{});  // closed before it is removed
        database = create(file, *id);
        cursor = 0;
    }
    if (!database) {
        return database.error();
    }
    if (auto ready = database->run(kPragmas); !ready) {
        return ready.error();
    }
    return std::unique_ptr<SearchIndex>(
        new SearchIndex(file, std::make_unique<Database>(std::move(*database)), *cursor));
}

SearchIndex::SearchIndex(std::filesystem::path file, std::unique_ptr<Database> database,
                         traffic::RequestId cursor)
    : m_file(std::move(file)), m_database(std::move(database)), m_cursor(cursor) {}

base::Result<Statement*> SearchIndex::inserterOf(traffic::RequestId segment) {
    if (m_inserter && m_inserter->segment == segment) {
        return &m_inserter->statement;
    }
    const std::string table = segmentTable(segment);
    const std::string make = "CREATE VIRTUAL TABLE IF NOT EXISTS " + table + kSegmentSql;
    if (auto made = m_database->run(make.c_str()); !made) {
        return made.error();
    }
    const std::string sql = "INSERT INTO " + table + " (rowid, words) VALUES (?, ?)";
    auto statement = Statement::prepare(*m_database, sql.c_str());
    if (!statement) {
        return statement.error();
    }
    m_inserter.emplace(segment, std::move(*statement));
    return &m_inserter->statement;
}

base::Result<void> SearchIndex::addAll(const std::vector<traffic::StoredRequest>& requests) {
    auto transaction = Transaction::begin(*m_database);
    if (!transaction) {
        return transaction.error();
    }
    for (const auto& [request, context] : requests) {
        const auto inserter = inserterOf(segmentOf(request->id));
        if (!inserter) {
            return inserter.error();
        }
        const std::string words = wordsOf(*request);
        if (auto added = (*inserter)->bind(request->id).bindText(words).run(); !added) {
            return added;
        }
    }
    auto move = Statement::prepare(*m_database, kMoveSql);
    if (!move) {
        return move.error();
    }
    const std::string last = std::to_string(requests.back().request->id);
    if (auto moved = move->bindText(last).run(); !moved) {
        return moved;
    }
    return transaction->commit();
}

base::Result<void> SearchIndex::add(const std::vector<traffic::StoredRequest>& requests) {
    if (requests.empty()) {
        return {};
    }
    auto added = addAll(requests);
    if (!added) {
        m_inserter.reset();  // a table that was made in it is gone
        return added;
    }
    m_cursor = requests.back().request->id;
    return added;
}

base::Result<void> SearchIndex::dropBefore(traffic::RequestId oldest) {
    const auto segments = segmentsIn(*m_database, "main");
    if (!segments) {
        return segments.error();
    }
    for (const auto segment : *segments) {
        if (segment >= std::min(segmentOf(oldest), segmentOf(m_cursor))) {
            break;
        }
        if (m_inserter && m_inserter->segment == segment) {
            m_inserter.reset();
        }
        const std::string drop = "DROP TABLE " + segmentTable(segment);
        if (auto dropped = m_database->run(drop.c_str()); !dropped) {
            return dropped;
        }
    }
    return m_database->run("PRAGMA incremental_vacuum");
}

std::uint64_t SearchIndex::size() const {
    std::error_code failed;
    const auto size = std::filesystem::file_size(m_file, failed);
    return failed ? 0 : size;
}

}  // namespace mirrorscope::storage
