// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/storage/database.h"
#include "core/storage/statement.h"
#include "core/traffic/analysis.h"

namespace mirrorscope::storage {

/// The words of a session's requests in a file beside it, NAME.mscope-search: one table of FTS5 for each
/// million ids, which is dropped whole. It answers "which requests may hold these words?"; whether they do is
/// looked up in the session. Nothing is lost with it: who records the session makes it again.
///
/// Words are those of query/full_text.h: of target, head and kept body, as received and decoded.

/// Requests of a segment, by id.
inline constexpr traffic::RequestId kSegmentRequests = 1'000'000;
/// More of a body is not indexed; such a request may hold any word. So is a request of one part: 256 KiB.
inline constexpr std::size_t kIndexedBody = 256U << 10U;
/// Stands for "may hold any word". With bytes that no HTTP field has, and no harm where it is forged.
inline constexpr char kAnyWord[] = "mirrorscope_any_word";

std::filesystem::path searchIndexPath(const std::filesystem::path& session);
inline traffic::RequestId segmentOf(traffic::RequestId id) {
    return id / kSegmentRequests;
}
std::string segmentTable(traffic::RequestId segment);
/// Those of an index that is open or attached as that schema, ascending.
base::Result<std::vector<traffic::RequestId>> segmentsIn(Database& database, const std::string& schema);

/// Writes it. One owner, one thread, which may be slow: the session does not wait for it.
class SearchIndex {
public:
    /// Opens the index of that session, or begins it anew when it is missing, of another session, or not
    /// readable. For the holder of the session's writer lock.
    static base::Result<std::unique_ptr<SearchIndex>> open(const std::filesystem::path& session);
    /// Everything up to this request is in it.
    traffic::RequestId cursor() const { return m_cursor; }
    /// With all kept bytes of their bodies; ids ascending behind the cursor. All or nothing.
    base::Result<void> add(const std::vector<traffic::StoredRequest>& requests);
    /// Drops the segments whose requests are all older than this one.
    base::Result<void> dropBefore(traffic::RequestId oldest);
    /// Bytes on disk.
    std::uint64_t size() const;

private:
    SearchIndex(std::filesystem::path file, std::unique_ptr<Database> database, traffic::RequestId cursor);
    /// Of the segment that is written; ids ascend, so that those before are not needed again.
    struct Inserter {
        traffic::RequestId segment;
        Statement statement;
    };
    base::Result<Statement*> inserterOf(traffic::RequestId segment);
    base::Result<void> addAll(const std::vector<traffic::StoredRequest>& requests);

    std::filesystem::path m_file;
    std::unique_ptr<Database> m_database;
    traffic::RequestId m_cursor;
    std::optional<Inserter> m_inserter;
};

}  // namespace mirrorscope::storage
