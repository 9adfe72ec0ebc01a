// SPDX-License-Identifier: Apache-2.0
#include "core/storage/salvage.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

#include "core/base/sha256.h"
#include "core/storage/salvage_source.h"
#include "core/storage/session_file.h"
#include "core/storage/statement.h"

namespace mirrorscope::storage {
namespace {

/// Altered bodies named in the report.
constexpr std::size_t kMostAltered = 1000;

constexpr char kTablesSql[] =
    "SELECT name, '', '' FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY "
    "rootpage";
constexpr char kMinutesSql[] =
    "DELETE FROM arrival_minute;"
    "INSERT INTO arrival_minute SELECT time / 60000000, min(id), max(id) FROM request GROUP BY 1";
constexpr char kIndicesSql[] =
    // The name with the condition of a partial index: it is taken only where that is said again.
    "SELECT tbl_name, name, CASE WHEN instr(sql, ' WHERE ') THEN substr(sql, instr(sql, ' WHERE ')) ELSE '' "
    "END"
    " FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name";
constexpr char kBodiesSql[] =
    "SELECT r.id, r.sha256, p.body FROM request r JOIN payload p ON p.request = r.id"
    " WHERE r.body_bytes = r.body_kept AND length(p.body) = r.body_bytes AND r.body_bytes > 0";
/// Rows of requests are joined with their listener: one without would not be seen.
constexpr char kListenersSql[] =
    "INSERT OR IGNORE INTO listener (id, name) SELECT DISTINCT listener, 'lost listener ' || listener FROM "
    "request"
    " WHERE listener NOT IN (SELECT id FROM listener)";

/// Else the next decision would get the id of a lost one, and its rows with it.
constexpr char kLostDecisionsSql[] =
    "DELETE FROM triage WHERE decision NOT IN (SELECT id FROM decision);"
    "DELETE FROM decided WHERE decision NOT IN (SELECT id FROM decision)";

void removeSession(const std::filesystem::path& session) {
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm"}) {
        std::filesystem::remove(session.string() + suffix, ignored);
    }
}

class Salvage {
public:
    Salvage(SalvageSource source, Database rescued, const base::CancelToken& cancel, SalvageProgress progress)
        : m_source(std::move(source)),
          m_rescued(std::move(rescued)),
          m_cancel(cancel),
          m_progress(std::move(progress)) {
        m_source.database().setCancel(&m_cancel);
    }

    base::Result<SalvageReport> run() {
        m_report.isListReplaced = m_source.isListReplaced();
        m_report.rebuiltPages = m_source.rebuiltPages();
        for (const auto step : {&Salvage::copyTables, &Salvage::nameListeners, &Salvage::forgetLostDecisions,
                                &Salvage::keepLastId, &Salvage::countMinutes, &Salvage::checkIndices,
                                &Salvage::checkBodies, &Salvage::finish}) {
            if (auto done = (this->*step)(); !done) {
                return done.error();
            }
        }
        return std::move(m_report);
    }

private:
    void tell(std::string_view doing, std::uint64_t done) const {
        if (m_progress) {
            m_progress(doing, done);
        }
    }

    using Names = std::array<std::string, 3>;

    base::Result<std::vector<Names>> list(const char* sql) {
        auto statement = Statement::prepare(m_rescued, sql);
        if (!statement) {
            return statement.error();
        }
        std::vector<Names> rows;
        while (statement->next()) {
            rows.push_back({statement->bytes(0), statement->bytes(1), statement->bytes(2)});
        }
        const auto failed = statement->failed();
        return failed ? base::Result<std::vector<Names>>(*failed) : std::move(rows);
    }

    base::Result<void> copyTables() {
        const auto tables = list(kTablesSql);
        if (!tables) {
            return tables.error();
        }
        for (const auto& [name, none, nothing] : *tables) {
            auto rescue = TableRescue::prepare(m_source.database(), m_rescued, name);
            if (!rescue) {
                return rescue.error();
            }
            tell(name, 0);
            auto table = rescue->run(m_cancel, [&](std::uint64_t rows) { tell(name, rows); });
            if (!table) {
                return table.error();
            }
            m_report.tables.push_back(std::move(*table));
        }
        return {};
    }

