// SPDX-License-Identifier: Apache-2.0
#include "core/storage/source_reads.h"

#include <string>
#include <utility>

#include "core/storage/finding_rows.h"
#include "core/storage/header_presence_rows.h"
#include "core/storage/row_decoding.h"
#include "core/storage/source_setting_rows.h"

namespace mirrorscope::storage {

using namespace std::string_literals;

base::Result<std::vector<traffic::Source>> readSources(QueryRunner& runner, const base::CancelToken& cancel) {
    return runner.gather<traffic::Source>("SELECT "s + kSourceColumns + " FROM source ORDER BY id", {},
                                          cancel, readSource);
}

base::Result<std::vector<traffic::HeaderPresence>> readHeaders(QueryRunner& runner,
                                                               const base::CancelToken& cancel) {
    return runner.gather<traffic::HeaderPresence>(
        "SELECT "s + kHeaderPresenceColumns + " FROM header_presence ORDER BY source, header", {}, cancel,
        readHeaderPresence);
}

base::Result<std::vector<traffic::SourceSetting>> readSourceSettings(QueryRunner& runner,
                                                                     const base::CancelToken& cancel) {
    return runner.gather<traffic::SourceSetting>(
        "SELECT "s + kSourceSettingColumns + " FROM source_setting ORDER BY source", {}, cancel,
        readSourceSetting);
}

base::Result<traffic::RequestId> readNewestRequestOf(QueryRunner& runner, traffic::SourceId source) {
    return runner.database().number(
        ("SELECT coalesce(max(request), 0) FROM context WHERE source = " + std::to_string(source)).c_str());
}

base::Result<std::int64_t> readSettingsRevision(QueryRunner& runner) {
    return runner.database().number("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'sources.revision'");
}

base::Result<std::map<traffic::ClientTrust, std::uint64_t>> readClientTrusts(
    QueryRunner& runner, const base::CancelToken& cancel) {
    const auto rows = runner.gather<std::pair<std::string, std::uint64_t>>(
        "SELECT client_trust, count(*) FROM context GROUP BY client_trust", {}, cancel,
        [](const Statement& row) {
            return std::pair(row.bytes(0), static_cast<std::uint64_t>(row.number(1)));
        });
    if (!rows) {
        return rows.error();
    }
    std::map<traffic::ClientTrust, std::uint64_t> counts;
    for (const auto& [name, count] : *rows) {
        counts[traffic::clientTrustByName(name).value_or(traffic::ClientTrust::Unknown)] += count;
    }
    return counts;
}

base::Result<std::vector<traffic::Finding>> readFindings(QueryRunner& runner,
                                                         const base::CancelToken& cancel) {
    return runner.gather<traffic::Finding>(
        "SELECT "s + kFindingColumns + " FROM finding ORDER BY last_seen DESC, id", {}, cancel, readFinding);
}

}  // namespace mirrorscope::storage
