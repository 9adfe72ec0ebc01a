// SPDX-License-Identifier: Apache-2.0
#include "core/storage/salvage_source.h"

#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "core/storage/file_header.h"
#include "core/storage/schema.h"
#include "core/storage/schema_check.h"
#include "core/storage/session_file.h"
#include "core/storage/writer_lock.h"

namespace mirrorscope::storage {
namespace {

bool hasLog(const std::filesystem::path& session) {
    std::error_code failed;
    const auto size = std::filesystem::file_size(session.string() + "-wal", failed);
    return !failed && size > 0;
}

/// The file of a session in which nothing was recorded yet.
base::Result<std::string> emptySession(const std::filesystem::path& file) {
    if (auto made = openForRecording(file); !made) {
        return made.error();
    }
    std::ifstream in(file, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace

base::Result<SalvageSource> SalvageSource::open(const std::filesystem::path& session,
                                                const std::filesystem::path& directory,
                                                const base::CancelToken& cancel,
                                                const SessionCopy::Progress& progress) {
    if (auto plain = checkIsPlainFile(session); !plain) {
        return plain.error();
    }
    if (WriterLock::isHeld(session)) {
        return base::Error{base::ErrorCode::SessionLocked, {session.string(), "that holds its lock"}};
    }
    SalvageSource source;
    source.m_file = session;
    const auto copyOnce = [&]() -> base::Result<void> {
        if (source.m_copy) {
            return {};
        }
        auto copy = SessionCopy::make(session, directory, cancel, progress);
        if (!copy) {
            return copy.error();
        }
        source.m_copy = std::move(*copy);
        source.m_file = source.m_copy->path();
        return {};
    };
    auto ready = hasLog(session) ? copyOnce() : base::Result<void>();
    ready = ready ? source.openAsItIs() : ready;
    if (!ready && ready.error().code == base::ErrorCode::SessionCorrupt) {
        source.m_database.reset();
        ready = copyOnce();
        ready = ready ? source.replaceList(directory) : ready;
    }
    const auto inner = ready ? destroyedInnerPages(source.m_file) : ready.error();
    if (!inner || inner->empty()) {
        return inner ? base::Result<SalvageSource>(std::move(source)) : inner.error();
    }
    source.m_database.reset();
    ready = copyOnce();
    ready = ready ? source.rebuild(*inner) : ready;
    return ready ? base::Result<SalvageSource>(std::move(source)) : ready.error();
}

/// SessionCorrupt when its list of tables cannot be used.
base::Result<void> SalvageSource::openAsItIs() {
    const base::Error corrupt{base::ErrorCode::SessionCorrupt,
                              {m_file.string(), "its list of tables is destroyed"}};
    const auto header = FileHeader::read(m_file);
    if (!header) {
        return header.error();
    }
    // With a log the file's own header may be older than the tables.
    const bool isNamed = header->isDatabase() && !m_copy;
    if (isNamed && header->applicationId() != kApplicationId) {
        return base::Error{base::ErrorCode::SessionNotOurs, {m_file.string()}};
    }
    const auto ours = static_cast<std::int64_t>(kSchemaVersion);
    if (isNamed && header->schemaVersion() != ours) {
        const bool isNewer = header->schemaVersion() > ours;
        return base::Error{isNewer ? base::ErrorCode::SessionTooNew : base::ErrorCode::SessionTooOld,
                           {m_file.string(), std::to_string(header->schemaVersion()), std::to_string(ours)}};
    }
    auto database = Database::open(m_file, m_copy ? Database::Access::Write : Database::Access::Immutable);
    if (!database) {
        return database.error();
    }
    m_database = std::move(*database);
    if (m_copy) {
        static_cast<void>(
            m_database->run("PRAGMA wal_checkpoint(TRUNCATE)"));  // pages are read from the file below
    }
    const auto isOurs = hasOurSchema(*m_database);
    return isOurs && *isOurs ? base::Result<void>() : corrupt;
}

base::Result<void> SalvageSource::replaceList(const std::filesystem::path& directory) {
    auto scratch = SessionCopy::make(directory / "nothing", directory, {}, {});
    if (!scratch) {
        return scratch.error();
    }
    const auto empty = emptySession(scratch->path());
    if (!empty) {
        return empty.error();
    }
    if (auto replaced = replaceListOfTables(m_file, *empty); !replaced) {
        return replaced;
    }
    auto database = Database::open(m_file, Database::Access::Write);
    if (!database) {
        return database.error();
    }
    m_database = std::move(*database);
    m_isListReplaced = true;
    return checkCursors();
}

base::Result<void> SalvageSource::rebuild(const std::vector<InnerPage>& pages) {
    if (auto rebuilt = rebuildInnerPages(m_file, pages); !rebuilt) {
        return rebuilt;
    }
    auto database = Database::open(m_file, Database::Access::Write);
    if (!database) {
        return database.error();
    }
    m_database = std::move(*database);
    m_rebuiltPages = pages.size();
    return {};
}

/// The last tables are where a new session has them: its list fits.
base::Result<void> SalvageSource::checkCursors() {
    const auto cursors = m_database->number(
        "SELECT count(*) FROM cursor WHERE name IN ('context', 'verdict') AND request >= 0");
    if (!cursors || *cursors != 2) {
        return base::Error{base::ErrorCode::SessionCorrupt,
                           {m_file.string(), "its list of tables is destroyed and cannot be replaced"}};
    }
    return {};
}

}  // namespace mirrorscope::storage