    base::Result<void> forgetLostDecisions() { return m_rescued.run(kLostDecisionsSql); }

    base::Result<void> nameListeners() { return m_rescued.run(kListenersSql); }

    /// Ids are never reused, even if the last requests were lost.
    base::Result<void> keepLastId() {
        const auto last =
            m_source.database().number("SELECT seq FROM sqlite_sequence WHERE name = 'request'");
        const std::string sql = "UPDATE sqlite_sequence SET seq = max(seq, " +
                                std::to_string(last ? *last : 0) + ") WHERE name = 'request'";
        return m_rescued.run(sql.c_str());
    }

    base::Result<void> checkIndices() {
        const auto indices = list(kIndicesSql);
        if (!indices) {
            return indices.error();
        }
        for (const auto& [table, name, condition] : *indices) {
            tell(name, 0);
            const std::string sql = "SELECT count(*) FROM " + table + " INDEXED BY " + name + condition;
            const auto count = m_source.database().number(sql.c_str());
            if (!count && count.error().code == base::ErrorCode::Cancelled) {
                return count.error();
            }
            if (!count) {
                m_report.damagedIndices.push_back(name);
            }
        }
        return {};
    }

    base::Result<void> checkBodies() {
        m_rescued.setCancel(&m_cancel);
        auto bodies = Statement::prepare(m_rescued, kBodiesSql);
        if (!bodies) {
            return bodies.error();
        }
        std::uint64_t checked = 0;
        while (bodies->next() && m_report.alteredBodies.size() < kMostAltered) {
            const base::Sha256 digest = base::sha256(bodies->bytes(2));
            if (bodies->bytes(1) !=
                std::string_view(reinterpret_cast<const char*>(digest.data()), digest.size())) {
                m_report.alteredBodies.push_back(bodies->number(0));
            }
            if (++checked % 1000 == 0) {
                tell("bodies", checked);
            }
        }
        const auto failed = bodies->failed();
        m_rescued.setCancel(nullptr);
        return failed ? base::Result<void>(*failed) : base::Result<void>();
    }

    /// Of the requests that are left: a range that the damaged table lacks would hide them.
    base::Result<void> countMinutes() { return m_rescued.run(kMinutesSql); }

    base::Result<void> finish() { return m_rescued.run("PRAGMA wal_checkpoint(TRUNCATE)"); }

    SalvageSource m_source;
    Database m_rescued;
    const base::CancelToken m_cancel;
    SalvageProgress m_progress;
    SalvageReport m_report;
};

}  // namespace

const RescuedTable* SalvageReport::table(std::string_view name) const {
    const auto found = std::ranges::find(tables, name, &RescuedTable::name);
    return found == tables.end() ? nullptr : &*found;
}

bool SalvageReport::isUndamaged() const {
    return !isListReplaced && rebuiltPages == 0 && damagedIndices.empty() && alteredBodies.empty() &&
           std::ranges::all_of(
               tables, [](const RescuedTable& table) { return table.lost.empty() && table.refused == 0; });
}

base::Result<SalvageReport> salvage(const std::filesystem::path& damaged,
                                    const std::filesystem::path& rescued, const base::CancelToken& cancel,
                                    const SalvageProgress& progress) {
    std::error_code failed;
    if (std::filesystem::exists(std::filesystem::symlink_status(rescued, failed))) {
        return base::Error{base::ErrorCode::SessionUnwritable, {rescued.string(), std::strerror(EEXIST)}};
    }
    const auto directory = std::filesystem::absolute(rescued).parent_path();
    auto source = SalvageSource::open(damaged, directory, cancel, [&](std::uint64_t done, std::uint64_t) {
        if (progress) {
            progress("copy", done);
        }
    });
    if (!source) {
        return source.error();
    }
    auto target = openForRecording(rescued);
    if (!target) {
        return target.error();
    }
    auto report = Salvage(std::move(*source), std::move(*target), cancel, progress).run();
    if (!report) {
        removeSession(rescued);
    }
    return report;
}

}  // namespace mirrorscope::storage
